"""How cash stands."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar

from msgspec import Struct

from laogu.basics import HolderId, Piles, Shelves, Table, Undo
from laogu.ledger.events import CashMoved, LedgerEvent


class Move(Struct, frozen=True, array_like=True, gc=False):
    """A move of cash and the moment it was written down; its number is the key it stands under."""

    moved: CashMoved
    at: datetime


class Ledger:
    """Whose cash is where."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {
        "moves": dict[int, Move],
    }

    def __init__(self, undo: Undo) -> None:
        self.moves: Table[int, Move] = Table(undo)
        # What follows from the moves.
        self.accounts: Table[tuple[str, str], int] = Table(undo)
        self.sums: Table[str, int] = Table(undo)
        self.moves_of: Piles[HolderId, int] = Piles(undo)
        self.holds_of: Shelves[HolderId, tuple[str, str], int] = Shelves(undo)

    def apply(self, event: LedgerEvent, recorded_at: datetime) -> None:
        """Take in what happened."""
        number = len(self.moves) + 1
        self.moves.add(number, Move(event, recorded_at))
        self._index(number, event)

    def stands_at(self, account: str, currency: str) -> int:
        """Return the minor units in an account; 0 where nothing ever was."""
        return self.accounts.get((account, currency), 0)

    def reindex(self) -> None:
        """Work out the tables that follow from the moves."""
        for number, move in self.moves.items():
            self._index(number, move.moved)

    def _index(self, number: int, event: CashMoved) -> None:
        currency, accounts = event.currency, self.accounts
        total = 0
        for posting in event.postings:
            account, minor = posting.account, posting.minor
            key = (account, currency)
            stands = accounts.increase(key, minor)
            total += minor
            kind, _, whose = account.partition("/")
            if kind == "free":
                self.moves_of[HolderId(whose)].put(number)
            elif kind == "held":
                holder = HolderId(whose.partition("/")[0])
                self.moves_of[holder].put(number)
                holds = self.holds_of[holder]
                if stands:
                    holds[key] = stands
                elif key in holds:
                    del holds[key]
        if total or currency not in self.sums:
            self.sums.increase(currency, total)
