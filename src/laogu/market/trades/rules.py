"""What is allowed with trades."""

from laogu.basics import TradeId
from laogu.market.state import Market
from laogu.market.trades.refusals import TradeNotThere, TradeUnknown
from laogu.market.trades.state import Stage, TradeState


def trade_of_id(market: Market, given: str) -> TradeState:
    """Return the trade with that id."""
    found = market.trades.get(TradeId(given))
    if found is None:
        raise TradeUnknown(given=given[:60])
    return found


def at_stage(trade: TradeState, *needed: Stage) -> TradeState:
    """Return `trade`, if it is at one of the stages."""
    if trade.stage not in needed:
        raise TradeNotThere(stage=trade.stage, needed=needed[0])
    return trade
