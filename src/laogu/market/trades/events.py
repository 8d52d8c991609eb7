"""What can have happened to trades."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from laogu.basics import (
    Event,
    HolderId,
    IssuerId,
    OfferId,
    Price,
    StockClassId,
    TradeId,
    WindowId,
)
from laogu.market.lots import Lots


class Trade(Struct, frozen=True, kw_only=True, gc=False):
    """A matched sale: who sells what to whom, at which price, and by when it must settle.

    offer: what was taken, or None: it comes from the call auction of `window`.
    lots: what the seller promised to it. long_stop_at: when it expires if it has not settled.
    fee_bps: of the price, taken from the seller.
    """

    trade: TradeId
    offer: OfferId | None = None
    window: WindowId | None = None
    issuer: IssuerId
    stock_class: StockClassId
    seller: HolderId
    buyer: HolderId
    units: int
    price: Price
    lots: Lots
    fee_bps: int
    long_stop_at: datetime


class Part(Struct, frozen=True, gc=False):
    """What one buyer gets in the end: units, and minor units of the trade's currency to pay."""

    holder: HolderId
    units: int
    due: int


class TradeMatched(Event, frozen=True, kw_only=True, tag="market.trade_matched.1"):
    """Seller and buyer met: the offer is taken, or the window cleared; the trade has the lots."""

    trade: Trade


class TradeNoticed(Event, frozen=True, kw_only=True, tag="market.trade_noticed.1"):
    """Those who may take first were asked, and those who must consent."""

    trade: TradeId


class BuyerDisplaced(Event, frozen=True, kw_only=True, tag="market.buyer_displaced.1"):
    """Takers took so many units that the buyer gets that many fewer, or none."""

    trade: TradeId
    buyer: HolderId
    units: int


class TradeCleared(Event, frozen=True, kw_only=True, tag="market.trade_cleared.1"):
    """Nobody is left to ask; `parts` says who buys how much and what each pays.

    through: the last day on which it may settle without asking again.
    """

    trade: TradeId
    parts: tuple[Part, ...]
    through: date


class TradeFunded(Event, frozen=True, kw_only=True, tag="market.trade_funded.1"):
    """All the cash is in escrow."""

    trade: TradeId


class TradeSettled(Event, frozen=True, kw_only=True, tag="market.trade_settled.1"):
    """Cash and shares changed hands; it goes on the tape."""

    trade: TradeId


class TradeEnded(Event, frozen=True, kw_only=True, tag="market.trade_ended.1"):
    """The trade is over without settling; both legs were released.

    how: withdrawn by the seller, refused by who had to consent, expired, or defaulted by a party.
    """

    trade: TradeId
    how: Literal["withdrawn", "refused", "expired", "defaulted"]
    reason: str


TradeEvent = (
    TradeMatched
    | TradeNoticed
    | BuyerDisplaced
    | TradeCleared
    | TradeFunded
    | TradeSettled
    | TradeEnded
)
