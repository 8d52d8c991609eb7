"""What can have happened in the market: to the market itself, and to each of its subjects."""

from typing import Literal

from laogu.basics import Event
from laogu.market.lots import LotReplaced
from laogu.market.offers.events import OfferEvent
from laogu.market.trades.events import TradeEvent
from laogu.market.windows.events import WindowEvent


class MarketOpened(Event, frozen=True, kw_only=True, tag="market.market_opened.1"):
    """The record begins. A real market stays real and a practice market stays practice.

    name: the operator's own name for it.
    """

    kind: Literal["real", "practice"]
    name: str


class ClockMoved(Event, frozen=True, kw_only=True, tag="market.clock_moved.1"):
    """A practice market's clock was moved on: it now runs `ahead_us` ahead of the world's."""

    ahead_us: int


MarketEvent = MarketOpened | ClockMoved | OfferEvent | TradeEvent | WindowEvent | LotReplaced
