"""Forget a holder that left: a natural person for whom nobody acts; name and details are erased.

The lots it had stay in the record under its id. A register says for ten years who had been on it,
and what came with an import that was undone never was on it.

Asked by: the operator of the market. Whoever signs in is forgotten as a person.
Records:  HolderForgotten
Refuses:  NotSignedIn, NoMandate, HolderUnknown, ActedFor, CashThere, NothingKept,
          StillThere, StillKept
"""

from collections.abc import Iterator
from datetime import date

from laogu.basics import HolderId, day_in
from laogu.ledger import cash_of
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.refusals import ActedFor, CashThere
from laogu.register import HolderForgotten, check_left, holder_of_id


class ForgetHolder(Request, frozen=True, kw_only=True):
    """A holder to forget, by its id."""

    holder: str


def forget_holder(books: Books, request: ForgetHolder, asked: Asked) -> tuple[Event, ...]:
    """Return the erasure, or refuse."""
    asked.must_operate()
    known = holder_of_id(books.register, request.holder)
    holder, today = known.holder, day_in("UTC", asked.at)
    if any(one.power == "act" and one.over == holder for one in books.people.mandates.values()):
        raise ActedFor(holder=holder)
    for cash in cash_of(books.ledger, holder):
        if cash.free.minor or cash.held.minor:
            raise CashThere(holder=holder)
    paid_on = max(_moves(books, holder), default=None)
    erased = check_left(books.register, known, paid_on=paid_on, today=today)
    return (HolderForgotten(effective_on=today, holder=holder, erased=erased),)


def _moves(books: Books, holder: HolderId) -> Iterator[date]:
    """Yield the days on which cash of a holder moved here."""
    ledger = books.ledger
    return (ledger.moves[one].moved.effective_on for one in ledger.numbers_of(holder))
