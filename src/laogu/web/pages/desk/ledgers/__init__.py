"""Ledgers that are sent to a desk: looked at whole, then recorded whole or not at all.

Always true: what is recorded is what was shown: the form that records carries the file, how it was
read, the day, whom each name was found to mean, and what the books were; in other books it is
shown again.
"""

from laogu.web.pages.desk.ledgers.looked import LedgerLooked, LedgerOf, Told, look
from laogu.web.pages.desk.ledgers.page import MOST_SHOWN, LedgerPage, Words, ledger_page
from laogu.web.pages.desk.ledgers.steps import looked_at, take

__all__ = [
    "MOST_SHOWN", "LedgerLooked", "LedgerOf", "LedgerPage", "Told", "Words",
    "ledger_page", "look", "looked_at", "take",
]  # fmt: skip
