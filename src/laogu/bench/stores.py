"""Stores that are no stores: one that keeps nothing, and one whose disk is slow."""

import time
from collections.abc import Iterator, Sequence

from laogu.basics import PersonId
from laogu.journal import Kept, Looks, Row, Session, Sessions, Snapshot, Store


class Nobody:
    """Sessions of nobody."""

    def put(self, token_hash: bytes, person: PersonId, expires_at_us: int) -> None:
        """Forget it at once."""

    def get(self, token_hash: bytes) -> Session | None:  # noqa: ARG002
        return None

    def delete(self, token_hash: bytes) -> None:
        """Nobody is signed in."""

    def prune(self, now_us: int) -> int:  # noqa: ARG002
        return 0


class KeepsNothing:
    """A store without storage: what is appended is gone, and nothing is ever read."""

    def __init__(self) -> None:
        self.sessions: Sessions = Nobody()
        self.looks: Looks = self

    def append(
        self, rows: Sequence[Row], *, keep: Sequence[Kept] = (), forget: Sequence[str] = ()
    ) -> None:
        """Take it and let it go."""

    def rows(self, *, after: int = 0, upto: int | None = None) -> Iterator[Row]:  # noqa: ARG002
        return iter(())

    def kept(self, keys: Sequence[str] | None = None) -> Iterator[Kept]:  # noqa: ARG002
        return iter(())

    def snapshot(self) -> Snapshot | None:
        return None

    def save_snapshot(self, snapshot: Snapshot) -> None:
        """Keep none."""

    def close(self) -> None:
        """There is nothing to let go of."""


class SlowDisk:
    """A store whose every durable write takes so many milliseconds longer."""

    def __init__(self, store: Store, *, late_ms: int) -> None:
        self._store = store
        self._late_ms = late_ms
        self.rows = store.rows
        self.kept = store.kept
        self.snapshot = store.snapshot
        self.save_snapshot = store.save_snapshot
        self.close = store.close

    @property
    def sessions(self) -> Sessions:
        """Who is signed in."""
        return self._store.sessions

    @property
    def looks(self) -> Looks:
        """Who looked at whose holdings."""
        return self._store.looks

    def append(
        self, rows: Sequence[Row], *, keep: Sequence[Kept] = (), forget: Sequence[str] = ()
    ) -> None:
        """Write it, late."""
        time.sleep(self._late_ms / 1000)
        self._store.append(rows, keep=keep, forget=forget)
