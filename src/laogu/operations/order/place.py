"""Place an order in a window: a seller's lots, or a buyer's cash, are promised to it.

Asked by: the holder. The transferability answer comes first, for a sale in a call auction.
Records:  OrderPlaced, CashMoved
Refuses:  WindowUnknown, HolderUnknown, NotSignedIn, NoMandate, WindowNotOpen, WindowFull,
          TooManyChanges, NotAQuantity, NotAPrice, BetweenTicks, LimitOutside, LimitBetweenSteps,
          TooLarge, CrossesOwnOrder, CrossesSameOwner, MayNotTransfer, OnlyFewerFree, NotKnownYet,
          CashShort, CalendarUnknown
"""

from decimal import Decimal

from msgspec.structs import replace

from laogu.basics import OrderId
from laogu.ledger import hold
from laogu.market import (
    Order,
    OrderPlaced,
    Side,
    check_changes,
    check_room,
    check_takes_orders,
    window_of_id,
)
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.order.promising import ticket_of
from laogu.register import holder_of_id


class PlaceOrder(Request, frozen=True, kw_only=True):
    """A wish to buy or sell in a window. limit: the worst price; left out: at any price."""

    window: str
    side: Side
    holder: str
    quantity: Decimal
    limit: Decimal | None = None


def place_order(books: Books, request: PlaceOrder, asked: Asked) -> tuple[Event, ...]:
    """Return the order, and the hold of a buyer's cash, or refuse."""
    state = window_of_id(books.market, request.window)
    window = state.window
    holder = holder_of_id(books.register, request.holder).holder
    asked.must_act(holder)
    check_takes_orders(state, asked.at)
    check_room(books.market, window.window)
    check_changes(books.market, window.window, holder)
    ticket = ticket_of(books, state, request.side, request.quantity, request.limit)
    ticket.check_total()
    order = Order(
        order=OrderId(asked.make("order")),
        window=window.window,
        side=request.side,
        maker=holder,
        units=ticket.units,
        limit=ticket.limit,
    )
    today = asked.today(books.register.issuers[window.issuer].zone)
    ticket.check_own(order, today)
    if request.side == "sell":
        lots = ticket.lots(holder, today)
        return (OrderPlaced(effective_on=today, order=replace(order, lots=lots)),)
    ticket.check_buyer(holder, today)
    return (
        OrderPlaced(effective_on=today, order=order),
        hold(books.ledger, holder, ticket.due, purpose=order.order, on=today),
    )
