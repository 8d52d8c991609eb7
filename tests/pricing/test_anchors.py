"""What a report says of a value: on which side, of which day, what is taken off; heard once."""

import json
from datetime import date, timedelta
from math import exp, log, sqrt
from typing import Any
from unittest.mock import Mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.connectors import pricing as files
from laogu.connectors.languages import words
from laogu.pricing import RandomTerm, marks, random_call
from laogu.pricing.marks import (
    Described,
    History,
    Level,
    Peer,
    Point,
    Surroundings,
    anchoring,  # habit 3: a step of it is counted.
    anchors,
    mark,
)

FIRST = date(2024, 1, 15)
LATER = date(2024, 7, 1)


def paid(price: float, on: date = FIRST, **more) -> Point:
    given: dict[str, Any] = {"kind": "secondary", "currency": "USD", "price": price} | more
    return Point(on=on, **given)


def of_(*points: Point, **more) -> History:
    return History(issuer="made", points=points, **more)


def read(*points: Point, **more):
    return anchors(points, basis="per_share", currency="USD", **more)


def test_a_bid_that_nobody_took_only_lifts_and_an_ask_only_lowers():
    def after(kind: str, at: float) -> float:
        found = mark(of_(paid(10), paid(at, LATER, kind=kind)), LATER)
        assert found.value is not None
        return found.value

    alone = mark(of_(paid(10)), LATER).value
    assert alone is not None
    assert after("bid", 14) > alone
    assert after("bid", 2) == pytest.approx(alone, rel=0.01)
    assert after("ask", 7) < alone
    assert after("ask", 60) == pytest.approx(alone, rel=0.01)


def test_a_side_alone_gives_no_price():
    found = mark(of_(paid(10, kind="bid"), paid(11, LATER, kind="bid")), LATER)

    assert found.value is None
    assert "only says on which side" in found.reason.template


def test_a_bid_and_an_ask_of_one_day_are_a_quote():
    (found,) = read(paid(8, kind="bid"), paid(12.5, kind="ask"))
    (given,) = read(Point(on=FIRST, kind="quote", currency="USD", low=8, high=12.5))

    assert (found.kind, found.side, found.numbers) == ("quote", "at", (0, 1))
    assert found.figure == pytest.approx(10)
    half = log(12.5 / 8) / 2
    assert found.spread == pytest.approx(sqrt(half**2 / 3 + 0.1**2))
    assert given.figure == pytest.approx(found.figure)
    assert given.spread == pytest.approx(found.spread)
    assert mark(of_(paid(8, kind="bid"), paid(12.5, kind="ask")), FIRST).grade == "C"


def test_a_bid_grows_softer_while_it_stands():
    fresh, old = (read(paid(8, kind="bid", since=FIRST - timedelta(days)))[0] for days in (30, 120))

    assert fresh.spread == pytest.approx(0.20)
    assert old.spread == pytest.approx(0.20 + 3 * 0.05)


def test_who_left_sells_for_less_and_common_stands_below_preferred():
    (staff,) = read(paid(8.5, seller="former_staff"))
    (common,) = read(paid(10, rank="common"), rank="preferred")
    (same,) = read(paid(10, rank="common"), rank="common")

    assert staff.figure == pytest.approx(10)
    assert [one.what for one in staff.offsets] == ["seller"]
    assert common.figure == pytest.approx(12.825)
    assert (same.figure, same.offsets) == (pytest.approx(10), ())
    assert staff.spread > read(paid(8.5))[0].spread


def test_fee_and_carry_come_off_what_was_paid():
    (of_fee,) = read(paid(10.5, fee=0.05))
    (of_carry,) = read(paid(10, carry=0.2))

    assert of_fee.figure == pytest.approx(10)
    gain = random_call(of_carry.figure, 10, RandomTerm())
    assert of_carry.figure - 0.2 * gain == pytest.approx(10), "what is given up is a call"


