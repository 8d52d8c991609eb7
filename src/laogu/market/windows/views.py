"""Questions about windows that have an answer for a person."""

from laogu.basics import HolderId, IssuerId, WindowId
from laogu.market.state import Market
from laogu.market.trades.state import TradeState
from laogu.market.windows.state import OrderState, WindowState


def windows_of(market: Market, issuer: IssuerId) -> tuple[WindowState, ...]:
    """Return every window of an issuer's shares, newest first."""
    return tuple(market.windows[one] for one in market.windows_of.on(issuer))[::-1]


def orders_of(market: Market, window: WindowId, holder: HolderId) -> tuple[OrderState, ...]:
    """Return a holder's orders in a window, in the order they were placed."""
    found = (market.orders[one] for one in market.orders_by.on(holder))
    return tuple(one for one in found if one.order.window == window)


def trades_in(market: Market, window: WindowId, holder: HolderId) -> tuple[TradeState, ...]:
    """Return the trades that a window's clearing brought a holder, oldest first."""
    found = (market.trades[one] for one in market.trades_with.on(holder))
    return tuple(one for one in found if one.trade.window == window)
