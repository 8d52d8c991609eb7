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
    of_issuer,
)
from laogu.ledger.refusals import CashShort
from laogu.ledger.rules import (
    buy_back,
    check_free,
    deposit,
    deposit_for_issuer,
    give_back,
    hold,
    pay,
    pay_by_issuer,
    pay_claim,
    pay_issuer,
    pay_out,
    pay_out_of_issuer,
    put_in_escrow,
    release,
    retarget,
)
from laogu.ledger.state import Ledger, Move
from laogu.ledger.views import (
    Cash,
    StatementLine,
    cash_of,
    cash_of_issuer,
    held_for,
    promised,
    statement,
)

__all__ = [
    "BANK", "FEES", "Cash", "CashMoved", "CashShort", "Ledger", "LedgerEvent", "Move", "MoveKind",
    "Posting", "StatementLine", "buy_back", "cash_of", "cash_of_issuer", "check_free", "deposit",
    "deposit_for_issuer", "escrow", "free", "give_back", "held", "held_for", "hold", "of_issuer",
    "pay", "pay_by_issuer", "pay_claim", "pay_issuer", "pay_out", "pay_out_of_issuer", "promised",
    "put_in_escrow", "release", "retarget", "statement",
]  # fmt: skip
