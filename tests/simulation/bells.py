"""What the auditor knows of windows: orders by name, and a bell worked out the slow way."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from tests.properties.test_call_auction import fills_of, price_of

STEP = 1_000
"""Ticks of a window's prices: the town's shares have two decimals and its prices three."""
MOST_CHANGES = 100


@dataclass
class Window:
    """A window as the auditor remembers it; prices in ticks."""

    floor: int
    cap: int
    closes: datetime
    lock: timedelta
    minimum: int
    extensions: int
    minutes: int
    terms: dict[str, Any]
    stage: str = "open"
    turn: int = 0
    changes: Counter[str] = field(default_factory=Counter)


@dataclass
class Order:
    """An order, and its place in time."""

    window: str
    maker: str
    side: str
    units: int
    limit: int | None
    turn: int
    is_open: bool = True


class Bells:
    """The part of the auditor that watches windows."""

    free: dict[str, int]
    held: dict[tuple[str, str], int]
    shares: dict[str, int]
    trades: dict[str, Any]

    def __init__(self) -> None:
        self.windows: dict[str, Window] = {}
        self.orders: dict[str, Order] = {}
        self.unnamed: list[tuple[str, str]] = []

    def cost(self, ticks: int, units: int) -> int:
        raise NotImplementedError

    def promised(self, seller: str) -> int:
        raise NotImplementedError

    def keeps_cap(self, seller: str, buyers: set[str], units: int) -> bool:
        raise NotImplementedError

    def most_holders(self) -> int:
        raise NotImplementedError

    def matched(self, seller: str, buyer: str, units: int, ticks: int, at: datetime) -> Any:
        raise NotImplementedError

    def open_orders(self, window: str) -> dict[str, Order]:
        return {
            id_: one for id_, one in self.orders.items() if one.is_open and one.window == window
        }

    def ordered(self, seller: str) -> int:
        """Return what a seller has promised to orders."""
        found = (one for one in self.orders.values() if one.is_open and one.maker == seller)
        return sum(one.units for one in found if one.side == "sell")

    def worst(self, order: Order) -> int:
        window = self.windows[order.window]
        if order.limit is not None:
            return order.limit
        return window.cap if order.side == "buy" else window.floor

    # The bell.

    def bells(self) -> list[tuple[datetime, str, str]]:
        found = self.windows.items()
        return [(one.closes, "window", id_) for id_, one in found if one.stage == "open"]

    def rings(self, id_: str) -> None:
        """Let a window come to its bell: clear it, let it go on, or let everything go."""
        window = self.windows[id_]
        rows = [
            (order, one.side, one.units, one.limit and one.limit // STEP, one.turn)
            for order, one in self.open_orders(id_).items()
        ]
        floor, cap = window.floor // STEP, window.cap // STEP
        came_to = price_of(rows, floor, cap, None)
        if came_to[1] >= max(window.minimum, 1):
            self.clears(id_, fills_of(rows, came_to, window.terms, floor, cap), came_to[0] * STEP)
        elif window.extensions:
            window.extensions -= 1
            window.closes += timedelta(minutes=window.minutes)
        else:
            self.end_window(id_, "failed")

    def clears(self, id_: str, fills: dict[str, int], ticks: int) -> None:
        sides: dict[str, list[str]] = {"sell": [], "buy": []}
        for one in sorted(fills):
            sides[self.orders[one].side].append(one)
        left = dict(fills)
        while sides["sell"]:
            sell, buy = sides["sell"][0], sides["buy"][0]
            units = min(left[sell], left[buy])
            for side, order in (("sell", sell), ("buy", buy)):
                left[order] -= units
                if not left[order]:
                    del sides[side][0]
            seller, buyer = self.orders[sell].maker, self.orders[buy].maker
            name = f"unnamed {len(self.unnamed)}"
            self.trades[name] = self.matched(seller, buyer, units, ticks, self.windows[id_].closes)
            self.held[buyer, name] = self.cost(ticks, units)
            self.held[buyer, buy] -= self.held[buyer, name]
            self.unnamed.append((id_, name))
        self.end_window(id_, "cleared")

    def end_window(self, id_: str, stage: str) -> None:
        for order in self.open_orders(id_):
            self.end_order(order)
        self.windows[id_].stage = stage

    def end_order(self, id_: str) -> None:
        order = self.orders[id_]
        order.is_open = False
        self.free[order.maker] = self.free.get(order.maker, 0) + self.held.pop(
            (order.maker, id_), 0
        )

    def names(self, window: str, ids: list[str]) -> None:
        """Call the trades of a window by the market's own ids, in the order they came to be."""
        mine = [name for of, name in self.unnamed if of == window]
        for name, id_ in zip(mine, ids[-len(mine) :] if mine else [], strict=True):
            self.trades[id_] = self.trades.pop(name)
            for holder, purpose in [key for key in self.held if key[1] == name]:
                self.held[holder, id_] = self.held.pop((holder, purpose))
        self.unnamed = [(of, name) for of, name in self.unnamed if of != window]

    # What is asked for.

    def may_window_open(self, _: str, __: Any, **asked: Any) -> bool:
        is_free = all(one.stage != "open" for one in self.windows.values())
        return is_free and asked["floor"] <= asked["cap"] and asked["lock"] < asked["hours"] * 60

    def do_window_open(self, _: str, now: datetime, id_: str, **asked: Any) -> None:
        terms = {"rationing": asked["rationing"], "small": asked["small"], "seed": "s"}
        self.windows[id_] = Window(
            asked["floor"] * STEP, asked["cap"] * STEP, now + timedelta(hours=asked["hours"]),
            timedelta(minutes=asked["lock"]), asked["minimum"], asked["extensions"], 90, terms,
        )  # fmt: skip

    def may_window_cancel(self, _: str, __: Any, *, window: str) -> bool:
        return self.windows[window].stage == "open"

    def do_window_cancel(self, _: str, __: Any, ___: Any, *, window: str) -> None:
        self.end_window(window, "cancelled")

    def may_order_place(self, by: str, _: Any, *, window: str, **asked: Any) -> bool:
        if self.windows[window].stage != "open":
            return False
        return self.may_stand(Order(window, by, asked["side"], asked["units"], asked["limit"], 0))

    def do_order_place(
        self, by: str, _: Any, id_: str, *, window: str, side: str, units: int, limit: Any
    ) -> None:
        self.orders[id_] = Order(window, by, side, units, limit, 0)
        self.takes_turn(id_)
        self.covers(id_)

    def may_order_amend(
        self, by: str, now: datetime, *, order: str, units: int, limit: int | None
    ) -> bool:
        before = self.orders[order]
        if not self.may_order_withdraw(by, now, order=order):
            return False
        after = Order(before.window, by, before.side, units, limit, before.turn)
        return self.may_stand(after, before, self.held.get((by, order), 0))

    def do_order_amend(
        self, by: str, _: Any, __: Any, *, order: str, units: int, limit: int | None
    ) -> None:
        one = self.orders[order]
        if limit != one.limit or units > one.units:
            self.takes_turn(order)
        else:
            self.windows[one.window].changes[by] += 1
        one.units, one.limit = units, limit
        self.covers(order)

    def may_order_withdraw(self, _: str, now: datetime, *, order: str) -> bool:
        one = self.orders[order]
        window = self.windows[one.window]
        return one.is_open and now < window.closes - window.lock

    def do_order_withdraw(self, _: str, __: Any, ___: Any, *, order: str) -> None:
        self.end_order(order)

    def takes_turn(self, id_: str) -> None:
        one = self.orders[id_]
        window = self.windows[one.window]
        window.turn += 1
        window.changes[one.maker] += 1
        one.turn = window.turn

    def covers(self, id_: str) -> None:
        """Hold what a buyer's order can cost, no more and no less."""
        one = self.orders[id_]
        if one.side == "buy":
            due = self.cost(self.worst(one), one.units)
            self.free[one.maker] += self.held.get((one.maker, id_), 0) - due
            self.held[one.maker, id_] = due

    def may_stand(self, order: Order, before: Order | None = None, held: int = 0) -> bool:
        window = self.windows[order.window]
        if window.changes[order.maker] >= MOST_CHANGES:
            return False
        limit = order.limit
        if limit is not None and (limit % STEP or not window.floor <= limit <= window.cap):
            return False
        for other in self.open_orders(order.window).values():
            if other.maker == order.maker and other.side != order.side:
                buys, sells = (order, other) if order.side == "buy" else (other, order)
                if self.worst(buys) >= self.worst(sells):
                    return False
        if order.side == "sell":
            return self.may_sell(order, before.units if before else 0)
        holders = {name for name, units in self.shares.items() if units}
        buying = {one.maker for one in self.open_orders(order.window).values() if one.side == "buy"}
        is_funded = self.free.get(order.maker, 0) + held >= self.cost(
            self.worst(order), order.units
        )
        return is_funded and len(holders | buying | {order.maker}) <= self.most_holders()

    def may_sell(self, order: Order, before: int) -> bool:
        kept, more = min(before, order.units), max(order.units - before, 0)
        is_kept = not kept or self.keeps_cap(order.maker, set(), kept)
        free = self.shares.get(order.maker, 0) - self.promised(order.maker)
        return is_kept and (not more or (more <= free and self.keeps_cap(order.maker, set(), more)))
