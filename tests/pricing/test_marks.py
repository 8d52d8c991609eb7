"""Marks and forecasts: no look ahead, nothing counted twice, never a figure that means nothing."""

import json
import sys
from datetime import date, timedelta
from math import exp, isfinite, log

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from laogu.connectors import pricing as files
from laogu.connectors.languages import words
from laogu.pricing import marks
from laogu.pricing.marks import Forecast, History, Point, mark

FIRST = date(2020, 1, 15)
POINTS = st.lists(
    st.builds(
        Point,
        on=st.dates(date(2015, 1, 1), date(2026, 11, 21)),
        kind=st.sampled_from(sorted(marks.SPREADS)),
        currency=st.sampled_from(["USD", "USD", "HKD"]),
        price=st.none() | st.floats(1e-6, 1e9),
        valuation=st.none() | st.floats(1e-6, 1e15),
        precision=st.sampled_from(["day", "month"]),
    ),
    max_size=12,
)
DAYS = st.dates(date(2015, 1, 1), date(2030, 1, 1))


def history(*points):
    return History(issuer="made", points=points)


def a_round(on, valuation, **more):
    return Point(on=on, kind="primary_round", currency="USD", valuation=valuation, **more)


@settings(max_examples=150, deadline=None)
@given(POINTS, DAYS)
def test_a_mark_is_a_figure_or_says_why_there_is_none(points, as_of):
    found = mark(history(*points), as_of)

    if found.value is None:
        assert found.grade is None
        assert found.quantiles == ()
        assert "No price" in found.reason.template
        return
    assert found.band is not None
    figures = [found.value, *found.band, *found.quantiles]
    assert all(isfinite(one) and one > 0 for one in figures)
    assert list(found.quantiles) == sorted(found.quantiles)
    assert found.band[0] <= found.value <= found.band[1]
    assert sum(one.weight for one in found.anchors) == pytest.approx(1.0)
    assert all(one.anchor.on <= as_of for one in found.anchors)


@settings(max_examples=80, deadline=None)
@given(POINTS, DAYS)
def test_nothing_of_the_future_is_in_a_mark(points, as_of):
    known = [one for one in points if one.on <= as_of]

    assert mark(history(*points), as_of) == mark(history(*known), as_of)


@settings(max_examples=60, deadline=None)
@given(POINTS, DAYS, st.randoms(use_true_random=False))
def test_the_order_of_reports_means_nothing(points, as_of, chance):
    shuffled = list(points)
    chance.shuffle(shuffled)

    one, other = mark(history(*points), as_of), mark(history(*shuffled), as_of)

    assert one.value == pytest.approx(other.value) if one.value else other.value is None


def test_a_deal_that_is_reported_twice_counts_once():
    told = [a_round(FIRST, 1e9), a_round(FIRST + timedelta(400), 3e9)]
    again = replace(told[1], on=told[1].on + timedelta(20))

    once, twice = (mark(history(*points), date(2022, 1, 1)) for points in (told, [*told, again]))

    assert once.value == twice.value
    assert once.quantiles == twice.quantiles
    assert [one.anchor.reports for one in twice.anchors] == [1, 2]


def test_a_band_widens_while_nothing_is_heard():
    points = [a_round(FIRST, 1e9), a_round(FIRST + timedelta(300), 2e9)]
    days = [FIRST + timedelta(300 + 30 * month) for month in range(60)]

    found = [mark(history(*points), day) for day in days]

    widths = [log(one.band[1] / one.band[0]) for one in found if one.band is not None]
    assert len(widths) == 60
    assert widths == sorted(widths)
    assert found[0].grade == "B", "a round is never better"
    assert {one.grade for one in found} == {"B", "C", "D"}


def test_what_only_words_say_is_no_trade():
    talk = Point(on=FIRST, kind="talks", currency="USD", valuation=5e9)
    found = mark(history(talk), FIRST)

    assert found.grade == "C"
    assert marks.TRADES.isdisjoint({"talks", "estimate", "fund_mark", "internal_409a"})
    with_trade = mark(history(a_round(FIRST, 1e9), replace(talk, on=FIRST + timedelta(9))), FIRST)
    assert with_trade.value == pytest.approx(1e9)


def test_currencies_are_not_mixed():
    yuan = Point(on=FIRST, kind="primary_round", currency="CNY", price=60.52)
    dollars = Point(on=FIRST + timedelta(300), kind="market_close", currency="HKD", price=131.5)

    before = mark(history(yuan, dollars), FIRST + timedelta(299))
    after = mark(history(yuan, dollars), FIRST + timedelta(300))

    assert (before.currency, after.currency) == ("CNY", "HKD")
    assert len(after.anchors) == 1


@given(
    st.builds(
        Forecast,
        mode=st.floats(-3, 3),
        below=st.floats(0.05, 2),
        above=st.floats(0.05, 2),
        tails=st.floats(1.6, 30),
        failed=st.sampled_from([0.0, 0.3]),
        lost=st.floats(-5, 0),
        lost_spread=st.floats(0.2, 2),
    )
)
@settings(max_examples=40, deadline=None)
def test_a_forecast_is_a_distribution(forecast):
    levels = [0.0005, 0.05, 0.25, 0.5, 0.75, 0.95, 0.9995]
    found = forecast.quantiles(levels)

    assert found == sorted(found)
    assert [forecast.likelihood(one) for one in found] == pytest.approx(levels, abs=1e-8)
    step = 1e-5
    for one in found:
        slope = (forecast.likelihood(one + step) - forecast.likelihood(one - step)) / (2 * step)
        assert forecast.density(one) == pytest.approx(slope, rel=1e-2, abs=1e-4)
    assert forecast.crps(found[3]) < forecast.crps(found[3] + 10)


