"""What the mark would be, were something assumed otherwise; and how much that adds to its band."""

from collections.abc import Collection, Mapping, Sequence
from math import exp

from msgspec import Struct

from laogu.basics import StockClassId
from laogu.pricing.marks import Mark, Parameters, anchors
from laogu.pricing.standard.bands import grid_spread
from laogu.pricing.standard.counting import log_of
from laogu.pricing.standard.reading import Case, Pointed, Under
from laogu.pricing.standard.shapes import Change, Counted, Term

VOLATILITIES = (0.7, 1.1)
"""Between which the volatility is varied."""

EXITS = (0.125, 0.5)
"""Between which the ends a year are varied."""

SOLVED_AGAIN = 0.005
"""Weight from which on a price is read again under each model."""

HEAVY = 0.1
"""Weight from which on it is told what were without an anchor."""


class Otherwise(Struct, frozen=True, kw_only=True):
    """A mark under another assumption: of a common share, and of each class."""

    common: float
    classes: Mapping[StockClassId, float]


class Model(Struct, frozen=True, kw_only=True):
    """What the model's parameters do to a mark. spread: what they add, by class; None: common."""

    changes: tuple[Change, ...]
    spread: Mapping[StockClassId | None, float]


NOTHING = Model(changes=(), spread={})


def model_changes(case: Case, found: Mark, parameters: Parameters) -> Model:
    """Return what volatility and exits do; nothing where no structure had to be solved."""
    today = case.valued()
    if today is None or found.value is None or found.basis != "per_share":
        return NOTHING
    heavy = _heavy(case, found)
    if found.currency != case.currency or (today.capital.is_alike and not heavy):
        return NOTHING
    base = _log(case.pointed, found, parameters)
    changes: list[Change] = []
    spread: dict[StockClassId | None, float] = {}
    varied: tuple[tuple[Term, Sequence[float], Sequence[Under]], ...] = (
        ("volatility", VOLATILITIES, [Under(volatility=one) for one in VOLATILITIES]),
        ("exits", EXITS, [Under(exits=one) for one in EXITS]),
    )
    for term, figures, unders in varied:
        low, high = (_otherwise(case, found, parameters, base, (under, heavy)) for under in unders)
        changes.append(
            Change(
                what=term, low=low.common, high=high.common, low_as=figures[0], high_as=figures[1]
            )
        )
        for one in (None, *low.classes):
            more = _more(low, high, one)
            spread[one] = (spread.get(one, 0.0) ** 2 + more**2) ** 0.5
    return Model(changes=tuple(changes), spread=spread)


def terms_change(case: Case, found: Mark, parameters: Parameters) -> tuple[Change, ...]:
    """Return what the mark were, if no class had more than what comes first to it.

    Without dividends, being bought out, and what an offering means to a class; nothing where none
    of them was stated of a structure that counts.
    """
    heavy = _heavy(case, found)
    if found.value is None or found.currency != case.currency or not case.has_terms(heavy):
        return ()
    base = _log(case.pointed, found, parameters)
    told = _log(case.otherwise(Under(is_bare=True), heavy), found, parameters)
    without = found.value * exp(told - base)
    return (
        Change(
            what="beyond_preference", low=min(found.value, without), high=max(found.value, without)
        ),
    )


def _heavy(case: Case, found: Mark) -> set[int]:
    """Return which prices, by number, weigh and had something taken off by a structure."""
    return {
        at
        for one in found.anchors
        for at in one.anchor.numbers
        if one.weight >= SOLVED_AGAIN and case.pointed[at].taken_off
    }


def _more(low: Otherwise, high: Otherwise, stock_class: StockClassId | None) -> float:
    if stock_class is None:
        return grid_spread(low.common, high.common)
    return grid_spread(low.classes[stock_class], high.classes[stock_class])


def _otherwise(
    case: Case,
    found: Mark,
    parameters: Parameters,
    base: float,
    assumed: tuple[Under, Collection[int]],
) -> Otherwise:
    under, heavy = assumed
    assert found.value is not None, "there is a mark"
    pointed = case.otherwise(under, heavy)
    common = found.value * exp(_log(pointed, found, parameters) - base)
    valued = case.valued(under)
    assert valued is not None, "terms are known"
    return Otherwise(common=common, classes=valued.classes_at(common))


def _log(pointed: Sequence[Pointed], found: Mark, parameters: Parameters) -> float:
    assert found.basis is not None, "there is a mark"
    assert found.currency is not None, "there is a mark"
    points = tuple(one.point for one in pointed)
    counted = anchors(points, basis=found.basis, currency=found.currency)
    told = log_of(counted, found.as_of, parameters)
    assert told is not None, "there is a mark"
    return told


def anchor_changes(value: float, counted: Sequence[Counted]) -> tuple[Change, ...]:
    """Return what the mark were without each heavy anchor, the heaviest first."""
    heavy = [
        (one.weight, at) for at, one in enumerate(counted)
        if one.weight >= HEAVY and one.without is not None
    ]  # fmt: skip
    found = []
    for _, at in sorted(heavy, key=lambda one: (-one[0], one[1])):
        without = counted[at].without
        assert without is not None, "it is told"
        found.append(
            Change(what="anchor", low=min(value, without), high=max(value, without), at=at)
        )
    return tuple(found)


def preference_change(value: float, counted: Sequence[Counted]) -> tuple[Change, ...]:
    """Return what the mark were, if what was paid for preferred shares said the same of common."""
    taken = [
        (one.weight, next((off.part for off in one.taken_off if off.what == "preference"), 0.0))
        for one in counted
    ]
    if not any(part for _, part in taken):
        return ()
    from math import log1p

    more = sum(-weight * log1p(-part) for weight, part in taken if part < 1)
    return (Change(what="preference", low=value, high=value * exp(more)),)
