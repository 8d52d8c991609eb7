"""How trades stand."""

from datetime import date, datetime
from typing import Any, Literal, assert_never

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import HolderId, IssuerId, Piles, Shelves, Table, TradeId, Undo
from laogu.market.lots import LotReplaced, Promises
from laogu.market.trades.events import (
    BuyerDisplaced,
    Part,
    Trade,
    TradeCleared,
    TradeEnded,
    TradeEvent,
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


class Trades:
    """Every trade, and what is promised to those that are not over."""

    def __init__(self, undo: Undo, promises: Promises) -> None:
        self._promises = promises
        self.trades: Table[TradeId, TradeState] = Table(undo)
        # What follows from them.
        self.trades_of: Piles[IssuerId, TradeId] = Piles(undo)
        self.live_trades: Shelves[str, TradeId, None] = Shelves(undo)
        self.trades_with: Shelves[HolderId, TradeId, None] = Shelves(undo)

    def apply(self, event: TradeEvent, recorded_at: datetime) -> None:
        """Take in what happened to a trade."""
        match event:
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
            case _:
                assert_never(event)

    def replace_lot(self, trade: TradeId, event: LotReplaced) -> None:
        """Promise to a trade the security that took another's place."""
        stands = self.trades[trade]
        lots = self._promises.move(trade, stands.trade.lots, event)
        self.trades[trade] = replace(stands, trade=replace(stands.trade, lots=lots))

    def reindex(self) -> None:
        """Work out the tables that follow from the trades."""
        for state in self.trades.values():
            self._index(state.trade, is_live=not state.is_over)
            for part in state.parts:
                self.trades_with[part.holder][state.trade.trade] = None

    def _match(self, trade: Trade, at: datetime) -> None:
        self.trades[trade.trade] = TradeState(
            trade=trade, stage="matched", stages=(("matched", at),)
        )
        self._index(trade, is_live=True)

    def _reach(self, trade: TradeId, stage: Stage, at: datetime) -> None:
        stands = self.trades[trade]
        self.trades[trade] = replace(stands, stage=stage, stages=(*stands.stages, (stage, at)))
        if stage in ENDED:
            self._promises.let_go(trade, stands.trade.lots)
            del self.live_trades["all"][trade]

    def _change(self, trade: TradeId, **to: Any) -> None:
        self.trades[trade] = replace(self.trades[trade], **to)
        for part in to.get("parts", ()):
            self.trades_with[part.holder][trade] = None

    def _index(self, trade: Trade, *, is_live: bool) -> None:
        self.trades_of[trade.issuer].put(trade.trade)
        self.trades_with[trade.seller][trade.trade] = None
        self.trades_with[trade.buyer][trade.trade] = None
        if is_live:
            self.live_trades["all"][trade.trade] = None
            self._promises.promise(trade.trade, trade.lots)
