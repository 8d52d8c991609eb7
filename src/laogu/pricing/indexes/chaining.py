"""An index of marks, chained from month to month over the companies that have one at both ends.

With equal weights its step is the mean of the logarithms, because marks carry error, and a mean of
ratios would take a part of that error for growth. By float its step is what a holder of all shares
that may be sold would have gained. Who joins or leaves moves nothing by doing so.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import exp, log, sqrt
from typing import Final, Literal

from msgspec import Struct

from laogu.basics import IssuerId, Said, said
from laogu.pricing.marks import Basis
from laogu.pricing.standard import Band, Moment

BASE: Final = 1000.0
FEWEST: Final[Mapping[str, int]] = {"equal": 3, "float": 2}
"""Companies without which there is no index."""

SHARED: Final = 0.25
"""Of how far marks of one day miss, the part that they miss alike. Judgement: what moves all young
companies is seen in few prices, and late."""

NOISE: Final = 1.6448536
"""Standard deviations of a normal from its middle to the ends of a band of 5 to 95 %."""

Weighting = Literal["equal", "float"]


class Member(Struct, frozen=True, kw_only=True):
    """A company. moments: its marks by day.

    free: by day, how many shares may be sold, in shares of the last day; None: nobody knows.
    """

    issuer: IssuerId
    moments: Mapping[date, Moment]
    free: Mapping[date, Fraction] | None = None


class Level(Struct, frozen=True, kw_only=True):
    """The index on a day. band: 5 to 95 %, of what it gained since its first day.

    members: that moved it since the level before; on the first day those that will.
    """

    on: date
    value: float
    band: Band
    members: int


class Moved(Struct, frozen=True, kw_only=True):
    """By how many points a company moved the index: of late, and over all steps told.

    weight: in the last step; None: it was not in it.
    """

    issuer: IssuerId
    recent: float
    whole: float
    weight: float | None


class Index(Struct, frozen=True, kw_only=True):
    """An index. currency: None: of companies in any, each in its own.

    levels: empty: there is none, and `reason` says why. recent: since which day `moved.recent` is
    counted, the most first, and who joined and left.
    """

    weighting: Weighting
    basis: Basis
    currency: str | None
    levels: tuple[Level, ...]
    recent: date | None
    moved: tuple[Moved, ...]
    joined: tuple[IssuerId, ...]
    left: tuple[IssuerId, ...]
    reason: Said


class _Step(Struct, frozen=True, kw_only=True):
    """From one day to the next: who is in it, with which weight and gain in logarithms."""

    start: date
    end: date
    weights: Mapping[IssuerId, float]
    gains: Mapping[IssuerId, float]


def index(
    members: Iterable[Member],
    days: Sequence[date],
    *,
    weighting: Weighting,
    basis: Basis,
    currency: str | None = None,
    recent: date | None = None,
) -> Index:
    """Return the index of some companies over some days, the earliest first.

    currency: of marks in it alone. recent: since when it is told what moved it of late; None: over
    the last step. It begins on the first day since which there were always enough companies.
    """
    known = {one.issuer: one for one in members}
    steps: list[_Step] = []
    for start, end in pairwise(days):
        step = _step(known, start, end, weighting=weighting, basis=basis, currency=currency)
        if len(step.weights) < FEWEST[weighting]:
            steps = []
        else:
            steps.append(step)
    if not steps:
        return _none(days, weighting, basis, currency)
    recent = max(steps[0].start, min(recent or steps[-1].start, steps[-1].start))
    levels, moved = _levels(known, steps, weighting, recent)
    before = next((one.weights for one in reversed(steps) if one.end <= recent), steps[0].weights)
    return Index(
        weighting=weighting,
        basis=basis,
        currency=currency,
        levels=levels,
        recent=recent,
        moved=moved,
        joined=tuple(sorted(steps[-1].weights.keys() - before.keys())),
        left=tuple(sorted(before.keys() - steps[-1].weights.keys())),
        reason=said(
            "Since {day} of {count} companies or more.",
            day=steps[0].start,
            count=min(len(one.weights) for one in steps),
        ),
    )


def _step(
    members: Mapping[IssuerId, Member],
    start: date,
    end: date,
    *,
    weighting: Weighting,
    basis: Basis,
    currency: str | None,
) -> _Step:
    """Return who has a mark at both ends, told the same way, with weights that sum to one."""
    gains: dict[IssuerId, float] = {}
    sizes: dict[IssuerId, float] = {}
    for issuer in sorted(members):
        one = members[issuer]
        first, last = one.moments.get(start), one.moments.get(end)
        if first is None or last is None:
            continue
        if {first.basis, last.basis} != {basis} or first.currency != last.currency:
            continue
        if currency is not None and first.currency != currency:
            continue
        size = 1.0
        if weighting == "float":
            size = float((one.free or {}).get(start, 0)) * first.value
        if size > 0:
            sizes[issuer] = size
            gains[issuer] = log(last.value / first.value)
    total = sum(sizes.values())
    weights = {issuer: size / total for issuer, size in sizes.items()}
    return _Step(start=start, end=end, weights=weights, gains=gains)


def _levels(
    members: Mapping[IssuerId, Member],
    steps: Sequence[_Step],
    weighting: Weighting,
    recent: date,
) -> tuple[tuple[Level, ...], tuple[Moved, ...]]:
    """Return the level at the end of each step, and by how many points each company moved it."""
    first = steps[0]
    levels = [Level(on=first.start, value=BASE, band=(BASE, BASE), members=len(first.weights))]
    whole: dict[IssuerId, float] = {}
    late: dict[IssuerId, float] = {}
    value, settled = BASE, 0.0
    counts: dict[IssuerId, float] = {}
    for step in steps:
        moved_by = _points(step, value, weighting)
        value += sum(moved_by.values())
        for issuer, points in moved_by.items():
            whole[issuer] = whole.get(issuer, 0.0) + points
            if step.end > recent:
                late[issuer] = late.get(issuer, 0.0) + points
        # A mark within the chain is the end of one step and the start of the next: what is left of
        # its error is what the two weights differ by.
        counts = {
            issuer: counts.get(issuer, 0.0) - step.weights.get(issuer, 0.0)
            for issuer in counts.keys() | step.weights.keys()
        }
        settled += _variance(members, counts, step.start)
        counts = dict(step.weights)
        spread = NOISE * sqrt(settled + _variance(members, counts, step.end))
        band = value * exp(-spread), value * exp(spread)
        levels.append(Level(on=step.end, value=value, band=band, members=len(step.weights)))
    moved = [
        Moved(
            issuer=issuer,
            recent=late.get(issuer, 0.0),
            whole=points,
            weight=steps[-1].weights.get(issuer),
        )
        for issuer, points in whole.items()
    ]
    return tuple(levels), tuple(sorted(moved, key=_most))


def _most(one: Moved) -> tuple[float, float, IssuerId]:
    return -abs(one.recent), -abs(one.whole), one.issuer


def _points(step: _Step, level: float, weighting: Weighting) -> dict[IssuerId, float]:
    """Return by how many points each company moves a level; they sum to the step."""
    if weighting == "float":
        return {
            issuer: level * weight * (exp(step.gains[issuer]) - 1)
            for issuer, weight in step.weights.items()
        }
    parts = {issuer: weight * step.gains[issuer] for issuer, weight in step.weights.items()}
    gain = sum(parts.values())
    each = level * (exp(gain) - 1) / gain if abs(gain) > 1e-12 else level
    return {issuer: each * part for issuer, part in parts.items()}


def _variance(
    members: Mapping[IssuerId, Member], counts: Mapping[IssuerId, float], on: date
) -> float:
    """Return the variance of a sum of marks of one day, each so often in it."""
    errors = [count * _spread(members[issuer].moments[on]) for issuer, count in counts.items()
              if on in members[issuer].moments]  # fmt: skip
    alike = sum(errors) ** 2
    return SHARED * alike + (1 - SHARED) * sum(one**2 for one in errors)


def _spread(moment: Moment) -> float:
    low, high = moment.band
    return log(high / low) / (2 * NOISE)


def _none(days: Sequence[date], weighting: Weighting, basis: Basis, currency: str | None) -> Index:
    reason = said("No index: no day is known.")
    if days:
        facts = {"day": days[-1], "fewest": FEWEST[weighting]}
        reason = said(
            "No index: fewer than {fewest} companies have a mark and shares that may be sold on "
            "{day}.",
            **facts,
        )
        if weighting == "equal":
            reason = said(
                "No index: fewer than {fewest} companies have a mark told this way on {day}.",
                **facts,
            )
    return Index(
        weighting=weighting,
        basis=basis,
        currency=currency,
        levels=(),
        recent=None,
        moved=(),
        joined=(),
        left=(),
        reason=reason,
    )
