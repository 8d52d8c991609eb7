"""What can have happened in the market."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from laogu.basics import (
    Event,
    HolderId,
    IssuerId,
    OfferId,
    Price,
    SecurityId,
    StockClassId,
    TradeId,
    Way,
)

Lots = tuple[tuple[SecurityId, int], ...]
"""Securities and how many units of each; together they are what is promised."""


class Offer(Struct, frozen=True, kw_only=True, gc=False):
    """A holder's wish to sell, or a buyer's answer with other terms.

    units:    smallest units of the class. lots: what the seller promises; empty for a counter.
    maker:    the seller; of a counter, the buyer. answers: the offer a counter answers, else None.
    open_until: None: until it is withdrawn or taken.
    mechanism: the way in which the shares find a buyer.
    """

    offer: OfferId
    issuer: IssuerId
    stock_class: StockClassId
    maker: HolderId
    units: int
    price: Price
    lots: Lots
    answers: OfferId | None = None
    open_until: datetime | None = None
    mechanism: Way = "negotiated"


class Trade(Struct, frozen=True, kw_only=True, gc=False):
    """A matched sale: who sells what to whom, at which price, and by when it must settle.

    lots: what the seller promised to it. long_stop_at: when it expires if it has not settled.
    fee_bps: of the price, taken from the seller.
    """

    trade: TradeId
    offer: OfferId
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


class MarketOpened(Event, frozen=True, kw_only=True, tag="market.market_opened.1"):
    """The record begins. A real market stays real and a practice market stays practice.

    name: the operator's own name for it.
    """

    kind: Literal["real", "practice"]
    name: str


class ClockMoved(Event, frozen=True, kw_only=True, tag="market.clock_moved.1"):
    """A practice market's clock was moved on: it now runs `ahead_us` ahead of the world's."""

    ahead_us: int


class OfferPosted(Event, frozen=True, kw_only=True, tag="market.offer_posted.1"):
    """A holder offers shares; its lots are promised to the offer."""

    offer: Offer


class OfferCountered(Event, frozen=True, kw_only=True, tag="market.offer_countered.1"):
    """A buyer answers an offer with other terms; its cash is promised to the counter."""

    counter: Offer


class OfferWithdrawn(Event, frozen=True, kw_only=True, tag="market.offer_withdrawn.1"):
    """Who made an offer or a counter took it back."""

    offer: OfferId


class OfferExpired(Event, frozen=True, kw_only=True, tag="market.offer_expired.1"):
    """An offer's time passed, or what a counter answered is gone."""

    offer: OfferId


class TradeMatched(Event, frozen=True, kw_only=True, tag="market.trade_matched.1"):
    """Seller and buyer agreed; the offer is taken and its lots are promised to the trade."""

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


class LotReplaced(Event, frozen=True, kw_only=True, tag="market.lot_replaced.1"):
    """What is left of a lot is another security now; what was promised of it is promised of that.

    security: the one that was retired, when a part of it was sold. by: the one that took its place.
    """

    security: SecurityId
    by: SecurityId


MarketEvent = (
    MarketOpened
    | ClockMoved
    | OfferPosted
    | OfferCountered
    | OfferWithdrawn
    | OfferExpired
    | TradeMatched
    | TradeNoticed
    | BuyerDisplaced
    | TradeCleared
    | TradeFunded
    | TradeSettled
    | TradeEnded
    | LotReplaced
)
