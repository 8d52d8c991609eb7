"""Record a financing: a round of the issuer, and the securities that were issued in it.

Asked by: the issuer.
Records:  FinancingRecorded
Refuses:  IssuerUnknown, SecurityUnknown, NotSignedIn, NoMandate, NotAName, NotAHash, AfterToday,
          BeforeItsTime
"""

from datetime import date

from laogu.basics import PaperId, SecurityId, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import SecurityUnknown, check_day, issuer_named
from laogu.register.papers import FinancingRecorded, digest


class RecordFinancing(Request, frozen=True, kw_only=True):
    """A financing. name: such as Series A. on: when; left out: today.

    securities: that were issued in it, by their ids. document: its SHA-256.
    """

    issuer: str
    name: str
    on: date | None = None
    securities: tuple[str, ...] = ()
    document: str | None = None


def record_financing(books: Books, request: RecordFinancing, asked: Asked) -> tuple[Event, ...]:
    """Return the financing, or refuse."""
    register = books.register
    issuer = issuer_named(register, request.issuer)
    asked.must_issue(issuer.issuer)
    today = asked.today(issuer.zone)
    on = request.on or today
    check_day(on, since=None, today=today)
    for one in request.securities:
        lived = register.securities.get(SecurityId(one))
        if lived is None or lived.stock.issuer != issuer.issuer:
            raise SecurityUnknown(given=one[:60])
    return (
        FinancingRecorded(
            effective_on=on,
            paper=PaperId(asked.make("paper")),
            issuer=issuer.issuer,
            name=name(request.name),
            securities=tuple(SecurityId(one) for one in dict.fromkeys(request.securities)),
            document=digest(request.document),
        ),
    )
