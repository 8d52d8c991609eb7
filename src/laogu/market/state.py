"""How the market stands: every subject has its own tables, and they share what is promised."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, assert_never

from laogu.basics import OfferId, OrderId, Table, TradeId, Undo, WindowId
from laogu.market.events import ClockMoved, MarketEvent, MarketOpened
from laogu.market.lots import LotReplaced, Promises
from laogu.market.offers.events import (
    OfferCountered,
    OfferExpired,
    OfferPosted,
    OfferWithdrawn,
)
from laogu.market.offers.state import Offers, OfferState
from laogu.market.trades.events import (
    BuyerDisplaced,
    TradeCleared,
    TradeEnded,
    TradeFunded,
    TradeMatched,
    TradeNoticed,
    TradeSettled,
)
from laogu.market.trades.state import Trades, TradeState
from laogu.market.windows.events import (
    OrderAmended,
    OrderPlaced,
    OrderWithdrawn,
    WindowCancelled,
    WindowCleared,
    WindowExtended,
    WindowFailed,
    WindowOpened,
)
from laogu.market.windows.state import OrderState, Windows, WindowState


class Market:
    """Who wants to trade, at what price they met, and each trade's life."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {
        "opened": dict[str, MarketOpened],
        "clock": dict[str, int],
        "offers": dict[OfferId, OfferState],
        "trades": dict[TradeId, TradeState],
        "windows": dict[WindowId, WindowState],
        "orders": dict[OrderId, OrderState],
    }

    def __init__(self, undo: Undo) -> None:
        self.opened: Table[str, MarketOpened] = Table(undo)
        self.clock: Table[str, int] = Table(undo)
        promises = Promises(undo)
        self._offers = Offers(undo, promises)
        self._trades = Trades(undo, promises)
        self._windows = Windows(undo, promises)
        # The subjects' tables, by the names under which they are read.
        self.offers = self._offers.offers
        self.trades = self._trades.trades
        self.windows = self._windows.windows
        self.orders = self._windows.orders
        # What follows from the tables above.
        self.committed = promises.committed
        self.promised_to = promises.promised_to
        self.open_offers = self._offers.open_offers
        self.answers_to = self._offers.answers_to
        self.offers_by = self._offers.offers_by
        self.trades_of = self._trades.trades_of
        self.live_trades = self._trades.live_trades
        self.trades_with = self._trades.trades_with
        self.windows_of = self._windows.windows_of
        self.open_windows = self._windows.open_windows
        self.orders_in = self._windows.orders_in
        self.orders_by = self._windows.orders_by
        self.changes_in = self._windows.changes_in
        self.buyers_in = self._windows.buyers_in
        self.depth_in = self._windows.depth_in

    @property
    def is_practice(self) -> bool:
        """Whether this is a practice market."""
        opened = self.opened.get("market")
        return opened is not None and opened.kind == "practice"

    @property
    def ahead_us(self) -> int:
        """How far the practice clock runs ahead of the world's, in microseconds."""
        return self.clock.get("ahead_us", 0)

    def apply(self, event: MarketEvent, recorded_at: datetime) -> None:
        """Take in what happened."""
        match event:
            case OfferPosted():
                self._offers.post(event.offer, recorded_at)
            case OfferCountered():
                self._offers.post(event.counter, recorded_at)
            case OfferWithdrawn():
                self._offers.close(event.offer, "withdrawn")
            case OfferExpired():
                self._offers.close(event.offer, "expired")
            case TradeMatched(trade=trade):
                if trade.offer is not None:
                    self._offers.take(trade.offer, trade.trade)
                self._trades.apply(event, recorded_at)
            case TradeNoticed() | BuyerDisplaced() | TradeCleared() | TradeFunded():
                self._trades.apply(event, recorded_at)
            case TradeSettled() | TradeEnded():
                self._trades.apply(event, recorded_at)
            case OrderPlaced() | OrderAmended() | OrderWithdrawn():
                self._windows.apply(event, recorded_at)
            case WindowOpened() | WindowExtended() | WindowCancelled():
                self._windows.apply(event, recorded_at)
            case WindowCleared() | WindowFailed():
                self._windows.apply(event, recorded_at)
            case LotReplaced():
                self._replace_lot(event)
            case MarketOpened():
                self.opened["market"] = event
            case ClockMoved():
                self.clock["ahead_us"] = event.ahead_us
            case _:
                assert_never(event)

    def reindex(self) -> None:
        """Work out the tables that follow from the primary ones."""
        self._offers.reindex()
        self._trades.reindex()
        self._windows.reindex()

    def _replace_lot(self, event: LotReplaced) -> None:
        for one in tuple(self.promised_to.on(event.security)):
            if OfferId(one) in self.offers:
                self._offers.replace_lot(OfferId(one), event)
            elif OrderId(one) in self.orders:
                self._windows.replace_lot(OrderId(one), event)
            else:
                self._trades.replace_lot(TradeId(one), event)
