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
        """Return what each class gets of each amount; a row is a class."""
        import numpy as np

        given = np.asarray(amounts, dtype=float)
        above = np.maximum(given - self.at[-1], 0.0)
        inside = np.stack([np.interp(given, self.at, row) for row in self.gets])
        paid: np.ndarray = inside + self.beyond[:, None] * above
        return paid
