"""A board's report: how the method has done, what the last round said, what is not known."""

from datetime import UTC, date, datetime

import pytest
from msgspec.structs import replace

from laogu.basics import FactId, IssuerId, Undo, said
from laogu.evidence import Evidence, FactRecorded
from laogu.pricing.marks import History, Point, scored
from laogu.pricing.reports import TRADES_SHOWN, calibrated, done_by, reported
from tests.pricing.reports.standards import (
    ANCHORS,
    AS_OF,
    FACT,
    NO_PRICE,
    STANDARD,
    THROUGH,
    paid,
)


def test_trades_are_forecast_as_the_public_score_forecasts_them():
    points = tuple(
        Point(on=one.on, kind=one.kind, currency="GBP", price=one.each) for one in ANCHORS
    )
    (*published,) = scored([History(issuer=STANDARD.issuer, points=points)])

    done = done_by(STANDARD)

    assert done is not None
    assert [one.on for one in done.trades] == [one.on for one in ANCHORS[1:]]
    assert [one.score for one in done.trades] == [one.crps for one in published]
    assert done.inside == sum(90 in one.inside for one in published)
    assert done.trades[0].kept == pytest.approx(17.5)
    assert done.kept == 3


def test_only_the_last_trades_are_told():
    many = tuple(paid(date(2025, month, 1), 20.0 + month) for month in range(1, 12))

    done = done_by(replace(STANDARD, anchors=many))

    assert done is not None
    assert [one.on.month for one in done.trades] == list(range(12 - TRADES_SHOWN, 12))


def test_of_one_price_there_is_no_record():
    assert done_by(replace(STANDARD, anchors=ANCHORS[:1])) is None
    assert done_by(NO_PRICE) is None


def test_an_anchor_in_another_currency_or_on_another_basis_is_no_trade_of_this_record():
    other = replace(ANCHORS[0], currency="USD")
    whole = replace(ANCHORS[1], basis="valuation", each=72e6)

    assert done_by(replace(STANDARD, anchors=(other, whole, ANCHORS[3]))) is None


def test_the_last_round_stands_beside_the_mark_of_the_day_before():
    found = calibrated(STANDARD, THROUGH)

    assert found is not None
    assert (found.on, found.figure, found.each) == (date(2025, 10, 30), 30.0, 23.0)
    assert (found.before, found.after) == (THROUGH[1], THROUGH[2])
    assert found.off == pytest.approx(23.0 / 18.1 - 1)
    assert found.was_expected


def test_without_a_round_it_is_the_last_price_and_without_a_price_nothing():
    sales = tuple(one for one in ANCHORS if one.kind != "primary_round")

    found = calibrated(replace(STANDARD, anchors=sales), ())

    assert found is not None
    assert (found.on, found.before, found.after, found.off) == (date(2026, 7, 17), None, None, None)
    assert found.was_expected is None
    assert calibrated(NO_PRICE, ()) is None


def evidence() -> Evidence:
    known = Evidence(Undo())
    first = FactRecorded(
        effective_on=date(2025, 10, 30), fact=FACT, issuer=STANDARD.issuer, question="round",
        says_en="Series B.", says_zh="B 轮。", source="A notice (example)", sure="high",
    )  # fmt: skip
    known.apply(first, datetime(2025, 11, 1, tzinfo=UTC))
    known.apply(
        FactRecorded(
            effective_on=AS_OF, fact=FactId("fact_other"), issuer=IssuerId("issuer_northlight"),
            question="employees", says_en="Said.", says_zh="。", source="Nobody", sure="low",
        ),
        datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    return known


def test_a_report_cites_what_counted_and_nothing_later_than_its_day():
    later = replace(THROUGH[-1], on=date(2026, 12, 1))

    found = reported(STANDARD, (*THROUGH, later), evidence())

    assert [one.fact for one in found.sources] == [FACT]
    assert found.through == THROUGH
    assert found == reported(STANDARD, (*THROUGH, later), evidence())


def test_what_is_not_known_is_said():
    found = reported(replace(STANDARD, changes=()), THROUGH, evidence())

    assert [one.template[:30] for one in found.unknown] == [
        "Orders for the fourth quarter;",
        "How good the method is here: o",
        "By how much the mark follows w",
    ]
    silent = replace(STANDARD, failed=0.4, remarks=(said("Two rounds of one day."),))
    told = [one.template for one in reported(silent, THROUGH, evidence()).unknown]
    assert "Two rounds of one day." in told
    assert any(one.startswith("Whether it is still there") for one in told)
    nothing = reported(NO_PRICE, (), evidence())
    assert nothing.unknown == NO_PRICE.missing
    assert (nothing.done, nothing.calibration) == (None, None)
