"""A market's PostgreSQL database: its address, its owner, what is refused, what is left alone."""

import os
import tracemalloc
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from laogu.basics import PersonId
from laogu.journal.addresses import open_store
from laogu.journal.chain import check
from laogu.journal.failures import (
    AddressUnreadable,
    AnotherWriter,
    CannotConnect,
    Damaged,
    LayoutNewer,
    LayoutOlder,
    NoDatabase,
    NotOurs,
    NotTheWriter,
    StandbyNeedsServer,
)
from laogu.journal.postgres import PostgresStore, must
from laogu.journal.postgres_server import address_in
from laogu.journal.store import Kept, Snapshot
from tests import postgres
from tests.contracts.chains import chained
from tests.journal.children import start

ROWS = chained(b"entry %d" % n for n in range(1, 40))


@pytest.fixture
def url():
    return postgres.new_database()


@pytest.fixture
def by_hand(url):
    """What somebody with a shell of PostgreSQL's own can do to the database."""
    with psycopg.connect(url, autocommit=True) as connection:
        yield connection.execute


def market(url, *, write=True):
    return closing(PostgresStore(url, write=write))


def test_a_market_is_made_once_and_read_where_there_is_one(url):
    with pytest.raises(NoDatabase):
        open_store(url, write=False)
    with market(url) as store:
        store.append(ROWS)

    with market(url, write=False) as store:
        assert list(check(store.rows())) == ROWS


def test_nothing_is_made_where_another_program_keeps_its_data(url, by_hand):
    by_hand("CREATE TABLE customers (id int)")

    for write in (True, False):
        with pytest.raises(NotOurs):
            open_store(url, write=write)

    assert by_hand("SELECT to_regnamespace('laogu')").fetchone() == (None,)


@pytest.mark.parametrize("table", ["market (id int)", "entries (mark text, layout int)"])
def test_a_schema_of_our_name_that_is_not_ours_is_refused(url, by_hand, table):
    by_hand(f"CREATE SCHEMA laogu; CREATE TABLE laogu.{table}")

    with pytest.raises(NotOurs):
        open_store(url, write=True)


def test_what_an_extension_brings_is_nobodys_data(url, by_hand):
    by_hand("CREATE EXTENSION pg_stat_statements")

    with market(url) as store:
        store.append(ROWS[:1])


@pytest.mark.parametrize(("layout", "error"), [(0, LayoutOlder), (2, LayoutNewer)])
def test_another_layout_is_refused_and_left_as_it_is(url, by_hand, layout, error):
    open_store(url, write=True).close()
    by_hand("UPDATE laogu.market SET layout = %s", (layout,))

    for write in (True, False):
        with pytest.raises(error) as no:
            open_store(url, write=write)
        assert (no.value.found, no.value.known) == (layout, 1)


PASSWORDS = [
    "postgresql://ada:hush-hush@{folder}/none",
    "postgresql://ada:hush%2Dhush@127.0.0.1:1/market",
    "postgresql://127.0.0.1:1/market?user=ada&password=hush-hush",
    "postgresql://ada:hush-hush@[::1:5432/market",
    "postgresql://ada:hush-hush@host:notaport/market",
    "postgresql:///market?password=hush-hush&colour=red",
]


@pytest.mark.parametrize("address", PASSWORDS)
def test_a_password_is_never_repeated(address):
    with pytest.raises((CannotConnect, AddressUnreadable)) as no:
        open_store(address, write=True)

    told = "".join(no.value.say()) + str(no.value) + repr(no.value.facts)
    assert "hush" not in told
    assert no.value.__cause__ is None
    assert no.value.__suppress_context__


def test_a_wrong_password_is_said_and_not_shown(url):
    with psycopg.connect(url, autocommit=True) as hand:
        hand.execute("CREATE ROLE locked LOGIN PASSWORD 'right-one'")
    server = postgres.server()
    allowed = server.data / "pg_hba.conf"
    before = allowed.read_text(encoding="ascii")
    try:
        allowed.write_text(f"local all locked scram-sha-256\n{before}", encoding="ascii")
        with psycopg.connect(url, autocommit=True) as hand:
            hand.execute("SELECT pg_reload_conf()")
        address = url.replace("user=postgres", "user=locked&password=hush-hush")
        with pytest.raises(CannotConnect, match="password authentication failed") as no:
            open_store(address, write=True)
    finally:
        allowed.write_text(before, encoding="ascii")

    assert "hush" not in str(no.value)


def test_an_address_is_shown_by_its_hosts_and_its_name():
    shown = address_in("postgresql://ada:secret@one,two:6000/books?sslmode=require").shown

    assert shown == "postgresql://one,two:6000/books"
    assert address_in("postgresql:///books").shown == "postgresql:///books"


def test_a_file_has_no_standby(tmp_path):
    with pytest.raises(StandbyNeedsServer):
        open_store(f"sqlite:///{tmp_path}/market.db", write=True, waits=True)


# One writer.


def test_the_holder_is_named_to_the_second_writer(url):
    first = open_store(url, write=True, name="http://market.example")

    with closing(first), pytest.raises(AnotherWriter) as no:
        open_store(url, write=True)

    assert no.value.pid.startswith(f"{os.getpid()} on ")
    assert no.value.pid.endswith(", http://market.example")


