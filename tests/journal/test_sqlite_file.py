"""A market's SQLite file: its address, its owner, what is refused and what is left as it was."""

import os
import shutil
import stat
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import mkdtemp
from threading import Thread

import apsw
import pytest

from laogu.journal import sqlite_file
from laogu.journal.addresses import open_store
from laogu.journal.chain import check
from laogu.journal.failures import (
    AddressNamesNoFile,
    AnotherWriter,
    CannotOpen,
    ChainBroken,
    Damaged,
    LayoutNewer,
    LayoutOlder,
    NoDatabase,
    NotADatabase,
    NotOurs,
    NotReadable,
    PathIsNoFile,
    UnknownScheme,
    UnsafeSqlite,
)
from laogu.journal.store import Snapshot
from tests.contracts.chains import chained
from tests.journal.children import start


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "market.db"


@pytest.fixture
def public_folder() -> Iterator[Path]:
    """Yield a folder that somebody else may walk into; a test's own folder is closed to others."""
    folder = Path(mkdtemp())
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


def market(path: Path):
    return closing(open_store(f"sqlite:///{path}", write=True))


def names_beside(path: Path) -> list[str]:
    return [one.name for one in path.parent.iterdir()]


def for_the_child(mode: int) -> int:
    """Return `mode` so that its last digit binds a child that gives up being root, if it is."""
    return mode if os.getuid() == 0 else (mode & 0o7) << 6


def altered(path: Path, *statements: str) -> None:
    with closing(apsw.Connection(str(path))) as connection:
        for statement in statements:
            connection.execute(statement)


# Addresses.


def test_three_slashes_name_a_file_here_and_four_a_file_anywhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with closing(open_store("sqlite:///a ü%20#b.db", write=True)) as store:
        store.append(chained([b"one"]))

    with closing(open_store(f"sqlite:///{tmp_path}/a ü%20#b.db", write=False)) as store:
        assert list(store.rows()) == chained([b"one"])


@pytest.mark.parametrize(
    "url",
    ["sqlite:", "sqlite://", "sqlite:///", "sqlite://host/market.db", "sqlite:///:memory:",
     "sqlite:///market.db?mode=ro", "sqlite:///market\0.db"],
)  # fmt: skip
@pytest.mark.parametrize("write", [True, False])
def test_an_address_without_a_usable_file_is_refused(url, write):
    with pytest.raises((AddressNamesNoFile, UnknownScheme)):
        open_store(url, write=write)


@pytest.mark.parametrize(
    ("url", "scheme"),
    [
        ("mysql://ada:secret@host/market", "mysql"),
        ("postgresql:ada:secret@host", "postgresql"),
        ("market.db", "market.db"),
        ("", ""),
    ],
)
def test_an_unknown_scheme_is_refused_without_repeating_a_password(url, scheme):
    with pytest.raises(UnknownScheme) as no:
        open_store(url, write=True)

    assert no.value.scheme == scheme
    assert "secret" not in str(no.value)


# What is there already.


def test_reading_where_there_is_no_market_makes_none(path):
    with pytest.raises(NoDatabase):
        open_store(f"sqlite:///{path}", write=False)

    assert names_beside(path) == []


def test_an_empty_file_is_taken_by_a_writer_and_is_no_market_to_a_reader(path):
    path.touch()
    with pytest.raises(NoDatabase):
        open_store(f"sqlite:///{path}", write=False)

    with market(path) as store:
        store.append(chained([b"one"]))


@pytest.mark.parametrize("write", [True, False])
def test_a_folder_is_not_a_market(path, write):
    path.mkdir()

    with pytest.raises(PathIsNoFile):
        open_store(f"sqlite:///{path}", write=write)


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize("content", [b"holder,class,quantity\n" * 100, bytes(4096), b"\n"])
def test_a_file_that_is_no_database_is_left_as_it_was(path, content, write):
    path.write_bytes(content)

    with pytest.raises(NotADatabase):
        open_store(f"sqlite:///{path}", write=write)

    assert path.read_bytes() == content
    assert names_beside(path) == [path.name]


