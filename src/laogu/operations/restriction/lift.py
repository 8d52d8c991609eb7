"""Lift a restriction of a security: who may let go of it did.

Asked by: the issuer, where the board, those whom it protects or an amendment may let go of it; the
          operator, where the regulator may. What the law lays on shares, nobody lifts.
Records:  RestrictionLifted
Refuses:  SecurityUnknown, NotSignedIn, NoMandate, RestrictionUnknown, LawNeverLifts, NotAName,
          NotAPaperHash
"""

from laogu.basics import LONGEST_TEXT, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import RestrictionLifted, living_security
from laogu.register.encumbrances import LawNeverLifts, RestrictionUnknown, paper


class LiftRestriction(Request, frozen=True, kw_only=True):
    """A restriction to lift, by its rule; of several under one rule, the latest attached.

    reason: why, kept for ever. document: SHA-256 of the resolution, the waiver or the permission.
    """

    security: str
    rule: str
    reason: str
    document: str | None = None


def lift_restriction(books: Books, request: LiftRestriction, asked: Asked) -> tuple[Event, ...]:
    """Return the lifting, or refuse."""
    stock = living_security(books.register, request.security)
    found = [one for one in stock.restrictions if one.rule == request.rule]
    if found and found[-1].waivable_by == "regulator":
        asked.must_operate()
    else:
        asked.must_issue(stock.issuer)
    if not found:
        raise RestrictionUnknown(rule=request.rule[:60])
    restriction = found[-1]
    if restriction.waivable_by == "nobody":
        raise LawNeverLifts(source=restriction.source)
    return (
        RestrictionLifted(
            effective_on=asked.today(books.register.issuers[stock.issuer].zone),
            security=stock.security,
            restriction=restriction,
            reason=name(request.reason, longest=LONGEST_TEXT),
            document=paper(request.document),
        ),
    )
