"""What binds is read once for an issuer and a day, and again when anything of it is another."""

from datetime import timedelta
from typing import Any

from msgspec.structs import replace

from laogu.agreements import TermsAdopted, read_terms
from laogu.basics import TermsId
from laogu.rights import Answer
from laogu.rights.in_force import in_force
from tests.desk import (
    MORNING,
    TODAY,
    Desk,
    articles,
    clause,
    desk_at,
    first_refusal,
    holds,
    open_articles,
    terms,
)
from tests.windows import rulebook

LOCK = clause("lock_up", "LOCK", locked_through=TODAY + timedelta(days=400))


def asked(desk: Desk, **more: Any) -> Answer:
    return desk.explain("ada", 10, "elm", **more)


def test_it_is_read_once_for_an_issuer_and_a_day():
    desk = desk_at(MORNING, articles(first_refusal()), holds("ada", 10))

    first = in_force(desk.books.standing, desk.issuer, TODAY)

    asked(desk)
    assert in_force(desk.books.standing, desk.issuer, TODAY) is first
    assert len(desk.books.standing.ready) == 1


def test_what_is_adopted_binds_at_once_and_no_longer_once_it_is_rolled_back():
    desk = desk_at(MORNING, open_articles, holds("ada", 10))
    books = desk.books
    locked = TermsAdopted(
        effective_on=TODAY, terms=TermsId("terms_1"), issuer=desk.issuer, document="0" * 64,
        content=read_terms(terms(LOCK, version="2")),
    )  # fmt: skip
    assert asked(desk).result == "pass"

    mark = books.undo.mark()
    books.apply([locked], desk.now)
    assert asked(desk).result == "block"
    books.undo.back_to(mark)
    assert asked(desk).result == "pass"

    # Asked for again under the same id, with other words.
    cap = read_terms(terms(clause("holder_cap", "CAP", limit=1), version="2"))
    books.apply([replace(locked, content=cap)], desk.now)
    assert [one.id for one in asked(desk).rules if one.result == "pass"][-1] == "CAP"


def test_what_binds_from_a_later_day_binds_on_that_day_and_not_before():
    desk = desk_at(MORNING, open_articles, holds("ada", 10))
    later = TODAY + timedelta(days=3)
    desk.adopt(LOCK, version="2", binds_on=later)

    assert asked(desk).result == "pass"
    assert asked(desk, on=later).result == "block"
    assert asked(desk, on=later - timedelta(days=1)).result == "pass"
    desk.wait(days=3)
    assert asked(desk).result == "block"


def test_a_rulebook_of_the_market_or_of_the_issuer_opens_a_way_at_once():
    desk = desk_at(MORNING, open_articles, holds("ada", 10))
    assert asked(desk, mechanism="call_auction").result == "block"

    desk.do("rulebook.adopt", text=rulebook())
    assert asked(desk, mechanism="call_auction").result == "pass"

    desk.do("rulebook.adopt", text=rulebook("board", version="2"), issuer="harrow")
    assert asked(desk, mechanism="call_auction").result == "block"
    assert asked(desk, mechanism="board").result == "pass"
