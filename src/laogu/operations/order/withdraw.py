"""Withdraw an order: what was promised to it is free again; not any more once the window is locked.

Asked by: who placed it.
Records:  OrderWithdrawn, CashMoved
Refuses:  OrderUnknown, NotSignedIn, NoMandate, OrderClosed, WindowLocked
"""

from laogu.market import check_unlocked, order_of_id
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.settlement import end_order


class WithdrawOrder(Request, frozen=True, kw_only=True):
    """An order to take back."""

    order: str


def withdraw_order(books: Books, request: WithdrawOrder, asked: Asked) -> tuple[Event, ...]:
    """Return the end of the order and the release of what it promised, or refuse."""
    found = order_of_id(books.market, request.order)
    asked.must_act(found.order.maker, of=request.order)
    state = check_unlocked(books.market, found, asked.at)
    on = asked.today(books.register.issuers[state.window.issuer].zone)
    return tuple(end_order(books.ledger, found, currency=state.window.currency, on=on))
