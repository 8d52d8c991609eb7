"""Published and doubly computed cases of the filter, and the filter beside slow twins of it."""

import json
from datetime import date, timedelta
from decimal import Decimal
from math import exp, log, pi, sqrt
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from scipy.optimize import minimize
from scipy.special import ndtr

from laogu.basics import cost, price
from laogu.pricing import marks
from laogu.pricing.marks import (
    Anchor,
    Belief,
    Level,
    Parameters,
    State,
    Surroundings,
    filtered,
    smoothed,
)

CASES = {
    one["id"]: one
    for one in json.loads(Path(__file__).with_name("valuation_cases.json").read_text())["cases"]
}
FIRST = date(1900, 1, 1)
PLAIN = Parameters(
    rise=0, haste=1, fade=0, patience=1, carry=0, spread=0.5, jump=0, listed_spread=1,
    listed_jump=0, pop=0, pop_spread=1, skew=1, tails=4, failing=0, lost=1, lost_spread=1, noise={},
)  # fmt: skip
"""Nothing but a value that wanders."""

# Durbin and Koopman, Time series analysis by state space methods: flow of the Nile at Aswan,
# 1871 to 1970, in 100 million cubic metres; the standard example of a local level.
NILE = """
1120 1160 963 1210 1160 1160 813 1230 1370 1140 995 935 1110 994 1020 960 1180 799 958 1140 1100
1210 1150 1250 1260 1220 1030 1100 774 840 874 694 940 833 701 916 692 1020 1050 969 831 726 456 824
702 1120 1100 832 764 821 768 845 864 862 698 845 744 796 1040 759 781 865 845 944 984 897 822 1010
771 676 649 846 812 742 801 1040 860 874 848 890 744 749 838 1050 918 986 797 923 975 815 1020 906
901 1170 912 746 919 718 714 740
"""


def nile(noise: float, wander: float) -> tuple[float, float, float]:
    """Return the last mean and variance of the Nile, and the log-likelihood from the second on."""
    flows = [float(one) for one in NILE.split()]
    mean, variance, likely = flows[0], noise, 0.0
    for flow in flows[1:]:
        variance += wander
        total = variance + noise
        likely -= (log(2 * pi * total) + (flow - mean) ** 2 / total) / 2
        mean, variance, _ = marks.seen(
            mean, variance, missed=flow - mean, spread=sqrt(noise), far=1e9
        )
    return mean, variance, likely


def test_the_local_level_of_the_nile():
    expected = CASES["SS-NILE"]["expected"]

    found = minimize(
        lambda at: -nile(exp(at[0]), exp(at[1]))[2], [9.0, 7.0], method="Nelder-Mead",
        options={"xatol": 1e-6, "fatol": 1e-8},
    )  # fmt: skip

    noise, wander = (exp(one) for one in found.x)
    assert noise == pytest.approx(expected["own_mle"]["var_eps"], rel=2e-4)
    assert wander == pytest.approx(expected["own_mle"]["var_eta"], rel=2e-4)
    assert -found.fun == pytest.approx(expected["own_mle"]["loglik"], abs=1e-4)
    published = expected["published"]
    mean, variance, _ = nile(published["var_eps"], published["var_eta"])
    last = expected["filtered_last_at_published"]
    assert mean == pytest.approx(last["mean"], abs=1e-6)
    assert variance == pytest.approx(last["var"], abs=1e-5)


SLOWER = 80
"""Years of our days for a year of the case, so that its quarters fall on whole days."""


def test_points_quotes_bids_asks_and_an_index_as_brute_force_has_them():
    case = CASES["SS-GRIDBAYES"]
    given, expected = case["inputs"], case["expected"]
    level, levels, found = 1.0, [Level(FIRST, 1.0)], []
    for event in given["events"]:
        on = FIRST + timedelta(round(event["t"] * SLOWER * 365.25))
        level *= exp(event.get("mkt", 0.0))
        if on > FIRST:
            levels.append(Level(on, level))
        match event["kind"]:
            case "point":
                one = a_price(on, log(event["price"]), event["sd"])
            case "quote":
                middle, spread = marks.of_quote(event["bid"], event["ask"], at_once=event["sd"])
                one = a_price(on, middle, spread)
            case "bid":
                one = a_price(on, log(event["bid"]), event["sd"], kind="bid", side="above")
            case "ask":
                one = a_price(on, log(event["ask"]), event["sd"], kind="ask", side="below")
            case _:
                continue
        found.append(one)
    parameters = with_(spread=given["sigma_idio_annual"] / sqrt(SLOWER), beta=given["beta"])
    prior = State(
        on=FIRST, mean=given["prior_mean_log"], variance=given["prior_var"], stage="private"
    )
    around = Surroundings(index=tuple(levels))

    state = filtered(found, parameters, around=around, prior=prior)
    assert state is not None
    last = marks.rolled(state, levels[-1].on, parameters, around=around)

    assert last.mean == pytest.approx(expected["filter"]["mean"], abs=1e-8)
    assert last.variance == pytest.approx(expected["filter"]["var"], rel=1e-8)
    assert last.mean == pytest.approx(expected["grid"]["mean"], abs=0.002)
    assert last.variance == pytest.approx(expected["grid"]["var"], rel=0.01)


