"""A mark under many parameters that might as well have been fitted: what doubt of them adds.

The parameters of a fold without some companies differ from one fold to the next by chance alone:
how far they do says, by the jackknife, how sure the fit is. A draw moves the parameters of a
company along these differences by normal numbers, so that what moves together stays together.
Where all folds agree, or a figure was set and not fitted, nothing moves.
"""

from collections.abc import Sequence
from datetime import date
from math import exp, log, sqrt
from typing import TYPE_CHECKING, Any, Final

import msgspec
from msgspec import Struct

from laogu.pricing.marks import (
    History,
    Mark,
    Parameters,
    anchors,
    believed,
    filtered,
    mark,
    parameters_for,
    rolled,
)
from laogu.pricing.marks.frozen import WITHOUT

if TYPE_CHECKING:
    import numpy as np

    from laogu.pricing.marks import Belief

ENDS: Final = (0.05, 0.95)
NUMBERS: Final = len(WITHOUT)
"""Normal numbers of which a draw is made."""


class Doubted(Struct, frozen=True, kw_only=True):
    """A mark, and what it is where its parameters are in doubt as well.

    values: 5 to 95 % of the mark over the draws. band: 5 to 95 % of the value, the doubt of the
    parameters in it. wider: by how much its logarithm is wider than that of the mark's own band.
    """

    mark: Mark
    draws: int
    values: tuple[float, float]
    band: tuple[float, float]
    wider: float


def doubted(history: History, as_of: date, numbers: Sequence[Sequence[float]]) -> Doubted | None:
    """Return the mark of a company under draws; None: it has no mark by anchors of its own.

    numbers: normal ones, `NUMBERS` for each draw.
    """
    found = mark(history, as_of)
    if found.basis is None or found.currency is None or not found.anchors or found.band is None:
        return None
    known = [one for one in history.points if one.on <= as_of]
    given = anchors(known, basis=found.basis, currency=found.currency, rank=history.rank)
    around = history.around.until(as_of)
    centre = parameters_for(history.issuer)
    beliefs = []
    for row in numbers:
        drawn = moved(centre, WITHOUT, row)
        last = filtered(given, drawn, around=around)
        assert last is not None, "there is a figure, whatever the parameters"
        beliefs.append(believed(last, rolled(last, as_of, drawn, around=around), drawn))
    worth = sorted(one.value for one in beliefs)
    band = exp(_mixed(beliefs, ENDS[0])), exp(_mixed(beliefs, ENDS[1]))
    return Doubted(
        mark=found,
        draws=len(beliefs),
        values=(_at(worth, ENDS[0]), _at(worth, ENDS[1])),
        band=band,
        wider=log(band[1] / band[0]) / log(found.band[1] / found.band[0]) - 1,
    )


def moved(centre: Parameters, folds: Sequence[Parameters], numbers: Sequence[float]) -> Parameters:
    """Return parameters moved along the differences of the folds, each by its normal number.

    What is above zero in all of them is moved as a logarithm, so that it stays there.
    """
    part = sqrt((len(folds) - 1) / len(folds))
    given, others = msgspec.to_builtins(centre), [msgspec.to_builtins(one) for one in folds]
    return msgspec.convert(_moved(given, others, [part * one for one in numbers]), Parameters)


def _moved(centre: Any, others: Sequence[Any], by: Sequence[float]) -> Any:
    if isinstance(centre, dict):
        return {
            name: _moved(one, [other[name] for other in others], by) for name, one in centre.items()
        }
    if not isinstance(centre, float):
        return centre
    if min(centre, *others) > 0:
        return centre * exp(_along([log(one) for one in others], by))
    return centre + _along(others, by)


def _along(figures: Sequence[float], by: Sequence[float]) -> float:
    mean = sum(figures) / len(figures)
    return sum(one * (figure - mean) for one, figure in zip(by, figures, strict=True))


def _mixed(beliefs: "Sequence[Belief]", likely: float) -> float:
    """Return the logarithm below which the value lies so likely over all draws, by halving."""
    import numpy as np
    from scipy.special import ndtr

    mean, spread, failed, lost, lost_spread = (
        np.array([getattr(one, name) for one in beliefs])
        for name in ("mean", "spread", "failed", "lost", "lost_spread")
    )

    def below(at: float) -> float:
        lives, gone = ndtr((at - mean) / spread), ndtr((at - lost) / lost_spread)
        return float(np.mean((1 - failed) * lives + failed * gone))

    low = float(min((mean - 12 * spread).min(), (lost - 12 * lost_spread).min()))
    high = float((mean + 12 * spread).max())
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if below(middle) < likely else (low, middle)
    return (low + high) / 2


def _at(ordered: "Sequence[float] | np.ndarray", likely: float) -> float:
    """Return a quantile of figures in order, between two of them as far as it lies."""
    at = likely * (len(ordered) - 1)
    low = int(at)
    high = min(low + 1, len(ordered) - 1)
    return float(ordered[low] + (at - low) * (ordered[high] - ordered[low]))