def test_what_is_only_talked_about_is_no_sale():
    found = mark(of_(paid(10), paid(30, LATER, is_firm=False)), LATER)

    assert found.grade == "B"
    assert [one.anchor.kind for one in found.anchors] == ["secondary", "talks"]
    assert any("counted as talk" in one.template for one in found.remarks)


def test_a_floor_only_lifts():
    (found,) = read(paid(10, is_floor=True))

    assert found.side == "above"
    assert not found.is_trade


@pytest.mark.parametrize(("precision", "wider"), [("day", 0), ("month", 0.05), ("year", 0.25)])
def test_the_less_is_known_of_the_day_the_wider(precision, wider):
    (found,) = read(paid(10, precision=precision))

    assert found.spread == pytest.approx(sqrt(0.15**2 + wider**2))


def fund(price: float, on: date, by: str) -> Point:
    return paid(price, on, kind="fund_mark", by=by)


def test_a_fund_that_did_not_look_again_says_nothing_new():
    a_round = paid(10, kind="primary_round")
    held = fund(10, LATER, "one")

    assert [one.reports for one in read(a_round, held)] == [2]
    asleep = read(a_round, fund(7, LATER, "one"), fund(7, LATER + timedelta(92), "one"))
    assert [(one.kind, one.reports) for one in asleep] == [("primary_round", 1), ("fund_mark", 2)]


def test_a_fund_with_nothing_before_it_tells_of_earlier():
    (found,) = read(fund(10, LATER, "one"))

    assert found.counts_on == LATER - timedelta(219)
    (_, moved) = read(paid(10), fund(7, LATER, "one"))
    assert moved.counts_on == LATER


def test_funds_of_one_day_hang_together():
    (found,) = read(*(fund(price, LATER, by) for price, by in ((9, "a"), (10, "b"), (11, "c"))))

    assert found.reports == 3
    assert found.figure == pytest.approx((9 * 10 * 11) ** (1 / 3))
    assert found.spread == pytest.approx(0.20 * sqrt(0.8 + 0.2 / 3))


def test_prices_of_one_day_that_contradict_each_other_are_believed_less():
    again = read(paid(10), paid(10.1))
    agreed = read(paid(10), paid(10.5))
    apart = read(paid(10), paid(20))

    assert [one.reports for one in again] == [2]
    assert [one.spread for one in agreed] == [0.15, 0.15]
    assert all(one.is_contradicted for one in apart)
    assert [one.spread for one in apart] == pytest.approx([log(2) / sqrt(2)] * 2)
    told = mark(of_(paid(10), paid(20)), FIRST)
    assert told.value == pytest.approx(sqrt(200))
    assert any("contradict" in one.template for one in told.remarks)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.builds(
            Point,
            on=st.dates(date(2023, 1, 1), date(2024, 6, 30)),
            kind=st.sampled_from(sorted(marks.SPREADS)),
            currency=st.just("USD"),
            price=st.floats(1, 40),
            by=st.sampled_from([None, "one", "other"]),
        ),
        min_size=1,
        max_size=7,
    ),
    st.integers(0, 6),
)
def test_a_report_that_is_written_twice_counts_once(points, which):
    twice = [*points, points[which % len(points)]]

    once, again = mark(of_(*points), LATER), mark(of_(*twice), LATER)

    assert once.value is None or again.value == pytest.approx(once.value, rel=1e-9)
    assert once.quantiles == pytest.approx(again.quantiles, rel=1e-6)


def test_a_report_is_compared_with_those_of_its_year_and_no_others(monkeypatch):
    points = [paid(10 + at % 7, date(1984, 1, 1) + timedelta(7 * at)) for at in range(2_000)]
    compared = Mock(wraps=anchoring._same)
    monkeypatch.setattr(anchoring, "_same", compared)

    found = mark(of_(*points), LATER)

    assert compared.call_count < 2 * 53 * 2 * len(points), "a year of them, on each of two bases"
    assert sum(one.weight for one in found.anchors) == pytest.approx(1)


