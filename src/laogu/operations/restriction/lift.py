"""Lift a restriction of a security: who may let go of it did.

It is one that was attached to the security, or the lock-up that a clause of the issuer's terms
lays on it: that clause then passes these shares over, and what of them stays with their holder.

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
from laogu.rights import locked


class LiftRestriction(Request, frozen=True, kw_only=True):
    """A restriction to lift, by its rule; of several under one rule, the latest attached.

    rule: of a restriction of the security, or of a lock-up in the terms of its issuer.
    reason: why, kept for ever. document: SHA-256 of the resolution, the waiver or the permission.
    """

    security: str
    rule: str
    reason: str
    document: str | None = None


def lift_restriction(books: Books, request: LiftRestriction, asked: Asked) -> tuple[Event, ...]:
    """Return the lifting, or refuse."""
    stock = living_security(books.register, request.security)
    today = asked.today(books.register.issuers[stock.issuer].zone)
    (lot,) = locked(books.agreements, stock.issuer, [stock], on=today)
    own = [one for one in stock.restrictions if one.rule == request.rule]
    of_terms = [one for one in lot.of_terms if one.rule == request.rule and one.binds_on(today)]
    found = own or of_terms
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
            effective_on=today,
            security=stock.security,
            restriction=restriction,
            reason=name(request.reason, longest=LONGEST_TEXT),
            document=paper(request.document),
            by_terms=not own,
        ),
    )
