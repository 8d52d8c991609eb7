"""Record a payment of capital: so much of a contribution was paid in on a day.

Asked by: the issuer.
Records:  ContributionPaid
Refuses:  SecurityUnknown, NotSignedIn, NoMandate, NotAQuantity, NotAName, NotAHash, NotSubscribed,
          PaidTooMuch, BeforeItsTime, AfterToday
"""

from datetime import date
from decimal import Decimal

from laogu.basics import LONGEST_TEXT, in_words, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import check_day, living_security
from laogu.register.capital import ContributionPaid, NotSubscribed, PaidTooMuch
from laogu.register.papers import digest


class PayContribution(Request, frozen=True, kw_only=True):
    """Capital that was paid in.

    quantity: in the unit of the class; left out: all that is owed. on: when; left out: today.
    evidence: by which it is known, in words. document: its SHA-256.
    """

    security: str
    evidence: str
    quantity: Decimal | None = None
    on: date | None = None
    document: str | None = None


def pay_contribution(books: Books, request: PayContribution, asked: Asked) -> tuple[Event, ...]:
    """Return the payment, or refuse."""
    register = books.register
    stock = living_security(register, request.security)
    asked.must_issue(stock.issuer)
    kind = register.classes[stock.stock_class]
    contribution = register.capital.contributions.get(stock.security)
    if contribution is None:
        raise NotSubscribed
    owed = contribution.units - contribution.paid
    paid = owed if request.quantity is None else units(request.quantity, kind.decimals)
    if paid > owed or not paid:
        raise PaidTooMuch(asked=in_words(paid, kind.decimals), owed=in_words(owed, kind.decimals))
    today = asked.today(register.issuers[stock.issuer].zone)
    on = request.on or today
    check_day(on, since=register.securities[stock.security].issued_on, today=today)
    return (
        ContributionPaid(
            effective_on=on,
            security=stock.security,
            units=paid,
            evidence=name(request.evidence, longest=LONGEST_TEXT),
            document=digest(request.document),
        ),
    )
