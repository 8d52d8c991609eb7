"""Let go of a claim: what a sale set apart goes to the seller.

Asked by: who acts for the holder that claims it; or the operator, with a paper of whoever let go.
Records:  ClaimReleased, CashMoved
Refuses:  EncumbranceUnknown, NotSignedIn, NoMandate, NothingClaimed, NotAnAmount, NotAName,
          PaperMissing, NotAPaperHash
"""

from decimal import Decimal

from laogu import ledger
from laogu.basics import LONGEST_TEXT, name, said
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.claim.pay import amount_of
from laogu.register.encumbrances import PaperMissing, claim_released, encumbrance_of_id, paper


class ReleaseClaim(Request, frozen=True, kw_only=True):
    """What is held for a claim, to be let go. amount: left out: all of it."""

    encumbrance: str
    amount: Decimal | None = None
    reason: str = "let go"
    document: str | None = None


def release_claim(books: Books, request: ReleaseClaim, asked: Asked) -> tuple[Event, ...]:
    """Return the letting go, or refuse."""
    stands = encumbrance_of_id(books.register.encumbrances, request.encumbrance)
    one = stands.encumbrance
    if one.favours is None or not asked.may("act", one.favours):
        asked.must_operate()
        if paper(request.document) is None:
            raise PaperMissing(reason=said("Only who claims it may let go of it."))
    on = asked.today(books.register.issuers[one.issuer].zone)
    amount = amount_of(books, stands, request.amount)
    reason = name(request.reason, longest=LONGEST_TEXT)
    return (
        claim_released(stands, amount, reason=reason, on=on),
        ledger.release(one.holder, amount, purpose=one.encumbrance, on=on),
    )
