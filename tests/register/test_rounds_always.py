"""What is true of every round: against a slow twin, and by what a practitioner would check."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from laogu.register import rounds
from laogu.register.rounds import NotARound
from tests.register.rounds import a_round, capital, safe, settled, usd

CAPITALS = st.builds(
    capital,
    st.integers(100_000, 20_000_000),
    options=st.integers(0, 900_000),
    unissued=st.integers(0, 900_000),
    promised=st.integers(0, 900_000),
)
CAPS = st.integers(2_000_000, 40_000_000)
SAFES = st.lists(
    st.builds(
        safe,
        st.integers(1_000, 200_000),
        st.none() | CAPS,
        discount=st.none() | st.sampled_from(["0.1", "0.2", "0.25"]),
        timing=st.sampled_from(["pre_money", "post_money"]),
    ),
    max_size=5,
)
POOLS = st.builds(
    rounds.PoolTarget, part=st.none() | st.fractions(0, Fraction(1, 5), max_denominator=50)
)


@st.composite
def asked(draw: st.DrawFn) -> rounds.Round:
    money = draw(st.lists(st.integers(1_000, 5_000_000), min_size=1, max_size=3))
    valuation = draw(st.integers(4_000_000, 60_000_000))
    return a_round(*money, pre_money=valuation, pool=draw(POOLS), scale=draw(st.integers(4, 8)))


def terms_of(one: rounds.Convertible) -> rounds.Safe:
    assert isinstance(one.mechanism, rounds.Safe)
    return one.mechanism


@settings(max_examples=40)
@given(CAPITALS, SAFES, asked())
def test_it_solves_what_going_round_the_circle_comes_to(capital, safes, asked):
    exact = rounds.model(capital, safes, asked).exact

    price, shares, growth = settled(capital, safes, asked)

    solved = [exact.price, exact.more_pool, *exact.shares]
    for found, wanted in zip(solved, [price, growth, *shares], strict=True):
        assert abs(found - wanted) <= Fraction(1, 10**9) * max(Fraction(1), wanted)


@settings(max_examples=60)
@given(CAPITALS, SAFES, asked())
def test_what_is_always_true_of_a_round(capital, safes, asked):
    found = rounds.model(capital, safes, asked)

    for sale in found.sales:
        assert sale.shares * found.price + sale.left_over == sale.amount
        assert 0 <= sale.left_over < found.price
    for one in found.conversions:
        assert one.price is not None
        assert one.shares * one.price + one.left_over == one.amount
        assert 0 <= one.left_over < one.price
        assert one.price <= found.price or one.why == "price"
    # The new holders have exactly their part, and the valuation is the price times what it counts.
    exact = found.exact
    part = asked.raised * exact.x / exact.fully_diluted
    assert part == asked.raised / (asked.pre_money + asked.raised)
    assert exact.price * exact.counted == asked.pre_money
    if asked.pool.part is not None and exact.more_pool > 0:
        free = capital.pool - capital.promised + exact.more_pool
        assert free == asked.pool.part * exact.fully_diluted
    # Each post-money safe at its cap owns amount over cap of what stands before the money.
    before = capital.fully_diluted + sum(exact.shares)
    for one, shares in zip(found.conversions, exact.shares, strict=True):
        terms = terms_of(one.convertible)
        if one.why == "cap" and terms.timing == "post_money":
            assert terms.cap is not None
            assert one.amount == shares / before * Fraction(terms.cap.decimal())


@settings(max_examples=40)
@given(CAPITALS, SAFES, asked(), st.integers(0, 4))
def test_better_terms_never_give_fewer_shares(capital, safes, asked, place):
    safes = [*safes, safe(10_000, 5_000_000)]
    place %= len(safes)
    terms = terms_of(safes[place])
    before = rounds.model(capital, safes, asked)

    for better in (
        replace(terms, discount=(terms.discount or Decimal(0)) + Decimal("0.05")),
        replace(terms, cap=usd(2_000_000)),
    ):
        changed = [*safes[:place], replace(safes[place], mechanism=better), *safes[place + 1 :]]
        after = rounds.model(capital, changed, asked)
        assert after.exact.shares[place] >= before.exact.shares[place]


@settings(max_examples=40)
@given(CAPITALS, SAFES, asked(), st.randoms())
def test_the_order_of_papers_does_not_matter(capital, safes, asked, chance):
    named = [replace(one, name=str(place)) for place, one in enumerate(safes)]
    mixed = named[:]
    chance.shuffle(mixed)

    first, second = (rounds.model(capital, one, asked) for one in (named, mixed))

    assert first.price == second.price
    assert {one.convertible.name: one.shares for one in first.conversions} == {
        one.convertible.name: one.shares for one in second.conversions
    }


def preferred(protection: rounds.Protection) -> rounds.Capital:
    """Return a million common shares and a million of Seed, sold at 1.00."""
    series = rounds.Kind(
        name="Seed",
        held={"fund": Fraction(1_000_000)},
        is_preferred=True,
        conversion_price=Fraction(1),
        protection=protection,
    )
    common = rounds.Kind(name="Common", held={"founder": Fraction(1_000_000)})
    return rounds.Capital(kinds=(common, series), options=Fraction(200_000))


def test_a_full_ratchet_doubles_what_a_class_converts_into_at_half_the_price():
    # vator.tv, 2013-04-02, "There are two ways to formulate antidilution provisions": a million
    # common, a million preferred at $1; 50,000 shares at 50 cents leave the founder below 33.3%.
    stands = replace(preferred("full_ratchet"), options=Fraction(0))

    found = rounds.model(stands, [], a_round(25_000, price="0.50", protections="after"))

    assert found.protected[0].price_after == Fraction("0.50")
    assert found.protected[0].ratio_after == 2
    assert found.fully_diluted == 3_050_000
    assert Fraction(1_000_000) / found.fully_diluted < Fraction(333, 1000)


@pytest.mark.parametrize(
    ("protection", "base", "after"),
    [
        # By hand, CP1 1.00, 500,000 shares at 0.50, B 250,000, C 500,000.
        # Broad: (2,200,000 + 250,000) / (2,200,000 + 500,000) = 0.9074.
        ("broad", 2_200_000, "0.9074"),
        # Narrow: (1,000,000 + 250,000) / (1,000,000 + 500,000) = 0.8333.
        ("narrow", 1_000_000, "0.8333"),
    ],
)
def test_a_weighted_average_takes_its_base_as_it_is_named(protection, base, after):
    asked = a_round(250_000, price="0.50", protections="after")

    found = rounds.model(preferred(protection), [], asked).protected[0]

    assert (found.base, found.price_after) == (base, Fraction(after))


def test_a_round_at_or_above_the_old_price_changes_no_ratio():
    for protection in ("full_ratchet", "broad", "narrow"):
        found = rounds.model(preferred(protection), [], a_round(1_000, price=1))

        assert found.protected == ()
        assert rounds.weighted_average(
            Fraction(1), Fraction(2), base=Fraction(9), shares=Fraction(1)
        ) == Fraction(1)


@settings(max_examples=40)
@given(
    st.sampled_from(["full_ratchet", "broad", "narrow"]),
    st.integers(100_000, 900_000),
    st.integers(1_100_000, 2_000_000),
)
def test_protections_inside_the_valuation_are_solved_with_the_price(protection, money, valuation):
    stands = preferred(protection)

    found = rounds.model(stands, [], a_round(money, pre_money=valuation, scale=8))

    exact, kind = found.exact, stands.kinds[1]
    sold = money * exact.x
    by_formula = (
        rounds.full_ratchet(Fraction(1), exact.price)
        if protection == "full_ratchet"
        else rounds.weighted_average(
            Fraction(1), exact.price, base=rounds.base_of(stands, kind), shares=sold
        )
    )
    assert kind.shares / by_formula == kind.shares + exact.gained[1]
    assert exact.price * (2_200_000 + exact.gained[1]) == valuation
    assert found.protected[0].price_after <= 1


def test_a_ratchet_is_never_weaker_than_a_narrow_base_nor_that_than_a_broad_one():
    asked = a_round(250_000, pre_money=1_500_000)
    found = [
        rounds.model(preferred(one), [], asked).protected[0].price_after
        for one in ("full_ratchet", "narrow", "broad")
    ]

    assert found == sorted(found)


@settings(max_examples=40)
@given(
    CAPITALS,
    SAFES,
    st.sampled_from(["available", "whole"]),
    st.tuples(*(st.sampled_from(["pre_money", "after"]) for _ in range(2))),
    st.integers(10_000_000, 60_000_000),
)
def test_whatever_counts_where_the_equations_hold(capital, safes, of, counted_in, valuation):
    counts, inside = counted_in
    pool = rounds.PoolTarget(part=Fraction(1, 8), of=of, counts=counts)
    before = a_round(500_000, pre_money=valuation, pool=pool, convertibles=inside)
    after = a_round(500_000, post_money=valuation, pool=pool)

    exact = rounds.model(capital, safes, before).exact

    counted = capital.fully_diluted
    counted += sum(exact.shares) if inside == "pre_money" else 0
    counted += exact.more_pool if counts == "pre_money" else 0
    assert exact.price * counted == valuation
    holds = capital.pool - capital.promised + exact.more_pool
    if of == "whole":
        holds = capital.pool + capital.options + exact.more_pool
    assert holds >= exact.fully_diluted / 8
    assert exact.more_pool == 0 or holds == exact.fully_diluted / 8
    settled_after = rounds.model(capital, safes, after).exact
    assert settled_after.price * settled_after.fully_diluted == valuation


def test_a_class_that_is_protected_is_not_sold_again():
    with pytest.raises(NotARound):
        rounds.model(preferred("broad"), [], a_round(1_000, price=2, name="Seed"))


def test_hundreds_of_papers_are_solved_in_a_few_turns():
    caps = [2_000_000 + 40_000 * place for place in range(400)]
    safes = [safe(10_000, cap, discount="0.1", name=str(cap)) for cap in caps]

    exact = rounds.model(capital(10_000_000), safes, a_round(1_000_000, pre_money=30_000_000)).exact

    assert exact.turns <= 5
