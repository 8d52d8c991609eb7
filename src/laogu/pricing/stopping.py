"""What may be exercised on any of several days is worth, where the best day is waited for.

No path is simulated: from day to day the value is carried back over one grid of the share's
logarithm, by the exact density of a step, and on each day the better of keeping and exercising
stands.
"""

from collections.abc import Callable
from math import ceil, exp, sqrt
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np

_HALF: Final = 2_000
"""Points of the grid on either side of today's price."""

_SPREADS: Final = 8.0
"""How far grid and step reach, in standard deviations."""

MOST_DAYS: Final = 5_000
"""Days of exercise: with more, a step would fall between two points of the grid."""


class Stopped(Struct, frozen=True, kw_only=True):
    """What it is worth to wait for the best day. kept: where it is not exercised today."""

    value: float
    kept: float

    @property
    def is_at_once(self) -> bool:
        """Whether exercising today is at least as good as any later day."""
        return self.value > self.kept


def stopped(
    spot: float,
    paid: "Callable[[np.ndarray], np.ndarray]",
    *,
    years: float,
    days: int,
    volatility: float,
    rate: float,
    dividend: float = 0.0,
) -> Stopped:
    """Return what a right is worth that pays `paid` of the share's price when it is exercised.

    days: on which it may be, at equal distances; the last at its end, and today as well.
    """
    import numpy as np

    assert 1 <= days <= MOST_DAYS, "a step reaches over several points"
    now = float(paid(np.array([spot]))[0])
    step, wide = years / days, volatility * sqrt(years)
    drift = (rate - dividend - volatility**2 / 2) * step
    if not wide:
        return _certain(spot, paid, step, days, rate=rate, grows=rate - dividend)
    width = _SPREADS * wide / _HALF
    # The grid moves with the drift, so that a step is a symmetric density whatever the drift is.
    grid = width * np.arange(-_HALF, _HALF + 1)
    reach = max(ceil(_SPREADS * volatility * sqrt(step) / width), 1)
    steps = width * np.arange(-reach, reach + 1)
    density = np.exp(-(steps**2) / (2 * volatility**2 * step))
    density *= exp(-rate * step) / density.sum()
    found = paid(spot * np.exp(grid + drift * days))
    for day in range(days - 1, 0, -1):
        later = np.convolve(found, density, mode="same")
        found = np.maximum(later, paid(spot * np.exp(grid + drift * day)))
    kept = float(density @ _around(found, reach))
    return Stopped(value=max(kept, now), kept=kept)


def _around(found: "np.ndarray", reach: int) -> "np.ndarray":
    """Return what a step from today reaches; a single step reaches all of the grid."""
    import numpy as np

    reached: np.ndarray = np.pad(found, max(reach - _HALF, 0), mode="edge")
    middle = len(reached) // 2
    return reached[middle - reach : middle + reach + 1]


def _certain(
    spot: float,
    paid: "Callable[[np.ndarray], np.ndarray]",
    step: float,
    days: int,
    *,
    rate: float,
    grows: float,
) -> Stopped:
    """Return the best of what is paid on each day, where the share only grows."""
    import numpy as np

    at = step * np.arange(1, days + 1)
    kept = float((np.exp(-rate * at) * paid(spot * np.exp(grows * at))).max())
    now = float(paid(np.array([spot]))[0])
    return Stopped(value=max(kept, now), kept=kept)
