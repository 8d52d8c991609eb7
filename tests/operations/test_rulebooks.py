"""Rulebooks: the issuer's own, else the market's, else the board; and articles may only close."""

from datetime import timedelta

import pytest

from laogu.agreements import TermsAlreadyBind, TermsUnreadable
from laogu.operations import WayClosed
from laogu.people import NoMandate
from tests.desk import MORNING, TODAY, Desk, articles, clause, desk_at, holds, open_articles
from tests.windows import may_hold_windows, opened, rulebook


@pytest.fixture
def desk() -> Desk:
    return desk_at(MORNING, open_articles, may_hold_windows, holds("ada", 500))


def test_where_no_rulebook_was_adopted_a_window_is_refused_with_the_boards_source():
    desk = desk_at(MORNING, open_articles)

    with desk.refuses(WayClosed) as no:
        opened(desk)

    assert no.value.rule == "LAOGU-BOARD"


def test_articles_cannot_open_what_no_rulebook_opens():
    ways = ["negotiated", "call_auction"]
    desk = desk_at(MORNING, articles(clause("mechanism", "ART-9", allowed=ways)))

    with desk.refuses(WayClosed) as no:
        opened(desk)

    assert no.value.rule == "LAOGU-BOARD"


def test_articles_can_close_what_a_rulebook_opens():
    closed = articles(clause("mechanism", "ART-9", allowed=["negotiated"]))
    desk = desk_at(MORNING, closed, may_hold_windows)

    with desk.refuses(WayClosed) as no:
        opened(desk)

    assert no.value.rule == "ART-9"


def test_an_issuers_own_rulebook_outweighs_the_markets(desk):
    desk.do("rulebook.adopt", text=rulebook("negotiated", rule="CN-SEC-04"), issuer="harrow")

    with desk.refuses(WayClosed) as no:
        opened(desk)

    assert no.value.rule == "CN-SEC-04"
    assert desk.explain("ada", 5, mechanism="negotiated").result == "pass"
    assert desk.explain("ada", 5, mechanism="board").result == "block"


def test_a_rulebook_binds_from_its_day(desk):
    desk.do("rulebook.adopt", text=rulebook("negotiated", id="strict"),
            binds_on=TODAY + timedelta(days=2))  # fmt: skip

    opened(desk, closes_at=MORNING + timedelta(hours=9))
    desk.wait(days=2)

    with desk.refuses(WayClosed):
        opened(desk)


def test_what_is_to_bind_later_may_bind_sooner_and_what_binds_already_may_not_again(desk):
    strict = rulebook("negotiated", id="strict")
    desk.do("rulebook.adopt", text=strict, binds_on=TODAY + timedelta(days=2))

    with desk.refuses(TermsAlreadyBind):
        desk.do("rulebook.adopt", text=rulebook())
    with desk.refuses(TermsAlreadyBind):
        desk.do("rulebook.adopt", text=strict, binds_on=TODAY + timedelta(days=3))
    desk.do("rulebook.adopt", text=strict, binds_on=TODAY + timedelta(days=1))
    desk.do("rulebook.adopt", text=strict)

    with desk.refuses(WayClosed):
        opened(desk)


def test_a_rulebook_is_adopted_by_the_operator_once(desk):
    with desk.refuses(NoMandate):
        desk.do("rulebook.adopt", "ida", text=rulebook(version="2"), issuer="harrow")
    with desk.refuses(TermsAlreadyBind):
        desk.do("rulebook.adopt", text=rulebook())


@pytest.mark.parametrize(
    "text",
    [
        "a = [",
        rulebook(layer="charter"),
        rulebook().partition("[[")[0],
        rulebook() + clause("closing", "FEE", fee_bps=50),
    ],
)
def test_what_is_no_rulebook_is_refused(desk, text):
    with desk.refuses(TermsUnreadable):
        desk.do("rulebook.adopt", text=text)
