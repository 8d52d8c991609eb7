"""What can have happened to windows and to the orders in them."""

from datetime import datetime
from typing import Literal

from msgspec import Struct

from laogu.basics import Event, HolderId, IssuerId, OrderId, StockClassId, WindowId
from laogu.market.call_auction import DecidedBy, Rationing, Side
from laogu.market.lots import Lots

Fill = tuple[OrderId, int]
"""An order and how many units it got."""


class Window(Struct, frozen=True, kw_only=True, gc=False):
    """A call auction of one stock class: its times, its prices and how it decides.

    floor, cap, tick, reference: prices in ticks of the class; `tick` is the window's own step.
    opens_at: from then on orders are taken. locks_at: from then on none is amended or withdrawn.
    closes_at: the bell. minimum_units: fewer are no clearing. extensions: how many times it may be
    extended by `extension_minutes`, if it cannot clear. small_units: for small orders first.
    seed: text that decides between equal remainders. indicative: whether price, volume and surplus
    are shown while it is open.
    """

    window: WindowId
    issuer: IssuerId
    stock_class: StockClassId
    currency: str
    floor: int
    cap: int
    tick: int
    reference: int | None
    opens_at: datetime
    locks_at: datetime
    closes_at: datetime
    minimum_units: int
    extensions: int
    extension_minutes: int
    rationing: Rationing
    small_units: int
    seed: str
    indicative: Literal["shown", "hidden"]


class Order(Struct, frozen=True, kw_only=True, gc=False):
    """A wish to buy or sell in a window.

    units: smallest units of the class. limit: in ticks of the class; None: at any price.
    lots:  what a seller promises; empty for a buyer, whose cash is held under the order's id.
    """

    order: OrderId
    window: WindowId
    side: Side
    maker: HolderId
    units: int
    limit: int | None
    lots: Lots = ()


class WindowOpened(Event, frozen=True, kw_only=True, tag="market.window_opened.1"):
    """A window is announced; from `opens_at` on it takes orders."""

    window: Window


class WindowExtended(Event, frozen=True, kw_only=True, tag="market.window_extended.1"):
    """The bell rang and the window could not clear: it goes on until a later one."""

    window: WindowId
    locks_at: datetime
    closes_at: datetime
    reason: Literal["no_cross", "minimum"]


class WindowCleared(Event, frozen=True, kw_only=True, tag="market.window_cleared.1"):
    """All orders met at one price; those that are let go of are not among the fills.

    price:   in ticks of the class. surplus: demand less supply at the price, in units.
    decided_by: the step of the rule that left one price. fills: every order that got something.
    book_hash: of the orders as they stood. rule_version: by which the result can be found again.
    """

    window: WindowId
    price: int
    volume: int
    surplus: int
    decided_by: DecidedBy
    fills: tuple[Fill, ...]
    book_hash: str
    rule_version: str


class WindowFailed(Event, frozen=True, kw_only=True, tag="market.window_failed.1"):
    """The window ended without a price, and all is let go.

    reason: no two orders met; fewer shares than its minimum; or its rulebook does not let a call
    auction be held any more.
    """

    window: WindowId
    reason: Literal["no_cross", "minimum", "closed"]
    volume: int
    book_hash: str
    rule_version: str


class WindowCancelled(Event, frozen=True, kw_only=True, tag="market.window_cancelled.1"):
    """Who opened the window called it off; all is let go."""

    window: WindowId
    reason: str


class OrderPlaced(Event, frozen=True, kw_only=True, tag="market.order_placed.1"):
    """A holder has an order in a window; its lots or its cash are promised to it."""

    order: Order


class OrderAmended(Event, frozen=True, kw_only=True, tag="market.order_amended.1"):
    """An order has other terms now. More units or another limit put it behind the others."""

    order: OrderId
    units: int
    limit: int | None
    lots: Lots = ()


class OrderWithdrawn(Event, frozen=True, kw_only=True, tag="market.order_withdrawn.1"):
    """Who placed an order took it back."""

    order: OrderId


WindowEvent = (
    WindowOpened
    | WindowExtended
    | WindowCleared
    | WindowFailed
    | WindowCancelled
    | OrderPlaced
    | OrderAmended
    | OrderWithdrawn
)
