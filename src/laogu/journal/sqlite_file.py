"""A market's SQLite file: where it is, whether it is ours, how it is made and opened.

Never let two SQLite libraries touch one file at the same moment: Python's own `sqlite3`, the
`sqlite3` command or another program may read a copy, not the file of a running market. Each library
keeps its own account of the locks of this process, and closing a handle in one drops those of the
other; besides, the one that Debian 12 ships can damage a write-ahead log. For the same reason
nothing here opens the file by any other way than SQLite's own.

The library is apsw's: up to date, and it makes a log durable by `fdatasync` (decision 0123).
"""

import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

import apsw

from laogu.journal.failures import (
    AddressNamesNoFile,
    CannotOpen,
    Damaged,
    LayoutNewer,
    LayoutOlder,
    NoDatabase,
    NotADatabase,
    NotOurs,
    PathIsNoFile,
    UnsafeSqlite,
)

LAYOUT = 3
"""How a file is laid out: from 2 on rows of `entries` may be shared (decision 0121), from 3 on
packed (0158)."""
OLDEST_LAYOUT = 1
"""What is still read; opened for writing, a file is of the newest."""
BUSY_WAIT_MS = 5_000
"""How long a lock of another process is waited for."""
PAGE_BYTES = 8_192
"""Of a new file; one that is there keeps its own. A row of many entries fills one page, and half as
many pages to write for a batch cost a tenth to a quarter less of it (decision 0126)."""
LOG_BYTES = 2_048_000
"""After which the log is brought into the file; whoever waits for an entry waits for that."""
SMALLEST_BYTES = 512
MARK = 0x6C_61_6F_67  # "laog", where SQLite keeps the id of the application a file belongs to

# No second index on entries, and none on random text: appending stays as fast as the disk.
# Forgotten rows of `kept` stay in place, overwritten with zeros: see `OVERWRITE` in sqlite.py.
TABLES = """
CREATE TABLE entries (
    seq INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE TABLE kept (
    key TEXT NOT NULL PRIMARY KEY,
    salt BLOB NOT NULL,
    content BLOB NOT NULL,
    forgotten INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE snapshots (
    seq INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE TABLE looks (
    seq INTEGER PRIMARY KEY,
    hash BLOB NOT NULL,
    body BLOB NOT NULL
) STRICT;
CREATE TABLE sessions (
    token_hash BLOB NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    expires_at_us INTEGER NOT NULL
) STRICT;
"""

_NAMES = {**apsw.mapping_result_codes, **apsw.mapping_extended_result_codes}


def path_in(url: str, rest: str) -> str:
    """Return the file's real path, as the one name under which its lock and its log are found.

    rest: what follows sqlite:// in `url`; its first slash parts the empty host from the path.
    """
    if not rest.startswith("/") or rest[1:] in {"", ":memory:"} or set(rest) & {"?", "\0"}:
        raise AddressNamesNoFile(address=url)
    return os.path.realpath(rest[1:])


def open_file(path: str, *, write: bool) -> apsw.Connection:
    """Return a connection to a market's file; with `write` the file is made where there is none.

    Whoever writes holds the writer's lock already, so that only one process makes the tables.
    """
    _assert_safe()
    _look_at(path, write=write)
    with _explained(path):
        connection = _connect(path, "rw" if write else "ro")
        try:
            empty = _is_empty(connection, path)
            if write:
                _prepare(connection, path, make=empty)
            elif empty:
                raise NoDatabase(path=path)
        except BaseException:
            connection.close()
            raise
        return connection


def refuse_what_is_not_ours(path: str) -> None:
    """Look at a file that is there already before anything is put beside it."""
    try:
        _look_at(path, write=False)
    except NoDatabase:
        return
    with _explained(path), closing(_connect(path, "ro")) as connection:
        _is_empty(connection, path)


def reason_of(error: apsw.Error) -> str:
    """Return SQLite's words with its own name for them: database or disk is full (SQLITE_FULL)."""
    name = _NAMES.get(getattr(error, "extendedresult", 0))
    return f"{error} ({name})" if name else str(error)


