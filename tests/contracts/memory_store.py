"""The obvious twin: a store in a few dictionaries, so that the contract is not SQLite's own."""

from collections.abc import Iterator, Sequence
from copy import deepcopy

from laogu.basics import PersonId
from laogu.journal.failures import AnotherWriter, KeyTaken, NotNext
from laogu.journal.store import Kept, Looks, Row, Session, Sessions, Snapshot


class Memory:
    """What a disk is to the others: it outlives a store."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.kept: dict[str, Kept | None] = {}
        self.snapshots: dict[int, Snapshot] = {}
        self.sessions: dict[bytes, Session] = {}
        self.looks: list[Row] = []
        self.written_by: MemoryStore | None = None


class MemoryStore:
    def __init__(self, memory: Memory, *, write: bool) -> None:
        if write:
            if memory.written_by is not None:
                raise AnotherWriter(path="memory", pid="this one")
            memory.written_by = self
        self._memory = memory
        self._write = write
        self.sessions: Sessions = MemorySessions(memory, write=write)
        self.looks: Looks = MemoryLooks(memory, write=write)

    def append(
        self, rows: Sequence[Row], *, keep: Sequence[Kept] = (), forget: Sequence[str] = ()
    ) -> None:
        assert self._write
        after = deepcopy(self._memory.kept)
        for seq, row in enumerate(rows, len(self._memory.rows) + 1):
            if row.seq != seq:
                raise NotNext(seq=seq, found=row.seq)
        for one in keep:
            if one.key in after:
                raise KeyTaken(key=one.key)
            after[one.key] = one
        for key in forget:
            if key in after:
                after[key] = None
        self._memory.rows += rows
        self._memory.kept = after

    def rows(self, *, after: int = 0, upto: int | None = None) -> Iterator[Row]:
        return iter(self._memory.rows[after:upto])

    def kept(self, keys: Sequence[str] | None = None) -> Iterator[Kept]:
        asked = self._memory.kept if keys is None else keys
        found = [self._memory.kept.get(key) for key in asked]
        return iter([one for one in found if one is not None])

    def snapshot(self) -> Snapshot | None:
        kept = self._memory.snapshots
        return kept[max(kept)] if kept else None

    def save_snapshot(self, snapshot: Snapshot) -> None:
        assert self._write
        self._memory.snapshots[snapshot.seq] = snapshot

    def close(self) -> None:
        if self._memory.written_by is self:
            self._memory.written_by = None


class MemoryLooks:
    def __init__(self, memory: Memory, *, write: bool) -> None:
        self._memory = memory
        self._write = write

    def append(self, rows: Sequence[Row]) -> None:
        assert self._write
        for seq, row in enumerate(rows, len(self._memory.looks) + 1):
            if row.seq != seq:
                raise NotNext(seq=seq, found=row.seq)
        self._memory.looks += rows

    def rows(self, *, after: int = 0) -> Iterator[Row]:
        return iter(self._memory.looks[after:])


class MemorySessions:
    def __init__(self, memory: Memory, *, write: bool) -> None:
        self._memory = memory
        self._write = write

    def put(self, token_hash: bytes, person: PersonId, expires_at_us: int) -> None:
        assert self._write
        self._memory.sessions[token_hash] = Session(person, expires_at_us)

    def get(self, token_hash: bytes) -> Session | None:
        return self._memory.sessions.get(token_hash)

    def delete(self, token_hash: bytes) -> None:
        assert self._write
        self._memory.sessions.pop(token_hash, None)

    def prune(self, now_us: int) -> int:
        assert self._write
        living = {
            token: one for token, one in self._memory.sessions.items() if one.expires_at_us > now_us
        }
        ended = len(self._memory.sessions) - len(living)
        self._memory.sessions = living
        return ended
