"""The ways an offer is refused."""

from datetime import datetime

from laogu.basics import Conflict, InvalidInput, NotFound, Refusal, Said


class OfferUnknown(NotFound):
    """No offer of that id is known, or it is not shown to this person."""

    code = "market.offer_unknown"
    what = "There is no offer {given} here."
    why = "No offer has that id, or it is not shown to you."
    fix = "Look at the company's page for the offers that are open."
    field = "offer"
    given: str


class OfferClosed(Conflict):
    """An offer was taken, withdrawn or expired before."""

    code = "market.offer_closed"
    what = "This offer is not open any more."
    why = "It was {stage} before your request was decided."
    fix = "Look at the company's page for the offers that are open."
    field = "offer"
    stage: str


class OwnOffer(Refusal):
    """Somebody would trade with itself."""

    code = "market.own_offer"
    what = "A holder cannot buy its own shares."
    why = "Seller and buyer are the same holder, so nothing would change hands."
    fix = "Withdraw the offer instead, or buy for another holder."
    field = "buyer"


class NotACounter(Refusal):
    """A counter-offer is answered by a counter-offer, or changes nothing."""

    code = "market.not_a_counter"
    what = "This is not a counter-offer."
    why = "{reason}"
    fix = "Answer the seller's own offer, with another price or quantity."
    field = "offer"
    reason: Said


class NotAMoment(InvalidInput):
    """A moment lies in the past, or too far ahead."""

    code = "market.not_a_moment"
    what = "An offer cannot be open until {given}."
    why = "It is {now}; an offer is open for at most a year."
    fix = "Choose a moment within a year from now, or leave it empty."
    field = "open_until"
    given: datetime
    now: datetime
