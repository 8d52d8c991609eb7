"""How the market stands."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, ClassVar, Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import HolderId, IssuerId, OfferId, SecurityId, Shelves, Table, TradeId, Undo
from laogu.market.events import (
    BuyerDisplaced,
    ClockMoved,
    LotReplaced,
    Lots,
    MarketEvent,
    MarketOpened,
    Offer,
    OfferCountered,
    OfferExpired,
    OfferPosted,
    OfferWithdrawn,
    Part,
    Trade,
    TradeCleared,
    TradeEnded,
    TradeFunded,
    TradeMatched,
    TradeNoticed,
    TradeSettled,
)

Stage = Literal[
    "matched", "noticed", "cleared", "funded", "settled",
    "withdrawn", "refused", "expired", "defaulted",
]  # fmt: skip
ENDED = ("settled", "withdrawn", "refused", "expired", "defaulted")


class OfferState(Struct, frozen=True, kw_only=True, gc=False):
    """An offer or a counter and what became of it; `trade` once it was taken."""

    offer: Offer
    posted_at: datetime
    stage: Literal["open", "taken", "withdrawn", "expired"] = "open"
    trade: TradeId | None = None


class TradeState(Struct, frozen=True, kw_only=True, gc=False):
    """A trade's life so far.

    stages: every stage reached and when. parts: who buys what, once it is cleared, before that ().
    displaced: units that takers took from the buyer. through: None before it is cleared.
    """

    trade: Trade
    stage: Stage
    stages: tuple[tuple[Stage, datetime], ...]
    parts: tuple[Part, ...] = ()
    displaced: int = 0
    through: date | None = None
    settled_on: date | None = None
    reason: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether nothing more can happen to it."""
        return self.stage in ENDED


