"""Settlement: how a matched trade becomes final.

Always true: cash and shares change hands in one entry, both or neither; whatever does not settle
lets go of both legs.
"""

from laogu.settlement.clearing import clear_and_fund, parts_of
from laogu.settlement.delivery import claimed_of, deliver
from laogu.settlement.endings import end_offer, end_order, end_trade, release_orders

__all__ = [
    "claimed_of", "clear_and_fund", "deliver", "end_offer", "end_order", "end_trade", "parts_of",
    "release_orders",
]  # fmt: skip
