"""Place a list of orders: all of them or none, each decided on what those before it promised.

Asked by: the holders whose orders they are. Everything that is wrong with the list is said at once.
Records:  OrderPlaced, CashMoved
Refuses:  NoOrders, TooManyInList, CannotPlaceAll, NotSignedIn, NoMandate; and, told as findings of
          one order, WindowFull, TooManyChanges, LimitOutside, LimitBetweenSteps, CrossesInList,
          CrossesOwnOrder, MayNotTransfer, OnlyFewerFree, CashShort
"""

from collections.abc import Iterator

from laogu.basics import (
    Denied,
    Fault,
    Finding,
    HolderId,
    InvalidInput,
    LaoguError,
    Price,
    Refusal,
    Said,
    WindowId,
    said,
)
from laogu.market import CrossesOwnOrder, OrderPlaced
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.listed import Faults, lots_searched
from laogu.operations.order.place import PlaceOrder, place_order

MOST_PLACED = 1_000
"""Orders in one list."""


class NoOrders(InvalidInput):
    """A list of orders is empty."""

    code = "order.no_orders"
    what = "This list holds no orders."
    why = "Nothing would be recorded."
    fix = "Put at least one order into it."
    field = "orders"


class TooManyInList(InvalidInput):
    """A list holds more orders than one may."""

    code = "order.too_many_in_list"
    what = "This list holds {given} orders."
    why = "One list may hold {most}."
    fix = "Divide it."
    field = "orders"
    given: int
    most: int = MOST_PLACED


class CrossesInList(Refusal):
    """Two orders of a list are of one holder and would trade with each other."""

    code = "order.crosses_in_list"
    what = "This order would trade with order {before} of the list, of the same holder."
    why = "The holder would buy at {buys} or less and sell at {sells} or more in this window."
    fix = "Leave one of them out, or set their limits apart."
    before: int
    buys: Price
    sells: Price


class CannotPlaceAll(Refusal):
    """Some orders of a list may not be placed; what is wrong with each comes as a finding.

    errors: how many were found. After a hundred, or sooner where a seller has very many lots, a
    list is looked at no further, which the last finding says.
    """

    code = "order.cannot_place_all"
    what = "Nothing was placed. Orders of the list that may not be: {errors}."
    why = "Order {number} of the list: {first}"
    fix = "Correct what the findings name, or leave it out, and send the whole list again."
    errors: int
    number: int
    first: Said
    findings: tuple[Finding, ...]


class PlaceOrders(Request, frozen=True, kw_only=True):
    """Orders, each as it would be placed alone: all of them are placed in one entry, or none.

    orders: at most 1,000, in the order in which they are decided and arrive; a later one sees what
    those before it promised. What is wrong with any of them is told at once, as findings.
    """

    orders: tuple[PlaceOrder, ...]

    @property
    def weight(self) -> int:
        """How many orders it holds."""
        return len(self.orders)


def place_orders(books: Books, request: PlaceOrders, asked: Asked) -> Iterator[Event]:
    """Yield each order, and the hold of its cash, or refuse; one is taken in before the next."""
    if not request.orders:
        raise NoOrders
    if len(request.orders) > MOST_PLACED:
        raise TooManyInList(given=len(request.orders))
    placed: dict[str, int] = {}
    faults = Faults()
    for number, one in enumerate(request.orders, 1):
        try:
            for event in place_order(books, one, asked):
                if isinstance(event, OrderPlaced):
                    placed[event.order.order] = number
                yield event
        except (Denied, Fault):
            raise
        except LaoguError as no:
            faults.add(number, _within(no, placed), lots=_searched(books, no, one))
            if faults.are_enough:
                break
    if faults.found:
        raise CannotPlaceAll(**faults.told(_place, of=len(request.orders)))


def _searched(books: Books, no: LaoguError, order: PlaceOrder) -> int:
    state = books.market.windows.get(WindowId(order.window))
    if state is None:
        return 0
    return lots_searched(books, no, state.window.stock_class, HolderId(order.holder))


def _within(no: LaoguError, placed: dict[str, int]) -> LaoguError:
    """Return a refusal that names an order of the list by its number: nobody knows its id."""
    if isinstance(no, CrossesOwnOrder) and no.other in placed:
        return CrossesInList(before=placed[no.other], buys=no.buys, sells=no.sells)
    return no


def _place(number: int) -> Said:
    return said("order {number}", number=str(number))
