"""The page on marks: its parameters are the frozen ones, and its formulas come to the filter's."""

import re
from datetime import date, timedelta
from math import erf, exp, log, pi, sqrt

import pytest

from laogu.pricing.marks import Anchor, Level, Parameters, State, Surroundings, filtered, forecast
from laogu.pricing.marks.believing import believed
from laogu.pricing.marks.filtering import rolled
from laogu.pricing.marks.frozen import PARAMETERS, VERSION, WITHOUT
from tests.habits.sources import ROOT

PAGE = (ROOT / "docs/concepts/marks.md").read_text(encoding="utf-8")
ROW = re.compile(r"^\| `([\w.]+)` \| ([\d.]+) \| (?:([\d.]+) to ([\d.]+) )?\|", re.MULTILINE)
P = PARAMETERS
LAST = date(2024, 1, 1)
BEFORE = State(
    on=LAST,
    mean=log(10.0),
    variance=0.04,
    stage="private",
    trade=Anchor(on=LAST - timedelta(days=100), kind="primary_round", log=log(9.0), spread=0.1),
    step=0.3,
    trades=3,
)
DAYS = 800
T, U = DAYS / 365.25, (DAYS + 100) / 365.25
PEERS = Surroundings(index=(Level(on=LAST, level=100.0), Level(on=date(2025, 1, 1), level=120.0)))


def parameter(of: Parameters, name: str) -> float:
    kind = name.removeprefix("noise.")
    return float(of.noise[kind] if kind != name else getattr(of, name))  # type: ignore[index]


def without_news() -> tuple[float, float, float]:
    """Return q, m' and v' as the page has them."""
    q = max(T - P.patience, 0)
    mean = BEFORE.mean + P.beta * log(1.2) - P.fade * q
    return q, mean, BEFORE.variance + P.spread**2 * T


def next_anchor(kind: str, figure: float, *, side: str = "at") -> State:
    on = LAST + timedelta(days=DAYS)
    anchor = Anchor(on=on, kind=kind, log=log(figure), spread=0.1, side=side)  # type: ignore[arg-type]
    found = filtered([anchor], P, around=PEERS, prior=BEFORE)
    assert found is not None
    return found


def test_every_parameter_on_the_page_is_the_frozen_one():
    rows = ROW.findall(PAGE)

    for name, value, low, high in rows:
        folds = sorted(parameter(one, name) for one in WITHOUT)
        told = (float(low), float(high)) if low else (float(value), float(value))
        assert float(value) == pytest.approx(parameter(P, name), abs=1e-9), name
        assert told == pytest.approx((folds[0], folds[-1]), abs=1e-9), name
    named = {name.partition(".")[0] for name, *_ in rows}
    used = {name for name in P.__struct_fields__ if getattr(P, name)}
    assert named == used
    assert f"| `{VERSION}` |" in PAGE


def test_a_round_is_taken_in_as_the_page_says():
    _, mean, variance = without_news()
    w = variance + (P.jump * 3**-P.calming) ** 2
    k = w / (w + 0.1**2)

    found = next_anchor("primary_round", 15.0)

    assert found.mean == pytest.approx(mean + k * (log(15.0) - mean))
    assert found.variance == pytest.approx(w * (1 - k))


def test_a_round_far_off_is_believed_less_as_the_page_says():
    _, mean, variance = without_news()
    w = variance + (P.jump * 3**-P.calming) ** 2
    e = P.rise * 3**-P.maturing * (1 - exp(-U / P.haste)) + P.carry * 0.3
    total = w + 0.1**2
    r = abs(log(900.0) - mean - e) / (P.far * sqrt(total))
    k = w / (total * r)

    found = next_anchor("primary_round", 900.0)

    assert r > 1
    assert found.mean == pytest.approx(mean + k * (log(900.0) - mean))


def test_a_bid_tells_its_side_as_the_page_says():
    _, mean, w = without_news()
    total = w + 0.1**2
    z = (mean - log(14.0)) / sqrt(total)
    h = exp(-(z**2) / 2) / sqrt(2 * pi) / ((1 + erf(z / sqrt(2))) / 2)

    found = next_anchor("bid", 14.0, side="above")

    assert found.mean == pytest.approx(mean + w * h / sqrt(total))
    assert found.variance == pytest.approx(w * (1 - w * h * (h + z) / total))


def test_what_failed_unheard_weighs_as_the_page_says():
    q, mean, _ = without_news()
    f = P.most_failed * (1 - exp(-P.failing * q / P.most_failed))
    today = rolled(BEFORE, LAST + timedelta(days=DAYS), P, around=PEERS)

    found = believed(BEFORE, today, P)

    assert found.failed == pytest.approx(f)
    assert found.value == pytest.approx((1 - f) * exp(mean) + f * exp(BEFORE.mean - P.lost))


def test_the_next_trade_is_forecast_as_the_page_says():
    _, mean, variance = without_news()
    e = P.rise * 3**-P.maturing * (1 - exp(-U / P.haste)) + P.carry * 0.3
    scale = sqrt(variance + (P.jump * 3**-P.calming) ** 2)

    found = forecast(BEFORE, LAST + timedelta(days=DAYS), P, around=PEERS)

    assert found.mode == pytest.approx(mean + e)
    assert (found.above, found.below) == pytest.approx((scale * sqrt(P.skew), scale / sqrt(P.skew)))
