"""The store in PostgreSQL: a database of its own, one writer and any number of readers.

Two connections: one writes, one reads, so that a read on another thread neither waits for a commit
nor sees what is not durable. The one that reads comes back by itself when it was lost.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from typing import Any, LiteralString

import psycopg

from laogu.basics import LaoguError, PersonId
from laogu.journal.failures import KeyTaken, NotReadable
from laogu.journal.postgres_server import (
    Address,
    Connection,
    address_in,
    connected,
    must_be_ours,
    unread,
)
from laogu.journal.postgres_writer import Writer, array, check_next
from laogu.journal.store import Kept, Looks, Row, Session, Sessions, Snapshot

CHUNK_BYTES = 1 << 20
"""Bytes that are read at once from a PostgreSQL server."""

CHUNK_ROWS = 4_096
"""Rows that are read at once from a PostgreSQL server."""

CHUNK_KEYS = 100
"""Names or documents that are asked for at once from a PostgreSQL server."""

LAST_SEQ = (1 << 63) - 1

# Rows up to a size: what comes before the first that would pass it, and that one.
_ROWS: LiteralString = """
SELECT seq, hash, body FROM (
    SELECT seq, hash, body, sum(64 + length(body)) OVER (ORDER BY seq) - length(body) AS before
    FROM laogu.entries WHERE seq > %b AND seq <= %b ORDER BY seq LIMIT %b) AS found
WHERE before <= %b ORDER BY seq
"""
_LOOKS: LiteralString = _ROWS.replace("laogu.entries", "laogu.looks")
_EVERY_KEPT: LiteralString = """
SELECT number, key, salt, content FROM (
    SELECT number, key, salt, content,
           sum(64 + length(content)) OVER (ORDER BY number) - length(content) AS before
    FROM laogu.kept WHERE number > %b AND number <= %b AND NOT forgotten
    ORDER BY number LIMIT %b) AS found
WHERE before <= %b ORDER BY number
"""
_KEPT: LiteralString = """
SELECT key, salt, content FROM unnest(%b::text[]) WITH ORDINALITY AS asked (key, place)
JOIN laogu.kept USING (key) WHERE NOT forgotten ORDER BY place
"""
_ENTER: LiteralString = """
INSERT INTO laogu.entries SELECT %b + number, hash, body
FROM unnest(%b::bytea[], %b::bytea[]) WITH ORDINALITY AS given (hash, body, number)
"""
_LOOK: LiteralString = _ENTER.replace("laogu.entries", "laogu.looks")
_KEEP: LiteralString = """
INSERT INTO laogu.kept (key, salt, content)
SELECT key, salt, content
FROM unnest(%b::text[], %b::bytea[], %b::bytea[]) WITH ORDINALITY
     AS given (key, salt, content, place)
ORDER BY place ON CONFLICT (key) DO NOTHING RETURNING key
"""
_FORGET: LiteralString = """
UPDATE laogu.kept SET salt = decode(repeat('00', length(salt)), 'hex'),
    content = decode(repeat('00', length(content)), 'hex'), forgotten = true
