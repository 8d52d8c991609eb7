"""Deposit cash: it arrived at the bank for a holder, and is free to use.

Asked by: the operator of the market, by a bank statement.
Records:  CashMoved
Refuses:  NotSignedIn, NoMandate, HolderUnknown, UnknownCurrency, NotAnAmount, NotAName
"""

from decimal import Decimal

from laogu.basics import day_in, money, name
from laogu.ledger import deposit
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import holder_of_id


class DepositCash(Request, frozen=True, kw_only=True):
    """Cash that arrived. reference: the bank's own, for whoever reconciles."""

    holder: str
    amount: Decimal
    currency: str
    reference: str


def deposit_cash(books: Books, request: DepositCash, asked: Asked) -> tuple[Event, ...]:
    """Return the arrival, or refuse."""
    asked.must_operate()
    holder = holder_of_id(books.register, request.holder).holder
    amount = money(request.amount, request.currency)
    reference = name(request.reference, longest=140)
    return (deposit(holder, amount, reference=reference, on=day_in("UTC", asked.at)),)
