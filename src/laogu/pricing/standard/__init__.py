"""The price standard: what a company's shares are worth on a day, class by class, and why.

Always true: only what was known by the day is read; a class without a mark says why; the same books
give the same digits.
"""

from laogu.pricing.standard.ahead import ahead
from laogu.pricing.standard.gathering import KINDS, Books, Lock
from laogu.pricing.standard.marking import standard
from laogu.pricing.standard.reading import USUAL_EXITS, USUAL_VOLATILITY
from laogu.pricing.standard.shapes import (
    Band,
    Change,
    ClassMark,
    ClassTerm,
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
from laogu.pricing.standard.through_time import on_days, through_time
from laogu.pricing.standard.waterfalls import Taker, Waterfall, waterfall

__all__ = [
    "KINDS", "USUAL_EXITS", "USUAL_VOLATILITY", "Band", "Books", "Change", "ClassMark", "ClassTerm",
    "Counted", "Headline", "Level", "Lock", "Moment", "Part", "Restricted", "Standard",
    "TakenOff", "Taker", "Term", "Waterfall", "ahead", "on_days", "standard", "through_time",
    "waterfall",
]  # fmt: skip
