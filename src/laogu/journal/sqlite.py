"""The store in SQLite: one file, a write-ahead log beside it, one writer and any number of readers.

Two connections: one writes, one reads, so that a read on another thread neither waits for the disk
nor sees what is not durable.

Entries that become durable together share rows of the table `entries`: under the number of the last
of them stand their hashes, end to end, and their bodies, a line each, packed where that pays. No
body of an entry has an end of line in it: JSON writes it as two characters.
"""

import threading
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import apsw

from laogu.basics import PersonId
from laogu.journal.failures import Damaged, KeyTaken, NotNext, NotReadable
from laogu.journal.packing import pack, unpack
from laogu.journal.sqlite_file import is_damage, open_file, reason_of
from laogu.journal.sqlite_writer import Writer
from laogu.journal.store import Kept, Looks, Row, Session, Sessions, Snapshot

CHUNK_BYTES = 1 << 20
IN_A_ROW = 64
"""Entries that share a row: beyond that, one costs no less, and finding one costs more."""

BYTES_IN_A_ROW = 1 << 16
"""Bytes of entries that share a row; longer ones stand alone."""

LAST_SEQ = (1 << 63) - 1
_HASH = 32


_LAST = {
    "entries": "SELECT ifnull(max(seq), 0) FROM entries",
    "looks": "SELECT ifnull(max(seq), 0) FROM looks",
}

# In place and of the same length: SQLite then writes over the very bytes. A deleted row is zeroed
# too (secure_delete), but a copy may have stayed behind when a deletion elsewhere moved it to
# another page: seen with one name in some thousands.
OVERWRITE = (
    "UPDATE kept SET salt = zeroblob(length(salt)), content = zeroblob(length(content)),"
    " forgotten = 1 WHERE key = ?"
)


class SqliteStore:
    """A `Store` in the SQLite file at `path`."""

    def __init__(self, path: str, *, write: bool) -> None:
        self._writer = Writer(path) if write else None
        try:
            self._reader = Reader(path)
        except BaseException:
            if self._writer is not None:
                self._writer.close()
            raise
        self.sessions: Sessions = SqliteSessions(self._reader, self._writer)
        self.looks: Looks = SqliteLooks(self._reader, self._writer)

    def append(
        self, rows: Sequence[Row], *, keep: Sequence[Kept] = (), forget: Sequence[str] = ()
    ) -> None:
        writer = must(self._writer)
        with writer.batch(forgets=bool(forget)) as batch:
            if rows:
                if writer.last_entry is None:
                    writer.last_entry = _last_in(batch, "entries")
                _check_next(writer.last_entry, [row.seq for row in rows])
                batch.executemany("INSERT INTO entries VALUES (?, ?, ?)", _together(rows))
                writer.last_entry = rows[-1].seq
            for one in keep:
                _keep(batch, one)
            if forget:
                batch.executemany(OVERWRITE, [(key,) for key in forget])

    def rows(self, *, after: int = 0, upto: int | None = None) -> Iterator[Row]:
        last = LAST_SEQ if upto is None else upto
        found = self._reader.stream(
            "SELECT seq, hash, body FROM entries WHERE seq > ?1 AND seq <= ifnull("
            "(SELECT min(seq) FROM entries WHERE seq >= ?2), ?2) ORDER BY seq",
            after,
            last,
        )
        return (row for shared in found for row in _apart(*shared) if after < row.seq <= last)

    def kept(self, keys: Sequence[str] | None = None) -> Iterator[Kept]:
        if keys is None:
            every = self._reader.stream(
                "SELECT rowid, key, salt, content FROM kept"
                " WHERE rowid > ? AND NOT forgotten ORDER BY rowid",
                0,
            )
            return (Kept(*row[1:]) for row in every)
        one = "SELECT key, salt, content FROM kept WHERE key = ? AND NOT forgotten"
        found = (self._reader.first(one, key) for key in keys)
        return (Kept(*row) for row in found if row is not None)

    def snapshot(self) -> Snapshot | None:
        newest = "SELECT seq, hash, body FROM snapshots ORDER BY seq DESC LIMIT 1"
        found = self._reader.first(newest)
        return None if found is None else Snapshot(*found)

    def save_snapshot(self, snapshot: Snapshot) -> None:
        with must(self._writer).batch() as batch:
            # First what goes, so that the new one takes its room.
            batch.execute(
                "DELETE FROM snapshots WHERE seq = ?1 OR seq NOT IN"
                " (SELECT seq FROM snapshots WHERE seq <> ?1 ORDER BY seq DESC LIMIT 1)",
                (snapshot.seq,),
            )
            batch.execute(
                "INSERT INTO snapshots VALUES (?, ?, ?)",
                (snapshot.seq, snapshot.hash, snapshot.body),
            )

    def close(self) -> None:
        try:
            self._reader.close()
        finally:
            if self._writer is not None:
                self._writer.close()


