"""Where the standard can be read in two ways: which reading, by its name."""

from typing import Literal

from msgspec import Struct

PartialExercise = Literal["residual", "strict"]
SplitReading = Literal["reissued", "applied"]


class Readings(Struct, frozen=True, kw_only=True):
    """How a history is read.

    partial_exercise: after an exercise or release of a part, `residual`: the rest of the grant
        lives on; `strict`: the first one ends the whole grant.
    split: `reissued`: quantities change only where a security is issued again; `applied`: every
        security issued before the split and not issued again is multiplied.
    order_within_a_day: there is one reading: a cause before what comes of it.
    """

    partial_exercise: PartialExercise = "residual"
    split: SplitReading = "reissued"
    order_within_a_day: Literal["cause_before_result"] = "cause_before_result"


USUAL = Readings()
"""The readings that hold unless somebody names others."""
