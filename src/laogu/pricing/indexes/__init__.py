"""Indexes of marks: how a market's companies moved together, how sure that is, what moved it.

Always true: a level is of marks as they were known on its day; what each company moved sums to
what the index moved; nothing is converted between currencies; too few companies are no index.
"""

from laogu.pricing.indexes.chaining import (
    BASE,
    FEWEST,
    NOISE,
    SHARED,
    Index,
    Level,
    Member,
    Moved,
    Weighting,
    index,
)

__all__ = [
    "BASE", "FEWEST", "NOISE", "SHARED", "Index", "Level", "Member", "Moved", "Weighting", "index",
]  # fmt: skip