def is_damage(error: apsw.Error) -> bool:
    """May the file's own structure be broken, rather than the disk or our access to it?"""
    return _kind(error) in {apsw.SQLITE_CORRUPT, apsw.SQLITE_NOTADB}


def _kind(error: apsw.Error) -> int:
    """Return SQLite's number for what went wrong; 0 where it was not SQLite that said so."""
    return getattr(error, "result", 0)


def _assert_safe() -> None:
    written = apsw.sqlite_lib_version()
    version = tuple(int(part) for part in written.split("."))
    mended = version[:2] in {(3, 44), (3, 50)} and version[2] >= {44: 6, 50: 7}[version[1]]
    if not (version >= (3, 51, 3) or mended):
        raise UnsafeSqlite(version=written)


def _look_at(path: str, *, write: bool) -> None:
    try:
        found = Path(path).stat()
    except FileNotFoundError as error:
        if not write:
            raise NoDatabase(path=path) from error
        _make(path)
    except OSError as error:
        raise CannotOpen(path=path, reason=error.strerror or "unknown") from error
    else:
        if not stat.S_ISREG(found.st_mode):
            raise PathIsNoFile(path=path)
        # SQLite would take one single byte for an empty database and write over it.
        if 0 < found.st_size < SMALLEST_BYTES:
            raise NotADatabase(path=path)


def _make(path: str) -> None:
    """Make an empty file that only its owner may read; SQLite gives its log the same rights."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
        folder = os.open(Path(path).parent, os.O_RDONLY | os.O_CLOEXEC)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as error:
        raise CannotOpen(path=path, reason=error.strerror or "unknown") from error


@contextmanager
def _explained(path: str) -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        code = _kind(error)
        if code == apsw.SQLITE_NOTADB:
            raise NotADatabase(path=path) from error
        if code == apsw.SQLITE_CORRUPT:
            raise Damaged(reason=reason_of(error)) from error
        raise CannotOpen(path=path, reason=reason_of(error)) from error


def _connect(path: str, mode: str) -> apsw.Connection:
    may = apsw.SQLITE_OPEN_READWRITE if mode == "rw" else apsw.SQLITE_OPEN_READONLY
    connection = apsw.Connection(
        f"file:{quote(os.fsencode(path))}?mode={mode}", flags=may | apsw.SQLITE_OPEN_URI
    )
    connection.set_busy_timeout(BUSY_WAIT_MS)
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _is_empty(connection: apsw.Connection, path: str) -> bool:
    """Is nothing in this file yet? Raise where it is another program's, or of another layout."""
    mark = connection.execute("PRAGMA application_id").get
    layout = connection.execute("PRAGMA user_version").get
    tables = connection.execute("SELECT count(*) FROM sqlite_schema").get
    if mark == 0 and layout == 0 and tables == 0:
        return True
    if mark != MARK:
        raise NotOurs(path=path)
    if not OLDEST_LAYOUT <= layout <= LAYOUT:
        newer = layout > LAYOUT
        raise (LayoutNewer if newer else LayoutOlder)(path=path, found=layout, known=LAYOUT)
    return False


def _page_bytes(connection: apsw.Connection) -> int:
    return int(connection.execute("PRAGMA page_size").get)


def _prepare(connection: apsw.Connection, path: str, *, make: bool) -> None:
    """Set what holds for the writer, and make the tables where there are none, all or none."""
    if make:
        connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
    if connection.execute("PRAGMA journal_mode = WAL").get != "wal":
        raise CannotOpen(path=path, reason="no write-ahead log on this kind of file system")
    for setting in (
        "synchronous = FULL",
        "secure_delete = ON",
        "cell_size_check = ON",
        f"wal_autocheckpoint = {LOG_BYTES // _page_bytes(connection)}",
        "journal_size_limit = 67108864",
    ):
        connection.execute(f"PRAGMA {setting}")
    connection.execute("BEGIN IMMEDIATE")
    if make:
        for table in TABLES.split(";"):
            connection.execute(table)
        connection.execute(f"PRAGMA application_id = {MARK}")
    # Every time: SQLite opens a file that we may not write to, and says so at the first write only.
    connection.execute(f"PRAGMA user_version = {LAYOUT}")
    connection.execute("COMMIT")
