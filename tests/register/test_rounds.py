"""A priced round: what safes become and what a share costs, against published figures."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from msgspec.structs import replace

from laogu.basics import Money
from laogu.register import rounds
from laogu.register.rounds import (
    NoSuchRound,
    NotARound,
)
from tests.register.rounds import a_round, capital, safe, usd


def test_a_capped_safe_of_the_first_form_becomes_what_its_primer_says():
    # Y Combinator, SAFE Primer, example "cap, no discount", as reprinted at
    # fundersclub.com/learn/safe-primer/safe-numerical-examples/safe-cap-no-discount
    # 10,000,000 shares and a pool of 1,000,000; price 0.909, safe price 0.4545.
    stands = capital(10_000_000, unissued=1_000_000)
    asked = a_round(1_000_000, price="0.909")

    found = rounds.model(stands, [safe(100_000, 5_000_000, timing="pre_money")], asked)

    assert found.sales[0].shares == 1_100_110
    assert found.conversions[0].price == Fraction("0.4545")
    assert found.conversions[0].shares == 220_022


def test_of_cap_and_discount_the_lower_price_is_taken():
    # The same primer, example "cap and discount": 0.909 x 85% is 0.77265, and 8,000,000 over
    # 11,000,000 shares is 0.72727; the cap gives 137,500 shares.
    stands = capital(10_000_000, unissued=1_000_000)
    asked = a_round(1_000_000, price="0.909", scale=5)
    both = safe(100_000, 8_000_000, discount="0.15", timing="pre_money")

    found = rounds.model(stands, [both, safe(100_000, discount="0.15")], asked).conversions

    assert [one.why for one in found] == ["cap", "discount"]
    assert [one.price for one in found] == [Fraction("0.72727"), Fraction("0.77265")]
    assert found[0].shares == 137_500


def test_post_money_safes_and_a_pool_agree_with_another_solver():
    # 1984 Ventures, cap table worksheet and its tests (github.com/1984vc), "matches our Google
    # Sheet": 20,606,916 shares after, 2,060,692 of them the pool. Here exactly, not by search.
    stands = capital(9_390_728, unissued=609_272)
    safes = [
        replace(safe(125_000), mechanism=rounds.PartOfCapital(part=Decimal("0.07"))),
        safe(375_000),
        safe(475_000, 10_000_000),
        safe(28_500, 13_000_000),
        safe(2_997_500, 30_000_000),
    ]
    asked = a_round(4_000_000, pre_money=16_700_000, pool=rounds.PoolTarget(part=Fraction(1, 10)))

    exact = rounds.model(stands, safes, asked).exact

    assert round(exact.fully_diluted) == 20_606_916
    assert round(609_272 + exact.more_pool) == 2_060_692
    assert exact.price * exact.fully_diluted == 20_700_000


def test_rounded_shares_agree_with_another_solver_within_its_rounding():
    # The same tests, "matches our known truth": 19,436,361 shares, 1,943,636 of them the pool. It
    # rounds prices to five decimals inside its search, so that the last of seven digits may differ.
    stands = capital(11_694_118)
    caps: list[tuple[str | int, int]]
    caps = [(one, 10_000_000) for one in (50_000, 1_000_000, 25_000, 175_000, 150_000, 50_000)]
    caps += [(one, 20_000_000) for one in (5_000, 50_000, "311147.8", 250_000)]
    asked = a_round(
        "10199995.29",
        pre_money=49_800_000,
        scale=5,
        pool=rounds.PoolTarget(part=Fraction(1, 10)),
    )

    found = rounds.model(stands, [safe(amount, cap) for amount, cap in caps], asked)

    assert abs(found.fully_diluted / 19_436_361 - 1) < Fraction(1, 100_000)
    assert abs(found.pool_after / 1_943_636 - 1) < Fraction(1, 100_000)


def test_a_plain_round_after_one_post_money_safe():
    # 1984 Ventures, "Sanity check our baseline": 3,125,000 shares at 12.80.
    asked = a_round(8_000_000, pre_money=32_000_000)

    found = rounds.model(capital(2_000_000), [safe(2_000_000, 10_000_000)], asked)

    assert found.price == Fraction("12.8")
    assert found.fully_diluted == 3_125_000
    assert found.post_money == 40_000_000


@pytest.mark.parametrize(
    ("counts", "price", "noted", "sold"),
    [
        # adsmehub.ae, "Convertible notes: the pre-money conversion method": 10.00 a share.
        ("after", "10", 71_428, 100_000),
        # The percentage-ownership method of the same series: the new holder has 1/11 after.
        ("pre_money", "9.2857", 76_923, 107_692),
    ],
)
def test_a_discounted_note_dilutes_all_or_only_those_before(counts, price, noted, sold):
    note = rounds.Convertible(
        name="note",
        holder="note",
        amount=Fraction(500_000),
        mechanism=rounds.Note(rates=(), discount=Decimal("0.3")),
    )
    asked = a_round(1_000_000, pre_money=10_000_000, convertibles=counts)

    found = rounds.model(capital(1_000_000), [note], asked)

    assert found.price == Fraction(price)
    assert abs(found.conversions[0].shares - noted) <= 1
    assert abs(found.sales[0].shares - sold) <= 1
    if counts == "pre_money":
        assert asked.raised * found.exact.x / found.exact.fully_diluted == Fraction(1, 11)


def test_promised_options_count_for_a_post_money_cap_and_the_rest_of_the_increase_does_not():
    # Post-money safe, definition of Company Capitalization: an increase of the pool is included
    # only as far as promised options exceed the pool before it. By hand: 1,000,000 + 300,000
    # stand before the safe, which has a tenth of all: 1,300,000 / 0.9 = 1,444,444.4.
    stands = capital(1_000_000, unissued=100_000, promised=300_000)
    asked = a_round(1_000_000, price=5, pool=rounds.PoolTarget(increase=Fraction(500_000)))

    found = rounds.model(stands, [safe(100_000, 1_000_000)], asked)

    assert found.conversions[0].capitalization == Fraction(1_300_000) / Fraction("0.9")
    assert found.more_pool == 500_000
    assert found.pool_after == 600_000


def test_an_amount_between_what_is_promised_and_the_pool_needs_no_increase():
    stands = capital(1_000_000, unissued=400_000, promised=100_000)
    target = rounds.PoolTarget(part=Fraction(1, 100))

    found = rounds.model(stands, [], a_round(100_000, pre_money=1_000_000, pool=target))

    assert found.more_pool == 0


def test_most_favoured_terms_are_those_of_the_later_paper_that_gives_most():
    later = date(2025, 6, 1)
    favoured = safe(100_000, mfn=True, name="favoured")
    capped = safe(50_000, 4_000_000, name="capped", issued_on=later)
    discounted = safe(50_000, discount="0.1", name="discounted", issued_on=later)
    before = safe(50_000, 1_000_000, name="before", issued_on=date(2024, 1, 1))
    asked = a_round(1_000_000, pre_money=10_000_000)

    found = rounds.model(capital(1_000_000), [favoured, capped, discounted, before], asked)

    first = found.conversions[0]
    assert first.terms_of == "capped"
    assert first.why == "cap"
    assert abs(first.exact - 2 * found.conversions[1].exact) < Fraction(1, 10**9)


def test_a_round_that_would_give_away_the_whole_company_is_refused():
    stands = capital(1_000_000)
    safes = [safe(600_000, 1_000_000), safe(400_000, 1_000_000)]

    with pytest.raises(NoSuchRound):
        rounds.model(stands, safes, a_round(100_000, pre_money=1_000_000))


@pytest.mark.parametrize(
    "asked",
    [
        a_round(100_000),
        a_round(100_000, price=1, pre_money=2),
        a_round(0, price=1),
        a_round(100_000, post_money=100_000),
        a_round(100_000, price="0.00001"),
        a_round(100_000, price=1, pool=rounds.PoolTarget(part=Fraction(1))),
    ],
)
def test_a_round_that_contradicts_itself_is_refused(asked):
    with pytest.raises(NotARound):
        rounds.model(capital(1_000_000), [], asked)


def paper(
    mechanism: rounds.Mechanism, amount: int | None = None, quantity: int | None = None
) -> rounds.Convertible:
    return rounds.Convertible(
        name="warrant",
        holder="bank",
        mechanism=mechanism,
        amount=None if amount is None else Fraction(amount),
        quantity=None if quantity is None else Fraction(quantity),
    )


@pytest.mark.parametrize(
    ("mechanism", "amount", "shares"),
    [
        (rounds.FixedQuantity(quantity=Decimal(5_000)), None, 5_000),
        (rounds.PartOfCapital(part=Decimal("0.5")), None, 1_000_000),
        (rounds.ByValuation(kind="fixed", valuation=usd(1_000_000)), 1_000, 1_000),
        (rounds.ByValuation(kind="cap", valuation=usd(500_000)), 1_000, 2_000),
        (rounds.ByValuation(kind="cap", valuation=usd(9_000_000)), 1_000, 500),
        (rounds.ByValuation(kind="actual"), 1_000, 500),
        (rounds.ByPrice(), 1_000, 500),
        (rounds.ByPrice(discount=Decimal("0.2")), 1_000, 625),
        (rounds.ByPrice(discount_amount=usd(1)), 1_000, 1_000),
    ],
)
def test_every_mechanism_that_computes_does(mechanism, amount, shares):
    found = rounds.model(capital(1_000_000), [paper(mechanism, amount)], a_round(10_000, price=2))

    assert found.conversions[0].shares == shares


def test_a_class_converts_by_its_ratio_rounded_as_it_says():
    ratio = rounds.Proportion(Decimal(1), Decimal(3))
    rules: tuple[rounds.Rounded, ...] = ("up", "down", "nearest")
    papers = [paper(rounds.ByRatio(ratio=ratio, rounded=rule), quantity=500) for rule in rules]

    found = rounds.model(capital(1_000_000), papers, a_round(10_000, price=2))

    assert [one.shares for one in found.conversions] == [167, 166, 167]


@pytest.mark.parametrize(
    "given",
    [
        paper(rounds.InWords(says="as the board may decide")),
        paper(rounds.Safe(cap=usd(1_000_000))),
        paper(rounds.Note(rates=(), compounding="compounding"), 1_000),
        paper(rounds.ByPrice(discount_amount=usd(1)), 9),
        paper(rounds.ByRatio(ratio=rounds.Proportion(Decimal(1), Decimal(2)))),
    ],
)
def test_what_no_formula_follows_from_is_named_and_stays(given):
    found = rounds.model(capital(1_000_000), [given], a_round(10_000, pre_money=1_000_000))

    assert [one.convertible for one in found.not_computable] == [given]
    assert found.conversions == ()


@pytest.mark.parametrize(
    ("count", "since", "until", "years"),
    [
        ("actual_365", (2024, 1, 1), (2025, 1, 1), Fraction(366, 365)),
        # ISDA 2006 definitions, section 4.16(f): a 31st is the 30th.
        ("30_360", (2026, 1, 31), (2026, 7, 31), Fraction(180, 360)),
        ("30_360", (2026, 1, 30), (2026, 2, 28), Fraction(28, 360)),
        ("30_360", (2026, 1, 15), (2027, 1, 15), Fraction(1)),
        ("30_360", (2026, 1, 15), (2026, 1, 15), Fraction(0)),
    ],
)
def test_years_are_counted_as_the_note_says(count, since, until, years):
    assert rounds.years_between(date(*since), date(*until), count) == years


def test_a_note_converts_with_its_interest_rate_after_rate():
    # ccddlaw.com/2019/03/conversion-of-a-convertible-note: 100,000 at 8% for a year, 20% off a
    # price of 500 (read there as 400): 108,000 / 400 = 270 shares.
    rates = (rounds.InterestRate(rate=Decimal("0.08"), from_on=date(2025, 3, 2)),)
    note = rounds.Convertible(
        name="note",
        holder="note",
        amount=Fraction(100_000),
        mechanism=rounds.Note(rates=rates, discount=Decimal("0.2")),
    )

    found = rounds.model(capital(10_000), [note], a_round(1_000_000, price=500))

    assert found.conversions[0].earned == 8_000
    assert found.conversions[0].shares == 270
    assert found.conversions[0].left_over == 0


def test_a_rate_ends_where_it_says_or_the_next_begins_and_cash_interest_does_not_convert():
    rates = (
        rounds.InterestRate(
            rate=Decimal("0.1"), from_on=date(2026, 1, 1), until_on=date(2026, 1, 10)
        ),
        rounds.InterestRate(rate=Decimal("0.2"), from_on=date(2026, 2, 1)),
        rounds.InterestRate(rate=Decimal("0.3"), from_on=date(2026, 3, 1)),
    )
    note = rounds.Note(rates=rates)
    days = Fraction(10, 10) + Fraction(28 * 2, 10) + Fraction(1 * 3, 10)

    assert rounds.interest(note, Fraction(3650), date(2026, 3, 2)) == 10 * days
    assert rounds.interest(replace(note, payout="cash"), Fraction(3650), date(2026, 3, 2)) == 0


def test_pro_rata_rights_follow_their_agreement():
    # Y Combinator, Safe User Guide, quick start, section 3: the part of a round that a safe with
    # the side letter may take is what it becomes over the capitalization before the money.
    stands = rounds.Capital(
        kinds=(
            rounds.Kind(name="Common", held={"founder": Fraction(700), "ada": Fraction(100)}),
            rounds.Kind(
                name="Seed",
                held={"ada": Fraction(50), "ben": Fraction(50)},
                is_preferred=True,
                ratio=Fraction(2),
            ),
        )
    )
    asked = a_round(1_000, price=1)
    rights = [
        rounds.Right(holder="ada", basis="fully_diluted"),
        rounds.Right(holder="ada", basis="preferred"),
        rounds.Right(holder="safe", basis="converted"),
        rounds.Right(holder="ben", basis="stated", part=Fraction(1, 3)),
    ]

    found = rounds.model(stands, [safe(150, 1_000)], asked, rights).may_take

    assert [one.part for one in found[:2]] == [Fraction(200, 1000), Fraction(1, 2)]
    assert abs(found[2].part - Fraction(15, 100)) < Fraction(1, 1000)
    assert [one.shares for one in found] == [200, 500, 149, 333]


def test_money_of_a_round_is_never_more_than_was_given():
    found = rounds.model(
        capital(1_000_000), [safe(7, 3_000_000)], a_round(100, "0.99", pre_money=3_000_001)
    )

    for one in found.sales:
        assert 0 <= one.left_over < found.price
        assert one.shares * found.price + one.left_over == one.amount


def test_amounts_of_no_currency_are_not_looked_at():
    assert usd("1.5") == Money(150, "USD")
