"""The mark: what a share or a company is worth on a day, from dated anchors; and its score.

Always true: only what was reported by the day is read, and nothing that tells the future; what one
deal is reported by several times counts once; where there is nothing, there is no price.
"""

from laogu.pricing.marks.filtering import State, filtered
from laogu.pricing.marks.forecasting import Forecast, forecast
from laogu.pricing.marks.frozen import TAUGHT, VERSION, fold_of, parameters_for
from laogu.pricing.marks.histories import Forecastable, History, rolling
from laogu.pricing.marks.marking import LEVELS, Grade, Mark, Weighed, mark
from laogu.pricing.marks.parameters import Parameters
from laogu.pricing.marks.points import SPREADS, TRADES, Anchor, Basis, Kind, Point, anchors
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

__all__ = [
    "BANDS", "GUESSES", "LEVELS", "SPREADS", "STAGES", "TAUGHT", "TENTHS", "TRADES", "VERSION",
    "Anchor", "Basis", "Forecast", "Forecastable", "Grade", "History", "Kind", "Mark", "Parameters",
    "Point", "Score", "Scored", "State", "Weighed", "anchors", "filtered", "fold_of", "forecast",
    "grouped", "held", "mark", "parameters_for", "rolling", "scored", "summed",
]  # fmt: skip
