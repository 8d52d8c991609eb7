"""The ways the market says no."""

from datetime import datetime

from laogu.basics import Bilingual, Conflict, InvalidInput, NotFound, Refusal, Said


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


class TradeUnknown(NotFound):
    """No trade of that id is known, or it is not shown to this person."""

    code = "market.trade_unknown"
    what = "There is no trade {given} here."
    why = "No trade has that id, or you are no party to it."
    fix = "Look at your inbox for the trades that concern you."
    field = "trade"
    given: str


class TradeNotThere(Conflict):
    """A trade is at another stage of its life than this act needs."""

    code = "market.trade_not_there"
    what = "This trade is not at that stage."
    why = "It is {stage}; this can be done only while it is {needed}."
    fix = "Look at the trade's page for what it waits for."
    field = "trade"
    stage: str
    needed: str


class OnlyInPractice(Refusal):
    """A real market was asked to do what only a practice market may."""

    code = "market.only_in_practice"
    what = "Nobody moves the clock of a real market."
    why = "This market's first entry says that it is real; deadlines run by the world's time."
    fix = "Start a practice market: ./run serve --practice"


class ClockBackwards(Refusal):
    """The practice clock was to go back, or too far ahead."""

    code = "market.clock_backwards"
    what = "The clock cannot be moved to {to}."
    why = "It stands at {now} and goes only forward, at most ten years at once."
    fix = "Choose a later moment."
    field = "to"
    to: datetime
    now: datetime


class AlreadyOpened(Conflict):
    """A market that has begun was to begin again."""

    code = "market.already_opened"
    what = "This market has begun already."
    why = "Its first entry says what it is: {kind}; practice and real are never one market."
    fix = "Use another database for another market."
    kind: str


class WrongCurrency(InvalidInput):
    """A price or an amount is in another currency than the class is priced in."""

    code = "market.wrong_currency"
    what = "{given} is not the currency of this stock class."
    why = "{stock_class} is priced and paid in {currency}."
    fix = "Give the price in {currency}."
    field = "currency"
    given: str
    stock_class: Bilingual
    currency: str


class NotAMoment(InvalidInput):
    """A moment lies in the past, or too far ahead."""

    code = "market.not_a_moment"
    what = "An offer cannot be open until {given}."
    why = "It is {now}; an offer is open for at most a year."
    fix = "Choose a later moment, or leave it empty."
    field = "open_until"
    given: datetime
    now: datetime