WHERE key = ANY (%b) AND NOT forgotten
"""


class PostgresStore:
    """A `Store` in the database at `url`.

    write:  it writes. waits: it reads until `take_over`. name: what others are told of who writes.
    """

    def __init__(self, url: str, *, write: bool, waits: bool = False, name: str = "") -> None:
        address = address_in(url)
        self._writer = Writer(address, name=name, waits=waits) if write or waits else None
        self._reader = Reader(address, beside=self._writer is not None)
        try:
            self._reader.open()
        except BaseException:
            self.close()
            raise
        self.sessions: Sessions = PostgresSessions(self._reader, self._writer)
        self.looks: Looks = PostgresLooks(self._reader, self._writer)

    def append(
        self, rows: Sequence[Row], *, keep: Sequence[Kept] = (), forget: Sequence[str] = ()
    ) -> None:
        writer = must(self._writer)
        if rows:
            if writer.last_entry is None:
                with writer.batch() as batch:
                    writer.last_entry = _last_in(batch, "SELECT max(seq) FROM laogu.entries")
            check_next(writer.last_entry, [row.seq for row in rows])
        if keep or forget:
            with writer.batch(scrubs=bool(forget)) as batch:
                if rows:
                    _insert(batch, _ENTER, rows)
                if keep:
                    _keep(batch, keep)
                if forget:
                    batch.execute(_FORGET, (list(forget),))
        elif rows:
            hashes = [row.hash for row in rows]
            writer.append(rows[0].seq, hashes, [row.body for row in rows])
        if rows:
            writer.last_entry = rows[-1].seq

    def rows(self, *, after: int = 0, upto: int | None = None) -> Iterator[Row]:
        found = self._reader.stream(_ROWS, after, LAST_SEQ if upto is None else upto)
        return (Row(*row) for row in found)

    def kept(self, keys: Sequence[str] | None = None) -> Iterator[Kept]:
        if keys is None:
            every = self._reader.stream(_EVERY_KEPT, 0, LAST_SEQ)
            return (Kept(*row[1:]) for row in every)
        parts = (list(keys[at : at + CHUNK_KEYS]) for at in range(0, len(keys), CHUNK_KEYS))
        return (Kept(*row) for part in parts for row in self._reader.ask(_KEPT, part))

    def snapshot(self) -> Snapshot | None:
        newest = self._reader.ask(
            "SELECT seq, hash, body FROM laogu.snapshots ORDER BY seq DESC LIMIT 1"
        )
        return Snapshot(*newest[0]) if newest else None

    def save_snapshot(self, snapshot: Snapshot) -> None:
        with must(self._writer).aside() as batch:
            batch.execute(
                "DELETE FROM laogu.snapshots WHERE seq = %(seq)s OR seq NOT IN"
                " (SELECT seq FROM laogu.snapshots WHERE seq <> %(seq)s ORDER BY seq DESC LIMIT 1)",
                {"seq": snapshot.seq},
            )
            batch.execute(
                "INSERT INTO laogu.snapshots VALUES (%b, %b, %b)",
                (snapshot.seq, snapshot.hash, snapshot.body),
            )

    def take_over(self) -> None:
        """Become the writer, or raise why not; reading goes where is written from then on."""
        must(self._writer).take_over()
        self._reader.close()

    def still_writes(self) -> None:
        """Raise, if this process is not the writer any more, or the server is away."""
        must(self._writer).check()

    def close(self) -> None:
        self._reader.close()
        if self._writer is not None:
            self._writer.close()


class Reader:
    """The connection that reads. beside: it reads where is written, and not from a copy."""

    def __init__(self, address: Address, *, beside: bool) -> None:
        self._address = address
        self._beside = beside
        self._connection: Connection | None = None
        self._one_at_a_time = threading.Lock()

    def open(self) -> None:
        """Connect, and refuse a database without a market in it."""
        with self._one_at_a_time:
            must_be_ours(self._connected(), self._address)

    def ask(self, question: LiteralString, *given: object) -> list[tuple[Any, ...]]:
        """Return the answer; once more, where the connection had been lost meanwhile."""
        with self._one_at_a_time:
            try:
                return self._answer(question, given)
            except psycopg.Error as error:
                if self._connection is not None and not self._connection.closed:
                    raise unread(error) from error
            try:
                return self._answer(question, given)
            except psycopg.Error as error:
                raise unread(error) from error

    def stream(self, question: LiteralString, after: int, upto: int) -> Iterator[tuple[Any, ...]]:
        """Yield an answer that is ordered by its first column, from above `after`.

        Between chunks nothing is held open, so that a slow reader never holds up the server.
        """
        while chunk := self.ask(question, after, upto, CHUNK_ROWS, CHUNK_BYTES):
            yield from chunk
            after = chunk[-1][0]

    def close(self) -> None:
        with self._one_at_a_time:
            self._drop()

    def _answer(self, question: LiteralString, given: tuple[object, ...]) -> list[tuple[Any, ...]]:
        connection = self._connected()
        return connection.execute(question, given, prepare=True, binary=True).fetchall()

    def _connected(self) -> Connection:
        if self._connection is None or self._connection.closed:
            self._drop()
            try:
                connection = connected(self._address, writes=self._beside, name="laogu reads")
            except LaoguError as no:
                raise NotReadable(reason=str(no.facts["reason"])) from no
            # Not before: a server that is asked for one that writes would be passed over.
            connection.execute("SET default_transaction_read_only = on")
            self._connection = connection
        return self._connection

    def _drop(self) -> None:
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None


class PostgresLooks:
    """`Looks` in the same database."""

    def __init__(self, reader: Reader, writer: Writer | None) -> None:
        self._reader = reader
        self._writer = writer

    def append(self, rows: Sequence[Row]) -> None:
        with must(self._writer).batch() as batch:
            last = _last_in(batch, "SELECT max(seq) FROM laogu.looks")
            check_next(last, [row.seq for row in rows])
            _insert(batch, _LOOK, rows)

    def rows(self, *, after: int = 0) -> Iterator[Row]:
        return (Row(*row) for row in self._reader.stream(_LOOKS, after, LAST_SEQ))


class PostgresSessions:
    """`Sessions` in the same database."""

    def __init__(self, reader: Reader, writer: Writer | None) -> None:
        self._reader = reader
        self._writer = writer

    def put(self, token_hash: bytes, person: PersonId, expires_at_us: int) -> None:
        with must(self._writer).batch() as batch:
            batch.execute(
                "INSERT INTO laogu.sessions VALUES (%b, %b, %b) ON CONFLICT (token_hash)"
                " DO UPDATE SET person = excluded.person, expires_at_us = excluded.expires_at_us",
                (token_hash, person, expires_at_us),
            )

    def get(self, token_hash: bytes) -> Session | None:
        found = self._reader.ask(
            "SELECT person, expires_at_us FROM laogu.sessions WHERE token_hash = %b", token_hash
        )
        return Session(*found[0]) if found else None

    def delete(self, token_hash: bytes) -> None:
        with must(self._writer).batch() as batch:
            batch.execute("DELETE FROM laogu.sessions WHERE token_hash = %b", (token_hash,))

    def prune(self, now_us: int) -> int:
        with must(self._writer).batch() as batch:
            ended = batch.execute("DELETE FROM laogu.sessions WHERE expires_at_us <= %b", (now_us,))
            return ended.rowcount


def must(writer: Writer | None) -> Writer:
    """Return the writer of a store that has one."""
    assert writer is not None, "this store was opened for reading only"
    return writer


def _last_in(batch: Connection, question: LiteralString) -> int:
    found = batch.execute(question).fetchone()
    return found[0] if found and found[0] is not None else 0


def _insert(batch: Connection, question: LiteralString, rows: Sequence[Row]) -> None:
    hashes = array([row.hash for row in rows])
    batch.execute(question, (rows[0].seq - 1, hashes, array([row.body for row in rows])))


def _keep(batch: Connection, keep: Sequence[Kept]) -> None:
    keys = [one.key for one in keep]
    contents = array([one.content for one in keep])
    given = (keys, array([one.salt for one in keep]), contents)
    written = {row[0] for row in batch.execute(_KEEP, given)}
    for one in keep:
        if one.key not in written:
            raise KeyTaken(key=one.key)
        written.remove(one.key)
