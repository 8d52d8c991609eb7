"""Lift an encumbrance: who may let go of it did.

Asked by: who acts for the holder it is for; or the issuer or the operator, with a paper of whoever
          let go of it. What a court ordered is lifted by its order; what the law lays on, never.
Records:  EncumbranceLifted
Refuses:  EncumbranceUnknown, NotSignedIn, NoMandate, EncumbranceOver, LawNeverLifts, PaperMissing,
          NotAPaperHash, NotAName
"""

from laogu.basics import LONGEST_TEXT, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.encumbrance.record import must_keep
from laogu.register.encumbrances import encumbrance_of_id, let_go, paper


class LiftEncumbrance(Request, frozen=True, kw_only=True):
    """An encumbrance to lift. reason: why, kept for ever. document: SHA-256 of the paper."""

    encumbrance: str
    reason: str
    document: str | None = None


def lift_encumbrance(books: Books, request: LiftEncumbrance, asked: Asked) -> tuple[Event, ...]:
    """Return the lifting, or refuse."""
    stands = encumbrance_of_id(books.register.encumbrances, request.encumbrance)
    one = stands.encumbrance
    is_favoured = one.favours is not None and asked.may("act", one.favours)
    if not is_favoured:
        must_keep(asked, one.issuer)
    return (
        let_go(
            stands,
            reason=name(request.reason, longest=LONGEST_TEXT),
            document=paper(request.document),
            is_favoured=is_favoured,
            on=asked.today(books.register.issuers[one.issuer].zone),
        ),
    )
