"""What can have happened to cash."""

from functools import lru_cache
from typing import Literal

from msgspec import Struct

from laogu.basics import Event, HolderId, IssuerId

MoveKind = Literal[
    "deposit", "hold", "release", "escrow", "settle", "fee", "payout", "payment", "exercise",
    "claim",
]  # fmt: skip


class Posting(Struct, frozen=True, gc=False):
    """One side of a move: minor units into an account, or out of it where negative."""

    account: str
    minor: int


class CashMoved(Event, frozen=True, kw_only=True, tag="ledger.cash_moved.1"):
    """Cash went from accounts to accounts of one currency; the postings sum to zero.

    purpose: the id of the offer, trade or grant it was for, or a payment reference.
    """

    kind: MoveKind
    currency: str
    postings: tuple[Posting, ...]
    purpose: str


LedgerEvent = CashMoved


@lru_cache(maxsize=4_096)
def free(holder: HolderId) -> str:
    """Return the account of cash that the holder may use: one text, in however many moves."""
    return f"free/{holder}"


def held(holder: HolderId, purpose: str) -> str:
    """Return the account of the holder's cash promised to one offer or trade."""
    return f"held/{holder}/{purpose}"


def holder_of(account: str) -> HolderId | None:
    """Return whose cash an account has, free or promised; None: no holder's."""
    kind, _, rest = account.partition("/")
    return HolderId(rest.partition("/")[0]) if kind in {"free", "held"} else None


def escrow(purpose: str) -> str:
    """Return the account of cash that waits for one trade to settle."""
    return f"escrow/{purpose}"


def of_issuer(issuer: IssuerId) -> str:
    """Return the account of an issuer's own cash in this market: what it was paid for shares."""
    return f"issuer/{issuer}"


BANK = "bank"
"""The world outside: what came in stands here as a negative sum."""

FEES = "fees"
"""What this market earned."""