def test_anchors_of_one_day_are_fused_by_how_sure_they_are():
    case = CASES["FUSE-3"]
    logs = [log(one) for one in case["inputs"]["values"]]
    spreads = case["inputs"]["log_sd"]

    apart = marks.fused(logs, spreads)
    # Of two reports of one round, half of what either misses is missed by both.
    tied = marks.fused(logs, spreads, alike=[[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]])

    assert apart.weights == pytest.approx(case["expected"]["weights"], rel=1e-9)
    assert exp(apart.log) == pytest.approx(case["expected"]["mark"], rel=1e-9)
    assert apart.spread == pytest.approx(case["expected"]["log_sd"], rel=1e-9)
    assert exp(tied.log) == pytest.approx(100.4265054, rel=1e-9)
    assert tied.spread == pytest.approx(0.0914, abs=5e-9)
    # The filter comes to the same, one after the other.
    known = [a_price(FIRST, *one) for one in zip(logs, spreads, strict=True)]
    state = filtered(known, with_(jump=0.4))
    assert state is not None
    assert state.mean == pytest.approx(apart.log)
    assert sqrt(state.variance) == pytest.approx(apart.spread)
    assert [weight for _, weight in state.weights] == pytest.approx(apart.weights)


def test_what_was_published_stands_behind_what_we_assume():
    silent = CASES["EMP-KS2010"]["expected"]
    funds = CASES["EMP-ABCHY"]["expected"]

    assert marks.parameters_for("").most_failed == pytest.approx(
        silent["liquidated"] + silent["zombie"]
    )
    age = marks.anchoring.STALE_DAYS / 365.25
    assert age == pytest.approx(funds["quarters_between_updates"] / 4, abs=0.05)
    spread = marks.SPREADS["fund_mark"]
    assert funds["dispersion_across_families"] <= spread <= funds["dispersion_max_quarter"]


def test_the_headline_of_a_listing_is_all_shares_at_its_price():
    case = CASES["MKT-ZHIPU"]
    given, expected = case["inputs"], case["expected"]

    def of_all(shares: int, each: float) -> float:
        at = price(Decimal(str(each)), scale=2, currency="HKD")
        return cost(at, shares, decimals=0).minor / 1e11

    listed, free = given["shares_on_listing"], given["offer"] - given["cornerstone"]
    assert of_all(listed, given["price"]) == pytest.approx(expected["ipo_mcap_hkd_bn"], rel=1e-9)
    assert of_all(listed, given["first_close"]) == pytest.approx(
        expected["first_close_mcap_bn"], rel=1e-9
    )
    gross = of_all(given["offer"], given["price"]) * 1_000
    assert gross == pytest.approx(expected["gross_hkd_m"], rel=1e-9)
    whole = of_all(listed + given["over_allotment_shares"], given["close_2026_02_20"])
    assert whole == pytest.approx(expected["mcap_2026_02_20_bn_with_over_allotment"], rel=1e-9)
    assert free == expected["free_float_shares"]
    assert free / listed == pytest.approx(expected["free_float_pct"], rel=1e-9)
    assert given["cornerstone"] / given["offer"] == pytest.approx(expected["cornerstone_share"])


