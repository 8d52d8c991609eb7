"""Tell a mark: what an issuer's shares are worth on a day, class by class, how sure, and why.

Asked by: anybody.
Records:  nothing: it is a question
Refuses:  IssuerUnknown, BeforeItsTime, AfterToday
"""

from datetime import date, datetime

from laogu.basics import IssuerId
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books
from laogu.operations.issuer.locks import locks_on
from laogu.pricing import standard
from laogu.pricing.standard import Standard
from laogu.register import check_day, issuer_named


class AskMark(Request, frozen=True, kw_only=True):
    """What an issuer's shares are worth.

    on: from what was known by that day; left out: today. known_at: by what was written then; left
    out: by everything written by now.
    """

    issuer: str
    on: date | None = None
    known_at: datetime | None = None


def ask_mark(books: Books, request: AskMark, asked: Asked) -> Standard:
    """Return the mark of an issuer, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    today = asked.today(issuer.zone)
    on = request.on or today
    check_day(on, since=None, today=today)
    return mark_of(books, issuer.issuer, on, known_at=request.known_at)


def mark_of(
    books: Books, issuer: IssuerId, on: date, *, known_at: datetime | None = None
) -> Standard:
    """Return the mark of an issuer on a day; where there is none, why."""
    read = standard.Books(books.register, books.evidence, books.market)
    locks = tuple(locks_on(books, issuer, on, known_at=known_at))
    return standard.standard(read, issuer, on, known_at=known_at, locks=locks)
