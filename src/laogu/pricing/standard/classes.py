"""What a share of each class is worth: free to sell, and while it may not be sold."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from msgspec.structs import replace

from laogu.basics import Said, StockClassId, said
from laogu.pricing.discounts import finnerty
from laogu.pricing.marks import TRADES, Grade, Mark
from laogu.pricing.standard.bands import around
from laogu.pricing.standard.gathering import Lock
from laogu.pricing.standard.reading import Case
from laogu.pricing.standard.rights import terms_of
from laogu.pricing.standard.shapes import Band, ClassMark, ClassTerm, Level, Restricted
from laogu.pricing.standard.structures import Unknown

DAYS_OF_A_YEAR = 365.25
"""Days by which a restriction is told in years."""

FRESH_DAYS = 30
"""Days within which a close, or a sale of the very class, makes the best grade."""

SEEN_DAYS = 183
"""Days within which a sale of the very class has been seen, so that its mark is of level 2."""


Worth = tuple[float, Band, Band]
"""What a share of a class is worth, 5 to 95 per cent, and 25 to 75."""


def worths(
    case: Case,
    common: float,
    band: Band,
    middle: Band,
    model: Mapping[StockClassId | None, float],
) -> dict[StockClassId, Worth]:
    """Return what a share of each class is worth where a common one is worth so much.

    model: by class, what the parameters of the model add to its spread.
    """
    valued = case.valued()
    if valued is None:
        return dict.fromkeys(case.today.units, (common, band, middle))
    each = valued.classes_at(common)
    low, high = (valued.classes_at(one) for one in band)
    lower, upper = (valued.classes_at(one) for one in middle)
    return {
        one: (value, *around(value, (low[one], high[one]), (lower[one], upper[one]),
                             model.get(one, 0.0)))
        for one, value in each.items()
    }  # fmt: skip


def class_marks(
    case: Case,
    found: Mark,
    worth: Mapping[StockClassId, Worth],
    headline: Mapping[StockClassId, float],
    volatility: float | None,
) -> tuple[ClassMark, ...]:
    """Return the mark of every class that has shares, in the order they were registered."""
    locked = _locked(case) if worth and volatility is not None else {}
    found_marks = []
    for one, units in case.today.units.items():
        reason = why_none(case, found, one)
        if reason is not None or one not in worth:
            reason = reason or found.reason
            none = _none(one, units, reason, headline.get(one))
            found_marks.append(replace(none, terms=_terms(case, one)))
            continue
        value, band, middle = worth[one]
        level, seen = level_of(case, one)
        found_marks.append(
            ClassMark(
                stock_class=one,
                units=units,
                value=value,
                band=band,
                middle=middle,
                grade=_grade(found.grade, seen),
                level=level,
                reason=found.reason,
                headline=headline.get(one),
                restricted=tuple(
                    _restricted(case.as_of, locked.get(one, ()), value, band, volatility or 0.0)
                ),
                terms=_terms(case, one),
            )
        )
    return tuple(found_marks)


def _terms(case: Case, stock_class: StockClassId) -> tuple[ClassTerm, ...]:
    today = case.today
    if isinstance(today, Unknown):
        return ()
    return terms_of(today.structure.holdings[today.places[stock_class]])


def _none(stock_class: StockClassId, units: int, reason: Said, headline: float | None) -> ClassMark:
    return ClassMark(
        stock_class=stock_class,
        units=units,
        value=None,
        band=None,
        middle=None,
        grade=None,
        level=None,
        reason=reason,
        headline=headline,
    )


def why_none(case: Case, found: Mark, stock_class: StockClassId) -> Said | None:
    """Return why a class has no mark; None: it has one."""
    if found.value is None:
        return found.reason
    if found.basis == "valuation":
        return said(
            "No price: only what the whole company was said to be worth is known, and not what "
            "was paid for this class."
        )
    if isinstance(case.today, Unknown):
        priced = [one for one in case.pointed if one.told.basis == "per_share"]
        if priced and priced[-1].stock_class == stock_class:
            return None
        if priced and priced[-1].stock_class is None:
            return said("No price: for which class was paid is not told.")
        return said("No price: what was paid is for another class, and not all terms are known.")
    valued = case.valued()
    assert valued is not None, "terms are known"
    if found.currency != case.currency and not valued.is_plain(stock_class):
        return said("No price: what it has a claim to is in another currency than the prices.")
    return None


def level_of(case: Case, stock_class: StockClassId | None) -> tuple[Level, int | None]:
    """Return the level of a class's mark, and how many days ago it was last traded itself."""
    own = [
        one.told
        for one in case.pointed
        if one.told.kind in TRADES and one.stock_class == stock_class
        and one.told.basis == "per_share"
    ]  # fmt: skip
    if not own:
        return 3, None
    last = max(own, key=lambda one: one.on)
    days = (case.as_of - last.on).days
    if last.kind in {"market_close", "first_day_close"} and days <= FRESH_DAYS:
        return 1, days
    return (2 if days <= SEEN_DAYS else 3), days


def _grade(grade: Grade | None, seen: int | None) -> Grade | None:
    """Return the grade of a class: the best is for what was itself traded within thirty days."""
    if grade == "A" and (seen is None or seen > FRESH_DAYS):
        return "B"
    return grade


def _restricted(
    as_of: date, locks: Sequence[Lock], value: float, band: Band, volatility: float
) -> Iterator[Restricted]:
    for one in locks:
        assert one.until is not None, "an end is known"
        years = (one.until - as_of).days / DAYS_OF_A_YEAR
        discount = finnerty(years, volatility)
        kept = 1 - discount
        yield Restricted(
            until=one.until,
            units=one.units,
            clause=one.clause,
            years=years,
            volatility=volatility,
            formula="finnerty",
            discount=discount,
            value=value * kept,
            band=(band[0] * kept, band[1] * kept),
        )


def _locked(case: Case) -> dict[StockClassId, list[Lock]]:
    """Return what keeps shares of each class until a day."""
    found: dict[StockClassId, list[Lock]] = {}
    for one in case.locks:
        if one.until is None:
            case.note(said("Until when some shares are locked is not told."))
        elif one.until > case.as_of:
            found.setdefault(one.stock_class, []).append(one)
    return found
