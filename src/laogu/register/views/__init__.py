"""Questions to the register that have an answer for a person.

Always true: what changed between two days, and what was held on the first of them, come to what was
held on the second; parts of a table sum to its whole.
"""

from laogu.register.views.between import (
    CHANGE_KINDS,
    Between,
    ChangeKind,
    ClassMoved,
    Moved,
    between,
)
from laogu.register.views.cap_table import CapTable, CapTableRow, cap_table, held, undone_by
from laogu.register.views.conventions import (
    FULLY_DILUTED,
    OUTSTANDING,
    Conventions,
    WhichGrants,
)
from laogu.register.views.counting import (
    PAPERS,
    ClassRow,
    Counted,
    CountedRow,
    LeftOut,
    Part,
    Source,
    counted,
)
from laogu.register.views.groups import BY_KIND, ORDER, Groups, group_of
from laogu.register.views.holdings import alike, first_day, holdings, others_holding
from laogu.register.views.ledgers import Act, Ledger, Origin, ledger
from laogu.register.views.since import issued_since
from laogu.register.views.votes import Votes, votes

__all__ = [
    "BY_KIND", "CHANGE_KINDS", "FULLY_DILUTED", "ORDER", "OUTSTANDING", "PAPERS", "Act", "Between",
    "CapTable", "CapTableRow", "ChangeKind", "ClassMoved", "ClassRow", "Conventions", "Counted",
    "CountedRow", "Groups", "Ledger", "LeftOut", "Moved", "Origin", "Part", "Source", "Votes",
    "WhichGrants", "alike", "between", "cap_table", "counted", "first_day", "group_of", "held",
    "holdings", "issued_since", "ledger", "others_holding", "undone_by", "votes",
]  # fmt: skip
