"""Post an offer: a holder offers shares at a price; the lots are promised to it.

Asked by: the holder. The transferability answer comes first: what may not be sold is not offered.
Records:  OfferPosted
Refuses:  IssuerUnknown, StockClassUnknown, HolderUnknown, NotSignedIn, NoMandate, NotAQuantity,
          WrongCurrency, NotAPrice, BetweenTicks, TooLarge, NotAMoment, MayNotTransfer,
          OnlyFewerFree, NotKnownYet, CalendarUnknown
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from laogu.basics import HolderId, Moment, OfferId, check_payable, price, units
from laogu.market import Offer, OfferPosted, WrongCurrency, check_open_until
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.transferable import must_be_transferable
from laogu.register import (
    IssuerRegistered,
    StockClassRegistered,
    class_named,
    holder_of_id,
    issuer_named,
)
from laogu.rights import Ground, Proposal, ground_of

OfferWay = Literal["board", "lawful_auction", "listing", "negotiated"]
"""The ways in which one seller's offer finds a buyer. A call auction and continuous trading are not
among them: an offer that was said to be one would be taken by agreement all the same."""


class PostOffer(Request, frozen=True, kw_only=True):
    """Shares for sale, all or nothing, at a price for one share.

    open_until: left out: until it is withdrawn or taken.
    """

    issuer: str
    stock_class: str
    seller: str
    quantity: Decimal
    price: Decimal
    currency: str
    open_until: Moment | None = None
    mechanism: OfferWay = "negotiated"


class Place(Struct, frozen=True):
    """What offers of one class have in common, and the day it is there.

    ground: what hinders none of them; None: a rule may hinder them all, and is asked for each.
    """

    issuer: IssuerRegistered
    kind: StockClassRegistered
    today: date
    ground: Ground | None


def post_offer(books: Books, request: PostOffer, asked: Asked) -> tuple[Event, ...]:
    """Return the offer, or refuse."""
    place = place_of(books, request, asked)
    return (posted(books, request, asked, place, seller_of(books, request.seller, asked)),)


def place_of(books: Books, request: PostOffer, asked: Asked) -> Place:
    """Return what an offer has in common with all of its class and way, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    kind = class_named(books.register, issuer.issuer, request.stock_class)
    today = asked.today(issuer.zone)
    ground = ground_of(books.standing, issuer.issuer, request.mechanism, today)
    return Place(issuer, kind, today, ground)


def seller_of(books: Books, given: str, asked: Asked) -> HolderId:
    """Return who sells, for whom who asks may act; or refuse."""
    seller = holder_of_id(books.register, given).holder
    asked.must_act(seller)
    return seller


def posted(
    books: Books, request: PostOffer, asked: Asked, place: Place, seller: HolderId
) -> OfferPosted:
    """Return the offer of shares that may be sold, or refuse."""
    kind, issuer = place.kind, place.issuer.issuer
    wanted = units(request.quantity, kind.decimals)
    check_currency_of(kind, request.currency)
    each = price(request.price, scale=kind.price_scale, currency=kind.currency)
    check_payable(each, wanted, decimals=kind.decimals)
    proposal = Proposal(
        issuer=issuer,
        stock_class=kind.stock_class,
        seller=seller,
        buyers=(),
        units=wanted,
        price=each,
        mechanism=request.mechanism,
        on=place.today,
    )
    lots = must_be_transferable(books, proposal, place.ground)
    offer = Offer(
        offer=OfferId(asked.make("offer")),
        issuer=issuer,
        stock_class=kind.stock_class,
        maker=seller,
        units=wanted,
        price=each,
        lots=lots,
        open_until=check_open_until(request.open_until, now=asked.at),
        mechanism=request.mechanism,
    )
    return OfferPosted(effective_on=place.today, offer=offer)


def check_currency_of(kind: StockClassRegistered, given: str) -> None:
    """Refuse a price in another currency than the class is priced in."""
    if given != kind.currency:
        raise WrongCurrency(given=given[:20], stock_class=kind.named, currency=kind.currency)
