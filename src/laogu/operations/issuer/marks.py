"""Tell marks through time: what an issuer's shares were worth on its days, by what was known then.

Asked by: anybody.
Records:  nothing: it is a question
Refuses:  IssuerUnknown, BeforeItsTime, AfterToday
"""

from datetime import date, datetime

from msgspec import Struct

from laogu.basics import IssuerId
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books
from laogu.pricing import standard
from laogu.pricing.standard import Moment
from laogu.register import IssuerRegistered, check_day, issuer_named


class AskMarks(Request, frozen=True, kw_only=True):
    """The marks of an issuer on the days of its anchors, and on the first of each month.

    since: left out: from the first anchor on. until: left out: today. known_at: by what was written
    then; left out: by everything written by now.
    """

    issuer: str
    since: date | None = None
    until: date | None = None
    known_at: datetime | None = None


class MarksFound(Struct, frozen=True, kw_only=True):
    """Marks, oldest first."""

    issuer: IssuerRegistered
    marks: tuple[Moment, ...]


def ask_marks(books: Books, request: AskMarks, asked: Asked) -> MarksFound:
    """Return the marks of an issuer through time, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    today = asked.today(issuer.zone)
    until = request.until or today
    check_day(until, since=request.since, today=today)
    found = marks_of(books, issuer.issuer, until, since=request.since, known_at=request.known_at)
    return MarksFound(issuer=issuer, marks=found)


def marks_of(
    books: Books,
    issuer: IssuerId,
    until: date,
    *,
    since: date | None = None,
    known_at: datetime | None = None,
) -> tuple[Moment, ...]:
    """Return the marks of an issuer between two days; since: None: from the first anchor on."""
    read = standard.Books(books.register, books.evidence, books.market)
    return standard.through_time(read, issuer, since or date.min, until, known_at=known_at)
