"""Questions about trades that have an answer for a person."""

from datetime import date, datetime

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, Price, StockClassId, TradeId
from laogu.market.state import Market
from laogu.market.trades.state import TradeState


class Print(Struct, frozen=True, kw_only=True):
    """One line of the tape: names are withheld."""

    trade: TradeId
    stock_class: StockClassId
    settled_on: date
    settled_at: datetime
    units: int
    price: Price


def tape(market: Market, issuer: IssuerId) -> tuple[Print, ...]:
    """Return the issuer's settled trades, newest first."""
    prints = [
        Print(
            trade=state.trade.trade,
            stock_class=state.trade.stock_class,
            settled_on=state.settled_on,
            settled_at=state.stages[-1][1],
            units=state.trade.units,
            price=state.trade.price,
        )
        for state in (market.trades[one] for one in market.trades_of.on(issuer))
        if state.stage == "settled" and state.settled_on is not None
    ]
    return tuple(prints[::-1])


def trades_with(market: Market, holder: HolderId) -> tuple[TradeState, ...]:
    """Return the trades in which a holder sells, buys or takes, newest first."""
    return tuple(market.trades[one] for one in market.trades_with.on(holder))[::-1]


def trades_of(market: Market, issuer: IssuerId) -> tuple[TradeState, ...]:
    """Return every trade of an issuer's shares, newest first."""
    return tuple(market.trades[one] for one in market.trades_of.on(issuer))[::-1]
