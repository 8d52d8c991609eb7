"""Deposit cash: it arrived at the bank for a holder or an issuer, and is free to use.

Asked by: the operator of the market, by a bank statement.
Records:  CashMoved
Refuses:  NotSignedIn, NoMandate, WhoseCash, HolderUnknown, IssuerUnknown, UnknownCurrency,
          NotAnAmount, NotAName
"""

from decimal import Decimal

from laogu.basics import day_in, money, name
from laogu.ledger import deposit, deposit_for_issuer
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.cash.whose import whose
from laogu.register import HolderRegistered


class DepositCash(Request, frozen=True, kw_only=True):
    """Cash that arrived. reference: the bank's own, for whoever reconciles.

    issuer: whose own cash it is, in place of a holder's.
    """

    holder: str | None = None
    amount: Decimal
    currency: str
    reference: str
    issuer: str | None = None


def deposit_cash(books: Books, request: DepositCash, asked: Asked) -> tuple[Event, ...]:
    """Return the arrival, or refuse."""
    asked.must_operate()
    owner = whose(books.register, request.holder, request.issuer)
    amount = money(request.amount, request.currency)
    reference = name(request.reference, longest=140)
    on = day_in("UTC", asked.at)
    if isinstance(owner, HolderRegistered):
        return (deposit(owner.holder, amount, reference=reference, on=on),)
    return (deposit_for_issuer(owner.issuer, amount, reference=reference, on=on),)