def test_what_is_told_in_another_currency_is_not_put_in_order(monkeypatch):
    points = [paid(10, currency=f"C{at}") for at in range(200)]
    placed = Mock(wraps=anchoring._place)
    monkeypatch.setattr(anchoring, "_place", placed)

    mark(of_(*points), LATER)

    assert placed.call_count == 2 * len(points), "each once on each of two bases"


def test_words_that_repeat_what_was_paid_are_no_second_report():
    told = paid(10, FIRST + timedelta(20), kind="estimate")

    assert [(one.kind, one.reports) for one in read(paid(10), told)] == [("secondary", 2)]


def test_the_first_day_of_trade_comes_after_the_price_of_the_offering():
    points = [paid(price, kind=kind) for kind, price in
              (("first_day_close", 13), ("ipo_price", 10), ("first_day_open", 12))]  # fmt: skip

    found = read(*points)

    assert [one.kind for one in found] == ["ipo_price", "first_day_open", "first_day_close"]
    assert mark(of_(*points), FIRST).value == pytest.approx(13, rel=0.01)


def test_a_value_follows_an_index_of_peers_and_events_widen_it():
    levels = (Level(FIRST, 100.0), Level(LATER, 80.0), Level(LATER + timedelta(9), 10.0))
    alone = mark(of_(paid(10)), LATER)
    moved = mark(of_(paid(10), around=Surroundings(index=levels)), LATER)
    shaken = mark(of_(paid(10), around=Surroundings(events=(LATER,))), LATER)

    assert alone.value is not None
    beta = marks.parameters_for("made").beta
    assert moved.value == pytest.approx(alone.value * exp(beta * log(0.8)), rel=1e-3)
    assert shaken.value == pytest.approx(alone.value)
    assert shaken.band is not None
    assert alone.band is not None
    assert shaken.band[0] < alone.band[0] < alone.band[1] < shaken.band[1]


def test_a_company_that_is_silent_has_two_branches():
    quiet = mark(of_(paid(10)), FIRST + timedelta(5 * 366))
    fresh = mark(of_(paid(10)), LATER)

    assert (fresh.failed, quiet.grade) == (0.0, "D")
    assert 0 < quiet.failed < 0.664
    assert quiet.band is not None
    assert quiet.value is not None
    below, above = log(quiet.value / quiet.band[0]), log(quiet.band[1] / quiet.value)
    assert below > above, "what has failed pulls the lower end down"


@settings(max_examples=20, deadline=None)
@given(st.lists(st.integers(1, 900), min_size=1, max_size=3), st.floats(0.5, 40))
def test_a_band_never_narrows_by_waiting(days, price):
    points, on = [], FIRST
    for number, gap in enumerate(days):
        on += timedelta(gap)
        points.append(paid(price * (1 + number % 2), on))

    found = [mark(of_(*points), on + timedelta(200 * step)) for step in range(30)]

    widths = [log(one.band[1] / one.band[0]) for one in found if one.band is not None]
    assert widths == sorted(widths)


def test_a_company_without_a_price_is_told_by_others_of_its_size():
    size = Described(on=FIRST, currency="USD", revenue=2e7, headcount=90, sector="chips")
    peers = [
        Peer(log(1e9), 0.2, "USD", Described(on=FIRST, currency="USD", revenue=1e8, sector=sector))
        for sector in ("chips", "chips", "chips", "rockets", "rockets", None)
    ]

    found = mark(of_(described=(size,)), LATER, peers=peers)

    assert (found.grade, found.basis, found.quantiles) == ("E", "valuation", ())
    assert found.value == pytest.approx(2e8)
    assert found.band is not None
    assert found.band[1] / found.band[0] > 4, "nobody can be sure"
    assert mark(of_(described=(size,)), LATER, peers=peers[:4]).value is None
    assert mark(of_(), LATER, peers=peers).value is None
    early = FIRST - timedelta(1)
    assert mark(of_(described=(size,)), early, peers=peers).value is None, "nobody knew its size"
    assert mark(of_(paid(10), described=(size,)), LATER, peers=peers).grade == "B"


