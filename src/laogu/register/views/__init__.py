"""Questions to the register that have an answer for a person.

Always true: what changed between two days, and what was held on the first of them, come to what was
held on the second; parts of a table sum to its whole.
"""

from laogu.register.views.cap_table import CapTable, CapTableRow, cap_table, held
from laogu.register.views.holdings import alike, first_day, holdings, others_holding

__all__ = [
    "CapTable", "CapTableRow", "alike", "cap_table", "first_day", "held", "holdings",
    "others_holding",
]  # fmt: skip
