"""Buy shares back: the issuer takes shares of a security, and they end.

Asked by: the issuer. Of what is paid here, what others claim is set apart, as when a sale settles.
Records:  StockRetired, CashMoved, ProceedsHeld
Refuses:  SecurityUnknown, NotSignedIn, NoMandate, NotAQuantity, NotAPrice, BetweenTicks, TooLarge,
          NotAName, HoldsTooFew, StillPromised, StillEncumbered, BeforeItsTime, CashShort
"""

from decimal import Decimal
from typing import Literal

from laogu.basics import LONGEST_TEXT, SecurityId, cost, name, price, units
from laogu.ledger import buy_back
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.still import must_be_free, must_be_unencumbered
from laogu.register import living_security, repurchase
from laogu.register.encumbrances import ProceedsHeld, claimed


class RepurchaseSecurity(Request, frozen=True, kw_only=True):
    """Shares that the issuer buys back.

    price: for one share, in the currency of the class. quantity: left out: all.
    reason: why, in words, kept for ever. paid: out of the cash that the issuer has in this market,
    or outside of it, where nothing can be set apart for anybody.
    """

    security: str
    price: Decimal
    reason: str
    quantity: Decimal | None = None
    paid: Literal["here", "outside"] = "outside"


def repurchase_security(
    books: Books, request: RepurchaseSecurity, asked: Asked
) -> tuple[Event, ...]:
    """Return the buying back and its cash, or refuse."""
    register = books.register
    stock = living_security(register, request.security)
    asked.must_issue(stock.issuer)
    must_be_free(books, stock)
    kind = register.classes[stock.stock_class]
    today = asked.today(register.issuers[stock.issuer].zone)
    each = price(request.price, scale=kind.price_scale, currency=kind.currency)
    taken = stock.units if request.quantity is None else units(request.quantity, kind.decimals)
    if taken <= stock.units:
        must_be_unencumbered(books, stock, taken, today)
    retired = repurchase(
        register,
        stock.security,
        units=taken,
        price=each,
        reason=name(request.reason, longest=LONGEST_TEXT),
        on=today,
        make_id=lambda: SecurityId(asked.make("security")),
    )
    due = cost(each, taken, decimals=kind.decimals)
    if request.paid == "outside" or not due.minor:
        return (retired,)
    apart = [
        (one.encumbrance.encumbrance, one.amount)
        for one in claimed(
            register.encumbrances, [(stock, taken)], due, decimals=kind.decimals, on=today
        )
    ]
    paid = buy_back(
        books.ledger,
        stock.issuer,
        stock.holder,
        due,
        purpose=stock.security,
        on=today,
        apart=apart,
    )
    set_apart = [
        ProceedsHeld(effective_on=today, encumbrance=claim, security=stock.security, amount=amount)
        for claim, amount in apart
    ]
    return (retired, paid, *set_apart)
