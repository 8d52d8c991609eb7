"""A market's SQLite file: where it is, whether it is ours, how it is made and opened.

Never let two SQLite libraries touch one file at the same moment: Python's own `sqlite3`, the
`sqlite3` command or another program may read a copy, not the file of a running market. Each library
keeps its own account of the locks of this process, and closing a handle in one drops those of the
other; besides, the one that Debian 12 ships can damage a write-ahead log. For the same reason
nothing here opens the file by any other way than SQLite's own.
"""

import os
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

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

if TYPE_CHECKING:
    # The one seam: pysqlite3 has no types of its own and is the standard module under another name.
    import sqlite3 as dbapi2
else:
    from pysqlite3 import dbapi2

__all__ = ["dbapi2", "is_damage", "open_file", "path_in", "reason_of", "refuse_what_is_not_ours"]

LAYOUT = 2
"""How a file is laid out: in 2, rows of `entries` may be shared (decision 0121)."""
OLDEST_LAYOUT = 1
"""What is still read; opened for writing, a file is of the newest."""
LOG_PAGES = 500
"""Pages after which the log is brought into the file; whoever waits for an entry waits for that."""
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

NOT_A_DATABASE = 26
CORRUPT = 11


def path_in(url: str, rest: str) -> str:
    """Return the file's real path, as the one name under which its lock and its log are found.

    rest: what follows sqlite:// in `url`; its first slash parts the empty host from the path.
    """
    if not rest.startswith("/") or rest[1:] in {"", ":memory:"} or set(rest) & {"?", "\0"}:
        raise AddressNamesNoFile(address=url)
    return os.path.realpath(rest[1:])


def open_file(path: str, *, write: bool) -> "dbapi2.Connection":
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


def reason_of(error: "dbapi2.Error") -> str:
    """Return SQLite's words with its own name for them: database or disk is full (SQLITE_FULL)."""
    name = getattr(error, "sqlite_errorname", None)
    return f"{error} ({name})" if name else str(error)


def is_damage(error: "dbapi2.Error") -> bool:
    """May the file's own structure be broken, rather than the disk or our access to it?"""
    # The low byte is the kind, the rest says more about it.
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in {CORRUPT, NOT_A_DATABASE}


def _assert_safe() -> None:
    version = dbapi2.sqlite_version_info
    mended = version[:2] in {(3, 44), (3, 50)} and version[2] >= {44: 6, 50: 7}[version[1]]
    if not (version >= (3, 51, 3) or mended):
        raise UnsafeSqlite(version=dbapi2.sqlite_version)


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
    except dbapi2.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code == NOT_A_DATABASE:
            raise NotADatabase(path=path) from error
        if code == CORRUPT:
            raise Damaged(reason=reason_of(error)) from error
        raise CannotOpen(path=path, reason=reason_of(error)) from error


def _connect(path: str, mode: str) -> "dbapi2.Connection":
    connection = dbapi2.connect(
        f"file:{quote(os.fsencode(path))}?mode={mode}",
        uri=True,
        timeout=5,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection


def _is_empty(connection: "dbapi2.Connection", path: str) -> bool:
    """Is nothing in this file yet? Raise where it is another program's, or of another layout."""
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    (layout,) = connection.execute("PRAGMA user_version").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    if mark == 0 and layout == 0 and tables == 0:
        return True
    if mark != MARK:
        raise NotOurs(path=path)
    if not OLDEST_LAYOUT <= layout <= LAYOUT:
        newer = layout > LAYOUT
        raise (LayoutNewer if newer else LayoutOlder)(path=path, found=layout, known=LAYOUT)
    return False


def _prepare(connection: "dbapi2.Connection", path: str, *, make: bool) -> None:
    """Set what holds for the writer, and make the tables where there are none, all or none."""
    (journal,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    if journal != "wal":
        raise CannotOpen(path=path, reason="no write-ahead log on this kind of file system")
    for setting in (
        "synchronous = FULL",
        "secure_delete = ON",
        "cell_size_check = ON",
        f"wal_autocheckpoint = {LOG_PAGES}",
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
