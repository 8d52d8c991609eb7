"""A file of one person's grants becomes what is vested, what may be exercised, and a calendar.

Always true: nothing is recorded; a file with an error is refused with every finding in it; where a
standard can be read in two ways, the way taken is told, and what the other comes to.
"""

from laogu.connectors.grants.calendar_feed import calendar_feed, escaped, folded
from laogu.connectors.grants.reading import LARGEST_GRANTS_FILE, Grants, Held, read_grants
from laogu.connectors.grants.refusals import GrantsWrong, NotGrants
from laogu.connectors.grants.standing import Differs, Stand, Standing, stand_on
from laogu.connectors.grants.told import told

__all__ = [
    "LARGEST_GRANTS_FILE", "Differs", "Grants", "GrantsWrong", "Held", "NotGrants", "Stand",
    "Standing", "calendar_feed", "escaped", "folded", "read_grants", "stand_on", "told",
]  # fmt: skip
