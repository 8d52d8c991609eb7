"""One person's grants, of a file or of the register: what is vested, what may be exercised, when.

Always true: nothing is recorded; a file with an error is refused with every finding in it; where a
standard can be read in two ways, the way taken is told, and what the other comes to.
"""

from laogu.connectors.grants.calendar_feed import calendar_feed, escaped, feed_of, folded
from laogu.connectors.grants.reading import LARGEST_GRANTS_FILE, Grants, Held, read_grants
from laogu.connectors.grants.refusals import GrantsWrong, NotGrants
from laogu.connectors.grants.registered import (
    registered_calendar,
    stand_of,
    told_registered,
)
from laogu.connectors.grants.standing import Differs, Stand, Standing, stand_on
from laogu.connectors.grants.told import told

__all__ = [
    "LARGEST_GRANTS_FILE", "Differs", "Grants", "GrantsWrong", "Held", "NotGrants", "Stand",
    "Standing", "calendar_feed", "escaped", "feed_of", "folded", "read_grants",
    "registered_calendar", "stand_of", "stand_on", "told", "told_registered",
]  # fmt: skip