class Reader:
    """The connection that reads, for one thread after another, and what it says when it cannot."""

    def __init__(self, path: str) -> None:
        self._connection = open_file(path, write=False)
        self._one_at_a_time = threading.Lock()

    def first(self, question: str, *given: int | str | bytes) -> tuple[Any, ...] | None:
        """Return the first row of the answer; None where there is none."""
        try:
            with self._one_at_a_time:
                answer = self._connection.execute(question, given)
                found: tuple[Any, ...] | None = answer.fetchone()
                answer.close()
        except apsw.Error as error:
            raise _unread(error) from error
        return found

    def stream(
        self, question: str, after: int, *given: int | str | bytes
    ) -> Iterator[tuple[Any, ...]]:
        """Yield an answer that is ordered by its first column, from above `after`.

        Between chunks nothing is held open, so that a slow reader never holds up the writer's log.
        """
        while chunk := self._chunk(question, after, *given):
            yield from chunk
            after = chunk[-1][0]

    def close(self) -> None:
        """Give back the file, once whoever reads a chunk has it."""
        with self._one_at_a_time:
            self._connection.close()

    def _chunk(self, question: str, *given: int | str | bytes) -> list[tuple[Any, ...]]:
        chunk, size = [], 0
        try:
            with self._one_at_a_time:
                answer = self._connection.execute(question, given)
                for row in answer:
                    chunk.append(row)
                    size += 64 + len(row[-1])
                    if size >= CHUNK_BYTES:
                        break
                answer.close()
        except apsw.Error as error:
            raise _unread(error) from error
        return chunk


class SqliteLooks:
    """`Looks` in the same file."""

    def __init__(self, reader: Reader, writer: Writer | None) -> None:
        self._reader = reader
        self._writer = writer

    def append(self, rows: Sequence[Row]) -> None:
        looks = [(row.seq, row.hash, row.body) for row in rows]
        with must(self._writer).batch() as batch:
            _check_next(_last_in(batch, "looks"), [look[0] for look in looks])
            batch.executemany("INSERT INTO looks VALUES (?, ?, ?)", looks)

    def rows(self, *, after: int = 0) -> Iterator[Row]:
        every = "SELECT seq, hash, body FROM looks WHERE seq > ? ORDER BY seq"
        return (Row(*row) for row in self._reader.stream(every, after))


class SqliteSessions:
    """`Sessions` in the same file."""

    def __init__(self, reader: Reader, writer: Writer | None) -> None:
        self._reader = reader
        self._writer = writer

    def put(self, token_hash: bytes, person: PersonId, expires_at_us: int) -> None:
        with must(self._writer).batch() as batch:
            batch.execute(
                "INSERT OR REPLACE INTO sessions VALUES (?, ?, ?)",
                (token_hash, person, expires_at_us),
            )

    def get(self, token_hash: bytes) -> Session | None:
        found = self._reader.first(
            "SELECT person, expires_at_us FROM sessions WHERE token_hash = ?", token_hash
        )
        return None if found is None else Session(*found)

    def delete(self, token_hash: bytes) -> None:
        with must(self._writer).batch() as batch:
            batch.execute("DELETE FROM sessions WHERE token_hash = ?", (token_hash,))

    def prune(self, now_us: int) -> int:
        with must(self._writer).batch() as batch:
            batch.execute("DELETE FROM sessions WHERE expires_at_us <= ?", (now_us,))
            return batch.changes()


def must(writer: Writer | None) -> Writer:
    """Return the writer of a store that has one."""
    assert writer is not None, "this store was opened for reading only"
    return writer


def _together(rows: Sequence[Row]) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield what stands in the table for rows that follow on one another."""
    for first in range(0, len(rows), IN_A_ROW):
        yield from _shared(rows[first : first + IN_A_ROW])


def _shared(rows: Sequence[Row]) -> Iterator[tuple[int, bytes, bytes]]:
    """Yield one row of the table for all, or for each half of them where they cannot share it."""
    bodies = [row.body for row in rows]
    if len(rows) == 1 or _can_share(bodies):
        yield rows[-1].seq, b"".join([row.hash for row in rows]), pack(b"\n".join(bodies))
    else:
        half = len(rows) // 2
        yield from _shared(rows[:half])
        yield from _shared(rows[half:])


def _can_share(bodies: list[bytes]) -> bool:
    """Return whether bodies are short enough for one row, and none has an end of line in it."""
    # Looking for one is eight times as fast as counting them, end to end as between lines.
    end_to_end = b"".join(bodies)
    return len(end_to_end) + len(bodies) - 1 <= BYTES_IN_A_ROW and b"\n" not in end_to_end


def _apart(seq: int, hashes: bytes, body: bytes) -> Iterator[Row]:
    """Yield the rows that share a row of the table, the last of them under `seq`.

    Where somebody has changed it, a row without its body or its hash breaks the chain.
    """
    body = unpack(body)
    if len(hashes) == _HASH:
        yield Row(seq, hashes, body)
        return
    bodies = body.split(b"\n")
    count = max(len(bodies), -(-len(hashes) // _HASH))
    for number in range(count):
        at = number * _HASH
        one = bodies[number] if number < len(bodies) else b""
        yield Row(seq - count + 1 + number, hashes[at : at + _HASH], one)


def _last_in(batch: apsw.Connection, table: Literal["entries", "looks"]) -> int:
    return int(batch.execute(_LAST[table]).get)


def _check_next(last: int, numbers: Sequence[int]) -> None:
    for expected, found in enumerate(numbers, last + 1):
        if found != expected:
            raise NotNext(seq=expected, found=found)


def _keep(batch: apsw.Connection, one: Kept) -> None:
    try:
        batch.execute(
            "INSERT INTO kept (key, salt, content) VALUES (?, ?, ?)",
            (one.key, one.salt, one.content),
        )
    except apsw.ConstraintError as error:
        raise KeyTaken(key=one.key) from error


def _unread(error: apsw.Error) -> Damaged | NotReadable:
    return (Damaged if is_damage(error) else NotReadable)(reason=reason_of(error))
