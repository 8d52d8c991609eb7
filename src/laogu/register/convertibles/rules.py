"""What is allowed with convertibles and warrants: nothing here changes them."""

from collections.abc import Callable
from datetime import date
from decimal import Context, Decimal

from msgspec.structs import replace

from laogu.basics import (
    MOST_DECIMALS,
    HolderId,
    IssuerId,
    Money,
    NotAFigure,
    SecurityId,
    figure,
    said,
)
from laogu.register.convertibles.events import (
    ConvertibleEnded,
    ConvertibleEndedBy,
    WarrantEnded,
    WarrantEndedBy,
)
from laogu.register.convertibles.refusals import (
    ConvertibleUnknown,
    LabelTaken,
    MoreThanItIsFor,
    MoreThanOutstanding,
    NotExercisable,
    TermsUnclear,
    WarrantExpired,
    WarrantUnknown,
)
from laogu.register.convertibles.state import Convertible, Convertibles, Warrant
from laogu.register.convertibles.terms import IssuedConvertible, IssuedWarrant
from laogu.register.rounds import InWords, Mechanism, Note, Safe

MakeId = Callable[[], SecurityId]

EXACTLY = Context(prec=60)
"""Quantities have at most eighteen digits and ten decimals, so that nothing rounds."""


def living_convertible(room: Convertibles, given: str) -> Convertible:
    """Return the convertible with that id, which lives now."""
    found = room.convertibles.get(SecurityId(given))
    if found is None or found.ended is not None:
        raise ConvertibleUnknown(given=given[:60])
    return found


def living_warrant(room: Convertibles, given: str) -> Warrant:
    """Return the warrant with that id, which lives now."""
    found = room.warrants.get(SecurityId(given))
    if found is None or found.ended is not None:
        raise WarrantUnknown(given=given[:60])
    return found


def warrant_to_exercise(room: Convertibles, given: str) -> Warrant:
    """Return the warrant with that id, which lives now, or expired: of that one the day is told."""
    found = room.warrants.get(SecurityId(given))
    if found is not None and found.ended is not None and found.ended.by == "expiry":
        return found
    return living_warrant(room, given)


def free_label(room: Convertibles, issuer: IssuerId, certificate: str | None) -> str | None:
    """Return a label, if no convertible or warrant of the issuer has it."""
    if certificate is not None and (issuer, certificate) in room.certificates:
        raise LabelTaken(certificate=certificate)
    return certificate


def check_terms(mechanism: Mechanism) -> None:
    """Refuse terms that no paper can mean."""
    if not isinstance(mechanism, Safe | Note):
        return
    if mechanism.discount is not None and not 0 <= mechanism.discount < 1:
        raise TermsUnclear(reason=said("A discount is a part from nothing to below the whole."))
    if mechanism.cap is not None and mechanism.cap.minor <= 0:
        raise TermsUnclear(reason=said("A cap is above zero."))
    if isinstance(mechanism, Note):
        for rate in mechanism.rates:
            if not 0 <= rate.rate <= 10:
                raise TermsUnclear(reason=said("A rate a year is a part, such as 0.08."))
            if rate.until_on is not None and rate.until_on < rate.from_on:
                raise TermsUnclear(reason=said("A rate ends after it begins."))


def end_convertible(
    found: Convertible,
    *,
    by: ConvertibleEndedBy,
    amount: Money,
    on: date,
    reason: str,
    make_id: MakeId,
    to: HolderId | None = None,
) -> ConvertibleEnded:
    """Return the end of a convertible, or of a part of it: the rest is a new one.

    to: who gets the part, in a transfer.
    """
    issued = found.issued
    if amount.currency != issued.amount.currency or amount.minor > issued.amount.minor:
        raise MoreThanOutstanding(asked=amount, outstanding=issued.amount)
    rest = issued.amount - amount
    resulting: tuple[IssuedConvertible, ...] = ()
    if to is not None:
        resulting = (_part(issued, amount, make_id(), holder=to),)
    return ConvertibleEnded(
        effective_on=on,
        security=issued.security,
        by=by,
        amount=amount,
        resulting=resulting,
        balance=_part(issued, rest, make_id()) if rest.minor else None,
        reason=reason,
    )


def _part(
    issued: IssuedConvertible, amount: Money, security: SecurityId, holder: HolderId | None = None
) -> IssuedConvertible:
    return replace(
        issued,
        security=security,
        amount=amount,
        holder=issued.holder if holder is None else holder,
        certificate=None,
        origin=None,
    )


def end_warrant(
    found: Warrant,
    *,
    by: WarrantEndedBy,
    quantity: Decimal | None,
    on: date,
    reason: str,
    make_id: MakeId,
    to: HolderId | None = None,
) -> WarrantEnded:
    """Return the end of a warrant, or of a part of it; quantity: None: all of it."""
    issued, left = found.issued, found.left
    ends = left if quantity is None else _shares(quantity)
    if ends is not None and (left is None or ends > left or ends <= 0):
        raise MoreThanItIsFor(asked=ends, left=left or Decimal(0))
    rest = EXACTLY.subtract(left, ends) if left is not None and ends is not None else Decimal(0)
    resulting: tuple[IssuedWarrant, ...] = ()
    if to is not None:
        moved = replace(
            issued, security=make_id(), holder=to, quantity=ends, certificate=None, origin=None
        )
        resulting = (moved,)
    balance = (
        replace(issued, security=make_id(), quantity=rest, certificate=None, origin=None)
        if rest
        else None
    )
    return WarrantEnded(
        effective_on=on,
        security=issued.security,
        by=by,
        quantity=ends,
        resulting=resulting,
        balance=balance,
        reason=reason,
    )


def exercisable(found: Warrant, quantity: Decimal | None, on: date) -> Decimal:
    """Return how many shares a warrant is exercised for; quantity: None: all it is still for."""
    issued = found.issued
    if issued.expires_on is not None and on > issued.expires_on:
        raise WarrantExpired(on=on, expired_on=issued.expires_on)
    if found.ended is not None:
        raise WarrantExpired(on=on, expired_on=found.ended.on)
    if found.left is None:
        raise NotExercisable(reason=said("It does not say how many shares it is for."))
    asked = found.left if quantity is None else _shares(quantity)
    if not 0 < asked <= found.left:
        raise MoreThanItIsFor(asked=asked, left=found.left)
    return asked


def mechanism_of(issued: IssuedConvertible | IssuedWarrant) -> Mechanism | None:
    """Return how a paper becomes shares in a round: the first way that computes, else the first.

    None: it states no trigger.
    """
    known = [one.converts.mechanism for one in issued.triggers]
    computes = (one for one in known if not isinstance(one, InWords))
    return next(computes, known[0] if known else None)


def _shares(given: Decimal) -> Decimal:
    """Return a quantity of shares with at most ten decimals."""
    quantity = Decimal(figure(given))
    exponent = quantity.as_tuple().exponent
    if not isinstance(exponent, int) or exponent < -MOST_DECIMALS:
        raise NotAFigure(value=str(given)[:40])
    return quantity
