"""The mark of a company on a day, class by class, from its books.

Where the terms of every class are known, each price is turned into what one common share was worth
that day, by the structure of that day, so that new money does not look like a jump; the filter runs
on the logarithm of a common share, and today's structure carries it to every class. Where they are
not, a price counts for the class it was paid for, and the others have none.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, datetime
from typing import Final

import msgspec
from msgspec.structs import replace

from laogu.basics import IssuerId, Said, said
from laogu.evidence import facts_of
from laogu.pricing.marks import LISTED, TRADES, VERSION, Mark, mark, parameters_for
from laogu.pricing.standard.bands import around, spread_of
from laogu.pricing.standard.changes import (
    NOTHING,
    anchor_changes,
    model_changes,
    preference_change,
    terms_change,
)
from laogu.pricing.standard.classes import class_marks, level_of, worths
from laogu.pricing.standard.counting import counted, volatility_of
from laogu.pricing.standard.gathering import Books, Lock
from laogu.pricing.standard.headlines import headline_of, headlines_of, last_round
from laogu.pricing.standard.publishing import state_of, why_not_told
from laogu.pricing.standard.reading import Case
from laogu.pricing.standard.shapes import Level, Standard
from laogu.pricing.standard.structures import Unknown

UNLISTED: Final = "unlisted_shares_in_issue"
"""The question of a fact that tells how many shares of a listed company are not listed."""


def standard(
    books: Books,
    issuer: IssuerId,
    as_of: date,
    *,
    known_at: datetime | None = None,
    locks: Sequence[Lock] = (),
) -> Standard:
    """Return what a company's shares are worth on a day, from what was known by then.

    locks: what of its shares may not be sold on that day.
    """
    case = Case(books, issuer, as_of, known_at, locks)
    found = mark(case.history(case.pointed), as_of)
    if found.value is None or found.band is None or found.currency is None:
        return _no_price(case, found, _why_none(case, found))
    why_not = why_not_told(found, as_of)
    if why_not is not None:
        return _no_price(case, found, why_not)
    return _told(case, found)


def _told(case: Case, found: Mark) -> Standard:
    """Return a mark with what it makes of each class, and what would change it."""
    assert found.value is not None, "there is a mark"
    assert found.band is not None, "there is a mark"
    assert found.currency is not None, "there is a mark"
    parameters = parameters_for(case.slug)
    volatility = volatility_of(state_of(found, parameters), case.as_of, parameters)
    is_share = found.basis == "per_share"
    model = model_changes(case, found, parameters) if is_share else NOTHING
    own = spread_of(found.value, found.band)
    inner = found.middle or own.middle(found.value)
    band, middle = around(found.value, found.band, inner, model.spread.get(None, 0.0))
    weighed = counted(found, case.pointed, parameters)
    its_round = last_round(case, case.pointed, found.currency)
    classes = class_marks(
        case,
        found,
        worths(case, found.value, found.band, inner, model.spread) if is_share else {},
        headlines_of(case, its_round),
        volatility,
    )
    _note_left_out(case)
    return Standard(
        issuer=case.issuer,
        as_of=case.as_of,
        basis=found.basis,
        currency=found.currency,
        value=found.value,
        band=band,
        middle=middle,
        quantiles=found.quantiles,
        grade=found.grade,
        level=_level(case),
        reason=found.reason,
        classes=classes,
        anchors=weighed,
        changes=(
            *model.changes,
            *preference_change(found.value, weighed),
            *(terms_change(case, found, parameters) if is_share else ()),
            *anchor_changes(found.value, weighed),
        ),
        headline=headline_of(case, its_round, classes),
        missing=tuple(case.missing.values()),
        volatility=volatility,
        version=VERSION,
        input_hash=_input_hash(case),
        remarks=found.remarks,
        failed=found.failed,
    )


def _no_price(case: Case, found: Mark, reason: Said) -> Standard:
    """Return why there is no price, with what is known and the facts that are missing for one."""
    anchors = counted(found, case.pointed, parameters_for(case.slug))
    found = replace(found, value=None, reason=reason)
    classes = class_marks(case, found, {}, {}, None)
    _note_left_out(case)
    return Standard(
        issuer=case.issuer,
        as_of=case.as_of,
        basis=None,
        currency=None,
        value=None,
        band=None,
        middle=None,
        quantiles=(),
        grade=None,
        level=None,
        reason=reason,
        classes=classes,
        anchors=anchors,
        changes=(),
        headline=None,
        missing=tuple(case.missing.values()),
        volatility=None,
        version=VERSION,
        input_hash=_input_hash(case),
        remarks=found.remarks,
    )


def _why_none(case: Case, found: Mark) -> Said:
    """Return why there is no price at all."""
    if not case.told:
        return said("No price: nobody is known to have paid for shares, or to have said a figure.")
    if not case.pointed:
        return said("No price: what was paid cannot be told for any class.")
    return found.reason


def _note_left_out(case: Case) -> None:
    """Note what of the terms is not known, or is known and not counted."""
    today = case.today
    for one in today.missing if isinstance(today, Unknown) else today.left_out:
        case.note(one)
    _note_unlisted(case)


def _note_unlisted(case: Case) -> None:
    """Note that a company's unlisted shares have no price, where its closes are of listed ones."""
    if not any(one.told.kind in LISTED for one in case.pointed):
        return
    for fact in facts_of(case.books.evidence, case.issuer, as_of=case.as_of):
        is_known = case.known_at is None or fact.recorded_at <= case.known_at
        if is_known and fact.said.question == UNLISTED and (fact.said.value or "").isdigit():
            count = int(fact.said.value or "")
            case.note(said(
                "{count} shares are not listed: which they are is on no register here, and nobody "
                "is known to have paid for one.", count=count,
            ))  # fmt: skip
            return


def _level(case: Case) -> Level:
    """Return the level of the mark itself: that of the class that was seen last."""
    priced = [one for one in case.pointed if one.told.kind in TRADES]
    return level_of(case, priced[-1].stock_class)[0] if priced else 3


def _input_hash(case: Case) -> str:
    """Return the SHA-256 of all that counts: prices, structure, locks, day and version."""
    today = case.today
    counts = (
        VERSION,
        case.slug,
        case.as_of.isoformat(),
        case.told,
        today,
        case.locks,
        [(one.told.said_on.isoformat(), one.each) for one in case.pointed],
    )
    return hashlib.sha256(msgspec.json.encode(counts)).hexdigest()
