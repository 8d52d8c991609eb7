"""Every published or doubly computed case agrees, within the tolerance it comes with."""

import json
from math import inf
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from laogu.pricing import (
    Grant,
    Holding,
    Leaver,
    RandomTerm,
    Scenario,
    Structure,
    Term,
    alike,
    best,
    chaffe,
    contract,
    current,
    finnerty,
    fixed_term,
    gain,
    ghaidarov,
    hull_white,
    longstaff,
    of_common_beside_preferred,
    offering,
    random_call,
    random_term,
    sale,
    weighted,
)
from laogu.pricing.black_scholes import call, put

CASES = json.loads(Path(__file__).with_name("valuation_cases.json").read_text())["cases"]
"""Dated 2026-11-21; each names its source, and whether it was reproduced by others' code."""

ROUND = {"common": 750.0, "A": 100.0, "B": 100.0}
CHANGES: dict[str, dict[str, Any]] = {
    "option_pool_0pct": {"common": 800.0, "unissued": 0.0},
    "senior": {"A": {"rank": 2}},
    "participating_no_cap": {"B": {"participation": "full"}},
    "ipo_ratchet_1x": {"B": {"ratchet": 1.0}},
    "ipo_ratchet_1.5x": {"B": {"ratchet": 1.5}},
    "conversion_veto_0.75x": {"B": {"stops_below": 750.0}},
    "veto_class_only_1.0x": {"B": {"stops_below": 1_000.0}, "stopped": "itself"},
    "veto_class_only_0.5x": {"B": {"stops_below": 500.0}, "stopped": "itself"},
    "combo_senior_1.5x": {"A": {"rank": 2}, "B": {"multiple": 1.5}},
    "round2_400m": {"common": 483.333333333, "A": {"shares": 66.6666666667, "price": 0.75},
                    "B": {"shares": 400.0}},
}  # fmt: skip
MODELS: dict[str, dict[str, Any]] = {
    "sigma_0.5": {"volatility": 0.5}, "sigma_1.1": {"volatility": 1.1},
    "lambda_0.5": {"exits": 0.5}, "rf_0.05": {"rate": 0.05},
}  # fmt: skip


def of_group(group: str) -> list[Any]:
    return [pytest.param(one, id=one["id"]) for one in CASES if one["group"] == group]


def of_round(change: dict[str, Any]) -> Structure:
    """Return the structure of the published table, changed in one thing."""
    series = {
        "A": {"shares": 100.0, "price": 0.5} | change.get("A", {}),
        "B": {"shares": 100.0, "price": 1.0} | change.get("B", {}),
    }
    common = Holding(name="common", shares=change.get("common", 750.0))
    preferred = tuple(Holding(name=name, **given) for name, given in series.items())
    return Structure(
        holdings=(common, *preferred),
        unissued=change.get("unissued", 50.0),
        stopped=change.get("stopped", "all"),
    )


def structure_of(classes: dict[str, Any]) -> Structure:
    """Return the structure of a case that lists classes."""
    holdings = []
    for name, given in classes.items():
        rank = given.get("rank", 1)
        holdings.append(
            Holding(
                name=name,
                shares=given["shares"],
                claim=given.get("liq_pref"),
                rank=rank if isinstance(rank, int) else 1,
                participation=given.get("participation", "none"),
                cap=given.get("cap_total"),
                strike=given.get("strike"),
            )
        )
    return Structure(holdings=tuple(holdings))


def by_name(structure: Structure, worth: np.ndarray, *, each: bool = True) -> dict[str, float]:
    return {
        one.name: float(value) / (one.shares if each else 1)
        for one, value in zip(structure.holdings, worth, strict=True)
    }


