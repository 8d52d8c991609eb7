"""A disk that takes no more: nothing is half written, what was confirmed stays, reading goes on."""

from contextlib import closing
from random import Random

import pytest

from laogu.journal.addresses import open_store
from laogu.journal.chain import check
from laogu.journal.failures import NotRecorded
from laogu.journal.sqlite import SqliteStore
from laogu.journal.store import Kept, Snapshot
from tests.contracts.chains import chained
from tests.journal.children import start

# Nothing that packing could make shorter.
ROWS = chained(b"entry %d %s" % (n, Random(n).randbytes(200)) for n in range(1, 2000))


@pytest.fixture
def store(tmp_path):
    store = SqliteStore(str(tmp_path / "market.db"), write=True)
    store.append(ROWS[:20], keep=[Kept("name_ada", b"salt", b"Ada")])
    yield store
    store.close()


def writes_with(store, setting):
    store._writer._connection.execute(f"PRAGMA {setting}").fetchall()


def test_a_batch_for_which_there_is_no_room_is_not_there_at_all(store):
    writes_with(store, "max_page_count = 20")

    with pytest.raises(NotRecorded) as no:
        store.append(ROWS[20:], keep=[Kept("name_ben", b"salt", b"Ben")], forget=["name_ada"])

    assert no.value.reason == "database or disk is full (SQLITE_FULL)"
    assert list(check(store.rows())) == ROWS[:20]
    assert [one.content for one in store.kept()] == [b"Ada"]


def test_a_store_that_was_full_goes_on_when_there_is_room_again(store):
    writes_with(store, "max_page_count = 20")
    with pytest.raises(NotRecorded):
        store.append(ROWS[20:])
    with pytest.raises(NotRecorded):
        store.save_snapshot(Snapshot(20, ROWS[19].hash, bytes(1_000_000)))

    writes_with(store, "max_page_count = 1000000")
    store.append(ROWS[20:])

    assert list(check(store.rows())) == ROWS
    assert store.snapshot() is None


def test_a_disk_that_became_read_only_is_said_and_can_still_be_read(store):
    writes_with(store, "query_only = ON")

    for write in (
        lambda: store.append(ROWS[20:]),
        lambda: store.append([], forget=["name_ada"]),
        lambda: store.sessions.put(b"token", "person_ada", 1),
    ):
        with pytest.raises(NotRecorded, match="SQLITE_READONLY"):
            write()

    assert list(check(store.rows())) == ROWS[:20]
    assert store.sessions.get(b"token") is None

    writes_with(store, "query_only = OFF")
    store.append(ROWS[20:])
    assert list(check(store.rows())) == ROWS


def test_what_the_database_leaves_half_way_is_taken_back(store):
    # Unlike a full disk, this ends the statement and leaves the rows before it standing.
    store._writer._connection.execute(
        "CREATE TEMP TRIGGER stumble BEFORE INSERT ON entries WHEN new.seq >= 50"
        " BEGIN SELECT RAISE(ABORT, 'stumbled'); END"
    )
    with pytest.raises(NotRecorded):
        store.append(ROWS[20:], keep=[Kept("name_ben", b"salt", b"Ben")])
    store._writer._connection.execute("DROP TRIGGER stumble")

    store.append(ROWS[20:40])

    assert list(check(store.rows())) == ROWS[:40]
    assert [one.content for one in store.kept()] == [b"Ada"]


@pytest.mark.parametrize("limit_bytes", [120_000, 300_000, 1_000_000, 3_000_000])
def test_files_that_may_not_grow_lose_nothing_that_was_confirmed(tmp_path, limit_bytes):
    url = f"sqlite:///{tmp_path / 'market.db'}"
    child = start("fill_up", url, limit_bytes)
    said = child.communicate()[0].decode().splitlines()
    durable = [int(line.split()[1]) for line in said if line.startswith("durable ")]

    assert said[len(durable)].startswith("journal.not_recorded")
    assert said[len(durable) + 1 :] == [
        f"readable {durable[-1]}",
        "journal.not_recorded",
        f"readable {durable[-1]}",
    ]
    with closing(open_store(url, write=True)) as store:
        assert sum(1 for _ in check(store.rows())) == durable[-1]
        store.append([])
