"""How cash stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from msgspec import Struct

from laogu.basics import CUT, HolderId, Shelves, Table, Undo
from laogu.ledger.events import CashMoved, LedgerEvent


class Move(Struct, frozen=True, array_like=True, gc=False):
    """A move of cash and the moment it was written down; its number is the key it stands under."""

    moved: CashMoved
    at: datetime


class Ledger:
    """Whose cash is where.

    Every deposit and every hold goes through here, so a move notes one step back for all it did.
    """

    PRIMARY: ClassVar[Mapping[str, Any]] = {
        "moves": dict[int, Move],
    }

    def __init__(self, undo: Undo) -> None:
        self._note = undo.note
        self.moves: dict[int, Move] = {}
        # What follows from the moves.
        self.accounts: dict[tuple[str, str], int] = {}
        self.sums: Table[str, int] = Table(undo)
        self.moves_of: dict[str, list[int]] = {}
        self.holds_of: Shelves[HolderId, tuple[str, str], int] = Shelves(undo)

    def apply(self, event: LedgerEvent, recorded_at: datetime) -> None:
        """Take in what happened."""
        number = len(self.moves) + 1
        stood: list[int | None] = []
        self.moves[number] = Move(event, recorded_at)
        # First the way back, which is as long as what was done so far, wherever that ends.
        self._note((self, stood, CUT))
        self._index(number, event, stood)

    def cut(self, stood: list[int | None]) -> None:
        """Take back the last move. stood: at what its accounts stood before; None: it was new."""
        number = len(self.moves)
        event = self.moves.pop(number).moved
        done = event.postings[: len(stood)]
        for posting, before in zip(reversed(done), reversed(stood), strict=True):
            if before is None:
                del self.accounts[posting.account, event.currency]
            else:
                self.accounts[posting.account, event.currency] = before
            kind, _, whose = posting.account.partition("/")
            own = self.moves_of.get(whose if kind == "free" else whose.partition("/")[0])
            if own and own[-1] == number:
                own.pop()

    def stands_at(self, account: str, currency: str) -> int:
        """Return the minor units in an account; 0 where nothing ever was."""
        return self.accounts.get((account, currency), 0)

    def numbers_of(self, holder: HolderId) -> Sequence[int]:
        """Return the numbers of the moves of a holder's cash, in their order."""
        return self.moves_of.get(holder, ())

    def reindex(self) -> None:
        """Work out the tables that follow from the moves."""
        for number, move in self.moves.items():
            self._index(number, move.moved, [])

    def _index(self, number: int, event: CashMoved, stood: list[int | None]) -> None:
        """Take a move into what follows from the moves. stood: to say at what accounts stood."""
        currency, accounts, moves_of = event.currency, self.accounts, self.moves_of
        total = 0
        for posting in event.postings:
            account, minor = posting.account, posting.minor
            key = (account, currency)
            before = accounts.get(key)
            stood.append(before)
            accounts[key] = stands = minor if before is None else before + minor
            total += minor
            kind, _, whose = account.partition("/")
            if kind == "held":
                whose = whose.partition("/")[0]
                self._hold(HolderId(whose), key, stands)
            elif kind != "free":
                continue
            own = moves_of.get(whose)
            if own is None:
                moves_of[whose] = [number]
            elif not own or own[-1] != number:
                own.append(number)
        if total or currency not in self.sums:
            self.sums.increase(currency, total)

    def _hold(self, holder: HolderId, key: tuple[str, str], stands: int) -> None:
        """Keep at hand what of a holder's cash is promised, by account."""
        holds = self.holds_of[holder]
        if stands:
            holds[key] = stands
        elif key in holds:
            del holds[key]
