"""The smoother: what a value was on past days, by all that is known now; for drawing a history.

It is not what anybody could have known then, so that no forecast reads it. Backwards from the last
anchor, what came later pulls each day by how much surer it is (Rauch, Tung and Striebel); a day
between two anchors hangs on the one before and on what the one after came to.
"""

from collections.abc import Iterable, Sequence
from datetime import date

from msgspec import Struct

from laogu.pricing.marks.anchoring import Anchor
from laogu.pricing.marks.filtering import State, Step, rolled, steps
from laogu.pricing.marks.parameters import Parameters
from laogu.pricing.marks.surroundings import NOTHING, Surroundings


class Smoothed(Struct, frozen=True):
    """The logarithm of the value on a day, by all that is known."""

    on: date
    mean: float
    variance: float


def smoothed(
    found: Iterable[Anchor],
    parameters: Parameters,
    days: Sequence[date],
    *,
    around: Surroundings = NOTHING,
) -> tuple[Smoothed, ...]:
    """Return what the value was on some days; days before the first figure are left out."""
    taken = list(steps(found, parameters, around=around))
    if not taken:
        return ()
    later = _backwards(taken)
    answers: list[Smoothed] = []
    for day in days:
        last = max((at for at, one in enumerate(taken) if one.after.on <= day), default=None)
        if last is None:
            continue
        if taken[last].after.on == day:
            answers.append(later[last])
            continue
        here = rolled(taken[last].after, day, parameters, around=around)
        if last + 1 == len(taken):
            answers.append(Smoothed(day, here.mean, here.variance))
            continue
        answers.append(_pulled(here, taken[last + 1], later[last + 1]))
    return tuple(answers)


def _backwards(taken: Sequence[Step]) -> list[Smoothed]:
    """Return what is known of the value at each anchor by all of them."""
    last = taken[-1].after
    found = [Smoothed(last.on, last.mean, last.variance)]
    for step, following in zip(reversed(taken[:-1]), reversed(taken[1:]), strict=True):
        found.append(_pulled(step.after, following, found[-1]))
    return found[::-1]


def _pulled(here: State, following: Step, later: Smoothed) -> Smoothed:
    """Return what is known of a day by what the anchor after it came to."""
    if following.variance <= 0:
        return Smoothed(here.on, here.mean, here.variance)
    pull = here.variance / following.variance
    mean = here.mean + pull * (later.mean - following.mean)
    variance = here.variance + pull**2 * (later.variance - following.variance)
    return Smoothed(here.on, mean, max(variance, 0.0))
