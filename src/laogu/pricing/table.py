"""The table that everything reads: who gets what of each amount, linear between kinks."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np


class Payoffs(Struct, frozen=True):
    """What each class gets, linear between kinks.

    at: the amounts that come, from zero on, at which somebody's part changes. gets: what each class
    gets at each of them; a row is a class. beyond: of what comes above the last, each class's part.
    """

    at: "np.ndarray"
    gets: "np.ndarray"
    beyond: "np.ndarray"

    def of(self, amounts: "Sequence[float] | np.ndarray") -> "np.ndarray":
        """Return what each class gets of each amount, zero or more; a row is a class."""
        import numpy as np

        at, gets = self.at, self.gets
        given = np.asarray(amounts, dtype=float)
        # All rows turn at the same amounts, so that each amount is looked for once.
        before = at.searchsorted(given, "right") - 1
        slopes = np.empty(gets.shape)
        slopes[:, :-1] = (gets[:, 1:] - gets[:, :-1]) / (at[1:] - at[:-1])
        slopes[:, -1] = self.beyond
        paid: np.ndarray = slopes[:, before] * (given - at[before]) + gets[:, before]
        return paid