@pytest.mark.parametrize("case", of_group("gornall_strebulaev"))
def test_the_contingent_claim_value_is_that_of_the_published_table(case):
    name = case["id"].removeprefix("GS20-T1-").removeprefix("GS20-SENS-").removeprefix("GS20-")
    if name == "AGG":
        assert case["tolerance"] == {"note": "sanity range only"}
        return
    structure = of_round(CHANGES.get(name, {}))
    of_b = structure.named("B")
    money = structure.holdings[of_b].shares
    expected = case["expected"]
    if name == "fixed_T4_all_MA":
        paid = sale(structure.holdings)
        term = Term(years=4, volatility=0.9, rate=0.025)
        equity = fixed_term.backsolve(paid, term, holding=of_b, worth=money)
        worth = fixed_term.value(equity, paid, term)
    else:
        model = RandomTerm(**MODELS.get(name, {})).in_units(1e6)
        if name == "p_ipo_one":
            model = RandomTerm(listed=((1e-9, 1.0),))
        ends = contract(structure, model)
        equity = random_term.backsolve(ends, model, holding=of_b, worth=money)
        worth = random_term.value(equity, ends, model)
    each = by_name(structure, worth)
    relative = next(iter(case["tolerance"].values()))
    assert equity == pytest.approx(expected["fair_value"], rel=relative)
    assert each["common"] == pytest.approx(expected["common_per_share"], rel=relative)
    assert each["A"] == pytest.approx(expected["series_A_per_share"], rel=relative)
    assert each["B"] == pytest.approx(1.0, rel=1e-12)
    assert worth.sum() == pytest.approx(equity, rel=1e-12), "classes sum to the company"


def test_the_closed_form_is_exact():
    """Figures that were worked out by hand in closed form, to ten digits."""
    structure = of_round({})
    model = RandomTerm().in_units(1e6)
    ends = contract(structure, model)
    equity = random_term.backsolve(ends, model, holding=2, worth=100.0)

    each = by_name(structure, random_term.value(equity, ends, model))

    assert equity == pytest.approx(771.2362836718, rel=1e-12)
    assert each["common"] == pytest.approx(0.7797435040, abs=5e-11)
    assert each["A"] == pytest.approx(0.8642865569, abs=5e-11)


@pytest.mark.parametrize("case", of_group("random_expiration_call"))
def test_a_call_of_random_term(case):
    given = case["inputs"]
    model = RandomTerm(volatility=given["sigma"], exits=given["exit_rate"], rate=given["r"])
    if case["id"] == "RE-MY-RP":
        partial = given["V"] - 2 / 3 * random_call(given["V"], given["K"], model)
        assert partial == pytest.approx(case["expected"]["partial_valuation"], rel=1e-6)
        return
    found = random_call(given["S"], given["K"], model)
    assert found == pytest.approx(case["expected"]["call"], rel=1e-8)


@pytest.mark.parametrize("case", of_group("opm"))
def test_the_option_pricing_method(case):
    given, expected = case["inputs"], case["expected"]
    structure = structure_of(given["classes"])
    paid = sale(structure.holdings)
    if case["id"] == "OPM-MERCER-BP":
        assert paid.at.tolist() == pytest.approx(expected["lower_breakpoints"], abs=1e-9)
        for found, wanted in zip(paid.parts.T, expected["allocations"], strict=True):
            assert found == pytest.approx(list(wanted.values()), abs=5e-4)
        return
    term = Term(years=given["T"], volatility=given["sigma"], rate=given["r"])
    if "equity" in given:
        equity = given["equity"]
        tranches = fixed_term.tranches(equity, paid, term)
        assert tranches == pytest.approx(expected["tranche_values"], rel=1e-8)
    else:
        name, each = given["known"].removesuffix(" per share").split(" = ")
        holding = structure.named(name)
        known = float(each) * structure.holdings[holding].shares
        equity = fixed_term.backsolve(paid, term, holding=holding, worth=known)
        assert equity == pytest.approx(expected["implied_equity"], rel=1e-7)
    worth = fixed_term.value(equity, paid, term)
    assert by_name(structure, worth) == pytest.approx(expected["per_share"], rel=1e-7)
    assert worth.sum() == pytest.approx(equity, rel=1e-12)


