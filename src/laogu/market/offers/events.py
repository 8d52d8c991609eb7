"""What can have happened to offers."""

from datetime import datetime

from msgspec import Struct

from laogu.basics import Event, HolderId, IssuerId, OfferId, Price, StockClassId, Way
from laogu.market.lots import Lots


class Offer(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
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


OfferEvent = OfferPosted | OfferCountered | OfferWithdrawn | OfferExpired