@pytest.mark.parametrize("write", [True, False])
def test_another_programs_database_is_left_as_it_was(path, write):
    altered(path, "CREATE TABLE bookmarks (address TEXT)")
    before = path.read_bytes()

    with pytest.raises(NotOurs):
        open_store(f"sqlite:///{path}", write=write)

    assert path.read_bytes() == before
    assert names_beside(path) == [path.name]


@pytest.mark.parametrize("write", [True, False])
@pytest.mark.parametrize(("layout", "refusal"), [(0, LayoutOlder), (4, LayoutNewer)])
def test_a_market_of_another_layout_is_not_touched(path, layout, refusal, write):
    with market(path):
        pass
    altered(path, f"PRAGMA user_version = {layout}")

    with pytest.raises(refusal) as no:
        open_store(f"sqlite:///{path}", write=write)

    assert (no.value.found, no.value.known) == (layout, sqlite_file.LAYOUT)


@pytest.mark.parametrize("before", [1, 2])
def test_a_file_of_a_layout_before_is_read_and_marked_once_it_is_written_to(path, before):
    rows = chained([b"a", b"b"])
    with market(path) as store:
        for row in rows:
            store.append([row])
    altered(path, f"PRAGMA user_version = {before}")

    reader = open_store(f"sqlite:///{path}", write=False)
    assert list(reader.rows()) == rows
    reader.close()
    with market(path) as store:
        assert list(store.rows()) == rows
        (layout,) = store._writer._connection.execute("PRAGMA user_version").fetchone()
    assert layout == sqlite_file.LAYOUT == 3


def test_only_its_owner_may_read_a_market(path):
    with market(path) as store:
        store.append(chained([b"one"]))
        modes = {one.name: stat.S_IMODE(one.stat().st_mode) for one in path.parent.iterdir()}

    assert set(modes) == {"market.db", "market.db-wal", "market.db-shm", "market.db.lock"}
    assert set(modes.values()) == {0o600}


def test_the_write_ahead_log_is_empty_when_the_market_closes_even_beside_a_reader(path):
    with market(path) as store:
        store.append(chained([b"one"]))
        reader = open_store(f"sqlite:///{path}", write=False)
    log = path.with_name("market.db-wal")

    assert log.stat().st_size == 0
    reader.close()


def test_two_names_of_one_file_are_one_market(path):
    other = path.with_name("other.db")
    other.symlink_to(path)
    with market(path) as store:
        store.append(chained([b"one"]))
        with pytest.raises(AnotherWriter):
            open_store(f"sqlite:///{other}", write=True)

    with market(other) as store:
        assert list(store.rows()) == chained([b"one"])


# What the system does not let us do.


@pytest.mark.parametrize("write", [True, False])
def test_a_folder_that_is_not_there_is_said(path, write):
    with pytest.raises((CannotOpen, NoDatabase)):
        open_store(f"sqlite:///{path}/nowhere/market.db", write=write)


@pytest.mark.parametrize(
    ("folder", "file", "wish", "answer"),
    [
        (0o755, None, "write", "journal.cannot_open"),  # may not make one
        (0o777, 0o444, "write", "journal.cannot_open"),  # may only read the file
        (0o777, 0o444, "read", "opened"),
        (0o777, 0o600, "read", "journal.cannot_open"),
        (0o700, 0o666, "read", "journal.cannot_open"),  # may not even walk there
    ],
)
def test_the_files_rights_are_minded(public_folder, folder, file, wish, answer):
    path = public_folder / "market.db"
    if file is not None:
        with market(path):
            pass
        path.with_name("market.db.lock").unlink()
        path.chmod(for_the_child(file))
    public_folder.chmod(for_the_child(folder))

    child = start("open_as_nobody", f"sqlite:///{path}", wish)
    said = child.communicate()[0].decode()
    public_folder.chmod(0o755)

    assert said.split()[0] == answer


# What stands in the file.


def test_an_old_snapshot_goes_and_the_one_before_the_newest_stays(path):
    with market(path) as store:
        for seq in range(1, 6):
            store.save_snapshot(Snapshot(seq, bytes(32), b"books after %d" % seq))

    content = path.read_bytes()
    found = [seq for seq in range(1, 6) if b"books after %d" % seq in content]

    assert found == [4, 5]