@pytest.mark.parametrize("case", of_group("waterfall"))
def test_the_waterfall(case):
    structure = structure_of(case["inputs"]["classes"])

    found = sale(structure.holdings).of(case["inputs"]["exit_values"])

    wanted = np.array(list(case["expected"]["payoffs"].values()))
    assert found == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("case", of_group("pwerm"))
def test_weighted_scenarios(case):
    given = case["inputs"]
    structure = structure_of(given["classes"])
    scenarios = [
        Scenario(
            name=one["name"],
            amount=one["exit"],
            years=one["years"],
            likely=one["prob"],
            ends="sold" if one["rule"] == "waterfall" else "listed",
        )
        for one in given["scenarios"]
    ]

    found = weighted(structure, scenarios, discount_rate=given["discount_rate_annual"])

    wanted = case["expected"]["class_values"]
    assert by_name(structure, found, each=False) == pytest.approx(wanted, rel=1e-9)


@pytest.mark.parametrize("case", of_group("hybrid"))
def test_a_mixture(case):
    given, other = case["inputs"]["ipo"], case["inputs"]["non_ipo"]
    structure = structure_of(case["inputs"]["classes"])
    listed = Scenario(
        name="ipo",
        amount=given["equity"],
        years=given["years"],
        likely=given["prob"],
        ends="listed",
    )
    term = Term(years=other["T"], volatility=other["sigma"], rate=other["r"])

    found = weighted(structure, [listed], discount_rate=given["discount_rate"])
    found += other["prob"] * fixed_term.value(other["equity"], sale(structure.holdings), term)

    assert by_name(structure, found) == pytest.approx(case["expected"]["per_share"], rel=1e-9)


@pytest.mark.parametrize("case", of_group("black_scholes"))
def test_calls_and_puts(case):
    given, tolerance = case["inputs"], case["tolerance"]["abs"]
    terms = {"years": given["T"], "volatility": given["sigma"], "rate": given["r"],
             "dividend": given["q"]}  # fmt: skip

    assert call(given["S"], given["K"], **terms) == pytest.approx(
        case["expected"]["call"], abs=tolerance
    )
    assert put(given["S"], given["K"], **terms) == pytest.approx(
        case["expected"]["put"], abs=tolerance
    )


@pytest.mark.parametrize("case", of_group("dlom"))
def test_discounts_for_want_of_a_market(case):
    given, expected, id_ = case["inputs"], case["expected"], case["id"]
    if id_ == "DLOM-CHAFFE-RANGE":
        for years in (2, 4):
            both = [chaffe(years, volatility, rate=given["r_used"]) for volatility in (0.6, 0.9)]
            assert both == pytest.approx(expected["own_r5pct"][f"T{years}"], abs=1e-9)
        return
    years, dividend = given["T"], given.get("q", 0.0)
    match id_.split("-")[1]:
        case "FINNERTY":
            found = finnerty(years, given["sigma"], dividend=dividend)
        case "GHAIDAROV":
            found = ghaidarov(years, given["sigma"], dividend=dividend)
        case "CHAFFE":
            found = chaffe(years, given["sigma"], rate=given["r"], dividend=dividend)
        case "DIFFPUT":
            found = of_common_beside_preferred(
                years,
                common=given["sigma_common"],
                preferred=given["sigma_preferred"],
                rate=given["r"],
                dividend=dividend,
            )
        case _:
            assert 100 * longstaff(years, given["sigma"]) == pytest.approx(
                expected["discount_pct"], abs=1e-3
            )
            return
    assert found == pytest.approx(expected["discount"], abs=1e-7)


@pytest.mark.parametrize("case", of_group("lockup"))
def test_the_discount_of_a_lock_up(case):
    given, expected = case["inputs"], case["expected"]["discount"]
    if case["id"] == "AAP-TABLE":
        for volatility, row in expected.items():
            for years, wanted in row.items():
                assert finnerty(float(years), float(volatility)) == pytest.approx(wanted, abs=1e-8)
        return
    years = given["days"] / given["year"]
    assert finnerty(years, given["sigma"]) == pytest.approx(expected, abs=1e-8)


