"""Explain a transfer: may it happen, what must happen first, by when, under which clause.

Asked by: who acts for the seller or the issuer, who operates or inspects the market; and anybody,
          where a published source names the seller.
Records:  nothing: it is a question
Refuses:  IssuerUnknown, StockClassUnknown, HolderUnknown, NotSignedIn, NoMandate, NotAQuantity,
          NotAPrice, BetweenTicks, TooLarge, CalendarUnknown
"""

from datetime import date
from decimal import Decimal

from msgspec.structs import replace

from laogu.basics import Way, check_payable, price, units
from laogu.market import promised_to_orders
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books
from laogu.operations.encumbrance.knowing import unseen
from laogu.people import MARKET
from laogu.register import HolderRegistered, class_named, holder_of_id, issuer_named
from laogu.rights import Answer, Proposal, explain


class ExplainTransfer(Request, frozen=True, kw_only=True):
    """A transfer in mind.

    buyer: left out: not known yet, taken as one new holder. price: left out: not known yet.
    on:    the day it would happen; left out: today.
    """

    issuer: str
    seller: str
    stock_class: str
    quantity: Decimal
    buyer: str | None = None
    price: Decimal | None = None
    on: date | None = None
    mechanism: Way = "negotiated"


def explain_transfer(books: Books, request: ExplainTransfer, asked: Asked) -> Answer:
    """Return the transferability answer, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    seller = holder_of_id(books.register, request.seller)
    _must_see(seller, issuer.issuer, asked)
    kind = class_named(books.register, issuer.issuer, request.stock_class)
    each = None
    wanted = units(request.quantity, kind.decimals)
    if request.price is not None:
        each = price(request.price, scale=kind.price_scale, currency=kind.currency)
        check_payable(each, wanted, decimals=kind.decimals)
    buyer = holder_of_id(books.register, request.buyer).holder if request.buyer else None
    proposal = Proposal(
        issuer=issuer.issuer,
        stock_class=kind.stock_class,
        seller=seller.holder,
        buyers=() if buyer is None else (buyer,),
        units=wanted,
        price=each,
        mechanism=request.mechanism,
        on=request.on or asked.today(issuer.zone),
    )
    hidden = unseen(books, seller.holder, asked)
    if hidden:
        proposal = replace(proposal, unseen=hidden)
    if not _knows_orders(seller, asked):
        sealed = promised_to_orders(books.market, seller.holder, kind.stock_class)
        proposal = replace(proposal, sealed=sealed)
    return explain(books.standing, proposal)


def _knows_orders(seller: HolderRegistered, asked: Asked) -> bool:
    """Return whether who asks sees what the seller promised to orders in a window."""
    return (
        asked.may("act", seller.holder)
        or asked.may("operate", MARKET)
        or asked.may("inspect", MARKET)
    )


def _must_see(seller: HolderRegistered, issuer: str, asked: Asked) -> None:
    """Refuse who may not know what the seller holds."""
    if seller.public or asked.may("issue", issuer):
        return
    if asked.may("operate", MARKET) or asked.may("inspect", MARKET):
        return
    asked.must_act(seller.holder)
