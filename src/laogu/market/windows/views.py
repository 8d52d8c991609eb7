"""Questions about windows that have an answer for a person."""

from collections import Counter
from collections.abc import Iterator

from laogu.basics import HolderId, IssuerId, SecurityId, StockClassId, WindowId
from laogu.market.lots import Lots
from laogu.market.state import Market
from laogu.market.trades.state import TradeState
from laogu.market.windows.state import OrderState, WindowState


def windows_of(market: Market, issuer: IssuerId) -> tuple[WindowState, ...]:
    """Return every window of an issuer's shares, newest first."""
    return tuple(market.windows[one] for one in market.windows_of.on(issuer))[::-1]


def orders_of(market: Market, window: WindowId, holder: HolderId) -> tuple[OrderState, ...]:
    """Return a holder's orders in a window, in the order they were placed."""
    return tuple(market.orders[one] for one in market.orders_by.on((window, holder)))


def open_orders(market: Market, holder: HolderId) -> Iterator[OrderState]:
    """Yield a holder's orders that are open, window by window."""
    for window in market.open_windows.values():
        for one in orders_of(market, window, holder):
            if one.stage == "open":
                yield one


def promised_to_orders(market: Market, holder: HolderId, stock_class: StockClassId) -> Lots:
    """Return the lots of a class that a holder has promised to its orders in an open window."""
    window = market.open_windows.get(stock_class)
    if window is None:
        return ()
    found: Counter[SecurityId] = Counter()
    for one in orders_of(market, window, holder):
        if one.stage == "open":
            found.update(dict(one.order.lots))
    return tuple(found.items())


def trades_in(market: Market, window: WindowId, holder: HolderId) -> tuple[TradeState, ...]:
    """Return the trades that a window's clearing brought a holder, oldest first."""
    found = (market.trades[one] for one in market.trades_with.on(holder))
    return tuple(one for one in found if one.trade.window == window)
