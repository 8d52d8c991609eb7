"""The one connection that writes to a market in PostgreSQL, and how it stays the only one.

Two things hold the right to write. A session's advisory lock, which the server lets go of when the
connection is lost, however it is lost. And a number in the database, the generation, which whoever
becomes the writer raises: every write checks in its own transaction, under a lock on that row, that
it is still its own. So a writer whose connection was taken from it, or that a pooler moved to
another session, writes nothing any more.
"""

import os
import socket
import struct
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, LiteralString

import psycopg
from psycopg.adapt import Dumper
from psycopg.pq import Format

from laogu.basics import LaoguError
from laogu.journal.failures import (
    AnotherWriter,
    CannotConnect,
    Damaged,
    NoDatabase,
    NotNext,
    NotRecorded,
    NotTheWriter,
    OutcomeUnknown,
)
from laogu.journal.patience import Patience
from laogu.journal.postgres_server import (
    DAMAGE,
    Address,
    Connection,
    connected,
    is_empty,
    make,
    reason_of,
)

LOCK = 0x6C_61_6F_67_75
"""The number of the writer's advisory lock: laogu, in ASCII."""

SCRUB_WAIT_MS = 100
"""How long forgetting waits for whoever reads what is kept; then it is done later."""

UNIQUE = "23505"

# One statement, one round trip, one commit: measured beside COPY in decision 0046.
APPEND = """
INSERT INTO laogu.entries SELECT %b + number, hash, body
FROM unnest(%b::bytea[], %b::bytea[]) WITH ORDINALITY AS given (hash, body, number)
WHERE EXISTS (SELECT FROM laogu.market WHERE generation = %b FOR SHARE)
"""
FENCE = "SELECT FROM laogu.market WHERE generation = %b FOR SHARE"

# An address that says another limit for statements is obeyed; `Patience` takes it over for commits.
SETTINGS: LiteralString = """
SET default_transaction_isolation = 'read committed';
SELECT set_config('synchronous_commit', 'on', false)
  WHERE current_setting('synchronous_commit') NOT IN ('on', 'remote_apply');
SELECT set_config('statement_timeout', '10s', false)
  WHERE current_setting('statement_timeout') = '0';
SELECT set_config(name, value, false)
  FROM (VALUES ('idle_session_timeout', '0'), ('idle_in_transaction_session_timeout', '0'),
    ('client_connection_check_interval', '1s'), ('tcp_keepalives_idle', '3'),
    ('tcp_keepalives_interval', '1'), ('tcp_keepalives_count', '3')) AS wanted (name, value)
  WHERE name IN (SELECT name FROM pg_settings);
"""


class Array(bytes):
    """An array in PostgreSQL's binary form, made at once: its own maker is ten times slower."""

    __slots__ = ()


class _ArrayDumper(Dumper):
    format = Format.BINARY
    oid = 1001  # bytea[]

    def dump(self, obj: Any) -> bytes:
        """Return it as it is."""
        return bytes(obj)


_length = struct.Struct(">i").pack
_head = struct.Struct(">iiiii").pack


def array(values: Sequence[bytes]) -> Array:
    """Return an array of byte strings: one dimension, no nulls, 17 for bytea, numbered from 1."""
    parts = [_head(1, 0, 17, len(values), 1)]
    for value in values:
        parts.append(_length(len(value)))
        parts.append(value)
    return Array(b"".join(parts))


