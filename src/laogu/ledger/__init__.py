"""The ledger: whose cash is where.

Always true: every currency sums to zero; only the bank's account, the world outside, is negative.
"""

from laogu.ledger.events import (
    BANK,
    FEES,
    CashMoved,
    LedgerEvent,
    MoveKind,
    Posting,
    escrow,
    free,
    held,
)
from laogu.ledger.refusals import CashShort
from laogu.ledger.rules import (
    check_free,
    deposit,
    give_back,
    hold,
    pay,
    pay_claim,
    pay_out,
    put_in_escrow,
    release,
    retarget,
)
from laogu.ledger.state import Ledger, Move
from laogu.ledger.views import Cash, StatementLine, cash_of, held_for, promised, statement

__all__ = [
    "BANK", "FEES", "Cash", "CashMoved", "CashShort", "Ledger", "LedgerEvent", "Move", "MoveKind",
    "Posting", "StatementLine", "cash_of", "check_free", "deposit", "escrow", "free", "give_back",
    "held", "held_for", "hold", "pay", "pay_claim", "pay_out", "promised", "put_in_escrow", "release",
    "retarget", "statement",
]  # fmt: skip
