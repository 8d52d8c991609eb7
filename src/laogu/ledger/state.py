"""How cash stands."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, ClassVar

from msgspec import Struct

from laogu.basics import CUT, HolderId, Shelves, Table, Undo
from laogu.ledger.events import BANK, CashMoved, LedgerEvent, free, holder_of


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
        self.accounts: dict[str, dict[str, int]] = {}
        """At how many minor units each account stands, by currency."""
        self.sums: Table[str, int] = Table(undo)
        self.moves_of: dict[str, list[int]] = {}
        """The numbers of the moves of a holder's cash, by the account of what is free of it."""
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
        done, accounts = event.postings[: len(stood)], self.accounts[event.currency]
        for posting, before in zip(reversed(done), reversed(stood), strict=True):
            if before is None:
                del accounts[posting.account]
            else:
                accounts[posting.account] = before
            holder = holder_of(posting.account)
            own = None if holder is None else self.moves_of.get(free(holder))
            if own and own[-1] == number:
                own.pop()

    def stands_at(self, account: str, currency: str) -> int:
        """Return the minor units in an account; 0 where nothing ever was."""
        return self.accounts.get(currency, _NONE).get(account, 0)

    def has_moved(self, account: str, currency: str) -> bool:
        """Return whether anything of a currency was ever in an account."""
        return account in self.accounts.get(currency, _NONE)

    def numbers_of(self, holder: HolderId) -> Sequence[int]:
        """Return the numbers of the moves of a holder's cash, in their order."""
        return self.moves_of.get(free(holder), ())

    def reindex(self) -> None:
        """Work out the tables that follow from the moves."""
        for number, move in self.moves.items():
            self._index(number, move.moved, [])

    def _index(self, number: int, event: CashMoved, stood: list[int | None]) -> None:
        """Take a move into what follows from the moves. stood: to say at what accounts stood."""
        currency, moves_of = event.currency, self.moves_of
        accounts = self.accounts.get(currency)
        if accounts is None:
            accounts = self.accounts[currency] = {}
        total = 0
        for posting in event.postings:
            account, minor = posting.account, posting.minor
            before = accounts.get(account)
            stood.append(before)
            accounts[account] = stands = minor if before is None else before + minor
            total += minor
            own = moves_of.get(account)
            # Whose it is has to be read from its name where it is no free cash that moved before.
            if own is None and account != BANK:
                own = self._moves_with(account, currency, stands)
            if own is not None and (not own or own[-1] != number):
                own.append(number)
        if total or currency not in self.sums:
            self.sums.increase(currency, total)

    def _moves_with(self, account: str, currency: str, stands: int) -> list[int] | None:
        """Return the moves of the holder whose account this is; None: it is no holder's."""
        holder = holder_of(account)
        if holder is None:
            return None
        whole = free(holder)
        if account != whole:
            self._hold(holder, (account, currency), stands)
        return self.moves_of.setdefault(whole, [])

    def _hold(self, holder: HolderId, key: tuple[str, str], stands: int) -> None:
        """Keep at hand what of a holder's cash is promised, by account."""
        holds = self.holds_of[holder]
        if stands:
            holds[key] = stands
        elif key in holds:
            del holds[key]


_NONE: Mapping[str, int] = {}
