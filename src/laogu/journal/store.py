"""Where a market is kept: the port that a database fills.

A store knows nothing of markets. It keeps numbered rows of bytes for ever, personal data and
documents until they are forgotten, a snapshot to shorten the start, and who is signed in.
SQLite fills it in `sqlite.py`; `tests/contracts` says what any other has to do.
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from msgspec import Struct

from laogu.basics import PersonId


class Row(Struct, frozen=True, gc=False):
    """One entry as it is stored: `hash` (32 bytes) was made over the exact bytes of `body`."""

    seq: int
    hash: bytes
    body: bytes


class Kept(Struct, frozen=True, gc=False):
    """Personal data or a document: the journal holds its key and commitment, this the content."""

    key: str
    salt: bytes
    content: bytes


class Snapshot(Struct, frozen=True, gc=False):
    """The books after entry `seq`, whose hash is `hash`: it shortens the start, never the truth."""

    seq: int
    hash: bytes
    body: bytes


class Session(Struct, frozen=True, gc=False):
    """Someone who signed in. `expires_at_us` is microseconds since 1970, UTC."""

    person: PersonId
    expires_at_us: int


class Sessions(Protocol):
    """Who is signed in. Not history: a session leaves no trace in the journal.

    A store has no clock: whoever gets a session compares its end with the time.
    """

    def put(self, token_hash: bytes, person: PersonId, expires_at_us: int) -> None:
        """Remember a session under the hash of its token; the same hash again replaces it."""
        ...

    def get(self, token_hash: bytes) -> Session | None:
        """Return the session, ended or not; None where there is none."""
        ...

    def delete(self, token_hash: bytes) -> None:
        """Sign out; nothing happens where there is no such session."""
        ...

    def prune(self, now_us: int) -> int:
        """Remove every session that has ended by `now_us` and return how many there were."""
        ...


class Looks(Protocol):
    """Who looked at whose holdings: a chain of its own; reading never waits for the writer."""

    def append(self, rows: Sequence[Row]) -> None:
        """Make the rows durable in one write; they carry on from the last, as entries do."""
        ...

    def rows(self, *, after: int = 0) -> Iterator[Row]:
        """Yield the rows after `after`, in order."""
        ...


class Store(Protocol):
    """One market's database. Calls may come from any thread; writes wait for each other.

    A store opened without `write` refuses every write by assertion, as a mistake of ours.
    """

    @property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        ...

    @property
    def looks(self) -> Looks:
        """Who looked at whose holdings."""
        ...

    def append(
        self, rows: Sequence[Row], *, keep: Sequence[Kept] = (), forget: Sequence[str] = ()
    ) -> None:
        """Make the whole batch durable in one write, or raise and have written nothing.

        rows:   carry on from the last row stored, by one each, from 1; otherwise `NotNext`.
        keep:   under keys never used before, otherwise `KeyTaken`.
        forget: keys whose content is to be overwritten, those kept in this batch included; unknown
                ones are passed over.
        Raises `NotRecorded` when the disk does not take it; reading goes on.
        """
        ...

    def rows(self, *, after: int = 0, upto: int | None = None) -> Iterator[Row]:
        """Yield the rows after `after` up to and with `upto` (None: the last), in order.

        However long the history, memory stays constant. A row appended meanwhile may be among them.
        """
        ...

    def kept(self, keys: Sequence[str] | None = None) -> Iterator[Kept]:
        """Yield what is kept under `keys`, in their order, without those unknown or forgotten.

        None yields all, in the order in which they were first kept.
        """
        ...

    def snapshot(self) -> Snapshot | None:
        """Return the snapshot with the highest `seq`; None where none was saved."""
        ...

    def save_snapshot(self, snapshot: Snapshot) -> None:
        """Save a snapshot; the one before it stays as well, older ones go."""
        ...

    def close(self) -> None:
        """Let go of the database; once closed, closing again does nothing."""
        ...