def test_who_closes_a_market_has_given_back_the_right_to_write(url, by_hand):
    # The server sees only later that a connection has ended; a lock is given back before that.
    open_store(url, write=True).close()

    held = by_hand(
        "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    assert held.fetchone() == (0,)


def test_a_lock_ends_with_its_holder_though_its_worker_lives_on(url):
    child = start("leave_a_worker", url)
    assert child.stdout is not None
    worker = int(child.stdout.readline())
    try:
        child.kill()
        child.wait()
        child.stdout.close()
        store = taken_over(url)
        with closing(store):
            store.append(ROWS)
    finally:
        os.kill(worker, 9)


def taken_over(url):
    """Open as a standby, and become the writer as soon as the server has noticed a death."""
    store = PostgresStore(url, write=True, waits=True)
    while True:
        try:
            store.take_over()
        except AnotherWriter:
            continue
        return store


def test_who_was_cut_off_and_overtaken_writes_nothing_any_more(url, by_hand):
    first = open_store(url, write=True)
    first.append(ROWS[:3])
    by_hand(
        "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory'"
        " AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
    )
    second = taken_over(url)
    second.append(ROWS[3:6])

    for attempt in (
        lambda: first.append(ROWS[3:7]),
        lambda: first.append([], keep=[Kept("a", b"", b"")]),
        lambda: first.sessions.put(b"token", PersonId("person_ada"), 1),
        lambda: first.looks.append(ROWS[:1]),
        lambda: first.save_snapshot(Snapshot(3, bytes(32), b"")),
    ):
        with pytest.raises(Exception, match=r"Nothing was recorded|not known yet"):
            attempt()

    assert list(check(second.rows())) == ROWS[:6]
    assert list(second.kept()) == list(second.looks.rows()) == []
    first.close()
    second.close()


def test_a_writer_whose_session_was_taken_away_by_a_pooler_is_fenced(url, by_hand):
    store = PostgresStore(url, write=True)
    store.append(ROWS[:3])
    by_hand("UPDATE laogu.market SET generation = generation + 1")

    with pytest.raises(NotTheWriter):
        store.append(ROWS[3:6])

    assert list(store.rows()) == ROWS[:3]
    store.take_over()
    store.append(ROWS[3:6])
    assert list(store.rows()) == ROWS[:6]
    store.close()


def test_two_that_try_to_become_the_writer_at_once_never_both_are(url):
    open_store(url, write=True).close()
    stores = [PostgresStore(url, write=True, waits=True) for _ in range(3)]
    for turn in range(6):
        winner, *others = stores[turn % 3 :] + stores[: turn % 3]
        winner.take_over()
        for other in others:
            with pytest.raises(AnotherWriter):
                other.take_over()
        winner.append(ROWS[turn : turn + 1])
        must(winner._writer).close()

    assert list(check(stores[0].rows())) == ROWS[:6]
    for store in stores:
        store.close()


# What lies there.


def test_reading_a_long_history_takes_no_more_memory_than_a_short_one(url):
    with market(url) as store:
        for part in range(20):
            rows = chained([b"y" * 100_000] * 10)
            store.append([type(row)(part * 10 + row.seq, row.hash, row.body) for row in rows])
        for _ in store.rows(upto=3):
            pass
        tracemalloc.start()
        assert sum(len(row.body) for row in store.rows()) == 20_000_000
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

    assert peak < 6_000_000


def files_with(folder: Path, word: bytes) -> set[str]:
    """Return which kinds of files of a server hold a word: tables in base, the log in pg_wal."""
    found = (path for path in folder.rglob("*") if path.is_file() and word in path.read_bytes())
    return {path.relative_to(folder).parts[0] for path in found}


def test_a_name_that_was_forgotten_has_left_the_tables(url, by_hand):
    name = b"Nobody Remembers Me (example)"
    data = postgres.server().data
    with market(url) as store:
        store.append([], keep=[Kept("personal_1", b"salt", name), Kept("personal_2", b"", b"Ben")])
        by_hand("CHECKPOINT")
        assert "base" in files_with(data, name)

        store.append(ROWS[:1], forget=["personal_1"])
        by_hand("CHECKPOINT")

        # What the server's own log still holds is said in docs/concepts/two-databases.md.
        assert files_with(data, name) <= {"pg_wal"}
        assert [one.content for one in store.kept()] == [b"Ben"]


def test_forgetting_is_finished_later_when_somebody_reads_at_that_moment(url, by_hand):
    with market(url) as store:
        store.append([], keep=[Kept("personal_1", b"salt", b"Ada")])
        with psycopg.connect(url) as reader:
            reader.execute("SELECT count(*) FROM laogu.kept")
            store.append([], forget=["personal_1"])
            assert by_hand("SELECT scrub_is_due FROM laogu.market").fetchone() == (True,)
        assert list(store.kept()) == []

    with market(url):
        assert by_hand("SELECT scrub_is_due FROM laogu.market").fetchone() == (False,)


def test_a_damaged_page_is_said_to_be_damage():
    with postgres.own_server() as server:
        url = server.new_database()
        with market(url) as store:
            store.append(ROWS)
        with psycopg.connect(url) as hand:
            found = hand.execute("SELECT pg_relation_filepath('laogu.entries')").fetchone()
        assert found
        server.stop()
        path = server.data / found[0]
        page = bytearray(path.read_bytes())
        page[8000] ^= 0xFF
        path.write_bytes(page)
        server.start()

        with market(url, write=False) as store, pytest.raises(Damaged):
            list(store.rows())