def test_sectors_are_drawn_to_the_whole():
    def worth(sector: str | None) -> float:
        found = marks.pooled(
            Described(on=FIRST, headcount=100, sector=sector),
            [Peer(log(each * 1e8), 0.1, "USD", Described(on=FIRST, headcount=100, sector=name))
             for name, each in (("a", 1), ("a", 1), ("a", 1), ("b", 2), ("b", 2), ("b", 2))],
            currency="USD",
        )  # fmt: skip
        assert found is not None
        assert found.by == "headcount"
        return exp(found.mean)

    low, whole, high = worth("a"), worth(None), worth("b")

    assert 1e8 < low < whole < high < 2e8
    assert whole == pytest.approx(sqrt(2) * 1e8)


SPOILED = [
    ({"kind": "quote", "bid": 9.0}, "pricing.one_side_only"),
    ({"kind": "quote", "bid": 12.0, "ask": 9.0}, "pricing.crossed"),
    ({"fee": 1.5}, "pricing.no_such_part"),
    ({"carry": -0.1}, "pricing.no_such_part"),
    ({"seller": "a ghost"}, "pricing.word_unknown"),
    ({"kind": "bid", "since": "2030-01-01"}, "pricing.days_backwards"),
    ({"kind": "bid", "since": "soon"}, "pricing.no_day"),
    ({"kind": "quote", "bid": -1, "ask": 9.0}, "pricing.not_above_zero"),
]


@pytest.mark.parametrize(("spoiled", "code"), SPOILED)
def test_a_report_that_cannot_be_is_named_and_left_out(spoiled, code):
    good = {"date": "2024-01-15", "kind": "secondary", "currency": "USD", "price_adj": 10.0}
    bad = {
        "date": "2024-02-15",
        "currency": "USD",
        "kind": "secondary",
        "price_adj": 11.0,
    } | spoiled

    found = told({"id": "made", "points": [good, bad]})

    assert [one["code"] for one in found["findings"]] == [code]
    assert found["findings"][0]["where"].startswith("/points/1")
    assert len(found["anchors"]) == 1


def test_what_stands_beside_the_points_is_read_by_the_day():
    points = [
        {"date": "2024-01-15", "kind": "secondary", "currency": "USD", "price_adj": 10.0,
         "seller": "former_staff", "marked_by": None},
        {"date": "2024-02-15", "kind": "tender", "currency": "USD", "price_adj": 20.0,
         "firm": False},
    ]  # fmt: skip
    found = told({
        "id": "made", "points": points, "events": ["2024-03-01", "never"],
        "index": [{"date": "2024-01-01", "level": 100}, {"date": "2024-02-30", "level": 5},
                  {"date": "2024-03-01", "level": 0}],
        "figures": [{"date": "2024-01-01", "revenue": 5e6}, {"headcount": 5}],
    })  # fmt: skip

    assert sorted(one["code"] for one in found["findings"]) == [
        "pricing.no_day", "pricing.no_level", "pricing.no_level", "pricing.no_size",
        "pricing.no_size", "pricing.only_talk",
    ]  # fmt: skip
    assert found["anchors"][0]["taken_off"] == {"seller": "-0.1765"}
    assert [one["kind"] for one in found["anchors"]] == ["secondary", "talks"]
    assert any("counted as talk" in one for one in found["remarks"])


def test_reports_in_other_currencies_are_said_not_to_count():
    found = mark(of_(paid(10), paid(80, LATER, currency="CNY", kind="estimate")), LATER)

    assert found.currency == "USD"
    assert found.remarks[0].facts == {"count": 1, "currency": "CNY"}
    assert "one report" in found.remarks[1].template


def told(given: dict[str, Any]) -> dict[str, Any]:
    content = files.read_histories(json.dumps(given).encode(), "made.json")
    return files.marked(content, words("en"), as_of=LATER)
