"""How much each price counts in a mark, and what the mark were without it."""

from collections.abc import Sequence
from datetime import date, timedelta
from math import exp, log

from laogu.pricing.marks import Anchor, Mark, Parameters, State, Weighed, filtered
from laogu.pricing.marks.filtering import rolled
from laogu.pricing.standard.reading import Pointed
from laogu.pricing.standard.shapes import Counted

COUNTS = 1e-4
"""Below this weight an anchor does not move a digit that is shown."""

_NEAR = 0.1
"""Logarithms within which a report belongs to an anchor that stands for several."""

_REPORTED = timedelta(days=60)


def counted(found: Mark, pointed: Sequence[Pointed], parameters: Parameters) -> tuple[Counted, ...]:
    """Return the anchors of a mark, each with what it was told by and what were without it."""
    if found.value is None or found.basis is None or found.currency is None:
        return ()
    every = [one.anchor for one in found.anchors]
    whole = log_of(every, found.as_of, parameters)
    told = _told(found, pointed)
    result = []
    for at, weighed in enumerate(found.anchors):
        source = told.get(at)
        without = found.value if weighed.weight < COUNTS else None
        if weighed.weight >= COUNTS and len(every) > 1:
            rest = log_of(every[:at] + every[at + 1 :], found.as_of, parameters)
            without = found.value * exp(rest - whole)
        result.append(_counted(weighed, source, found, without))
    return tuple(result)


def log_of(anchors: Sequence[Anchor], as_of: date, parameters: Parameters) -> float:
    """Return the logarithm that the filter comes to on a day."""
    state = filtered(anchors, parameters)
    assert state is not None, "there is an anchor"
    return rolled(state, as_of, parameters).mean


def state_of(found: Mark, parameters: Parameters) -> State:
    """Return where the filter stands after the anchors of a mark."""
    state = filtered([one.anchor for one in found.anchors], parameters)
    assert state is not None, "there is an anchor"
    return state


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
        taken_off=() if source is None else source.taken_off,
        without=without,
    )


def _told(found: Mark, pointed: Sequence[Pointed]) -> dict[int, Pointed]:
    """Return by which price each anchor was told first."""
    first: dict[int, Pointed] = {}
    for one in pointed:
        if one.told.basis != found.basis or one.told.currency != found.currency:
            continue
        near = [
            (abs(log(one.each) - weighed.anchor.log), at)
            for at, weighed in enumerate(found.anchors)
            if weighed.anchor.kind == one.told.kind
            and weighed.anchor.on <= one.told.on <= weighed.anchor.on + _REPORTED
        ]
        if near and min(near)[0] < _NEAR:
            first.setdefault(min(near)[1], one)
    return first
