"""How much each price counts in a mark, and what the mark were without it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from math import exp, sqrt

from laogu.pricing.marks import Anchor, Mark, Parameters, State, Weighed, filtered, rolled
from laogu.pricing.standard.reading import Pointed
from laogu.pricing.standard.shapes import Counted, Part, TakenOff

COUNTS = 1e-4
"""Below this weight an anchor does not move a digit that is shown."""


def counted(found: Mark, pointed: Sequence[Pointed], parameters: Parameters) -> tuple[Counted, ...]:
    """Return the anchors of a mark, each with what it was told by and what were without it."""
    if found.value is None or found.basis is None or found.currency is None:
        return ()
    every = [one.anchor for one in found.anchors]
    whole = log_of(every, found.as_of, parameters)
    assert whole is not None, "a mark tells a figure"
    result = []
    for at, weighed in enumerate(found.anchors):
        without = found.value if weighed.weight < COUNTS else None
        if weighed.weight >= COUNTS and len(every) > 1:
            rest = log_of(every[:at] + every[at + 1 :], found.as_of, parameters)
            without = None if rest is None else found.value * exp(rest - whole)
        result.append(_counted(weighed, _source(weighed.anchor, pointed), found, without))
    return tuple(result)


def log_of(anchors: Sequence[Anchor], as_of: date, parameters: Parameters) -> float | None:
    """Return the logarithm that the filter comes to on a day; None: nothing tells a figure."""
    state = filtered(anchors, parameters)
    return None if state is None else rolled(state, as_of, parameters).mean


def volatility_of(state: State | None, on: date, parameters: Parameters) -> float | None:
    """Return by how much the value wanders in the year after a day; None: by anchors of nobody."""
    if state is None:
        return None
    now, then = (rolled(state, one, parameters).variance for one in (on, on + timedelta(days=365)))
    return sqrt((then - now) * DAYS_OF_A_YEAR / 365)


def _counted(
    weighed: Weighed, source: Pointed | None, found: Mark, without: float | None
) -> Counted:
    anchor = weighed.anchor
    assert found.basis is not None, "there is a mark"
    assert found.currency is not None, "there is a mark"
    return Counted(
        on=anchor.on if source is None else source.told.said_on,
        kind=anchor.kind,
        basis=found.basis,
        figure=anchor.figure if source is None else source.told.figure,
        currency=found.currency,
        each=anchor.figure,
        weight=weighed.weight,
        reports=anchor.reports,
        fact=None if source is None else source.told.fact,
        trade=None if source is None else source.told.trade,
        stock_class=None if source is None else source.stock_class,
        taken_off=_taken_off(anchor, source),
        without=without,
        side=anchor.side,
    )


def _source(anchor: Anchor, pointed: Sequence[Pointed]) -> Pointed | None:
    """Return the price by which an anchor was told first; None: it came from nowhere."""
    return pointed[anchor.numbers[0]] if anchor.numbers else None


def _taken_off(anchor: Anchor, source: Pointed | None) -> tuple[TakenOff, ...]:
    """Return what was taken off, by the structure and by whose shares they were."""
    offsets = tuple(
        TakenOff(what=_PARTS.get(one.what, "offset"), part=1 - exp(one.log))
        for one in anchor.offsets
    )
    return (*(() if source is None else source.taken_off), *offsets)


DAYS_OF_A_YEAR = 365.25
"""Days by which a spread is told of a year."""

_PARTS: Mapping[str, Part] = {"fee": "fee", "carry": "carry"}
