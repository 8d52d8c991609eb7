"""Report to the board: the mark with what it rests on, how it has done, and what is not known.

Asked by: who acts for the issuer; the operator, and who inspects the market.
Records:  nothing: it is a question
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, BeforeItsTime, AfterToday
"""

from datetime import date, datetime

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books
from laogu.operations.issuer.mark import mark_of
from laogu.operations.issuer.marks import marks_of
from laogu.people import MARKET
from laogu.pricing.reports import Report, reported
from laogu.register import check_day, issuer_named


class AskReport(Request, frozen=True, kw_only=True):
    """The report of an issuer's board.

    on: from what was known by that day; left out: today. known_at: by what was written then; left
    out: by everything written by now.
    """

    issuer: str
    on: date | None = None
    known_at: datetime | None = None


def ask_report(books: Books, request: AskReport, asked: Asked) -> Report:
    """Return the report of an issuer's board, or refuse."""
    issuer = issuer_named(books.register, request.issuer).issuer
    if not (asked.may("operate", MARKET) or asked.may("inspect", MARKET)):
        asked.must_issue(issuer)
    today = asked.today(books.register.issuers[issuer].zone)
    on = request.on or today
    check_day(on, since=None, today=today)
    standard = mark_of(books, issuer, on, known_at=request.known_at)
    through = marks_of(books, issuer, on, known_at=request.known_at)
    return reported(standard, through, books.evidence)
