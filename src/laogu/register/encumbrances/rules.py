"""What may be recorded of encumbrances, and who may let go of one: nothing here changes them."""

import re
from datetime import date

from laogu.basics import EncumbranceId, Money, in_words, said, steps
from laogu.register.encumbrances.events import (
    ClaimPaid,
    ClaimReleased,
    Encumbrance,
    EncumbranceLifted,
    EncumbranceRecorded,
)
from laogu.register.encumbrances.refusals import (
    ClaimNotSaid,
    EncumbranceOver,
    EncumbranceUnknown,
    FavoursItsHolder,
    FavoursNobody,
    HeldForTooMany,
    LawNeverLifts,
    NotAPaperHash,
    NothingClaimed,
    PaperMissing,
)
from laogu.register.encumbrances.state import Encumbrances, Standing
from laogu.register.refusals import BeforeItsTime, HoldsTooFew
from laogu.register.stock import IssuedStock

MOST_DIGITS = 9
"""Decimals of a part of the proceeds."""


def encumbrance_of_id(encumbrances: Encumbrances, given: str) -> Standing:
    """Return the encumbrance with that id."""
    found = encumbrances.standing.get(EncumbranceId(given))
    if found is None:
        raise EncumbranceUnknown(given=given[:60])
    return found


def paper(given: str | None) -> str | None:
    """Return the hash of a paper as it is written, or refuse what is none; None: there is none."""
    if given is not None and re.fullmatch(r"[0-9a-f]{64}", given) is None:
        raise NotAPaperHash(given=given[:60])
    return given


def encumber(
    encumbrances: Encumbrances,
    one: Encumbrance,
    *,
    stock: IssuedStock | None,
    decimals: int,
    on: date,
) -> EncumbranceRecorded:
    """Return the record of an encumbrance, or refuse.

    stock: the security it lies on; None: a whole holding. decimals: of its class.
    Shares that are promised elsewhere hinder nothing: a court does not ask.
    """
    if (one.favours is None) == (one.favours_name is None):
        raise FavoursNobody
    if one.favours == one.holder:
        raise FavoursItsHolder
    if one.through is not None and one.through < one.starts_on:
        raise BeforeItsTime(on=one.through, since=one.starts_on)
    if stock is not None and one.units is not None and one.units > stock.units:
        raise HoldsTooFew(asked=in_words(one.units, decimals), held=in_words(stock.units, decimals))
    _check_claim(one)
    if one.kind == "nominee" and stock is not None:
        _check_nominee(encumbrances, one, stock, decimals, on)
    return EncumbranceRecorded(effective_on=on, encumbrance=one)


def let_go(
    stands: Standing, *, reason: str, document: str | None, is_favoured: bool, on: date
) -> EncumbranceLifted:
    """Return the lifting of an encumbrance, or refuse.

    is_favoured: whether who it favours asks; anybody else needs a paper of it, or of the court.
    """
    one = stands.encumbrance
    check_stands(stands, on)
    if one.lifted_by == "nobody":
        raise LawNeverLifts(source=one.source)
    if document is None and one.lifted_by == "court":
        raise PaperMissing(reason=said("Only the court lets go of what a court has ordered."))
    if document is None and not is_favoured:
        raise PaperMissing(reason=said("Only who it is for may let go of it."))
    return EncumbranceLifted(
        effective_on=on, encumbrance=one.encumbrance, reason=reason, document=document
    )


def check_stands(stands: Standing, on: date) -> None:
    """Refuse an encumbrance that is over."""
    ended = stands.ended_on
    if ended is not None and ended <= on:
        raise EncumbranceOver(on=ended)


def claim_paid(stands: Standing, amount: Money, *, reason: str, on: date) -> ClaimPaid:
    """Return the payment of what was set apart for a claim to who claims it."""
    _check_open(stands, amount)
    return ClaimPaid(
        effective_on=on, encumbrance=stands.encumbrance.encumbrance, amount=amount, reason=reason
    )


def claim_released(stands: Standing, amount: Money, *, reason: str, on: date) -> ClaimReleased:
    """Return the letting go of what was set apart for a claim."""
    _check_open(stands, amount)
    return ClaimReleased(
        effective_on=on, encumbrance=stands.encumbrance.encumbrance, amount=amount, reason=reason
    )


def _check_open(stands: Standing, amount: Money) -> None:
    if not 0 < amount.minor <= stands.open:
        raise NothingClaimed(held=Money(stands.open, amount.currency))


def _check_claim(one: Encumbrance) -> None:
    claim = one.claim
    if (one.kind == "claim_on_proceeds") != (claim is not None):
        reason = (
            said("A claim on proceeds says which part of them is claimed.")
            if claim is None
            else said("Only a claim on proceeds takes a part of them.")
        )
        raise ClaimNotSaid(reason=reason)
    if claim is not None and (steps(claim.part, MOST_DIGITS) is None or claim.part > 1):
        raise ClaimNotSaid(
            reason=said("A part is above 0 and at most 1, with {most} decimals.", most=MOST_DIGITS)
        )


def _check_nominee(
    encumbrances: Encumbrances, one: Encumbrance, stock: IssuedStock, decimals: int, on: date
) -> None:
    """Refuse more beneficial holders of a lot than it has shares."""
    others = sum(
        stands.units_on(stock)
        for stands in encumbrances.touching(stock)
        if stands.encumbrance.kind == "nominee" and (stands.ended_on or date.max) > on
    )
    free = max(stock.units - others, 0)
    if (stock.units if one.units is None else one.units) > free:
        raise HeldForTooMany(held=in_words(stock.units, decimals), free=in_words(free, decimals))