def test_who_taught_the_parameters_is_forecast_without_its_own_fold():
    taught = sorted(marks.TAUGHT)
    folds = {marks.fold_of(one) for one in taught}

    assert folds == set(range(6))
    assert len({id(marks.parameters_for(one)) for one in taught}) == 6
    assert marks.parameters_for("a company nobody knows") is marks.parameters_for("another")
    assert marks.parameters_for("scale-ai") is marks.parameters_for("scale_ai")
    assert marks.parameters_for("scale-ai") is not marks.parameters_for("another")


def test_given_histories_are_forecast_honestly(shared):
    """Out of sample: 80 % bands hold 75 to 85 %, and every plain guess is beaten."""
    content = (shared / "data" / "price_histories.json").read_bytes()
    read = files.read_histories(content, "price_histories.json")
    found = marks.summed(list(marks.scored(read.histories)))

    assert found.forecasts > 250
    assert found.log_score is not None
    assert found.log_score > -0.888, "no worse than what was frozen before"
    assert 0.75 <= found.coverage[80] <= 0.85
    assert 0.45 <= found.coverage[50] <= 0.60
    assert 0.86 <= found.coverage[90] <= 0.94
    for name in ("carry_forward", "post_money", "average"):
        scores = found.baselines[name]
        assert scores["ours_log_score"] > scores["log_score"] + 0.2
        assert scores["ours_crps"] < scores["crps"]
    assert [one.where for one in read.findings] == []


SPOILED = [
    ({"date": "2020-13-01"}, "pricing.no_day"),
    ({"date": "1066-01-01"}, "pricing.no_day"),
    ({"kind": "rumour"}, "pricing.kind_unknown"),
    ({"valuation": -5}, "pricing.not_above_zero"),
    ({"valuation": "NaN"}, "pricing.not_above_zero"),
    ({"valuation": 1e300}, "pricing.not_above_zero"),
    ({"valuation": [1]}, "pricing.point_unreadable"),
    ({"date": 5}, "pricing.point_unreadable"),
    ({"currency": None}, "pricing.no_currency"),
]


@pytest.mark.parametrize(("spoiled", "code"), SPOILED)
def test_a_point_that_cannot_be_used_is_named_and_left_out(spoiled, code):
    good = {"date": "2020-01-15", "kind": "primary_round", "currency": "USD", "valuation": 1e9}
    content = json.dumps({"id": "made", "points": [good, good | spoiled]}).encode()

    read = files.read_histories(content, "made.json")
    told = files.marked(read, words("en"), as_of=date(2020, 2, 1))

    assert [one["code"] for one in told["findings"]] == [code]
    assert told["findings"][0]["where"].startswith("/points/1")
    assert told["mark"] == "1000000000"


def test_what_tells_the_future_is_not_read():
    points = [{"date": "2020-01-15", "kind": "primary_round", "currency": "USD", "valuation": 1e9}]
    plain = {"id": "made", "points": points}
    knowing = {
        "id": "made", "status": "insolvent", "name": "Gone",
        "points": [points[0] | {"note": "it failed in 2021", "confidence": "low"}],
    }  # fmt: skip

    one, other = (
        files.read_histories(json.dumps(given).encode(), "f.json") for given in (plain, knowing)
    )

    assert one == other


@pytest.mark.parametrize(
    "content",
    [b"", b"[]", b"{}", b'{"points": 5}', b'{"companies": {}}', b"\xff\xfe", b"[" * 100_000,
     b'{"companies": [{"id": "a"}]}', b'{"points": [1], "id": 5}'],
)  # fmt: skip
def test_what_is_no_history_is_refused(content):
    with pytest.raises(files.NotHistories):
        files.read_histories(content, "made.json")


def test_quantiles_forecast_and_do_not_repeat_the_mark():
    points = [a_round(FIRST, 1e9), a_round(FIRST + timedelta(300), 2e9)]
    found = mark(history(*points), FIRST + timedelta(500))

    assert found.value is not None
    assert found.quantiles[3] > found.value, "who raises again mostly raises at more"
    assert found.value == pytest.approx(2e9, rel=0.1)
    assert exp(log(found.quantiles[-1] / found.quantiles[0])) > 2


def test_of_many_trades_the_last_are_forecast_and_that_is_said(monkeypatch):
    for module in ("laogu.pricing.marks.histories", "laogu.connectors.pricing.scoreboard"):
        monkeypatch.setattr(sys.modules[module], "MOST_FORECASTS", 3)
    points = [
        {"date": f"2020-{month:02}-01", "kind": "secondary", "currency": "USD", "price_adj": month}
        for month in range(1, 9)
    ]
    read = files.read_histories(json.dumps({"id": "many", "points": points}).encode(), "many.json")

    told = files.scored_of(read, words("en"))

    assert told["forecasts"] == 3
    assert "pricing.too_many_trades" in [one["code"] for one in told["findings"]]
