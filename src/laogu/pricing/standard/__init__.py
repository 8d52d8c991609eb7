"""The price standard: what a company's shares are worth on a day, class by class, and why.

Always true: only what was known by the day is read; a class without a mark says why; the same books
give the same digits.
"""

from laogu.pricing.standard.shapes import (
    Band,
    Change,
    ClassMark,
    Counted,
    Headline,
    Level,
    Moment,
    Part,
    Restricted,
    Standard,
    TakenOff,
    Term,
)

__all__ = [
    "Band", "Change", "ClassMark", "Counted", "Headline", "Level", "Moment", "Part", "Restricted",
    "Standard", "TakenOff", "Term",
]  # fmt: skip
