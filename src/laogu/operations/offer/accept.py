"""Accept an offer or a counter-offer: seller and buyer agree, and a trade begins its life.

Asked by: the buyer, of an offer; the seller, of a counter-offer.
Records:  TradeMatched, CashMoved, OfferExpired
Refuses:  OfferUnknown, OfferClosed, NotSignedIn, NoMandate, HolderUnknown, OwnOffer, BuyerNotNamed,
          MayNotTransfer, OnlyFewerFree, NotKnownYet, CashShort, CalendarUnknown, TooLarge
"""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec.structs import replace

from laogu.basics import HolderId, TradeId, cost
from laogu.ledger import CashMoved, held_for, hold, retarget
from laogu.market import (
    Offer,
    OwnOffer,
    Trade,
    TradeMatched,
    counters_to,
    open_offer,
    trim,
)
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.offer.proposal import proposal_of_offer
from laogu.operations.refusals import BuyerNotNamed
from laogu.operations.transferable import must_be_transferable
from laogu.register import holder_of_id
from laogu.rights import closing_in_force
from laogu.settlement import end_offer


class AcceptOffer(Request, frozen=True, kw_only=True):
    """An offer to take. buyer: who buys; left out where a seller takes a counter-offer."""

    offer: str
    buyer: str | None = None


def accept_offer(books: Books, request: AcceptOffer, asked: Asked) -> tuple[Event, ...]:
    """Return the trade and the hold of the buyer's cash, or refuse."""
    taken = open_offer(books.market, request.offer).offer
    original, buyer = _sides(books, request, asked, taken)
    if buyer == original.maker:
        raise OwnOffer
    today = asked.today(books.register.issuers[original.issuer].zone)
    proposal = replace(
        proposal_of_offer(original, buyer=buyer, on=today), units=taken.units, price=taken.price
    )
    must_be_transferable(books, proposal)
    closing = closing_in_force(books.standing, proposal)
    trade = Trade(
        trade=TradeId(asked.make("trade")),
        offer=taken.offer,
        issuer=original.issuer,
        stock_class=original.stock_class,
        seller=original.maker,
        buyer=buyer,
        units=taken.units,
        price=taken.price,
        lots=trim(original.lots, taken.units),
        fee_bps=closing.fee_bps,
        long_stop_at=asked.at + timedelta(days=closing.long_stop_days),
    )
    return (
        TradeMatched(effective_on=today, trade=trade),
        _cash(books, trade, taken, today),
        *_others(books, original, taken, today),
    )


def _sides(
    books: Books, request: AcceptOffer, asked: Asked, taken: Offer
) -> tuple[Offer, HolderId]:
    """Return the seller's offer and the buyer; who takes must act for the other side of `taken`."""
    if taken.answers is not None:
        original = open_offer(books.market, taken.answers).offer
        asked.must_act(original.maker, of=request.offer)
        return original, taken.maker
    if request.buyer is None:
        raise BuyerNotNamed
    buyer = holder_of_id(books.register, request.buyer).holder
    asked.must_act(buyer)
    return taken, buyer


def _cash(books: Books, trade: Trade, taken: Offer, today: date) -> CashMoved:
    decimals = books.register.classes[trade.stock_class].decimals
    if taken.answers is not None:
        promised = held_for(books.ledger, trade.buyer, taken.offer, trade.price.currency)
        return retarget(trade.buyer, promised, source=taken.offer, target=trade.trade, on=today)
    due = cost(trade.price, trade.units, decimals=decimals)
    return hold(books.ledger, trade.buyer, due, purpose=trade.trade, on=today)


def _others(books: Books, original: Offer, taken: Offer, today: date) -> Iterator[Event]:
    """Return the ends of the other counters, whose offer is gone."""
    for other in counters_to(books.market, books.market.offers[original.offer]):
        if other.offer.offer != taken.offer:
            yield from end_offer(books.ledger, other, how="expired", on=today)
