"""The securities of an issuer as a list: every kind with its id, to whom they may be told."""

from decimal import Decimal

import pytest

from laogu.connectors import cap_tables, questions
from laogu.connectors.reading import FieldUnreadable
from laogu.operations import Sight
from tests.desk import MORNING, articles, desk_at, holds
from tests.granting import granted, with_plan


@pytest.fixture
def desk():
    """Ada holds two lots and a grant, rook a safe and a warrant; the articles are on file."""
    found = desk_at(MORNING, articles(), holds("ada", 1_000, certificate="CS-1"), holds("ada", 5))
    with_plan()(found)
    granted(found, "ada", 480, certificate="OP-1")
    paper = {"issuer": "harrow", "holder": found.holder("rook")}
    found.do("convertible.issue", "ida", kind="safe", amount=50_000, cap=5_000_000, **paper)
    found.do("warrant.issue", "ida", stock_class="Ordinary", quantity=100,
             exercise_price=Decimal("2.50"), **paper)  # fmt: skip
    return found


def listed(desk, by, **days):
    """Return what somebody is told: kind, label, quantity and currency of each security."""
    given = {"as_of": None, "known_at": None} | days
    told = questions.captable(
        desk.journal, "harrow", lang="en", sight=Sight(desk.books, desk.people.get(by)),
        asked=cap_tables.table_asked({"by": "security"}, currency="USD"), **given,
    )  # fmt: skip
    return [
        (one["kind"], one["label"], one["quantity"], one["currency"])
        for one in told["securities"]["rows"]
    ]


def test_the_issuer_is_told_of_all_that_stands_with_the_id_that_acts_ask_for(desk):
    assert listed(desk, "ida") == [
        ("stock", "CS-1", "1000", None),
        ("stock", None, "5", None),
        ("equity_compensation", "OP-1", "480", None),
        ("convertible", None, "50000.00", "USD"),
        ("warrant", None, "100", None),
    ]


def test_others_are_told_of_their_own_and_of_no_public_holders_lots(desk):
    assert [kind for kind, *_ in listed(desk, "rook")] == ["convertible", "warrant"]
    fund = desk.do("holder.register", name="Fund", public=True)["holder"][0]
    desk.do("security.issue", "ida", issuer="harrow", holder=fund, stock_class="Ordinary",
            quantity=7)  # fmt: skip
    assert ("stock", None, "7", None) in listed(desk, "ida")
    assert listed(desk, "nobody") == []


def test_what_ended_is_not_there_and_was_on_the_day_before(desk):
    before = desk.today
    desk.wait(days=1)
    desk.do("security.cancel", "ida", security=desk.lots("ada")[0].security, quantity=400,
            reason="given up")  # fmt: skip

    assert ("stock", "CS-1", "600", None) in listed(desk, "ida")
    assert ("stock", "CS-1", "1000", None) in listed(desk, "ida", as_of=before)


def test_it_is_no_count():
    for given in ({"counts": "fully-diluted"}, {"without": "pool"}):
        with pytest.raises(FieldUnreadable):
            cap_tables.table_asked({"by": "security", **given}, currency="USD")
