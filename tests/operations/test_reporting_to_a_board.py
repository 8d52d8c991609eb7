"""A board's report: for the issuer's own people and who runs the market, of any day it is asked."""

from datetime import date, timedelta
from typing import Any

import pytest

from laogu.operations import QUESTIONS
from laogu.people import NoMandate, NotSignedIn
from laogu.pricing.reports import Report
from laogu.register import AfterToday, IssuerUnknown
from tests.desk import MORNING, TODAY, Desk, desk_at, holds


@pytest.fixture
def desk() -> Desk:
    desk = desk_at(MORNING, holds("ada", 1_200), holds("elm", 300))
    for days, price in ((700, "8.00"), (400, "12.50"), (20, "15.00")):
        desk.do("fact.record", issuer="harrow", question="round", on=TODAY - timedelta(days=days),
                value=price, unit="USD a share", says_en="A round.", source="Minutes (example)",
                sure="high")  # fmt: skip
    return desk


def ask(desk: Desk, who: str = "ida", *, issuer: str = "harrow", **fields: Any) -> Report:
    request = QUESTIONS["issuer.report"].request(issuer=issuer, **fields)
    found = desk.journal.ask("issuer.report", request, by=desk.people[who])
    assert isinstance(found, Report)
    return found


def test_the_issuer_and_who_runs_the_market_see_one_report(desk):
    assert ask(desk, "ida") == ask(desk, "operator")


def test_nobody_else_sees_it(desk):
    with pytest.raises(NotSignedIn):
        ask(desk, "nobody")
    for who in ("ada", "stranger"):
        with pytest.raises(NoMandate) as no:
            ask(desk, who)
        assert no.value.power == "issue"


def test_what_cannot_be_reported_on_is_refused(desk):
    with pytest.raises(IssuerUnknown):
        ask(desk, "operator", issuer="nowhere")
    with pytest.raises(AfterToday):
        ask(desk, on=TODAY + timedelta(days=1))


def test_it_cites_the_facts_and_tells_how_the_method_did(desk):
    found = ask(desk)

    assert found.standard.value is not None
    assert len(found.sources) == 3
    assert {one.source for one in found.sources} == {"Minutes (example)"}
    assert found.done is not None
    assert [one.came for one in found.done.trades] == [pytest.approx(12.5), pytest.approx(15)]
    assert found.calibration is not None
    assert found.calibration.figure == 15


def test_a_report_of_an_earlier_day_knows_nothing_that_came_after_it(desk):
    then = TODAY - timedelta(days=100)
    found = ask(desk, on=then)

    desk.do("fact.record", issuer="harrow", question="round", on=TODAY - timedelta(days=10),
            value="99.00", unit="USD a share", says_en="Another.", source="Minutes (example)",
            sure="high")  # fmt: skip

    assert ask(desk, on=then) == found
    assert max(one.on for one in found.through) <= then
    assert len(found.sources) == 2


def test_before_anything_was_known_there_is_no_price_and_no_record(desk):
    found = ask(desk, on=date(2020, 1, 1))

    assert found.standard.value is None
    assert (found.done, found.calibration, found.sources) == (None, None, ())
