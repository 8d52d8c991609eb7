"""Rights beyond a preference: each against what it says in words, and against a slow twin."""

from math import inf

import numpy as np
import pytest
from msgspec.structs import replace
from scipy.integrate import quad

from laogu.pricing import (
    Automatic,
    CarveOut,
    Encumbrance,
    Holding,
    Note,
    RandomTerm,
    Redemption,
    Structure,
    breakpoints,
    contract,
    diluted,
    offering,
    random_term,
    sale,
    sold,
)

MODEL = RandomTerm().in_units(1e6)
COMMON = Holding(name="common", shares=800.0)


def with_series(**rights):
    series = Holding(name="B", shares=100.0, price=1.0, **rights)
    return Structure(holdings=(COMMON, series))


def paid(structure, *amounts):
    return sale(structure.holdings).of(amounts)


def test_who_is_bought_out_has_interest_and_a_rank_of_its_own():
    due = Redemption(amount=100, rate=0.08, held=2.5, rank=1)
    structure = with_series(redemption=due, rank=2, multiple=1.5)
    senior = Holding(name="C", shares=10.0, price=5.0, rank=1)
    structure = replace(structure, holdings=(*structure.holdings, senior))

    common, series, other = paid(structure, 85, 170, 200, 5_000)

    assert series.tolist() == pytest.approx([60, 120, 150, 5_000 * 100 / 910])
    assert other.tolist()[:3] == pytest.approx([25, 50, 50])
    assert common.tolist()[:3] == [0, 0, 0]


def test_nobody_is_bought_out_before_the_day_or_for_more_than_there_is():
    later = Redemption(amount=100, rate=0.1, starts=2.0, most=130.0)
    structure = with_series(redemption=later)

    assert paid(structure, 150)[1] == pytest.approx(100), "the preference alone"
    assert paid(structure.after(1.9), 150)[1] == pytest.approx(100)
    assert paid(structure.after(2.5), 150)[1] == pytest.approx(125)
    assert paid(structure.after(9), 150)[1] == pytest.approx(130)
    assert list(later.turns()) == pytest.approx([2.0, 3.0])


def test_dividends_grow_simply_or_on_themselves():
    simple = with_series(dividends=8.0, dividend_rate=0.08)
    compound = with_series(dividends=8.0, dividend_rate=0.08, dividends_compound=True)

    assert paid(simple.after(2), 500)[1] == pytest.approx(100 + 8 + 16)
    assert paid(compound.after(2), 500)[1] == pytest.approx(108 * 1.08**2)


def test_a_carve_out_comes_before_everything_or_after_preferences():
    for before, gets in ((True, [8, 20, 50]), (False, [0, 10, 40])):
        out = Holding(name="team", shares=1, carved=CarveOut(part=0.1, before=before))
        structure = Structure(holdings=(*with_series().holdings, out))
        assert paid(structure, 80, 200, 500)[2] == pytest.approx(gets)
        capped = replace(out, carved=CarveOut(part=0.1, before=before, most=15.0))
        structure = Structure(holdings=(*with_series().holdings, capped))
        assert paid(structure, 1_000)[2] == pytest.approx(15)
        assert paid(structure, 1_000)[0] == pytest.approx(985 * 8 / 9)
        listed = contract(structure, RandomTerm(listed=((1e-9, 1.0),)))
        worth = random_term.value(700.0, listed, RandomTerm(listed=((1e-9, 1.0),)))
        assert worth[2] == pytest.approx(0, abs=1e-9), "an offering pays nothing of it"


def test_a_loan_is_paid_first_or_becomes_shares():
    note = Note(principal=50, rate=0.1, held=1, converts_at=0.5, discount=0.2)
    lent = Holding(name="note", shares=1, rank=0, note=note)
    structure = Structure(holdings=(*with_series().holdings, lent))

    assert paid(structure, 40)[2] == pytest.approx(40)
    _, series, of_note = paid(structure, 120)
    assert (series, of_note) == (pytest.approx(65), pytest.approx(55))
    many = paid(structure, 10_000)[:, 0]
    assert many == pytest.approx(np.array([800, 100, 110]) * 10_000 / 1_010)
    assert offering(structure.holdings).of([100])[2] == pytest.approx(55 / 0.8)
    uncapped = replace(lent, note=replace(note, converts_at=None))
    structure = Structure(holdings=(*with_series().holdings, uncapped))
    assert paid(structure, 10_000)[2] == pytest.approx(55)


