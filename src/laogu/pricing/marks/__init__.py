"""The mark: what a share or a company is worth on a day, from dated anchors; and its score.

Always true: only what was reported by the day is read, and nothing that tells the future; what one
deal is reported by several times counts once; where there is nothing, there is no price.
"""

from laogu.pricing.marks.anchoring import Anchor, anchors
from laogu.pricing.marks.believing import Belief, believed
from laogu.pricing.marks.filtering import State, filtered, rolled
from laogu.pricing.marks.forecasting import Forecast, forecast
from laogu.pricing.marks.frozen import TAUGHT, VERSION, fold_of, parameters_for
from laogu.pricing.marks.grading import Grade, graded
from laogu.pricing.marks.histories import MOST_FORECASTS, Forecastable, History, rolling
from laogu.pricing.marks.looking_back import LookedBack, looked_back, quarters
from laogu.pricing.marks.marking import (
    LEVELS,
    Followed,
    Mark,
    Weighed,
    followed,
    mark,
)
from laogu.pricing.marks.offsets import Offset
from laogu.pricing.marks.parameters import Parameters
from laogu.pricing.marks.peers import described_by, peers_of
from laogu.pricing.marks.points import (
    LISTED,
    SPREADS,
    TRADES,
    Basis,
    Kind,
    Point,
    Rank,
    Seller,
    Venue,
)
from laogu.pricing.marks.pooling import Described, Peer, Prior, pooled
from laogu.pricing.marks.recursion import Fused, Known, above, below, fused, of_quote, seen
from laogu.pricing.marks.scoring import (
    BANDS,
    GUESSES,
    STAGES,
    TENTHS,
    Score,
    Scored,
    grouped,
    held,
    scored,
    summed,
)
from laogu.pricing.marks.smoothing import Smoothed, smoothed
from laogu.pricing.marks.surroundings import NOTHING, Level, Surroundings

__all__ = [
    "BANDS", "GUESSES", "LEVELS", "LISTED", "MOST_FORECASTS", "NOTHING", "SPREADS", "STAGES",
    "TAUGHT", "TENTHS", "TRADES", "VERSION", "Anchor", "Basis", "Belief", "Described", "Followed",
    "Forecast", "Forecastable", "Fused", "Grade", "History", "Kind", "Known", "Level", "LookedBack",
    "Mark", "Offset", "Parameters", "Peer", "Point", "Prior", "Rank", "Score", "Scored", "Seller",
    "Smoothed", "State", "Surroundings", "Venue", "Weighed", "above", "anchors", "believed",
    "below", "described_by", "filtered", "fold_of", "followed", "forecast", "fused", "graded",
    "grouped", "held", "looked_back", "mark", "of_quote", "parameters_for", "peers_of", "pooled",
    "quarters", "rolled", "rolling", "scored", "seen", "smoothed", "summed",
]  # fmt: skip
