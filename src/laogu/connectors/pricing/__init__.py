"""Files that pricing reads, and what it says as plain data: histories, capital structures.

Always true: what cannot be used is named with its place and left out, or the file is refused; what
tells of the future of a company is not read at all.
"""

from laogu.connectors.pricing.granted import told_grant_value
from laogu.connectors.pricing.histories import LARGEST_HISTORIES, Histories, read_histories
from laogu.connectors.pricing.indexes import told_indexes
from laogu.connectors.pricing.options import (
    LARGEST_OPTION,
    OptionAsked,
    option_valued,
    read_option,
    way_told,
)
from laogu.connectors.pricing.refusals import NoSuchOption, NoSuchStructure, NotHistories
from laogu.connectors.pricing.remarking import Remark, Remarked, remark, remarked, told_remarks
from laogu.connectors.pricing.scoreboard import (
    Scoreboard,
    ScoreGiven,
    scoreboard,
    scored_of,
    told_score,
    told_scoreboard,
)
from laogu.connectors.pricing.standards import told_moments, told_standard
from laogu.connectors.pricing.structures import LARGEST_STRUCTURE, Asked, read_structure
from laogu.connectors.pricing.told import marked
from laogu.connectors.pricing.valuing import valued
from laogu.connectors.pricing.waterfalls import told_waterfall

__all__ = [
    "LARGEST_HISTORIES", "LARGEST_OPTION", "LARGEST_STRUCTURE", "Asked", "Histories",
    "NoSuchOption", "NoSuchStructure", "NotHistories", "OptionAsked", "Remark", "Remarked",
    "ScoreGiven", "Scoreboard", "marked", "option_valued", "read_histories", "read_option",
    "read_structure", "remark", "remarked", "scoreboard", "scored_of", "told_grant_value",
    "told_indexes",
    "told_moments", "told_remarks", "told_score", "told_scoreboard", "told_standard",
    "told_waterfall", "valued", "way_told",
]  # fmt: skip