def test_reading_needs_no_more_memory_than_a_chunk(path):
    with market(path) as store:
        store.append(chained(bytes([n]) * 200_000 for n in range(100)))
        tracemalloc.start()
        total = sum(len(row.body) for row in store.rows())
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    assert total == 20_000_000
    assert peak < 4_000_000


def test_a_store_closes_once_a_chunk_that_is_read_is_there_and_opens_again(path):
    store = open_store(f"sqlite:///{path}", write=True)
    store.append(chained([b"one"]))
    ending = Thread(target=store.close)
    with store._reader._one_at_a_time:  # type: ignore[attr-defined]
        ending.start()
        ending.join(0.1)
        assert ending.is_alive()

    ending.join(20)
    with market(path) as again:
        assert list(again.rows()) == chained([b"one"])
    with pytest.raises(NotReadable):
        list(store.rows())


# What SQLite is, and what may have happened to the file.


@pytest.mark.parametrize(
    ("version", "safe"),
    [
        ("3.40.1", False), ("3.44.5", False), ("3.44.6", True), ("3.45.3", False),
        ("3.50.6", False), ("3.50.7", True), ("3.51.2", False), ("3.51.3", True),
        ("3.53.4", True), ("4.0.0", True),
    ],
)  # fmt: skip
def test_a_library_that_may_damage_the_log_is_refused(path, monkeypatch, version, safe):
    monkeypatch.setattr(apsw, "sqlite_lib_version", lambda: version)
    if safe:
        with market(path):
            return

    with pytest.raises(UnsafeSqlite):
        open_store(f"sqlite:///{path}", write=True)


def test_a_page_that_was_overwritten_is_damage(path):
    with market(path) as store:
        store.append(chained(b"entry number %03d" % n * 10 for n in range(1, 1000)))
    content = bytearray(path.read_bytes())
    content[8 * 8192 : 9 * 8192] = b"\xa5" * 8192
    path.write_bytes(content)

    with market(path) as store, pytest.raises((Damaged, ChainBroken)):
        list(check(store.rows()))


def test_a_file_cut_short_is_damage(path):
    with market(path) as store:
        store.append(chained(b"entry number %03d" % n * 10 for n in range(1, 1000)))
    os.truncate(path, 8 * 8192)

    with pytest.raises((Damaged, ChainBroken)), market(path) as store:
        list(check(store.rows()))


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),  # FULL: a commit waits for the disk, even where the power may fail
        ("secure_delete", 1),
        ("trusted_schema", 0),
        ("page_size", 8_192),
        ("wal_autocheckpoint", 250),  # So many pages are what a commit may have to wait for.
    ],
)
def test_what_keeps_the_writers_word_is_set(path, setting, value):
    with market(path) as store:
        found = store._writer._connection.execute(f"PRAGMA {setting}").fetchone()

    assert found == (value,)


def test_a_file_keeps_the_pages_it_was_made_with_and_its_log_is_no_longer_for_it(path):
    with market(path):
        pass  # As it was made before decision 0126:
    altered(path, "PRAGMA journal_mode = DELETE", "PRAGMA page_size = 4096", "VACUUM")

    with market(path) as store:
        settings = "page_size", "wal_autocheckpoint", "journal_mode"
        found = [store._writer._connection.execute(f"PRAGMA {one}").get for one in settings]
    assert found == [4_096, 500, "wal"]


def test_the_layout_is_the_one_that_was_agreed(path):
    """A changed layout is a new layout number, and yesterday's file is still read."""
    with market(path):
        pass
    with closing(apsw.Connection(str(path))) as connection:
        tables = connection.execute(
            "SELECT t.name, group_concat(c.name || ' ' || c.type, ', ') FROM sqlite_schema AS t,"
            " pragma_table_info(t.name) AS c WHERE t.type = 'table' GROUP BY t.name"
        ).fetchall()

    assert (sqlite_file.LAYOUT, {str(name): columns for name, columns in tables}) == (3, {
        "entries": "seq INTEGER, hash BLOB, body BLOB",
        "kept": "key TEXT, salt BLOB, content BLOB, forgotten INTEGER",
        "looks": "seq INTEGER, hash BLOB, body BLOB",
        "sessions": "token_hash BLOB, person TEXT, expires_at_us INTEGER",
        "snapshots": "seq INTEGER, hash BLOB, body BLOB",
    })  # fmt: skip
