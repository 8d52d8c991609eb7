"""Counter an offer: a buyer proposes another price or quantity; its cash is promised to it.

Asked by: the buyer.
Records:  OfferCountered, CashMoved
Refuses:  OfferUnknown, OfferClosed, NotACounter, HolderUnknown, NotSignedIn, NoMandate, OwnOffer,
          NotAQuantity, WrongCurrency, NotAPrice, BetweenTicks, TooLarge, NotAMoment,
          MayNotTransfer, OnlyFewerFree, NotKnownYet, CashShort, HoldsTooFew, CalendarUnknown
"""

from decimal import Decimal

from msgspec.structs import replace

from laogu.basics import Moment, OfferId, cost, in_words, price, said, units
from laogu.ledger import hold
from laogu.market import (
    NotACounter,
    Offer,
    OfferCountered,
    OwnOffer,
    check_open_until,
    open_offer,
)
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.offer.post import check_currency_of
from laogu.operations.offer.proposal import proposal_of_offer
from laogu.operations.transferable import must_be_transferable
from laogu.register import HoldsTooFew, holder_of_id


class CounterOffer(Request, frozen=True, kw_only=True):
    """Other terms for an offer. quantity: left out: all that is offered."""

    offer: str
    buyer: str
    price: Decimal
    currency: str
    quantity: Decimal | None = None
    open_until: Moment | None = None


def counter_offer(books: Books, request: CounterOffer, asked: Asked) -> tuple[Event, ...]:
    """Return the counter and the hold of its cash, or refuse."""
    answered = open_offer(books.market, request.offer).offer
    if answered.answers is not None:
        raise NotACounter(
            reason=said("It answers a counter-offer, which only its seller may take.")
        )
    buyer = holder_of_id(books.register, request.buyer).holder
    asked.must_act(buyer)
    if buyer == answered.maker:
        raise OwnOffer
    kind = books.register.classes[answered.stock_class]
    check_currency_of(kind, request.currency)
    each = price(request.price, scale=kind.price_scale, currency=kind.currency)
    wanted = answered.units if request.quantity is None else units(request.quantity, kind.decimals)
    if wanted > answered.units:
        raise HoldsTooFew(
            asked=in_words(wanted, kind.decimals), held=in_words(answered.units, kind.decimals)
        )
    if (wanted, each) == (answered.units, answered.price):
        raise NotACounter(reason=said("It has the same terms as the offer: accept the offer."))
    today = asked.today(books.register.issuers[answered.issuer].zone)
    counter = Offer(
        offer=OfferId(asked.make("offer")),
        issuer=answered.issuer,
        stock_class=answered.stock_class,
        maker=buyer,
        units=wanted,
        price=each,
        lots=(),
        answers=answered.offer,
        open_until=check_open_until(request.open_until, now=asked.at),
        mechanism=answered.mechanism,
    )
    proposal = replace(proposal_of_offer(answered, buyer=buyer, on=today), units=wanted, price=each)
    must_be_transferable(books, proposal)
    due = cost(each, wanted, decimals=kind.decimals)
    return (
        OfferCountered(effective_on=today, counter=counter),
        hold(books.ledger, buyer, due, purpose=counter.offer, on=today),
    )
