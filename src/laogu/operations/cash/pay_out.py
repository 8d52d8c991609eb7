"""Pay out cash: free cash of a holder leaves for its bank.

Asked by: the operator of the market, for the holder.
Records:  CashMoved
Refuses:  NotSignedIn, NoMandate, HolderUnknown, UnknownCurrency, NotAnAmount, NotAName, CashShort
"""

from decimal import Decimal

from laogu.basics import day_in, money, name
from laogu.ledger import pay_out
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import holder_of_id


class PayOutCash(Request, frozen=True, kw_only=True):
    """Cash that leaves. reference: the bank's own."""

    holder: str
    amount: Decimal
    currency: str
    reference: str


def pay_out_cash(books: Books, request: PayOutCash, asked: Asked) -> tuple[Event, ...]:
    """Return the departure, or refuse."""
    asked.must_operate()
    paid = pay_out(
        books.ledger,
        holder_of_id(books.register, request.holder).holder,
        money(request.amount, request.currency),
        reference=name(request.reference, longest=140),
        on=day_in("UTC", asked.at),
    )
    return (paid,)
