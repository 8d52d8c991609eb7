"""Options of employees: a lattice, the best day to exercise, and the ways out of one who leaves."""

import json
from decimal import Decimal, localcontext
from math import erf, exp, inf, log, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.connectors import pricing as files
from laogu.pricing import (
    Bid,
    Grant,
    Leaver,
    call,
    gain,
    hull_white,
    put,
    stopped,
    threshold,
    waiting,
    ways_out,
)

CASES = json.loads(Path(__file__).with_name("valuation_cases.json").read_text())["cases"]
BASE: dict[str, Any] = {
    "wealth": 200, "options": 20, "strike": 1, "tax": 0.25, "years": 3, "volatility": 0.9,
    "drift": 0.125, "rate": 0.025,
}  # fmt: skip
WINDOW = 90 / 365


def bermudan(spot, strike, *, years, days, steps, volatility, rate):
    """Return a put that may be exercised on some days, by a binomial tree with steps in between."""
    steps = days * steps
    step = years / steps
    up = exp(volatility * sqrt(step))
    likely = (exp(rate * step) - 1 / up) / (up - 1 / up)
    ends = spot * up ** np.arange(-steps, steps + 1, 2)
    found = np.maximum(strike - ends, 0.0)
    for at in range(steps - 1, -1, -1):
        found = exp(-rate * step) * ((1 - likely) * found[:-1] + likely * found[1:])
        if at % (steps // days) == 0:
            shares = spot * up ** np.arange(-at, at + 1, 2)
            found = np.maximum(found, strike - shares)
    return float(found[0])


def lattice(spot, grant, *, volatility, rate, dividend, steps=1000):
    """Return Hull and White's lattice, of three branches: the level lies on a row of nodes."""
    step = grant.years / steps
    width = volatility * sqrt(3 * step)
    if grant.multiple < inf:
        away = log(grant.strike * grant.multiple / spot)
        width = away / int(away / (volatility * sqrt(1.5 * step)))
    drift = (rate - dividend - volatility**2 / 2) * step
    spread = (volatility**2 * step + drift**2) / width**2
    up, down = (spread + drift / width) / 2, (spread - drift / width) / 2
    leaves = 1 - exp(-grant.exits * step)
    found = np.maximum(spot * np.exp(width * np.arange(-steps, steps + 1)) - grant.strike, 0.0)
    for at in range(steps - 1, -1, -1):
        found = down * found[:-2] + (1 - up - down) * found[1:-1] + up * found[2:]
        found *= exp(-rate * step)
        if at * step < grant.vesting:
            found *= 1 - leaves
            continue
        shares = spot * np.exp(width * np.arange(-at, at + 1))
        worth = np.maximum(shares - grant.strike, 0.0)
        found = (1 - leaves) * found + leaves * worth
        found = np.where(shares >= grant.strike * grant.multiple * (1 - 1e-9), worth, found)
    return float(found[0])


@pytest.mark.parametrize(
    "case", [pytest.param(one, id=one["id"]) for one in CASES if one["group"] == "optimal_stopping"]
)
def test_the_best_day_of_an_american_put_is_that_of_the_published_table(case):
    inputs, published = case["inputs"], case["expected"]["published"]
    terms = [(0.2, 1), (0.2, 2), (0.4, 1), (0.4, 2)]

    found = [
        stopped(
            inputs["S"], lambda share: np.maximum(inputs["K"] - share, 0.0), years=years,
            days=50 * years, volatility=volatility, rate=inputs["r"],
        ).value
        for volatility, years in terms
    ]  # fmt: skip

    assert found == pytest.approx(published, abs=case["tolerance"]["abs"])
    ours = case["expected"]["own_binomial_bermudan"]
    assert found == pytest.approx(ours, abs=1e-3)


@settings(max_examples=8, deadline=None)
@given(
    st.floats(20, 60), st.floats(0.15, 0.9), st.floats(0.0, 0.1), st.sampled_from((1, 3, 10))
)  # fmt: skip
def test_the_best_day_agrees_with_a_tree(spot, volatility, rate, days):
    paid = lambda share: np.maximum(40 - share, 0.0)  # noqa: E731

    found = stopped(spot, paid, years=1.0, days=days, volatility=volatility, rate=rate)

    tree = bermudan(
        spot, 40, years=1.0, days=days, steps=900 // days, volatility=volatility, rate=rate
    )
    assert found.value == pytest.approx(tree, abs=0.03)
    plain = float(put(spot, 40, years=1.0, volatility=volatility, rate=rate))
    assert found.value >= plain - 1e-4, "more days are worth no less"
    assert found.value >= 40 - spot


def test_a_right_with_one_day_is_a_plain_option():
    paid = lambda share: np.maximum(share - 42, 0.0)  # noqa: E731

    found = stopped(40, paid, years=0.5, days=1, volatility=0.3, rate=0.05)

    assert found.kept == pytest.approx(
        float(call(40, 42, years=0.5, volatility=0.3, rate=0.05)), abs=1e-4
    )


def test_a_share_that_only_grows_is_sold_on_the_best_day():
    paid = lambda share: np.maximum(share - 10, 0.0)  # noqa: E731

    assert stopped(20, paid, years=1, days=4, volatility=0, rate=0.05, dividend=0.2).is_at_once
    later = stopped(20, paid, years=1, days=4, volatility=0, rate=0.05)
    assert later.value == pytest.approx(20 - 10 * exp(-0.05))


@pytest.mark.parametrize(
    "case", [pytest.param(one, id=one["id"]) for one in CASES if one["group"] == "employee_option"]
)
def test_what_an_employees_option_is_worth_agrees_with_a_lattice(case):
    inputs = case["inputs"]
    grant = Grant(strike=inputs["K"], vesting=inputs.get("vesting", 3),
                  years=inputs.get("maturity", inputs.get("T")),
                  exits=inputs.get("exit_hazard", 0.0), multiple=inputs.get("M", inf))  # fmt: skip
    terms = {"volatility": inputs["sigma"], "rate": inputs["r"], "dividend": inputs["q"]}

    found = hull_white(inputs["S"], grant, **terms)

    assert found == pytest.approx(lattice(inputs["S"], grant, **terms), rel=0.015)


# ../shared/valuation.md, 6.2: the share can be sold three years after the exercise, all or nothing.
def test_ninety_days_are_worth_what_was_worked_out_before():
    waits = Leaver(**{**BASE, "years": 3 + WINDOW})

    found = waiting(waits, 1.5, WINDOW)

    assert found == pytest.approx(3.365524, rel=1e-4)


@pytest.mark.parametrize(
    ("change", "wanted"),
    [({}, 1.177832), ({"aversion": 4}, 2.248436), ({"tax": 0}, 1.113933),
     ({"years": 6}, 2.425462), ({"volatility": 0.6}, 0.857389)],
)  # fmt: skip
def test_above_which_value_all_is_exercised(change, wanted):
    assert threshold(Leaver(**{**BASE, **change})) == pytest.approx(wanted, rel=1e-4)


def test_who_is_indifferent_to_risk_has_a_plain_option():
    leaver = Leaver(**{**BASE, "aversion": 0, "drift": 0.025, "tax": 0})

    assert threshold(leaver) == pytest.approx(1.0)
    worth = 20 * float(call(1.5, 1, years=WINDOW, volatility=0.9, rate=0.025))
    assert worth == pytest.approx(11.16115028)
    assert waiting(leaver, 1.5, WINDOW) == pytest.approx(worth, rel=1e-4)


@settings(max_examples=10, deadline=None)
@given(st.floats(0.3, 6), st.floats(0.2, 1.2), st.floats(0.5, 5), st.floats(25, 500))
def test_no_way_out_is_better_than_a_freer_one(value, volatility, aversion, wealth):
    changed = {"volatility": volatility, "aversion": aversion, "wealth": wealth}
    leaver = Leaver(**{**BASE, **changed})

    found = {one.name: one for one in ways_out(leaver, value, window=WINDOW, bid=Bid(price=value))}

    assert found["lapse"].gain == 0
    assert (found["wait"].gain or 0) >= 0, "who waits may let it lapse"
    if "exercise_part" in found:
        assert (found["exercise_part"].gain or 0) >= max(found["exercise"].gain or 0, 0)
    nets = [one.net for one in found["exercise"].outcomes]
    assert nets == sorted(nets)
    assert all((one.loss or 0) <= 1 for one in found.values())


def test_what_is_told_of_a_way_out_adds_up():
    leaver = Leaver(**BASE)

    every = ways_out(leaver, 3.0, window=WINDOW, bid=Bid(price=2.5, fee=0.02))
    found = {one.name: one for one in every}

    now = found["exercise"]
    assert [now.paid, now.tax] == pytest.approx([30, 10])
    assert now.gain == gain(leaver, 3.0, 1.0)
    middle = now.outcomes[2]
    assert middle.share == pytest.approx(3 * exp((0.125 - 0.405) * 3))
    assert middle.net == pytest.approx(20 * middle.share * exp(-0.075) - 30)
    broke_even = 30 * exp(0.075) / 20
    away = (log(broke_even / 3) - (0.125 - 0.405) * 3) / (0.9 * sqrt(3))
    assert now.loss == pytest.approx(0.5 * (1 + erf(away / sqrt(2))))
    assert found["sell"].gain == pytest.approx(20 * (2.5 * 0.98 - 1 - 0.25 * 1.5))


def test_who_cannot_pay_has_other_ways_out():
    found = {one.name: one for one in ways_out(Leaver(**{**BASE, "wealth": 10}), 3.0, window=0.0)}

    assert found["exercise"].gain is None
    assert 0 < found["exercise_part"].part < 0.34
    assert "wait" not in found


def test_an_option_from_a_file_is_told_in_plain_figures():
    content = """
        share = 3
        strike = 1
        quantity = 20
        volatility = 0.9
        rate = 0.025
        company = {years = 10, vesting = 3, exits = 0.03, multiple = 2}
        holder = {wealth = 200, years = 3, tax = 0.25, drift = 0.125, window_days = 90}
    """
    told = files.option_valued(*files.read_option(content.encode(), "option.toml"))

    assert [one["way"] for one in told["holder"]["ways"]] == [
        "exercise", "exercise_part", "wait", "lapse",
    ]  # fmt: skip
    assert float(told["holder"]["ways"][0]["gain"]) == pytest.approx(12.33137253, rel=1e-4)
    assert told["holder"]["ways"][2]["loss"] is None
    assert float(told["holder"]["exercised_above"]) == pytest.approx(1.177832, rel=1e-4)
    assert float(told["company"]["value"]) == pytest.approx(
        20 * float(told["company"]["per_option"]), rel=1e-7
    )


@pytest.mark.parametrize(
    ("more", "why"),
    [("", "neither company nor holder"), ("company = {years = 2, vesting = 3}", "before it vests"),
     ("holder = {wealth = 9, years = 0.1}", "before the window ends"),
     ("volatility = 10", "not of that form")],
)  # fmt: skip
def test_a_file_that_means_nothing_is_refused(more, why):
    content = f"share = 3\nstrike = 1\nquantity = 20\nvolatility = 0.9\n{more}"

    with pytest.raises(files.NoSuchOption) as no:
        files.read_option(content.encode(), "option.toml")

    assert why in str(no.value.reason)


def exactly(leaver: Leaver, value: float, part: float) -> Decimal:
    """The twin of `gain`: the same outcomes, weighed in eighty digits, one after another."""
    nodes, weights = np.polynomial.hermite_e.hermegauss(128)
    aversion, each = (
        Decimal(leaver.aversion),
        leaver.strike + leaver.tax * max(value - leaver.strike, 0.0),
    )
    with localcontext() as context:
        context.prec = 80
        wealth, grown = Decimal(leaver.wealth), (Decimal(leaver.rate) * Decimal(leaver.years)).exp()
        options = Decimal(leaver.options) * Decimal(part)
        middle = (leaver.drift - leaver.volatility**2 / 2) * leaver.years
        expected = Decimal(0)
        for z, weight in zip(nodes, weights / weights.sum(), strict=True):
            share = Decimal(value * exp(middle + leaver.volatility * sqrt(leaver.years) * z))
            end = (wealth - options * Decimal(each)) * grown + options * share
            useful = end.ln() if aversion == 1 else end ** (1 - aversion)
            expected += Decimal(float(weight)) * useful
        total = sum(Decimal(float(one)) for one in weights / weights.sum())
        expected /= total
        certain = expected.exp() if aversion == 1 else expected ** (1 / (1 - aversion))
        return +(certain / grown - wealth)


@pytest.mark.parametrize("aversion", [0, 1, 2, 5, 20])
@pytest.mark.parametrize("wealth", [41.0, 200.0, 5e4, 9e16, 1e30])
def test_what_an_option_gains_keeps_its_digits_however_much_is_owned_beside_it(wealth, aversion):
    leaver = Leaver(**{**BASE, "wealth": wealth, "aversion": aversion})

    for part in (0.25, 1.0):
        assert gain(leaver, 4.0, part) == pytest.approx(float(exactly(leaver, 4.0, part)), rel=1e-9)


def test_to_who_owns_very_much_a_chance_is_worth_what_it_comes_to_on_average():
    of_all, rich = (
        ways_out(Leaver(**{**BASE, "wealth": 9e16, "aversion": aversion}), 3.0, window=WINDOW)
        for aversion in (0, 2)
    )

    assert [one.gain for one in rich] == [pytest.approx(one.gain, rel=1e-9) for one in of_all]
    assert len({one.gain for one in rich}) == len(rich)
