"""The ways an encumbrance, or a claim on proceeds, is refused."""

from datetime import date
from decimal import Decimal

from laogu.basics import Conflict, InvalidInput, Money, NotFound, Refusal, Said


class EncumbranceUnknown(NotFound):
    """No encumbrance of that id is known, or it is not shown to this person."""

    code = "register.encumbrance_unknown"
    what = "There is no encumbrance {given} here."
    why = "No encumbrance has that id, or it is not shown to you."
    fix = "Copy the id from the holdings it lies on, or from the company's desk."
    field = "encumbrance"
    given: str


class EncumbranceOver(Conflict):
    """An encumbrance was lifted before, or its last day has passed."""

    code = "register.encumbrance_over"
    what = "This encumbrance is over."
    why = "It ended on {on}, so there is nothing to let go of any more."
    fix = "Look at the holdings for what still binds."
    field = "encumbrance"
    on: date


class LawNeverLifts(Refusal):
    """What nobody may let go of was to be lifted: the law laid it on shares, as a rule."""

    code = "register.law_never_lifts"
    what = "Nobody may lift this."
    why = "What it rests on ({source}) lets nobody do so; it ends by its own day or not at all."
    fix = "Wait for its last day, or record what replaced it."
    source: str


class LiftedForNoDay(InvalidInput):
    """A restriction was to be lifted until a day that has passed."""

    code = "register.lifted_for_no_day"
    what = "The last day of a waiver cannot be {last_day}: it is {today}."
    why = "What is let go of until a day keeps nothing up to that day, and days that passed stay."
    fix = "Give today or a later day, or leave it out to let go of it for good."
    field = "last_day"
    last_day: date
    today: date


class PaperMissing(Refusal):
    """Somebody else said that an encumbrance is let go, and there is no paper of it."""

    code = "register.paper_missing"
    what = "A paper is needed to lift this."
    why = "{reason}"
    fix = "Give the SHA-256 of the order or of the letter that lets go of it."
    field = "document"
    reason: Said


class NotAPaperHash(InvalidInput):
    """A document was named by something else than its hash."""

    code = "register.not_a_paper_hash"
    what = "{given} is not the hash of a paper."
    why = "A paper is named by the SHA-256 of its bytes: 64 hexadecimal digits, in small letters."
    fix = "Hash the file, and keep the file itself."
    field = "document"
    given: str


class FavoursNobody(InvalidInput):
    """An encumbrance does not say for whom it is, or says so twice."""

    code = "register.favours_nobody"
    what = "Say for whom this is: a holder, or somebody by name."
    why = "Who must let go of it, or be paid, has to be known; one of the two, and not both."
    fix = "Give the id of the holder, or a name where it is no holder here."
    field = "favours"


class FavoursItsHolder(Refusal):
    """An encumbrance would be for the very holder whose shares it lies on."""

    code = "register.favours_its_holder"
    what = "Nobody has a right against itself."
    why = "The shares belong to the one for whom it would be recorded."
    fix = "Name who may claim, or for whom the shares are held."
    field = "favours"


class ClaimNotSaid(InvalidInput):
    """A claim on proceeds does not say of how much, or another kind of encumbrance does."""

    code = "register.claim_not_said"
    what = "The part of the proceeds cannot be read."
    why = "{reason}"
    fix = "Give a part above 0 and at most 1 for a claim on proceeds, and for nothing else."
    field = "part"
    reason: Said


class HeldForTooMany(Refusal):
    """More shares of a lot would be held for others than there are."""

    code = "register.held_for_too_many"
    what = "No more than {free} can be held for others."
    why = "It has {held}, and of the rest somebody else is the beneficial holder already."
    fix = "Record {free} or fewer, or lift the arrangement that is there."
    field = "quantity"
    held: Decimal
    free: Decimal


class NothingClaimed(Refusal):
    """Money was to be paid or let go that no claim holds."""

    code = "register.nothing_claimed"
    what = "This claim holds {held}."
    why = "Only what a sale set apart, and what was neither paid nor let go, can move."
    fix = "Ask for {held} or less, or wait until shares under the claim are sold."
    field = "amount"
    held: Money


class LiesOnNothing(InvalidInput):
    """An encumbrance does not say on which shares it lies."""

    code = "register.lies_on_nothing"
    what = "Say on which shares this lies."
    why = "It lies on a security, of which a quantity may be named; or on all that a holder has."
    fix = "Give the id of the security; or the issuer, the class and the holder."
    field = "security"


class RestrictionUnknown(NotFound):
    """A security has no restriction under that rule."""

    code = "register.restriction_unknown"
    what = "This security has no restriction under {rule}."
    why = "A restriction is named by the rule or clause that keeps shares of it from sale now."
    fix = "Look at the lot for the rules that keep it; other rules are changed by new terms."
    field = "rule"
    rule: str
