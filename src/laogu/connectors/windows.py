"""Windows as plain data: their times and prices, what they would clear at, and what they came to.

Orders are sealed: everybody sees their own, who operates or inspects the market sees all.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from laogu.basics import Price
from laogu.connectors import plain
from laogu.journal import Indicated, Indications
from laogu.market import OrderState, WindowState, orders_of, trades_in, windows_of
from laogu.operations import Books, Sight
from laogu.register import issuer_named


def windows(books: Books, issuer: str, *, now: datetime) -> dict[str, Any]:
    """Return the windows of an issuer's shares, newest first; what is public of each."""
    found = issuer_named(books.register, issuer)
    rows = [public(books, state, now=now) for state in windows_of(books.market, found.issuer)]
    return {"windows": rows, "next": None}


def public(books: Books, state: WindowState, *, now: datetime) -> dict[str, Any]:
    """Return what everybody may know of a window: its terms, its times, and how it ended."""
    window = state.window
    told = _Figures(books, state)
    return {
        "window_id": window.window,
        "issuer_id": window.issuer,
        "stock_class_id": window.stock_class,
        "currency": window.currency,
        "phase": state.phase(now),
        "now": now.isoformat(),
        "opens_at": window.opens_at.isoformat(),
        "locks_at": state.locks_at.isoformat(),
        "closes_at": state.closes_at.isoformat(),
        "ended_at": state.ended_at.isoformat() if state.ended_at else None,
        "extended": state.extended,
        "extensions": window.extensions,
        "extension_minutes": window.extension_minutes,
        "floor": told.price(window.floor),
        "cap": told.price(window.cap),
        "tick": told.price(window.tick),
        "reference": told.price(window.reference),
        "minimum": told.quantity(window.minimum_units) if window.minimum_units else None,
        "rationing": window.rationing,
        "small": told.quantity(window.small_units) if window.small_units else None,
        "seed": window.seed,
        "indicative": window.indicative,
        "result": _result(state, told),
        "failed": state.failed.reason if state.failed else None,
        "reason": state.reason,
    }


def window(
    books: Books, state: WindowState, sight: Sight, indications: Indications, *, now: datetime
) -> dict[str, Any]:
    """Return a window as a person may see it: with their own orders, and at what it would clear."""
    shown = indications.of(books.market, state) if sight.sees_indication(state) else None
    told = _Figures(books, state)
    own = [_order(one, told) for one in seen_orders(books, state, sight)]
    trades = [
        one.trade.trade
        for holder in sight.acts_for
        for one in trades_in(books.market, state.window.window, holder)
    ]
    return {
        **public(books, state, now=now),
        "indication": _indication(shown, told),
        "curve": _curve(shown, told),
        "orders": own,
        "trades": list(dict.fromkeys(trades)),
    }


def seen_orders(books: Books, state: WindowState, sight: Sight) -> Iterator[OrderState]:
    """Yield the orders of a window that a person may see: their own, or all for who operates."""
    market, window = books.market, state.window.window
    if sight.sees_all:
        yield from (market.orders[one] for one in market.orders_in.on(window))
        return
    for holder in sight.acts_for:
        yield from orders_of(market, window, holder)


class _Figures:
    """Figures of one window in words: ticks as prices, units as quantities."""

    def __init__(self, books: Books, state: WindowState) -> None:
        self._kind = books.register.classes[state.window.stock_class]

    def price(self, ticks: int | None) -> str | None:
        if ticks is None:
            return None
        return f"{Price(ticks, self._kind.price_scale, self._kind.currency).decimal():f}"

    def quantity(self, units: int) -> str:
        sign = "-" if units < 0 else ""
        return sign + plain.quantity(abs(units), self._kind.decimals)


def _result(state: WindowState, told: _Figures) -> dict[str, Any] | None:
    done = state.cleared
    if done is None:
        return None
    return {
        "price": told.price(done.price),
        "quantity": told.quantity(done.volume),
        "surplus": told.quantity(done.surplus),
        "decided_by": done.decided_by,
        "book_hash": done.book_hash,
        "rule_version": done.rule_version,
    }


def _indication(shown: Indicated | None, told: _Figures) -> dict[str, Any] | None:
    if shown is None:
        return None
    found = shown.indication
    return {
        "price": told.price(found.price),
        "quantity": told.quantity(found.volume),
        "surplus": told.quantity(found.surplus),
        "decided_by": found.decided_by,
    }


def _curve(shown: Indicated | None, told: _Figures) -> list[dict[str, Any]]:
    return [
        {
            "lowest": told.price(step.lowest),
            "highest": told.price(step.highest),
            "wanted": told.quantity(step.wanted),
            "offered": told.quantity(step.offered),
        }
        for step in (shown.curve if shown is not None else ())
    ]


def _order(state: OrderState, told: _Figures) -> dict[str, Any]:
    order = state.order
    return {
        "order_id": order.order,
        "holder_id": order.maker,
        "side": order.side,
        "quantity": told.quantity(order.units),
        "limit": told.price(order.limit),
        "placed_at": state.placed_at.isoformat(),
        "stage": state.stage,
        "filled": told.quantity(state.filled),
    }
