"""How windows and orders stand."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import (
    HolderId,
    IssuerId,
    OrderId,
    Piles,
    Shelves,
    StockClassId,
    Table,
    Undo,
    WindowId,
)
from laogu.market.call_auction import ANY_PRICE, Side
from laogu.market.lots import LotReplaced, Promises
from laogu.market.windows.events import (
    Order,
    OrderAmended,
    OrderPlaced,
    OrderWithdrawn,
    Window,
    WindowCancelled,
    WindowCleared,
    WindowEvent,
    WindowExtended,
    WindowFailed,
    WindowOpened,
)

Phase = Literal["announced", "open", "locked", "cleared", "failed", "cancelled"]
"""Where a window stands at a moment: before it takes orders, while it does, while they are locked,
and its three ends."""


class OrderState(Struct, frozen=True, kw_only=True, gc=False):
    """An order and what became of it.

    turn:    its place in time within its window: the lower, the earlier. changes: how often it was
    placed or amended. filled: units it got at the clearing. closed: the window ended.
    """

    order: Order
    placed_at: datetime
    turn: int
    changes: int = 1
    stage: Literal["open", "withdrawn", "closed"] = "open"
    filled: int = 0


class WindowState(Struct, frozen=True, kw_only=True, gc=False):
    """A window and what became of it.

    locks_at, closes_at: as they are now, after extensions. turn: how often its book changed.
    buying, selling: units of its open orders. cleared, failed: how it ended. reason: of who called
    it off.
    """

    window: Window
    opened_at: datetime
    locks_at: datetime
    closes_at: datetime
    extended: int = 0
    turn: int = 0
    buying: int = 0
    selling: int = 0
    stage: Literal["open", "cleared", "failed", "cancelled"] = "open"
    ended_at: datetime | None = None
    cleared: WindowCleared | None = None
    failed: WindowFailed | None = None
    reason: str | None = None

    def phase(self, now: datetime) -> Phase:
        """Return where it stands at a moment."""
        if self.stage != "open":
            return self.stage
        if now < self.window.opens_at:
            return "announced"
        return "locked" if now >= self.locks_at else "open"


class Windows:
    """Every window and every order, and what is promised to those that are open."""

    def __init__(self, undo: Undo, promises: Promises) -> None:
        self._promises = promises
        self.windows: Table[WindowId, WindowState] = Table(undo)
        self.orders: Table[OrderId, OrderState] = Table(undo)
        # What follows from them.
        self.windows_of: Shelves[IssuerId, WindowId, None] = Shelves(undo)
        self.open_windows: Table[StockClassId, WindowId] = Table(undo)
        self.orders_in: Piles[WindowId, OrderId] = Piles(undo)
        self.orders_by: Piles[tuple[WindowId, HolderId], OrderId] = Piles(undo)
        self.changes_in: Shelves[WindowId, HolderId, int] = Shelves(undo)
        self.buyers_in: Shelves[WindowId, HolderId, int] = Shelves(undo)
        self.depth_in: Shelves[WindowId, tuple[Side, int], int] = Shelves(undo)

    def apply(self, event: WindowEvent, recorded_at: datetime) -> None:
        """Take in what happened to a window or an order."""
        match event:
            case WindowOpened():
                self._open(event.window, recorded_at)
            case WindowExtended():
                stands = self.windows[event.window]
                self.windows[event.window] = replace(
                    stands,
                    locks_at=event.locks_at,
                    closes_at=event.closes_at,
                    extended=stands.extended + 1,
                )
            case WindowCleared():
                self._end(event.window, dict(event.fills))
                self._change(event.window, stage="cleared", ended_at=recorded_at, cleared=event)
            case WindowFailed():
                self._end(event.window, {})
                self._change(event.window, stage="failed", ended_at=recorded_at, failed=event)
            case WindowCancelled():
                self._end(event.window, {})
                self._change(
                    event.window, stage="cancelled", ended_at=recorded_at, reason=event.reason
                )
            case OrderPlaced():
                self._place(event.order, recorded_at)
            case OrderAmended():
                self._amend(event)
            case OrderWithdrawn():
                self._withdraw(event.order)
            case _:
                assert_never(event)

    def replace_lot(self, order: OrderId, event: LotReplaced) -> None:
        """Promise to an order the security that took another's place."""
        stands = self.orders[order]
        lots = self._promises.move(order, stands.order.lots, event)
        self.orders[order] = replace(stands, order=replace(stands.order, lots=lots))

    def reindex(self) -> None:
        """Work out the tables that follow from windows and orders."""
        for state in self.windows.values():
            self._index_window(state.window, is_open=state.stage == "open")
        for one in self.orders.values():
            self._index_order(one.order, is_open=one.stage == "open", changes=one.changes)

    def _open(self, window: Window, at: datetime) -> None:
        self.windows[window.window] = WindowState(
            window=window, opened_at=at, locks_at=window.locks_at, closes_at=window.closes_at
        )
        self._index_window(window, is_open=True)

    def _change(self, window: WindowId, **to: Any) -> None:
        self.windows[window] = replace(self.windows[window], **to)

    def _end(self, window: WindowId, fills: Mapping[OrderId, int]) -> None:
        """Close every order that is open, with what it got, and let go of its lots."""
        for order in self.orders_in.on(window):
            stands = self.orders[order]
            if stands.stage == "open":
                self.orders[order] = replace(stands, stage="closed", filled=fills.get(order, 0))
                self._promises.let_go(order, stands.order.lots)
        depth, buyers = self.depth_in[window], self.buyers_in[window]
        for level in tuple(depth):
            del depth[level]
        for buyer in tuple(buyers):
            del buyers[buyer]
        del self.open_windows[self.windows[window].window.stock_class]

    def _place(self, order: Order, at: datetime) -> None:
        turn = self._turn(order.window, order.side, order.units)
        self.orders[order.order] = OrderState(order=order, placed_at=at, turn=turn)
        self._index_order(order, is_open=True, changes=1)

    def _amend(self, event: OrderAmended) -> None:
        stands = self.orders[event.order]
        before = stands.order
        after = replace(before, units=event.units, limit=event.limit, lots=event.lots)
        turn = self._turn(before.window, before.side, after.units - before.units)
        keeps_turn = after.limit == before.limit and after.units <= before.units
        self._take_out(before)
        self._put_in(after)
        self.orders[event.order] = replace(
            stands,
            order=after,
            turn=stands.turn if keeps_turn else turn,
            changes=stands.changes + 1,
        )
        self._count(before.window, before.maker, 1)

    def _withdraw(self, order: OrderId) -> None:
        stands = self.orders[order]
        self._turn(stands.order.window, stands.order.side, -stands.order.units)
        self.orders[order] = replace(stands, stage="withdrawn")
        self._take_out(stands.order)

    def _turn(self, window: WindowId, side: Side, units: int) -> int:
        """Count one more change of a window's book, by so many units; return its number."""
        stands = self.windows[window]
        turn = stands.turn + 1
        if side == "buy":
            self._change(window, turn=turn, buying=stands.buying + units)
        else:
            self._change(window, turn=turn, selling=stands.selling + units)
        return turn

    def _put_in(self, order: Order) -> None:
        self._promises.promise(order.order, order.lots)
        self._deepen(order, order.units)
        if order.side == "buy":
            buyers = self.buyers_in[order.window]
            buyers[order.maker] = buyers.get(order.maker, 0) + 1

    def _take_out(self, order: Order) -> None:
        self._promises.let_go(order.order, order.lots)
        self._deepen(order, -order.units)
        if order.side == "buy":
            buyers = self.buyers_in[order.window]
            if buyers[order.maker] > 1:
                buyers[order.maker] -= 1
            else:
                del buyers[order.maker]

    def _deepen(self, order: Order, units: int) -> None:
        depth = self.depth_in[order.window]
        level = (order.side, ANY_PRICE if order.limit is None else order.limit)
        stands = depth.get(level, 0) + units
        if stands:
            depth[level] = stands
        else:
            del depth[level]

    def _count(self, window: WindowId, holder: HolderId, changes: int) -> None:
        shelf = self.changes_in[window]
        shelf[holder] = shelf.get(holder, 0) + changes

    def _index_window(self, window: Window, *, is_open: bool) -> None:
        self.windows_of[window.issuer][window.window] = None
        if is_open:
            self.open_windows[window.stock_class] = window.window

    def _index_order(self, order: Order, *, is_open: bool, changes: int) -> None:
        self.orders_in[order.window].put(order.order)
        self.orders_by[order.window, order.maker].put(order.order)
        self._count(order.window, order.maker, changes)
        if is_open:
            self._put_in(order)
