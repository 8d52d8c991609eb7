"""The table that everything reads: who gets what of each amount, linear between kinks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np


class Payoffs(Struct, frozen=True):
    """What each class gets, linear between kinks.

    at: the amounts that come, from zero on, at which somebody's part changes. gets: what each class
    gets at each of them; a row is a class. parts: of what comes above each of them, up to the next,
    each class's.
    """

    at: "np.ndarray"
    gets: "np.ndarray"
    parts: "np.ndarray"

    def of(self, amounts: "Sequence[float] | np.ndarray") -> "np.ndarray":
        """Return what each class gets of each amount, zero or more; a row is a class."""
        import numpy as np

        given = np.asarray(amounts, dtype=float)
        # All rows turn at the same amounts, so that each amount is looked for once.
        before = self._before(given)
        paid: np.ndarray = self.parts[:, before] * (given - self.at[before]) + self.gets[:, before]
        return paid

    def lines(self, ends: "np.ndarray") -> tuple["np.ndarray", "np.ndarray"]:
        """Return start and slope of what each class gets from each end on, up to the next kink."""
        before = self._before(ends)
        start = self.gets - self.parts * self.at
        return start.take(before, axis=1), self.parts.take(before, axis=1)

    def _before(self, amounts: "np.ndarray") -> "np.ndarray":
        return self.at.searchsorted(amounts, "right") - 1


def joined(at: "np.ndarray", gets: "np.ndarray", beyond: "np.ndarray") -> Payoffs:
    """Return a table from what each class gets at the kinks, and its part of what comes above."""
    import numpy as np

    inside = (gets[:, 1:] - gets[:, :-1]) / (at[1:] - at[:-1])
    return Payoffs(at, gets, np.concatenate([inside, beyond[:, None]], axis=1))
