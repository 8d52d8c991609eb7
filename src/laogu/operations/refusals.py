"""The ways an operation says no where books meet."""

from datetime import date
from decimal import Decimal

from laogu.basics import Bilingual, InvalidInput, NotFound, Refusal, Said


class StillPromised(Refusal):
    """Shares that are promised to an offer, an order or a trade were to change under it."""

    code = "operations.still_promised"
    what = "This security cannot be changed now."
    why = "Promised to an offer, an order or a trade: {promised}."
    fix = "Withdraw the offer or the order, or wait until the trade is over."
    field = "security"
    promised: Decimal


class StillEncumbered(Refusal):
    """Shares in which somebody else has a right were to end without a word from them."""

    code = "operations.still_encumbered"
    what = "Only {free} of this security can end now."
    why = "Somebody else has a right in the rest, under {rule}: {source}"
    fix = "Ask who it is for, or the court, to let go of it first; or take {free} or fewer."
    field = "quantity"
    free: Decimal
    rule: str
    source: str


class MayNotTransfer(Refusal):
    """The transferability answer is no, or not for this quantity."""

    code = "rights.may_not_transfer"
    what = "These shares may not be sold like this."
    why = "{says} ({source})"
    fix = "{remedy}"
    field = "quantity"
    rule: str
    source: Bilingual
    says: Said
    remedy: Said
    until: date | None


class WayClosed(Refusal):
    """The rulebook in force, or the issuer's terms, do not let a call auction be held."""

    code = "rights.way_closed"
    what = "No window may be held for these shares."
    why = "{says} ({source})"
    fix = "{remedy}"
    rule: str
    source: Bilingual
    says: Said
    remedy: Said


class OnlyFewerFree(Refusal):
    """Fewer shares are free than were to be sold."""

    code = "rights.only_fewer_free"
    what = "Only {free} of {asked} may be sold."
    why = "{says} ({source})"
    fix = "Offer {free} or fewer."
    field = "quantity"
    rule: str
    source: Bilingual
    says: Said
    asked: Decimal
    free: Decimal


class ThroughIsOver(Refusal):
    """A cleared trade was to settle after the last day on which it may."""

    code = "settlement.through_is_over"
    what = "This trade cannot settle any more."
    why = "It was cleared through {through}; after that everybody has to be asked again."
    fix = "Post the offer again."
    through: date


class NoWithdrawal(Refusal):
    """The seller may not change its mind."""

    code = "settlement.no_withdrawal"
    what = "This sale cannot be withdrawn any more."
    why = "Under {clause}, a seller who has found a buyer is bound."
    fix = "Let it settle, or ask the buyer and the operator."
    clause: Bilingual


class NotKnownYet(Refusal):
    """Whether the shares may be sold is not known, because facts are missing."""

    code = "rights.not_known_yet"
    what = "We do not know yet whether these shares may be sold."
    why = "What is missing: {missing} ({source})"
    fix = "{remedy}"
    field = "quantity"
    rule: str
    source: Bilingual
    missing: tuple[Said, ...]
    remedy: Said


class BuyerNotNamed(InvalidInput):
    """An offer is to be taken, and nobody says for which holder."""

    code = "operations.buyer_not_named"
    what = "Say who buys."
    why = "A person may act for several holders, so the buyer must be named."
    fix = "Name the holder that buys."
    field = "buyer"


class StillOperates(Refusal):
    """The person who operates this market was to be forgotten, or to lose that mandate."""

    code = "operations.still_operates"
    what = "This person operates the market."
    why = "A market that nobody operates could not be run any more."
    fix = "Give the mandate to somebody else, and end this one first."
    field = "person"


class OverUnknown(NotFound):
    """A mandate was to be over something that is not there."""

    code = "operations.over_unknown"
    what = "There is no {over} to hold a mandate for."
    why = "To act is for a holder, to issue for an issuer, to operate or inspect for the market."
    fix = "Give the id of a holder or an issuer, or the word market."
    field = "over"
    over: str


class NotADigest(InvalidInput):
    """An API token was sent, or something else that is not its hash."""

    code = "operations.not_a_digest"
    what = "This is not the hash of a token."
    why = "Only the SHA-256 of a token, 64 hexadecimal digits, is recorded; never the token."
    fix = "Hash the token first, and keep the token to yourself."
    field = "digest"


class OneHolding(InvalidInput):
    """A question named more than one holding."""

    code = "operations.one_holding"
    what = "More than one holding was named."
    why = "An amount belongs to one: a holder, a number of shares, or a part of the company."
    fix = "Leave all but one of them out."
    field = "holder"


class NotAPart(InvalidInput):
    """A part of a company is not above nothing and at most all of it."""

    code = "operations.not_a_part"
    what = "{percent}% is not a part of a company."
    why = "A part is above 0 and at most 100 per cent."
    fix = "Write it like 28.095."
    field = "percent"
    percent: str


class ClassNotStill(Refusal):
    """A whole class was to change while somebody trades in it."""

    code = "operations.class_not_still"
    what = "{stock_class} cannot be changed now."
    why = "Others agreed to a number and a price for its shares: {what_moves}."
    fix = "Let windows and trades end, withdraw offers and orders, and settle what else is named."
    field = "stock_class"
    stock_class: Bilingual
    what_moves: tuple[Said, ...]


class PriceMissing(InvalidInput):
    """Parts of shares are to be paid in cash, and nobody said at what price."""

    code = "operations.price_missing"
    what = "Say what one new share counts for."
    why = "A part of a share is left over and is to be paid in cash."
    fix = "Give the price of one share after the change, or let parts be rounded."
    field = "price"


class LabelsMissing(InvalidInput):
    """New certificates got labels, but not each of them."""

    code = "operations.labels_missing"
    what = "{labels} labels do not fit {parts} certificates."
    why = "Labels are given in the order of the quantities, one for each."
    fix = "Give as many labels as quantities, or none."
    field = "certificates"
    labels: int
    parts: int


class LoadTouched(Refusal):
    """An import was acted on or built on since, so that it cannot be undone whole."""

    code = "register.load_touched"
    what = "This import cannot be undone any more."
    why = "Acted on, ended, promised, encumbered or built on since: {touched}."
    fix = (
        "Let go of what is promised or encumbered; undo a later ledger that builds on it first; "
        "what moved or ended is corrected one by one."
    )
    field = "load"
    touched: tuple[str, ...]


class ActedFor(Refusal):
    """A holder for whom somebody acts was to be forgotten as one for whom nobody does."""

    code = "operations.acted_for"
    what = "Somebody acts for this holder."
    why = "Who signs in is forgotten as a person, and the holder who is that person with it."
    fix = "Forget the person (person.forget), or end the mandate first."
    field = "holder"
    holder: str


class CashThere(Refusal):
    """A holder was to be forgotten that still has cash here."""

    code = "operations.cash_there"
    what = "This holder has cash here."
    why = "Cash belongs to somebody who can be named, and is paid out to them."
    fix = "Pay it out first (cash.pay_out)."
    field = "holder"
    holder: str
