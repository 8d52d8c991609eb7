"""Pay out cash: free cash of a holder, or of an issuer, leaves for its bank.

Asked by: the operator of the market, for whose cash it is.
Records:  CashMoved
Refuses:  NotSignedIn, NoMandate, WhoseCash, HolderUnknown, IssuerUnknown, UnknownCurrency,
          NotAnAmount, NotAName, CashShort
"""

from decimal import Decimal

from laogu.basics import day_in, money, name
from laogu.ledger import pay_out, pay_out_of_issuer
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.cash.whose import whose
from laogu.register import IssuerRegistered


class PayOutCash(Request, frozen=True, kw_only=True):
    """Cash that leaves. reference: the bank's own.

    issuer: whose own cash it is, in place of a holder's.
    """

    holder: str | None = None
    amount: Decimal
    currency: str
    reference: str
    issuer: str | None = None


def pay_out_cash(books: Books, request: PayOutCash, asked: Asked) -> tuple[Event, ...]:
    """Return the departure, or refuse."""
    asked.must_operate()
    owner = whose(books.register, request.holder, request.issuer)
    amount = money(request.amount, request.currency)
    reference = name(request.reference, longest=140)
    on, ledger = day_in("UTC", asked.at), books.ledger
    if isinstance(owner, IssuerRegistered):
        return (pay_out_of_issuer(ledger, owner.issuer, amount, reference=reference, on=on),)
    return (pay_out(ledger, owner.holder, amount, reference=reference, on=on),)
