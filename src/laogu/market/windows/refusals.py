"""The ways a window or an order is refused."""

from datetime import datetime
from decimal import Decimal

from laogu.basics import Conflict, InvalidInput, NotFound, Price, Refusal, Said


class WindowUnknown(NotFound):
    """No window of that id is known."""

    code = "market.window_unknown"
    what = "There is no window {given} here."
    why = "No window has that id."
    fix = "Look at the company's page for its windows."
    field = "window"
    given: str


class NotAWindow(InvalidInput):
    """The prices, times or sizes of a window do not go together."""

    code = "market.not_a_window"
    what = "A window like this cannot be opened."
    why = "{reason}"
    fix = "Change what does not fit, and open it again."
    reason: Said


class WindowRunning(Conflict):
    """A stock class has a window already that has not ended."""

    code = "market.window_running"
    what = "This stock class has an open window already."
    why = "Orders would be divided between two books; the open one ends at {closes_at}."
    fix = "Wait for its end, or cancel it."
    field = "stock_class"
    closes_at: datetime


class WindowNotOpen(Conflict):
    """An order was to change in a window that does not take orders: not yet, or not any more."""

    code = "market.window_not_open"
    what = "This window takes no orders now."
    why = "It is {phase}; it takes orders from {opens_at} to {closes_at}."
    fix = "Look at the window's page for its times, or at the company's for the next one."
    field = "window"
    phase: str
    opens_at: datetime
    closes_at: datetime


class WindowLocked(Refusal):
    """An order was to be amended or withdrawn in the last minutes of a window."""

    code = "market.window_locked"
    what = "Orders in this window cannot be changed any more."
    why = "From {locks_at} until the close at {closes_at} nobody amends or withdraws an order."
    fix = "Wait for the close. A further order may still be placed until then."
    field = "order"
    locks_at: datetime
    closes_at: datetime


class WindowFull(Refusal):
    """A window holds as many orders as it can."""

    code = "market.window_full"
    what = "This window takes no more orders."
    why = "It has had {most} orders, the most that one window takes."
    fix = "Amend an order you have, or wait for the next window."
    field = "window"
    most: int


class TooManyChanges(Refusal):
    """One holder placed and amended too often in one window."""

    code = "market.too_many_changes"
    what = "These orders cannot be changed any further."
    why = "A holder places and amends orders in one window at most {most} times."
    fix = "Leave the orders as they are, or withdraw them; the next window counts anew."
    field = "order"
    most: int


class OrderUnknown(NotFound):
    """No order of that id is known, or it is somebody else's."""

    code = "market.order_unknown"
    what = "There is no order {given} here."
    why = "No order has that id, or it is not yours: orders are sealed until the close."
    fix = "Look at the window's page for your orders."
    field = "order"
    given: str


class OrderClosed(Conflict):
    """An order was withdrawn before, or its window has ended."""

    code = "market.order_closed"
    what = "This order is not open any more."
    why = "It is {stage}; only an open order is amended or withdrawn."
    fix = "Look at the window's page for what became of it."
    field = "order"
    stage: str


class LimitOutside(Refusal):
    """An order's limit lies below the floor or above the cap of its window."""

    code = "market.limit_outside"
    what = "{limit} lies outside the prices of this window."
    why = "Limits go from {floor} to {cap}, as the window was opened."
    fix = "Choose a limit between them, or leave it empty: at any price."
    field = "limit"
    limit: Price
    floor: Price
    cap: Price


class LimitBetweenSteps(Refusal):
    """An order's limit lies between two steps of its window."""

    code = "market.limit_between_steps"
    what = "{limit} lies between two steps of this window."
    why = "Its prices go in steps of {step}."
    fix = "Use {below} or {above}."
    field = "limit"
    limit: Price
    step: Decimal
    below: Decimal
    above: Decimal


class CrossesOwnOrder(Refusal):
    """A holder would trade with itself: its buying limit reaches its selling limit."""

    code = "market.crosses_own_order"
    what = "This order would trade with an order of the same holder."
    why = "The holder buys at {buys} or less and sells at {sells} or more in this window."
    fix = "Withdraw or amend the other order first: {other}."
    field = "limit"
    buys: Price
    sells: Price
    other: str


class CrossesSameOwner(Refusal):
    """Two holders of one last holder would trade with each other: nothing would change hands."""

    code = "market.crosses_same_owner"
    what = "This order would trade with an order of the same last holder."
    why = "Another holder that belongs wholly to the same one has an order here that it reaches."
    fix = "Withdraw or amend one of the two, or use limits that do not meet."
    field = "limit"
