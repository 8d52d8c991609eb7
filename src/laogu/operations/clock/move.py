"""Move the clock of a practice market on; what falls due on the way fires first.

Asked by: anybody who operates a practice market.
Records:  ClockMoved
Refuses:  NotSignedIn, NoMandate, OnlyInPractice, ClockBackwards
"""

from datetime import timedelta

from laogu.basics import Moment, day_in
from laogu.market import ClockMoved, check_clock
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event


class MoveClock(Request, frozen=True, kw_only=True):
    """Move the clock to a later moment. to: with its time zone."""

    to: Moment


def move_clock(books: Books, request: MoveClock, asked: Asked) -> tuple[Event, ...]:
    """Return the move, or refuse."""
    asked.must_operate()
    check_clock(books.market, request.to, now=asked.at)
    ahead = books.market.ahead_us + (request.to - asked.at) // timedelta(microseconds=1)
    return (ClockMoved(effective_on=day_in("UTC", asked.at), ahead_us=ahead),)
