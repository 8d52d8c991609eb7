"""What is true of every structure and every model, without a number to compare with."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from laogu.pricing import (
    Holding,
    RandomTerm,
    Structure,
    Term,
    contract,
    current,
    finnerty,
    fixed_term,
    ghaidarov,
    offering,
    random_term,
    sale,
)

SHARES = st.floats(1, 1_000)
PRICES = st.floats(0.01, 50)
MODELS = st.builds(
    RandomTerm,
    volatility=st.floats(0.2, 1.5),
    exits=st.floats(0.05, 1.0),
    rate=st.floats(0.0, 0.08),
    listed=st.sampled_from([(), RandomTerm().in_units(1e6).listed]),
)
TERMS = st.builds(
    Term, years=st.floats(0.1, 8), volatility=st.floats(0.1, 1.5), rate=st.floats(0, 0.08)
)


@st.composite
def preferred(draw, name):
    price = draw(PRICES)
    shares = draw(SHARES)
    multiple = draw(st.sampled_from([0.5, 1.0, 1.5, 3.0]))
    kind = draw(st.sampled_from(["none", "full", "capped"]))
    return Holding(
        name=name,
        shares=shares,
        price=price,
        converts_at=draw(st.none() | st.floats(0.01, price)),
        multiple=multiple,
        rank=draw(st.integers(1, 3)),
        participation=kind,
        cap=draw(st.floats(1, 4)) * multiple * price * shares if kind == "capped" else None,
        dividends=draw(st.sampled_from([0.0, 0.0, 3.0])),
        ratchet=draw(st.none() | st.floats(0.5, 2)),
        stops_below=draw(st.sampled_from([0.0, 500.0, 5_000.0])),
    )


@st.composite
def structures(draw):
    count = draw(st.integers(0, 4))
    series = [draw(preferred(f"series {at}")) for at in range(count)]
    options = [
        Holding(name=f"option {at}", shares=draw(SHARES), strike=draw(PRICES))
        for at in range(draw(st.integers(0, 2)))
    ]
    common = Holding(name="common", shares=draw(SHARES))
    stopped = draw(st.sampled_from(["all", "itself"]))
    return Structure(holdings=(common, *series, *options), stopped=stopped)


def by_trying(structure, amount):
    """Return who gets what by serving ranks, then raising what a common share gets, bit by bit.

    The slow obvious twin: half the interval again and again until all of it is given away.
    """
    firsts = {one.name: one.comes_first + one.dividends for one in structure.holdings}
    if amount <= sum(firsts.values()):
        left, got = amount, dict.fromkeys(firsts, 0.0)
        for rank in (1, 2, 3):
            here = [one for one in structure.holdings if one.rank == rank and firsts[one.name]]
            asked = sum(firsts[one.name] for one in here)
            given_ = min(left, asked)
            for one in here:
                got[one.name] = given_ * firsts[one.name] / asked
            left -= given_
        return list(got.values())

    def claims(each):
        for one in structure.holdings:
            shared = one.as_converted * each
            if one.strike is not None:
                yield one.shares * max(each - one.strike, 0.0)
            elif one.participation == "full" and one.comes_first:
                yield one.comes_first + shared + one.dividends
            elif one.participation == "capped" and one.comes_first:
                yield max(min(one.comes_first + shared, one.cap), shared) + one.dividends
            else:
                yield max(one.comes_first, shared) + one.dividends

    low, high = 0.0, 1e6
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if sum(claims(middle)) > amount else (middle, high)
    return list(claims(low))


@settings(max_examples=150, deadline=None)
@given(structures(), st.floats(0.01, 100_000))
def test_a_sale_is_divided_as_by_trying(structure, amount):
    found = sale(structure.holdings).of([amount])[:, 0]

    assert found == pytest.approx(by_trying(structure, amount), rel=1e-7, abs=1e-6)
    assert found.sum() == pytest.approx(amount, rel=1e-12)
    assert (found >= 0).all()


@settings(max_examples=80, deadline=None)
@given(structures(), MODELS, st.floats(1, 50_000))
def test_classes_sum_to_the_company_and_grow_with_it(structure, model, equity):
    ends = contract(structure, model)

    low = random_term.value(equity, ends, model)
    high = random_term.value(equity * 1.1, ends, model)

    assert low.sum() == pytest.approx(equity, rel=1e-9)
    sold = contract(replace_stops(structure), replace(model, listed=()))
    rows = [random_term.value(equity * part, sold, model) for part in (1, 1.1, 2)]
    assert all((after >= before - 1e-9).all() for before, after in pairwise(rows))
    assert high.sum() > low.sum()


def replace_stops(structure):
    return replace(
        structure, holdings=tuple(replace(one, stops_below=0.0) for one in structure.holdings)
    )


@settings(max_examples=60, deadline=None)
@given(structures(), TERMS, st.floats(1, 50_000), st.floats(0.01, 100))
def test_a_fixed_term_sums_grows_and_has_no_unit(structure, term, equity, unit):
    paid = sale(structure.holdings)

    worth = fixed_term.value(equity, paid, term)

    assert worth.sum() == pytest.approx(equity, rel=1e-9)
    assert (fixed_term.value(equity * 1.1, paid, term) >= worth - 1e-9 * equity).all()
    scaled = replace(
        structure,
        holdings=tuple(
            replace(
                one,
                price=None if one.price is None else one.price * unit,
                converts_at=None if one.converts_at is None else one.converts_at * unit,
                cap=None if one.cap is None else one.cap * unit,
                strike=None if one.strike is None else one.strike * unit,
                dividends=one.dividends * unit,
            )
            for one in structure.holdings
        ),
    )
    again = fixed_term.value(equity * unit, sale(scaled.holdings), term)
    assert again == pytest.approx(worth * unit, rel=1e-6, abs=1e-6 * equity * unit)


@settings(max_examples=40, deadline=None)
@given(structures(), st.floats(1, 50_000))
def test_a_term_of_no_time_is_the_current_value(structure, equity):
    term = Term(years=1e-9, volatility=0.5, rate=0.02)

    found = fixed_term.value(equity, sale(structure.holdings), term)

    assert found == pytest.approx(current(structure, equity), rel=1e-3, abs=1e-3 * equity)


@settings(max_examples=60, deadline=None)
@given(st.floats(10, 1_000), PRICES, MODELS, st.floats(1, 20_000))
def test_the_senior_of_two_alike_is_never_worse(shares, price, model, equity):
    two = [Holding(name=f"{at}", shares=shares, price=price, rank=at) for at in (1, 2)]
    structure = Structure(holdings=(Holding(name="common", shares=500.0), *two))

    _, senior, junior = random_term.value(equity, contract(structure, model), model)

    assert senior >= junior - 1e-9 * equity


@settings(max_examples=60, deadline=None)
@given(st.floats(1, 3), st.floats(1, 2), MODELS)
def test_a_right_that_is_added_never_raises_what_a_price_implies(multiple, ratchet, model):
    def implied(**rights):
        series = Holding(name="B", shares=100.0, price=1.0, **rights)
        structure = Structure(holdings=(Holding(name="common", shares=800.0), series))
        return random_term.backsolve(contract(structure, model), model, holding=1, worth=100.0)

    plain = implied()
    assert implied(multiple=multiple) <= plain * (1 + 1e-9)
    assert implied(ratchet=ratchet) <= plain * (1 + 1e-9)
    assert implied(participation="full") <= plain * (1 + 1e-9)


@settings(max_examples=60, deadline=None)
@given(structures(), TERMS, st.floats(10, 50_000))
def test_a_value_leads_to_its_class_and_back(structure, term, equity):
    paid = sale(structure.holdings)
    worth = float(fixed_term.value(equity, paid, term)[0])
    assume(worth > 1e-6 * equity)

    found = fixed_term.backsolve(paid, term, holding=0, worth=worth)

    assert found == pytest.approx(equity, rel=1e-6)


@given(st.floats(0, 10), st.floats(0, 3))
def test_a_share_that_is_locked_is_worth_no_more(years, volatility):
    for of in (finnerty, ghaidarov):
        assert 0 <= of(years, volatility) <= 1


@settings(max_examples=40, deadline=None)
@given(structures(), st.floats(0.01, 100_000))
def test_an_offering_gives_all_of_it_away(structure, amount):
    found = offering(structure.holdings).of([amount])[:, 0]

    assert found.sum() == pytest.approx(amount, rel=1e-9)
    assert np.isfinite(found).all()
