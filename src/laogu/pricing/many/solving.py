"""Many roots at once: Newton's steps between logarithms, held between what is too low and too high.

A company that is done leaves the columns, so that nobody waits for the slowest.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np

STEPS: Final = 400
FARTHEST: Final = 277.0
"""How far from where it starts a root is looked for, as a logarithm: 200 times four."""

LONGEST: Final = 4.2
CLOSE: Final = 1e-8
"""A step of Newton's that is shorter is the last: what it misses is its square."""

Grows = Callable[["np.ndarray", "np.ndarray"], tuple["np.ndarray", "np.ndarray"]]
"""From logarithms of amounts, and which columns they are for, to values and their slopes there."""


def solved(grows: Grows, targets: "np.ndarray") -> "np.ndarray":
    """Return the amounts at which functions that grow reach their targets; nan: nothing does."""
    import numpy as np

    targets = np.asarray(targets, dtype=float)
    found = np.full(len(targets), np.nan)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        which = np.flatnonzero(np.isfinite(targets) & (targets > 0))
        wanted = np.log(targets[which])
        start = at = wanted.copy()
        low, high = np.full(len(which), -np.inf), np.full(len(which), np.inf)
        for _ in range(STEPS):
            if not len(which):
                break
            value, slope = grows(at, which)
            missed = wanted - np.log(np.maximum(value, 0.0))
            low, high = np.where(missed > 0, at, low), np.where(missed <= 0, at, high)
            ahead = at + _step(missed, value, slope)
            is_out = ~((ahead > low) & (ahead < high))
            ahead = np.where(is_out & (missed != 0), _between(low, high, at), ahead)
            ahead = np.where(missed == 0, at, ahead)
            is_done = (~is_out & (np.abs(ahead - at) < CLOSE)) | (missed == 0)
            is_done |= high - low <= 1e-15 * np.maximum(np.abs(at), 1.0)
            found[which[is_done]] = np.exp(ahead[is_done])
            left = ~is_done & (np.abs(ahead - start) < FARTHEST)
            which, at, low, high = which[left], ahead[left], low[left], high[left]
            wanted, start = wanted[left], start[left]
    return found


def _step(missed: "np.ndarray", value: "np.ndarray", slope: "np.ndarray") -> "np.ndarray":
    """Return the step of Newton's between the logarithms of both; never a leap."""
    import numpy as np

    step = np.where((value > 0) & (slope > 0), missed * value / slope, np.sign(missed) * LONGEST)
    held: np.ndarray = np.clip(step, -LONGEST, LONGEST)
    return held


def _between(low: "np.ndarray", high: "np.ndarray", at: "np.ndarray") -> "np.ndarray":
    """Return the middle; where one side is not known yet, some way towards it."""
    import numpy as np

    middle = (low + high) / 2
    return np.where(np.isfinite(middle), middle, np.where(np.isinf(high), at + 1.4, at - 1.4))