class Writer:
    """The right and the means to write. name: what others are told of who holds it.

    waits: it is not taken at once; `take_over` does.
    """

    def __init__(self, address: Address, *, name: str, waits: bool = False) -> None:
        self._address = address
        self._name = f"{os.getpid()} on {socket.gethostname()}" + (f", {name}" if name else "")
        self._one_at_a_time = threading.RLock()
        self._connection: Connection | None = None
        self._generation = 0
        self._doubt = ""
        self._patience: Patience | None = None
        self._scrub_is_due = False
        # Nobody else writes, so the number of the last entry is known until a batch is taken back.
        self.last_entry: int | None = None
        if not waits:
            self.take_over(makes=True)

    def take_over(self, *, makes: bool = False) -> None:
        """Become the writer, or raise why not; one who is it already makes sure of it.

        makes: the tables, where there are none.

        Raising the generation is a commit of its own. With a synchronous standby it waits for that,
        so once it is done, everything that was committed before it is there as well.
        """
        with self._one_at_a_time:
            try:
                connection = self._locked()
                if is_empty(connection, self._address):
                    if not makes:
                        raise NoDatabase(path=self._address.shown)
                    make(connection, self._address)
                self._raise_generation(connection)
            except psycopg.Error as error:
                self._drop()
                reason = reason_of(error)
                raise CannotConnect(address=self._address.shown, reason=reason) from error
            except BaseException:
                self._drop()
                raise
            self._scrub()

    def append(self, first: int, hashes: Sequence[bytes], bodies: Sequence[bytes]) -> None:
        """Make entries from number `first` durable in one statement."""
        with self._one_at_a_time, self._explained() as connection:
            given = (first - 1, array(hashes), array(bodies), self._generation)
            written = connection.execute(APPEND, given, prepare=True)
            if written.rowcount != len(bodies):
                self._lost()
            self._believe()

    @contextmanager
    def batch(self, *, scrubs: bool = False) -> Iterator[Connection]:
        """Make what happens inside durable, or raise and leave everything as it was.

        scrubs: what was there before is to leave the files as well.
        """
        with self._one_at_a_time:
            with self._explained() as connection:
                with connection.transaction():
                    if connection.execute(FENCE, (self._generation,)).rowcount != 1:
                        self._lost()
                    yield connection
                    if scrubs:
                        connection.execute("UPDATE laogu.market SET scrub_is_due = true")
                self._believe()
            if scrubs or self._scrub_is_due:
                self._scrub_is_due = True
                self._scrub()

    def check(self) -> None:
        """Raise, if this is not the writer any more, or the server is away."""
        asked = "SELECT FROM laogu.market WHERE generation = %b"
        with self._one_at_a_time:
            last = self.last_entry
            with self._explained() as connection:
                if connection.execute(asked, (self._generation,), prepare=True).rowcount != 1:
                    self._lost()
            self.last_entry = last

    @contextmanager
    def aside(self) -> Iterator[Connection]:
        """Make what happens inside durable on a connection of its own, as long as it may take.

        For what is as large as the market, such as a snapshot: entries go on being written.
        """
        connection = connected(self._address, writes=True, name=f"laogu {self._name}, aside")
        try:
            with connection.transaction():
                connection.execute("SET LOCAL statement_timeout = 0")
                if connection.execute(FENCE, (self._generation,)).rowcount != 1:
                    raise NotTheWriter
                yield connection
        except psycopg.Error as error:
            raise NotRecorded(reason=reason_of(error)) from error
        finally:
            connection.close()

    def close(self) -> None:
        """Give back the right to write, at once: a server may take a moment to see who has gone."""
        with self._one_at_a_time:
            if self._patience is not None and self._connection is not None:
                with suppress(psycopg.Error), self._patience.watched():
                    self._connection.execute("SELECT pg_advisory_unlock(%s)", (LOCK,))
            self._drop()

    def _locked(self) -> Connection:
        if self._connection is None or self._connection.closed:
            self._drop()
            self._connection = connected(self._address, writes=True, name=f"laogu {self._name}")
            self._connection.adapters.register_dumper(Array, _ArrayDumper)
            self._connection.add_notice_handler(self._notice)
            self._connection.execute(SETTINGS)
            self._be_patient(self._connection)
            got = self._connection.execute("SELECT pg_try_advisory_lock(%s)", (LOCK,)).fetchone()
            if got != (True,):
                raise AnotherWriter(path=self._address.shown, pid=self._holder(self._connection))
        return self._connection

    def _holder(self, connection: Connection) -> str:
        with suppress(psycopg.Error):
            found = connection.execute("SELECT writer FROM laogu.market").fetchone()
            return found[0] if found and found[0] else "unknown"
        return "unknown"

    def _raise_generation(self, connection: Connection) -> None:
        self.last_entry = None
        self._doubt = ""
        assert self._patience is not None, "there is a connection"
        with self._patience.watched():
            raised = connection.execute(
                "UPDATE laogu.market SET generation = generation + 1, writer = %s"
                " RETURNING generation, scrub_is_due",
                (self._name,),
            ).fetchone()
        assert raised is not None, "one row"
        if self._doubt:
            raise CannotConnect(address=self._address.shown, reason=self._doubt)
        self._generation, self._scrub_is_due = raised

    @contextmanager
    def _explained(self) -> Iterator[Connection]:
        """Give the connection, and say what a write that failed has come to.

        What the server refused is not there. Where the connection ended before its answer, or the
        server says that it stopped waiting for its standby, nobody can know.
        """
        connection = self._connection
        if connection is None or connection.closed:
            raise NotRecorded(reason="there is no connection to the database server")
        assert self._patience is not None, "there is a connection"
        self._doubt = ""
        try:
            with self._patience.watched():
                yield connection
        except psycopg.Error as error:
            self.last_entry = None
            raise self._came_of(error, is_cut=connection.closed) from error
        except LaoguError:
            self.last_entry = None
            raise
        except BaseException:
            # Stopped from outside, perhaps in the middle of an answer.
            self._drop()
            raise

    def _came_of(self, error: psycopg.Error, *, is_cut: bool) -> LaoguError:
        """Return what a write has come to that ended in an error. is_cut: the connection ended."""
        state, reason = error.sqlstate or "", reason_of(error)
        if is_cut or self._doubt or not state:
            self._drop()
            return OutcomeUnknown(reason=self._doubt or reason)
        if state == UNIQUE and error.diag.table_name in {"entries", "looks"}:
            self._drop()
            return NotTheWriter()
        return Damaged(reason=reason) if state in DAMAGE else NotRecorded(reason=reason)

    def _notice(self, notice: psycopg.errors.Diagnostic) -> None:
        # "canceling wait for synchronous replication": committed here, perhaps nowhere else.
        if notice.severity_nonlocalized == "WARNING":
            self._doubt = f"{notice.message_primary} ({notice.sqlstate})"

    def _believe(self) -> None:
        if self._doubt:
            doubt = self._doubt
            self._drop()
            raise OutcomeUnknown(reason=doubt)

    def _lost(self) -> None:
        self._drop()
        raise NotTheWriter

    def _be_patient(self, connection: Connection) -> None:
        asked = "SELECT setting::integer FROM pg_settings WHERE name = 'statement_timeout'"
        found = connection.execute(asked).fetchone()
        assert found is not None, "a setting that every server has"

        def give_up() -> None:
            with suppress(psycopg.Error):
                connection.cancel_safe(timeout=3)

        self._patience = Patience(give_up, seconds=found[0] / 1000)

    def _drop(self) -> None:
        self.last_entry = None
        if self._patience is not None:
            self._patience.end()
        self._patience = None
        if self._connection is not None:
            with suppress(psycopg.Error):
                self._connection.close()
        self._connection = None

    def _scrub(self) -> None:
        """Write the table of what is kept anew: the old row of what was forgotten stands in it.

        Somebody who reads it holds this up; it is tried again with the next batch. What stands in
        the server's own log, its archive and its copies is beyond us: see two-databases.md.
        """
        connection = self._connection
        if not self._scrub_is_due or connection is None:
            return
        with suppress(psycopg.Error):
            limit = connection.execute("SELECT current_setting('statement_timeout')").fetchone()
            try:
                connection.execute(f"SET lock_timeout = {SCRUB_WAIT_MS}; SET statement_timeout = 0")
                connection.execute("VACUUM (FULL) laogu.kept")
                connection.execute("UPDATE laogu.market SET scrub_is_due = false")
                self._scrub_is_due = False
            finally:
                connection.execute("RESET lock_timeout")
                connection.execute("SELECT set_config('statement_timeout', %s, false)", limit)


def check_next(last: int, numbers: Sequence[int]) -> None:
    """Refuse numbers that do not run on from `last`."""
    for expected, found in enumerate(numbers, last + 1):
        if found != expected:
            raise NotNext(seq=expected, found=found)
