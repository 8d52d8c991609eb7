"""Lift a restriction of a security: who may let go of it did.

It is one that was attached to the security, or the lock-up that a clause of the issuer's terms
lays on it: that clause then passes these shares over, and what of them stays with their holder.
Until a last day, or for good; the day after it binds again, and a sale has to settle by then.
For a part of the security it is divided, in the same entry; the rest keeps its label.

Asked by: the issuer, where the board, those whom it protects or an amendment may let go of it; the
          operator, where the regulator may. What the law lays on shares, nobody lifts.
Records:  StockRetired, RestrictionLifted
Refuses:  SecurityUnknown, NotSignedIn, NoMandate, RestrictionUnknown, LawNeverLifts, NotAQuantity,
          HoldsTooFew, StillPromised, BeforeItsTime, PartsDoNotSum, NotAName, NotAPaperHash,
          LiftedForNoDay
"""

from datetime import date, timedelta
from decimal import Decimal

from laogu.basics import LONGEST_TEXT, Restriction, SecurityId, in_words, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.still import must_be_free
from laogu.register import (
    HoldsTooFew,
    IssuedStock,
    RestrictionLifted,
    StockRetired,
    living_security,
    reissue,
)
from laogu.register.encumbrances import LawNeverLifts, LiftedForNoDay, RestrictionUnknown, paper
from laogu.rights import locked


class LiftRestriction(Request, frozen=True, kw_only=True):
    """A restriction to lift, by its rule; of several under one rule, the latest attached.

    rule: of a restriction of the security, or of a lock-up in the terms of its issuer.
    quantity: shares for which it is lifted; left out: all of the security.
    last_day: the last on which it keeps nothing, today or later; left out: for good.
    reason: why, kept for ever. document: SHA-256 of the resolution, the waiver or the permission.
    """

    security: str
    rule: str
    reason: str
    quantity: Decimal | None = None
    document: str | None = None
    last_day: date | None = None


def lift_restriction(books: Books, request: LiftRestriction, asked: Asked) -> tuple[Event, ...]:
    """Return the lifting, or refuse."""
    stock = living_security(books.register, request.security)
    today = asked.today(books.register.issuers[stock.issuer].zone)
    yesterday = today - timedelta(days=1)
    if request.last_day is not None and request.last_day < today:
        raise LiftedForNoDay(last_day=request.last_day, today=today)
    (lot,) = locked(books.agreements, stock.issuer, [stock], on=today)
    own = [one for one in stock.restrictions if one.rule == request.rule]
    of_terms = [one for one in lot.of_terms if one.rule == request.rule and one.after(yesterday)]
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
    reason = name(request.reason, longest=LONGEST_TEXT)
    security = stock.security
    divided = _divided(books, request, stock, restriction, reason=reason, asked=asked)
    if divided is not None:
        part = divided.resulting[0]
        security = part.security
        if own:
            restriction = [one for one in part.restrictions if one.rule == request.rule][-1]
    lifted = RestrictionLifted(
        effective_on=today,
        security=security,
        restriction=restriction,
        reason=reason,
        document=paper(request.document),
        by_terms=not own,
        last_day=request.last_day,
    )
    return (lifted,) if divided is None else (divided, lifted)


def _divided(
    books: Books,
    request: LiftRestriction,
    stock: IssuedStock,
    restriction: Restriction,
    *,
    reason: str,
    asked: Asked,
) -> StockRetired | None:
    """Return the security in two: the part that is let go of first; None: it is all of it."""
    register = books.register
    decimals = register.classes[stock.stock_class].decimals
    wanted = stock.units if request.quantity is None else units(request.quantity, decimals)
    if wanted > stock.units:
        asked_for, held = in_words(wanted, decimals), in_words(stock.units, decimals)
        raise HoldsTooFew(asked=asked_for, held=held)
    if wanted == stock.units:
        return None
    must_be_free(books, stock)
    return reissue(
        register,
        stock.security,
        parts=[(wanted, None), (stock.units - wanted, stock.certificate)],
        reason=reason,
        on=asked.today(register.issuers[stock.issuer].zone),
        make_id=lambda: SecurityId(asked.make("security")),
        first=restriction,
    )
