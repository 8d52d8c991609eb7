"""A market's PostgreSQL database: its address, whether it is ours, how it is connected and made.

A market has a database of its own; its tables lie in a schema of its own in there. A password that
is in an address is never shown, logged or put into an error.
"""

import os
import re
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

import psycopg
from msgspec import Struct
from psycopg.conninfo import conninfo_to_dict

from laogu.journal.failures import (
    AddressUnreadable,
    CannotConnect,
    Damaged,
    LayoutNewer,
    LayoutOlder,
    NoDatabase,
    NotOurs,
    NotReadable,
)

LAYOUT = 1
"""Of the tables in a PostgreSQL database; others are refused."""

MARK = "laogu"
DAMAGE = {"XX001", "XX002"}

# An extension's own tables and views are nobody's data.
IS_OURS = """
SELECT to_regclass('laogu.market') IS NOT NULL, EXISTS (
    SELECT FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
      AND c.relkind IN ('r', 'p', 'v', 'm', 'f')
      AND NOT EXISTS (SELECT FROM pg_depend AS d
                      WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid
                        AND d.deptype = 'e'))
"""

# generation: raised by whoever becomes the writer, and looked at by every write: see Writer.
TABLES = """
CREATE SCHEMA laogu;
CREATE TABLE laogu.market (
    mark text NOT NULL PRIMARY KEY,
    layout integer NOT NULL,
    generation bigint NOT NULL,
    writer text NOT NULL,
    scrub_is_due boolean NOT NULL
);
CREATE TABLE laogu.entries (
    seq bigint NOT NULL PRIMARY KEY,
    hash bytea NOT NULL,
    body bytea NOT NULL
);
CREATE TABLE laogu.kept (
    number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    salt bytea NOT NULL,
    content bytea NOT NULL,
    forgotten boolean NOT NULL DEFAULT false
);
CREATE TABLE laogu.snapshots (
    seq bigint NOT NULL PRIMARY KEY,
    hash bytea NOT NULL,
    body bytea NOT NULL
);
CREATE TABLE laogu.looks (
    seq bigint NOT NULL PRIMARY KEY,
    hash bytea NOT NULL,
    body bytea NOT NULL
);
CREATE TABLE laogu.sessions (
    token_hash bytea NOT NULL PRIMARY KEY,
    person text NOT NULL,
    expires_at_us bigint NOT NULL
);
"""

# What an address does not say. A server that is gone is noticed within ten seconds, on both sides.
UNSAID = {
    "connect_timeout": "3",
    "keepalives_idle": "3",
    "keepalives_interval": "1",
    "keepalives_count": "3",
    "tcp_user_timeout": "8000",
}

Connection = psycopg.Connection[tuple[Any, ...]]
_open: "weakref.WeakSet[Connection]" = weakref.WeakSet()


def _let_go_in_child() -> None:
    # A forked child shares the socket, and with it the writer's lock, until it closes it; nor may
    # it say goodbye to the server in our name.
    nothing = os.open(os.devnull, os.O_RDWR | os.O_CLOEXEC)
    for connection in _open:
        with suppress(psycopg.Error, OSError):
            os.dup2(nothing, connection.pgconn.socket, inheritable=False)
    os.close(nothing)


os.register_at_fork(after_in_child=_let_go_in_child)


class Address(Struct, frozen=True):
    """Where the database is. parts: as libpq names them, the password among them."""

    parts: dict[str, Any]

    @property
    def shown(self) -> str:
        """The address as people may see it: without password and without options."""
        hosts = str(self.parts.get("host") or self.parts.get("hostaddr") or "").split(",")
        ports = str(self.parts.get("port") or "").split(",")
        ports = ports * len(hosts) if len(ports) == 1 else ports
        pairs = zip(hosts, ports, strict=False)
        where = ",".join(f"{host}:{port}" if port else host for host, port in pairs)
        return f"postgresql://{where}/{self.parts.get('dbname') or ''}"

    def without_secrets(self, text: str) -> str:
        """Return what a library says, without the password."""
        secrets = (self.parts.get(name) for name in ("password", "sslpassword"))
        for secret in secrets:
            if secret:
                text = text.replace(str(secret), "…")
        return text


def address_in(url: str) -> Address:
    """Return the parts of an address, or refuse; what cannot be read may hold a password."""
    try:
        parts = dict(conninfo_to_dict(url))
    except psycopg.Error:
        raise AddressUnreadable from None
    return Address(parts)


def connected(address: Address, *, writes: bool, name: str) -> Connection:
    """Return a new connection. writes: to a server that can be written to.

    name: what the server's own lists call this process.
    """
    given = {**UNSAID, **address.parts}
    given.setdefault("application_name", name[:63])
    if writes:
        given.setdefault("target_session_attrs", "read-write")
    try:
        connection: Connection = psycopg.connect(
            **{**given, "client_encoding": "utf8"}, autocommit=True
        )
    except psycopg.Error as error:
        reason = address.without_secrets(reason_of(error))
        raise CannotConnect(address=address.shown, reason=reason) from None
    _open.add(connection)
    return connection


def is_empty(connection: Connection, address: Address) -> bool:
    """Is nothing in this database yet? Raise where it is not ours, or of another layout."""
    with _explained(address):
        found = connection.execute(IS_OURS).fetchone()
        assert found is not None, "a question with one answer"
        is_ours, has_tables = found
        if not is_ours and not has_tables:
            return True
        marked = None
        if is_ours:
            with suppress(psycopg.errors.UndefinedColumn):
                marked = connection.execute("SELECT mark, layout FROM laogu.market").fetchone()
    if marked is None or marked[0] != MARK:
        raise NotOurs(path=address.shown)
    if marked[1] != LAYOUT:
        error = LayoutNewer if marked[1] > LAYOUT else LayoutOlder
        raise error(path=address.shown, found=marked[1], known=LAYOUT)
    return False


def must_be_ours(connection: Connection, address: Address) -> None:
    """Refuse a database without a market in it."""
    if is_empty(connection, address):
        raise NoDatabase(path=address.shown)


def make(connection: Connection, address: Address) -> None:
    """Make the tables, all or none."""
    with _explained(address), connection.transaction():
        connection.execute(TABLES)
        connection.execute("INSERT INTO laogu.market VALUES (%s, %s, 0, '', false)", (MARK, LAYOUT))


def reason_of(error: psycopg.Error) -> str:
    """Return PostgreSQL's words and its own name for them; never its details, which hold data."""
    primary, state = error.diag.message_primary, error.sqlstate
    if primary is None:
        # What the library says of the connection: one or several lines, the guess of a cause last.
        said = re.sub(r"\s+", " ", str(error)).partition(" This probably means")[0]
        primary = said.strip().rstrip(".")[:300]
    return f"{primary} ({state})" if state else primary


def unread(error: psycopg.Error) -> Damaged | NotReadable:
    """Return what a read that failed is to us."""
    return (Damaged if error.sqlstate in DAMAGE else NotReadable)(reason=reason_of(error))


@contextmanager
def _explained(address: Address) -> Iterator[None]:
    try:
        yield
    except psycopg.Error as error:
        _cannot(address, error)


def _cannot(address: Address, error: psycopg.Error) -> NoReturn:
    raise CannotConnect(address=address.shown, reason=reason_of(error)) from error