EVENTS = st.lists(
    st.tuples(
        st.integers(20, 200),
        st.sampled_from(["at", "at", "above", "below"]),
        st.floats(-0.4, 0.4),
        st.floats(0.08, 0.4),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=25, deadline=None)
@given(EVENTS)
def test_the_filter_is_near_what_brute_force_over_a_grid_says(events):
    """Bayes on a grid: a bound leaves a shape that is not normal, which costs a little."""
    found = drawn(events)
    twin_mean, twin_variance = on_a_grid(found)

    state = filtered(found, with_(spread=0.5, far=1e9))

    assert state is not None
    sided = sum(one.side != "at" for one in found)
    assert state.mean == pytest.approx(twin_mean, abs=0.002 + 0.15 * sqrt(twin_variance) * sided)
    assert state.variance == pytest.approx(twin_variance, rel=0.005 + 0.15 * sided)


@settings(max_examples=30, deadline=None)
@given(EVENTS, st.lists(st.integers(0, 1_500), min_size=1, max_size=4))
def test_the_smoother_is_what_all_anchors_say_together(events, later):
    """Twin: the joint normal distribution of all days, conditioned at once by linear algebra."""
    found = [one for one in drawn(events) if one.side == "at"]
    days = [FIRST + timedelta(one) for one in later]

    answers = smoothed(found, with_(spread=0.5, drift=0.1, far=1e9), days)

    twins = together(found, days, spread=0.5, drift=0.1)
    assert [one.on for one in answers] == days
    assert [one.mean for one in answers] == pytest.approx([mean for mean, _ in twins], abs=1e-5)
    assert [one.variance for one in answers] == pytest.approx([var for _, var in twins], abs=1e-5)


def a_price(on: date, at: float, spread: float, **more: Any) -> Anchor:
    given: dict[str, Any] = {"kind": "secondary", "log": at, "spread": spread} | more
    return Anchor(on=on, **given)


def with_(**changed: float) -> Parameters:
    return replace(PLAIN, **changed)


def drawn(events) -> list[Anchor]:
    """Return anchors: the first a price, the others on either side of it, in order of days."""
    on, found = FIRST, [a_price(FIRST, 0.0, 0.1)]
    for days, side, at, spread in events:
        on += timedelta(days)
        kind = {"at": "secondary", "above": "bid", "below": "ask"}[side]
        found.append(a_price(on, at, spread, kind=kind, side=side))
    return found


def on_a_grid(found: list[Anchor]) -> tuple[float, float]:
    at = np.linspace(-4, 4, 801)
    mass = np.exp(-((at - found[0].log) ** 2) / (2 * found[0].spread ** 2))
    for one, before in zip(found[1:], found, strict=False):
        width = 0.5 * sqrt((one.on - before.on).days / 365.25)
        mass = np.exp(-((at - at[:, None]) ** 2) / (2 * width**2)) @ mass
        off = (at - one.log) / one.spread
        match one.side:
            case "at":
                mass *= np.exp(-(off**2) / 2)
            case "above":
                mass *= ndtr(off)
            case "below":
                mass *= ndtr(-off)
        mass /= mass.sum()
    mean = float(mass @ at)
    return mean, float(mass @ (at - mean) ** 2)


def together(found, days, *, spread, drift) -> list[tuple[float, float]]:
    every = [one.on for one in found] + days
    at = np.array([(one - found[0].on).days / 365.25 for one in every])
    known = len(found)
    of_values = 1e6 + spread**2 * np.minimum.outer(at, at)
    of_prices = of_values[:known, :known] + np.diag([one.spread**2 for one in found])
    logs = np.array([one.log for one in found])
    gain = np.linalg.solve(of_prices, of_values[:known, known:]).T
    means = drift * at[known:] + gain @ (logs - drift * at[:known])
    left = of_values[known:, known:] - gain @ of_values[:known, known:]
    return list(zip(means.tolist(), np.diag(left).tolist(), strict=True))


@given(
    st.builds(
        Belief, mean=st.floats(-5, 30), spread=st.floats(1e-3, 5), failed=st.floats(0, 0.66),
        lost=st.floats(-30, 30), lost_spread=st.floats(0.3, 6),
    ),
    st.sampled_from((0.001, 0.05, 0.25, 0.5, 0.75, 0.95, 0.999)),
)  # fmt: skip
def test_a_quantile_is_where_halving_leads(found, likely):
    low, high = -400.0, 400.0
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if found.likelihood(middle) < likely else (low, middle)

    # Between two branches far apart hardly anything lies, and a wide stretch is as likely.
    is_flat = abs(found.likelihood(found.quantile(likely)) - likely) < 1e-12
    assert is_flat or abs(found.quantile(likely) - low) < 1e-9
