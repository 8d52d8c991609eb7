"""Say who gets what of an amount if the company is sold, or listed: by its register on a day.

Asked by: who acts for the issuer; the operator, and who inspects the market.
Records:  nothing: it is a question
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, NotAnAmount, CannotBeValued, BeforeItsTime,
          AfterToday
"""

from datetime import date, datetime
from decimal import Decimal

from laogu.basics import money
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books
from laogu.people import MARKET
from laogu.pricing.standard import Waterfall, waterfall
from laogu.register import check_day, issuer_named


class AskWaterfall(Request, frozen=True, kw_only=True):
    """Who gets what of an amount that a company brings.

    amount: for all of it, in the currency of the issuer; left out: only where the parts change.
    on: as its register stood on that day; left out: today. known_at: by what was written then; left
    out: by everything written by now.
    """

    issuer: str
    amount: Decimal | None = None
    on: date | None = None
    known_at: datetime | None = None


def ask_waterfall(books: Books, request: AskWaterfall, asked: Asked) -> Waterfall:
    """Return who gets what of an amount, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    if not (asked.may("operate", MARKET) or asked.may("inspect", MARKET)):
        asked.must_issue(issuer.issuer)
    today = asked.today(issuer.zone)
    on = request.on or today
    check_day(on, since=None, today=today)
    amount = None
    if request.amount is not None:
        amount = money(request.amount, issuer.currency).decimal()
    return waterfall(
        books.register,
        issuer.issuer,
        on,
        amount,
        known_at=request.known_at,
    )
