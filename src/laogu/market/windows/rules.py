"""What is allowed with windows and orders."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Literal

from laogu.basics import HolderId, OrderId, Price, Said, StockClassId, WindowId, said
from laogu.market.call_auction import Side
from laogu.market.call_auction.book import HIGHEST
from laogu.market.state import Market
from laogu.market.windows.events import Order, Window
from laogu.market.windows.refusals import (
    CrossesOwnOrder,
    CrossesSameOwner,
    LimitBetweenSteps,
    LimitOutside,
    NotAWindow,
    OrderClosed,
    OrderUnknown,
    TooManyChanges,
    WindowFull,
    WindowLocked,
    WindowNotOpen,
    WindowRunning,
    WindowUnknown,
)
from laogu.market.windows.state import OrderState, WindowState

LONGEST_WINDOW = timedelta(days=92)
"""For how long a window may be announced and open."""
MOST_EXTENSIONS = 3
"""How many times a window may be extended."""
LONGEST_EXTENSION_MINUTES = 7 * 24 * 60
"""Minutes of one extension."""
MOST_WINDOW_ORDERS = 20_000
"""Orders of one window, those that were withdrawn among them."""
MOST_CHANGES = 100
"""How often one holder places and amends orders in one window."""


def window_of_id(market: Market, given: str) -> WindowState:
    """Return the window with that id."""
    found = market.windows.get(WindowId(given))
    if found is None:
        raise WindowUnknown(given=given[:60])
    return found


def order_of_id(market: Market, given: str) -> OrderState:
    """Return the order with that id."""
    found = market.orders.get(OrderId(given))
    if found is None:
        raise OrderUnknown(given=given[:60])
    return found


def check_window(window: Window, *, now: datetime, step: int, scale: int) -> None:
    """Refuse a window whose prices, times or sizes do not go together.

    step: the fewest ticks at which every unit costs whole minor units. scale: of its prices.
    """
    wrong = _wrong_prices(window, step, scale) or _wrong_times(window, now) or _wrong_sizes(window)
    if wrong is not None:
        raise NotAWindow(reason=wrong)


def _wrong_prices(window: Window, step: int, scale: int) -> Said | None:
    if window.cap < window.floor:
        return said("The cap lies below the floor.")
    if window.cap > HIGHEST:
        return said("The cap is higher than an auction counts.")
    if window.tick % step:
        return said(
            "At so fine a step the smallest part of a share would cost parts of a cent; the "
            "finest here is {step}.",
            step=_price(step, window, scale),
        )
    prices = [window.floor, window.cap]
    if window.reference is not None:
        prices.append(window.reference)
    if any(one % window.tick for one in prices):
        return said(
            "Floor, cap and reference have to be whole steps of {step}.",
            step=_price(window.tick, window, scale),
        )
    if not window.floor <= prices[-1] <= window.cap:
        return said("The reference lies outside floor and cap.")
    return None


def _price(ticks: int, window: Window, scale: int) -> Price:
    return Price(ticks, scale, window.currency)


def _wrong_times(window: Window, now: datetime) -> Said | None:
    if window.opens_at < now:
        return said("It would have opened in the past.")
    if not window.opens_at < window.locks_at <= window.closes_at:
        return said("It has to open before its orders are locked, and lock before it closes.")
    if window.closes_at > now + LONGEST_WINDOW:
        return said("It would close in more than {days} days.", days=LONGEST_WINDOW.days)
    return None


def _wrong_sizes(window: Window) -> Said | None:
    if not 0 <= window.extensions <= MOST_EXTENSIONS:
        return said("It can be extended at most {most} times.", most=MOST_EXTENSIONS)
    if not 1 <= window.extension_minutes <= LONGEST_EXTENSION_MINUTES:
        most = LONGEST_EXTENSION_MINUTES
        return said("An extension lasts from 1 to {most} minutes.", most=most)
    if window.rationing == "small_first" and not window.small_units:
        return said("For small orders first, it has to say which orders are small.")
    return None


def check_none_runs(market: Market, stock_class: StockClassId) -> None:
    """Refuse a second window of a class while one has not ended."""
    running = market.open_windows.get(stock_class)
    if running is not None:
        raise WindowRunning(closes_at=market.windows[running].closes_at)


def check_running(state: WindowState, now: datetime) -> None:
    """Refuse to do with a window that has ended what needs one that has not."""
    if state.stage != "open":
        raise _not_open(state, now)


def check_takes_orders(state: WindowState, now: datetime) -> None:
    """Refuse an order before a window opens, and after the bell."""
    if state.phase(now) not in {"open", "locked"}:
        raise _not_open(state, now)


def _not_open(state: WindowState, now: datetime) -> WindowNotOpen:
    return WindowNotOpen(
        phase=state.phase(now), opens_at=state.window.opens_at, closes_at=state.closes_at
    )


def check_unlocked(market: Market, order: OrderState, now: datetime) -> WindowState:
    """Return the window of an open order, if orders may still be amended and withdrawn in it."""
    state = market.windows[order.order.window]
    if order.stage != "open":
        raise OrderClosed(stage=order.stage)
    if state.phase(now) == "locked":
        raise WindowLocked(locks_at=state.locks_at, closes_at=state.closes_at)
    return state


def check_room(market: Market, window: WindowId) -> None:
    """Refuse one order more than a window takes."""
    if len(market.orders_in.on(window)) >= MOST_WINDOW_ORDERS:
        raise WindowFull(most=MOST_WINDOW_ORDERS)


def check_changes(market: Market, window: WindowId, holder: HolderId) -> None:
    """Refuse one change more than a holder has in a window."""
    if market.changes_in.on(window).get(holder, 0) >= MOST_CHANGES:
        raise TooManyChanges(most=MOST_CHANGES)


def check_limit(window: Window, limit: Price | None) -> int | None:
    """Return a limit in ticks, if it lies between floor and cap and on a step of the window."""
    if limit is None:
        return None
    if not window.floor <= limit.ticks <= window.cap:
        floor, cap = (_at(limit, ticks) for ticks in (window.floor, window.cap))
        raise LimitOutside(limit=limit, floor=floor, cap=cap)
    over = limit.ticks % window.tick
    if over:
        below = _at(limit, limit.ticks - over)
        raise LimitBetweenSteps(
            limit=limit,
            step=_at(limit, window.tick).decimal(),
            below=below.decimal(),
            above=_at(limit, below.ticks + window.tick).decimal(),
        )
    return limit.ticks


def worst(window: Window, side: Side, limit: int | None) -> int:
    """Return the price, in ticks, that an order takes at the worst."""
    if limit is not None:
        return limit
    return window.cap if side == "buy" else window.floor


def check_own_orders(
    market: Market, order: Order, *, scale: int, alike: Iterable[HolderId] = ()
) -> None:
    """Refuse an order that could trade with another of the same holder.

    Where no buying limit of a holder reaches a selling limit of it, no price fills both.
    alike: holders that belong wholly to the same last holder, who are the same to this rule.
    """
    window = market.windows[order.window].window
    mine = worst(window, order.side, order.limit)
    makers = dict.fromkeys((order.maker, *alike))
    for one in [each for maker in makers for each in market.orders_by.on((order.window, maker))]:
        other = market.orders[one]
        if other.stage != "open" or other.order.side == order.side:
            continue
        theirs = worst(window, other.order.side, other.order.limit)
        buys, sells = (mine, theirs) if order.side == "buy" else (theirs, mine)
        if buys >= sells and other.order.maker != order.maker:
            raise CrossesSameOwner
        if buys >= sells:
            raise CrossesOwnOrder(
                buys=Price(buys, scale, window.currency),
                sells=Price(sells, scale, window.currency),
                other=one,
            )


def why_it_failed(volume: int, minimum: int) -> Literal["no_cross", "minimum"] | None:
    """Return why a window cannot clear at so much volume; None: it can."""
    if not volume:
        return "no_cross"
    return "minimum" if volume < minimum else None


def _at(like: Price, ticks: int) -> Price:
    return Price(ticks, like.scale, like.currency)