class Market:
    """Who wants to trade, at what price they met, and each trade's life."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {
        "opened": dict[str, MarketOpened],
        "clock": dict[str, int],
        "offers": dict[OfferId, OfferState],
        "trades": dict[TradeId, TradeState],
    }

    def __init__(self, undo: Undo) -> None:
        self.opened: Table[str, MarketOpened] = Table(undo)
        self.clock: Table[str, int] = Table(undo)
        self.offers: Table[OfferId, OfferState] = Table(undo)
        self.trades: Table[TradeId, TradeState] = Table(undo)
        # What follows from the tables above.
        self.committed: Table[SecurityId, int] = Table(undo)
        self.promised_to: Shelves[SecurityId, str, int] = Shelves(undo)
        self.open_offers: Shelves[IssuerId, OfferId, None] = Shelves(undo)
        self.answers_to: Shelves[OfferId, OfferId, None] = Shelves(undo)
        self.trades_of: Shelves[IssuerId, TradeId, None] = Shelves(undo)
        self.live_trades: Shelves[str, TradeId, None] = Shelves(undo)
        self.trades_with: Shelves[HolderId, TradeId, None] = Shelves(undo)
        self.offers_by: Shelves[HolderId, OfferId, None] = Shelves(undo)

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
            case MarketOpened():
                self.opened["market"] = event
            case ClockMoved():
                self.clock["ahead_us"] = event.ahead_us
            case OfferPosted():
                self._post(event.offer, recorded_at)
            case OfferCountered():
                self._post(event.counter, recorded_at)
            case OfferWithdrawn():
                self._close(event.offer, "withdrawn")
            case OfferExpired():
                self._close(event.offer, "expired")
            case TradeMatched():
                self._match(event.trade, recorded_at)
            case TradeNoticed():
                self._reach(event.trade, "noticed", recorded_at)
            case BuyerDisplaced():
                self._change(event.trade, displaced=event.units)
            case TradeCleared():
                self._change(event.trade, parts=event.parts, through=event.through)
                self._reach(event.trade, "cleared", recorded_at)
            case TradeFunded():
                self._reach(event.trade, "funded", recorded_at)
            case TradeSettled():
                self._change(event.trade, settled_on=event.effective_on)
                self._reach(event.trade, "settled", recorded_at)
            case TradeEnded():
                self._change(event.trade, reason=event.reason)
                self._reach(event.trade, event.how, recorded_at)
            case LotReplaced():
                self._replace_lot(event)
            case _:
                assert_never(event)

    def reindex(self) -> None:
        """Work out the tables that follow from the primary ones."""
        for offer in self.offers.values():
            self._index_offer(offer.offer, is_open=offer.stage == "open")
        for trade in self.trades.values():
            self._index_trade(trade.trade, is_live=not trade.is_over)
            for part in trade.parts:
                self.trades_with[part.holder][trade.trade.trade] = None

    def _post(self, offer: Offer, at: datetime) -> None:
        self.offers[offer.offer] = OfferState(offer=offer, posted_at=at)
        self._index_offer(offer, is_open=True)

    def _close(
        self,
        offer: OfferId,
        stage: Literal["taken", "withdrawn", "expired"],
        trade: TradeId | None = None,
    ) -> None:
        stands = self.offers[offer]
        self.offers[offer] = replace(stands, stage=stage, trade=trade)
        self._let_go(offer, stands.offer.lots)
        del self.open_offers[stands.offer.issuer][offer]

    def _match(self, trade: Trade, at: datetime) -> None:
        self._close(trade.offer, "taken", trade.trade)
        answered = self.offers[trade.offer].offer.answers
        if answered is not None:
            self._close(answered, "taken", trade.trade)
        self.trades[trade.trade] = TradeState(
            trade=trade, stage="matched", stages=(("matched", at),)
        )
        self._index_trade(trade, is_live=True)

    def _reach(self, trade: TradeId, stage: Stage, at: datetime) -> None:
        stands = self.trades[trade]
        self.trades[trade] = replace(stands, stage=stage, stages=(*stands.stages, (stage, at)))
        if stage in ENDED:
            self._let_go(trade, stands.trade.lots)
            del self.live_trades["all"][trade]

    def _change(self, trade: TradeId, **to: Any) -> None:
        self.trades[trade] = replace(self.trades[trade], **to)
        for part in to.get("parts", ()):
            self.trades_with[part.holder][trade] = None

    def _promise(self, to: str, lots: Lots) -> None:
        for security, units in lots:
            self.committed[security] = self.committed.get(security, 0) + units
            self.promised_to[security][to] = units

    def _let_go(self, of: str, lots: Lots) -> None:
        for security, units in lots:
            left = self.committed[security] - units
            if left:
                self.committed[security] = left
            else:
                del self.committed[security]
            del self.promised_to[security][of]

    def _replace_lot(self, event: LotReplaced) -> None:
        for one in tuple(self.promised_to.on(event.security)):
            offer = self.offers.get(OfferId(one))
            lots = offer.offer.lots if offer else self.trades[TradeId(one)].trade.lots
            moved = tuple(
                (event.by if security == event.security else security, units)
                for security, units in lots
            )
            self._let_go(one, lots)
            self._promise(one, moved)
            if offer is not None:
                posted = replace(offer.offer, lots=moved)
                self.offers[OfferId(one)] = replace(offer, offer=posted)
            else:
                stands = self.trades[TradeId(one)]
                matched = replace(stands.trade, lots=moved)
                self.trades[TradeId(one)] = replace(stands, trade=matched)

    def _index_offer(self, offer: Offer, *, is_open: bool) -> None:
        self.offers_by[offer.maker][offer.offer] = None
        if offer.answers is not None:
            self.answers_to[offer.answers][offer.offer] = None
        if is_open:
            self.open_offers[offer.issuer][offer.offer] = None
            self._promise(offer.offer, offer.lots)

    def _index_trade(self, trade: Trade, *, is_live: bool) -> None:
        self.trades_of[trade.issuer][trade.trade] = None
        self.trades_with[trade.seller][trade.trade] = None
        self.trades_with[trade.buyer][trade.trade] = None
        if is_live:
            self.live_trades["all"][trade.trade] = None
            self._promise(trade.trade, trade.lots)
