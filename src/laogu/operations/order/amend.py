"""Amend an order: it has another quantity or limit from now on, until the window is locked.

Asked by: who placed it. More units, or another limit, put it behind the orders that stand.
Records:  OrderAmended, CashMoved
Refuses:  OrderUnknown, NotSignedIn, NoMandate, OrderClosed, WindowLocked, TooManyChanges,
          NotAQuantity, NotAPrice, BetweenTicks, LimitOutside, LimitBetweenSteps, TooLarge,
          CrossesOwnOrder, CrossesSameOwner, MayNotTransfer, OnlyFewerFree, NotKnownYet,
          CashShort, CalendarUnknown
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from laogu.ledger import CashMoved, held_for, hold, release
from laogu.market import (
    Lots,
    Order,
    OrderAmended,
    check_changes,
    check_unlocked,
    order_of_id,
)
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.order.promising import Ticket, ticket_of


class AmendOrder(Request, frozen=True, kw_only=True):
    """An order's terms from now on, in full. limit: left out: at any price."""

    order: str
    quantity: Decimal
    limit: Decimal | None = None


def amend_order(books: Books, request: AmendOrder, asked: Asked) -> tuple[Event, ...]:
    """Return the order's new terms, and what they change of what it promises, or refuse."""
    found = order_of_id(books.market, request.order)
    before = found.order
    asked.must_act(before.maker, of=request.order)
    state = check_unlocked(books.market, found, asked.at)
    check_changes(books.market, before.window, before.maker)
    ticket = ticket_of(books, state, before.side, request.quantity, request.limit)
    ticket.check_total(before.units)
    after = replace(before, units=ticket.units, limit=ticket.limit)
    today = asked.today(books.register.issuers[state.window.issuer].zone)
    ticket.check_own(after, today)
    lots: Lots = ()
    if before.side == "sell":
        lots = ticket.lots(before.maker, today, before=before.lots)
    else:
        ticket.check_buyer(before.maker, today)
    amended = OrderAmended(
        effective_on=today,
        order=before.order,
        units=ticket.units,
        limit=ticket.limit,
        lots=lots,
    )
    return (amended, *_cash(books, before, ticket, today))


def _cash(books: Books, before: Order, ticket: Ticket, on: date) -> Iterator[CashMoved]:
    """Return the hold of what the new terms cost more, or the release of what they cost less."""
    if before.side == "sell":
        return
    due = ticket.due
    held = held_for(books.ledger, before.maker, before.order, due.currency)
    if due.minor > held.minor:
        yield hold(books.ledger, before.maker, due - held, purpose=before.order, on=on)
    elif held.minor > due.minor:
        yield release(before.maker, held - due, purpose=before.order, on=on)
