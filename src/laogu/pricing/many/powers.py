"""One contract under one model, asked at many values of the company: its powers are summed once.

What `random_term.value` works out anew each time is kept by stretch, so that an answer is a line
and two powers for each class. It is the same value; a page that asks for it a hundred times waits
for a few microseconds each.
"""

from bisect import bisect_right
from math import exp, log
from typing import TYPE_CHECKING

from laogu.pricing.many.random_term import contracts, summed
from laogu.pricing.random_term import Contract, RandomTerm

if TYPE_CHECKING:
    import numpy as np


class Powers:
    """A contract under a model, ready to be asked."""

    def __init__(self, paid: Contract, model: RandomTerm) -> None:
        import numpy as np

        beside = contracts([paid], [model])
        # Here a column is a class, and every class has the same kinks.
        lines, heights, kinks = summed(beside, np.swapaxes(beside.gets[..., 0], 1, 2))
        self._lines, (self._below, self._above) = lines, heights
        self._kinks = [one[:, 0].tolist() for one in kinks]
        self._ends: list[float] = paid.ends.tolist()
        self._left, self._right = float(beside.left[0]), float(beside.right[0])

    def value(self, equity: float) -> "np.ndarray":
        """Return what each class is worth of a company worth `equity`."""
        at, today = bisect_right(self._ends, equity) - 1, log(equity)
        low = exp(min(self._left * (self._kinks[0][at] - today), 0.0))
        high = exp(min(self._right * (self._kinks[1][at] - today), 0.0))
        plain, each, by_log, each_log = self._lines[:, at]
        worth: np.ndarray = (
            low * self._below[at]
            + high * self._above[at]
            + plain
            + equity * each
            + today * (by_log + equity * each_log)
        )
        return worth