@pytest.mark.parametrize("case", of_group("employee_option"))
def test_what_an_employees_option_is_worth_to_the_company(case):
    given, expected = case["inputs"], case["expected"]["value"]
    grant = Grant(
        strike=given["K"],
        vesting=given.get("vesting", 3),
        years=given.get("maturity", given.get("T")),
        exits=given.get("exit_hazard", 0.0),
        multiple=given.get("M", inf),
    )
    found = hull_white(
        given["S"], grant, volatility=given["sigma"], rate=given["r"], dividend=given["q"]
    )
    assert found == pytest.approx(expected, rel=1e-6)


def test_an_option_that_is_vested_above_its_level_is_worth_what_it_gives():
    grant = Grant(strike=10, vesting=0, years=5, exits=0.1, multiple=2)

    assert hull_white(25, grant, volatility=0.4, rate=0.03) == 15
    below = hull_white(19.999, grant, volatility=0.4, rate=0.03)
    assert below == pytest.approx(9.999, abs=0.01)


@pytest.mark.parametrize("case", of_group("exercise_or_forfeit"))
def test_exercise_or_forfeit(case):
    given, expected = case["inputs"], case["expected"]
    if case["id"] == "PTE-RISKNEUTRAL":
        terms = {"years": given["window_years"], "volatility": given["sigma"], "rate": given["r"]}
        worth = call(given["common_value_now"], given["strike"], **terms)
        assert given["options"] * worth == pytest.approx(expected["value"], rel=1e-4)
        return
    leaver = Leaver(
        wealth=given["wealth"],
        options=given["options"],
        strike=given["strike"],
        tax=given["tax_on_spread_at_exercise"],
        years=given["years_to_liquidity"],
        volatility=given["sigma"],
        drift=given["drift"],
        rate=given["r"],
        aversion=given["crra"],
    )
    if case["id"] == "PTE-GAIN":
        found = [
            gain(leaver, value, given["fraction_exercised"]) for value in given["common_value"]
        ]
        assert found == pytest.approx(expected["certainty_equivalent_gain"], rel=1e-4)
        return
    for value, wanted in expected.items():
        part, gained = best(leaver, float(value))
        assert part == pytest.approx(wanted["fraction"], abs=5e-3)
        assert gained == pytest.approx(wanted["gain"], rel=1e-4)


def test_who_cannot_pay_forfeits():
    leaver = Leaver(wealth=10, options=20, strike=1, tax=0.25, years=3, volatility=0.9,
                    drift=0.125, rate=0.025)  # fmt: skip

    assert gain(leaver, 3.0, 1.0) == -inf
    part, gained = best(leaver, 3.0)
    assert 0 < part < 0.34
    assert gained > 0
    assert best(leaver, 0.5)[0] == 0.0


def test_no_formula_of_a_discount_breaks_where_it_is_small_or_large():
    limit = 0.3227929
    assert finnerty(100, 3.0) == pytest.approx(limit, abs=1e-7)
    assert ghaidarov(100, 3.0) == pytest.approx(1.0, abs=1e-7)
    assert longstaff(50, 2.0) == 1.0
    for of in (finnerty, ghaidarov):
        near = [of(1.0, volatility) for volatility in (0.0099, 0.01, 0.0101)]
        assert near == sorted(near)
        assert of(0.0, 0.9) == 0.0
        assert of(1.0, 0.0) == 0.0


def test_the_current_value_and_everybodys_alike():
    structure = structure_of(CASES_BY_ID["WF-MERCER"]["inputs"]["classes"])

    assert current(structure, 9_000).tolist() == pytest.approx([1875.0, 1500.0, 5625.0, 0.0])
    assert alike(structure, 23_000).tolist() == pytest.approx([5000.0, 3000.0, 15_000.0, 0.0])
    assert offering(structure.holdings).of([23_000])[:, 0].sum() == pytest.approx(23_000)


CASES_BY_ID = {one["id"]: one for one in CASES}