def test_terms_of_conversion_say_below_what_an_offering_is_stopped():
    shares = 1_000.0
    assert Automatic(proceeds=50).below(shares) == 200
    assert Automatic(proceeds=50, valuation=300, per_share=0.4).below(shares) == 400
    assert Automatic(proceeds=50, by_vote=True).below(shares) == 0
    by_terms = with_series(automatic=Automatic(valuation=750))
    by_hand = with_series(stops_below=750.0)
    worth = [random_term.value(600.0, contract(one, MODEL), MODEL) for one in (by_terms, by_hand)]
    assert worth[0] == pytest.approx(worth[1])
    always = with_series(stops_below=inf)
    assert random_term.value(600.0, contract(always, MODEL), MODEL)[1] >= worth[0][1]


def test_a_cheaper_round_lowers_the_price_of_conversion_by_the_weighted_average():
    assert diluted(2.0, price=1.0, bought=500, shares=1_000) == pytest.approx(2 * 1_250 / 1_500)
    assert diluted(2.0, price=3.0, bought=500, shares=1_000) == 2.0


@pytest.mark.parametrize("ratchet", [None, 0.6])
def test_a_cheap_offering_gives_more_shares(ratchet):
    """The twin: each amount divided by itself, and integrated over its density step by step."""
    model = RandomTerm(listed=((1e-9, 1.0),))
    structure = with_series(averaged=True, ratchet=ratchet)

    def of_series(amount):
        more = 1 / min(1.0, (1 + 0.25 * amount / 900) / 1.25)
        shared = amount * 100 * more / (800 + 100 * more)
        return max(shared, min(ratchet * 100, amount)) if ratchet else shared

    found = random_term.value(400.0, contract(structure, model), model)

    squared, drift = 0.81, 0.025 - 0.405
    root = (drift**2 + 2 * 0.275 * squared) ** 0.5
    right, left = (root - drift) / squared, (root + drift) / squared

    def density(y):
        return 0.25 / root * np.exp(-right * y if y >= 0 else left * y)

    edges = [-60, -8, np.log(60 / 400), np.log(560 / 400), 0, np.log(900 / 400), 8, 90]
    wanted = sum(
        quad(lambda y: of_series(400 * np.exp(y)) * density(y), low, high, limit=200)[0]
        for low, high in zip(sorted(edges), sorted(edges)[1:], strict=False)
    )
    assert found[1] == pytest.approx(wanted, rel=2e-6)
    assert found.sum() == pytest.approx(400, rel=1e-9)


def test_who_receives_what_shares_bring_takes_nothing_from_the_class():
    plain = with_series()
    claimed = replace(
        plain, encumbered=(Encumbrance(name="bank", stock_class="B", part=0.5, most=30.0),)
    )

    table = sold(claimed).of([50, 100, 10_000])

    assert table[2].tolist() == pytest.approx([25, 30, 30])
    assert table[:2] == pytest.approx(sold(plain).of([50, 100, 10_000]))
    worth = random_term.value(500.0, contract(claimed, MODEL), MODEL)
    assert worth[:2] == pytest.approx(random_term.value(500.0, contract(plain, MODEL), MODEL))
    assert 0 < worth[2] < 30


def test_who_converts_where():
    structure = Structure(
        holdings=(
            COMMON,
            Holding(name="A", shares=100, price=1, rank=2, participation="capped", cap=300),
            Holding(name="B", shares=100, price=2, rank=1),
            Holding(name="option", shares=50, strike=1),
            Holding(name="team", shares=1, carved=CarveOut(part=0.1, most=50)),
        )
    )

    found = breakpoints(structure)

    assert [one.at for one in found] == pytest.approx(sorted(one.at for one in found))
    told = {turn: one.at for one in found for turn in one.turns}
    assert told["B", "paid"] == pytest.approx(200 / 0.9)
    assert told["A", "paid"] == told["common", "takes_part"] == told["A", "takes_part"]
    assert told["team", "full"] == pytest.approx(500)
    assert told["option", "exercised"] == pytest.approx(300 + 900 + 50)
    levels = {turn: one.level for one in found for turn in one.turns}
    assert levels["A", "stops"] == pytest.approx(2)
    assert levels["B", "converts"] == pytest.approx(2)
    assert levels["A", "converts"] == pytest.approx(3)
    assert all(sum(one.parts) == pytest.approx(1) for one in found)
