"""A server that dies, hangs, fills up or is cut off: nothing answered is lost or done twice.

A market takes no requests while it cannot know what is recorded, and goes on by itself when it can.
"""

import asyncio
import os
import select
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import psycopg
import pytest

from laogu.basics import LaoguError
from laogu.bench.bed import TERMS, Bed, made_up
from laogu.bench.postgres import LASTING, QUICK, Postgres, new_folder
from laogu.journal import (
    Command,
    MarketStopped,
    NotRecorded,
    Outcome,
    OutcomeUnknown,
    RealWorld,
    Recorded,
    Running,
    StandsBy,
    made,
    open_store,
    verify,
)
from laogu.journal.store import Row, Store
from laogu.operations import OPERATIONS
from tests import postgres
from tests.contracts.stores import chained

PATIENCE_SECONDS = 60
"""Far more than it takes: a test that waits for ever says nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres.own_server({**QUICK, **LASTING, "log_min_messages": "panic"}) as own:
        yield own


@pytest.fixture
def url(server: Postgres) -> str:
    return server.new_database()


@contextmanager
def bed_in(url: str) -> Iterator[Bed]:
    """A market with a few holders in a database."""
    bed = made_up(open_store(url, write=True), holders=2, lots_each=1)
    try:
        yield bed
    finally:
        bed.running.journal.store.close()


def asked(bed: Bed, command: Command):
    (outcome,) = bed.running.journal.record([command])
    return outcome


def until_it_goes_on(running: Running) -> None:
    """Look again, as a running market does once a second, until it takes requests."""

    async def look():
        async with asyncio.timeout(PATIENCE_SECONDS):
            while running.journal.stopped is not None:
                await running.following.look_again()
                await asyncio.sleep(0)

    asyncio.run(look())


def all_is_well(bed: Bed, asked_for: list[Command], outcomes: list[object]) -> None:
    """What was answered is recorded once, under its number; asking again records the rest."""
    journal = bed.running.journal
    found = verify(journal.store, journal)
    assert found.is_sound, found.differences
    there = [entry.request for _, entry in journal.entries() if entry.request is not None]
    assert len(there) == len(set(there)), "recorded twice"
    for command, outcome in zip(asked_for, outcomes, strict=True):
        again = asked(bed, command)
        assert isinstance(again, Recorded)
        if isinstance(outcome, Recorded):
            assert again == outcome
    there = [entry.request for _, entry in journal.entries() if entry.request is not None]
    assert len(there) == len(set(there)), "recorded twice"
    assert verify(journal.store, journal).is_sound


Came = list[tuple[Command, Outcome]]


async def load(bed: Bed, commands: list[Command], answered: int, end) -> Came:
    """Let eight callers ask; `end` happens beside them once so many were answered."""
    waiting = iter(commands)
    outcomes: Came = []
    ending: list[asyncio.Task[None]] = []

    async def caller() -> None:
        for command in waiting:
            if len(outcomes) >= answered and not ending:
                ending.append(asyncio.create_task(asyncio.to_thread(end)))
            try:
                outcomes.append((command, await bed.running.writer.execute(command)))
            except LaoguError as no:
                outcomes.append((command, no))
                await asyncio.gather(*ending)

    await asyncio.gather(*(caller() for _ in range(8)))
    await asyncio.gather(*ending)
    return outcomes


@pytest.mark.parametrize("how", ["kill", "stop"])
def test_a_server_that_goes_away_under_load_and_comes_back_has_lost_nothing(server, url, how):
    with bed_in(url) as bed:
        commands = list(bed.deposits(3_000))
        outcomes = asyncio.run(load(bed, commands, 40, getattr(server, how)))
        kinds = {type(outcome) for _, outcome in outcomes}
        assert Recorded in kinds
        assert kinds <= {Recorded, OutcomeUnknown, NotRecorded, MarketStopped}
        # Nothing can be read from a server that is gone; what is in memory is still shown.
        assert bed.running.journal.stopped is not None
        assert bed.running.books.register.issuers

        server.start()
        until_it_goes_on(bed.running)

        some = [pair for pair in outcomes if not isinstance(pair[1], MarketStopped)][-200:]
        all_is_well(bed, [one for one, _ in some], [came for _, came in some])


def test_a_market_that_nobody_asks_notices_all_the_same(server, url):
    with bed_in(url) as bed:
        running = bed.running
        asyncio.run(running.following.make_sure())
        assert isinstance(asked(bed, next(bed.deposits(1))), Recorded)
        server.kill()

        asyncio.run(running.following.make_sure())

        assert running.journal.stopped is not None
        server.start()
        until_it_goes_on(running)
        assert isinstance(asked(bed, next(bed.deposits(1))), Recorded)


class Line(threading.Thread):
    """A wire to a server that is cut at a moment of the test's choosing.

    when: "before" what is sent next reaches the server, or "after" it did and before the answer.
    """

    def __init__(self, server: Postgres, folder: Path) -> None:
        super().__init__(daemon=True)
        self._server = str(server.folder / ".s.PGSQL.5432")
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(folder / ".s.PGSQL.5432"))
        self._listening.listen()
        self.when = ""
        self.start()

    def run(self) -> None:
        pairs: dict[socket.socket, socket.socket] = {}
        server_sides: set[socket.socket] = set()
        while True:
            ready, _, _ = select.select([self._listening, *pairs], [], [])
            for one in ready:
                if one is self._listening:
                    here, _ = one.accept()
                    there = socket.socket(socket.AF_UNIX)
                    there.connect(self._server)
                    pairs |= {here: there, there: here}
                    server_sides.add(there)
                elif one in pairs:
                    self._carry(one, pairs, is_answer=one in server_sides)

    def _carry(self, one: socket.socket, pairs, *, is_answer: bool) -> None:
        other = pairs[one]
        data = one.recv(1 << 20)
        # Only the first bytes of a batch: the statement that was prepared and its rows.
        is_cut = (self.when == "before" and not is_answer) or (self.when == "after" and is_answer)
        if data and not is_cut:
            other.sendall(data)
            return
        if is_cut:
            self.when = ""
        for each in (one, other):
            if each in pairs:
                pairs.pop(each)
                each.close()


@pytest.mark.parametrize("when", ["before", "after"])
def test_a_connection_cut_in_the_middle_of_a_commit_loses_nothing_and_records_once(
    server, url, when
):
    folder = new_folder()
    line = Line(server, folder)
    with bed_in(url.replace(str(server.folder), str(folder))) as bed:
        first, second, third = bed.deposits(3)
        assert isinstance(asked(bed, first), Recorded)
        before = bed.running.journal.head.seq
        line.when = when

        no = asked(bed, second)

        assert isinstance(no, OutcomeUnknown)
        assert isinstance(asked(bed, third), MarketStopped)
        assert bed.running.journal.head.seq == before
        until_it_goes_on(bed.running)
        assert bed.running.journal.head.seq == before + (when == "after")
        again = asked(bed, second)
        assert isinstance(again, Recorded)
        assert again.seq == before + 1
        all_is_well(bed, [first, second, third], [asked(bed, first), again, asked(bed, third)])


@contextmanager
def set_to(server: Postgres, name: str, value: str) -> Iterator[None]:
    """Change a setting of a server that runs, and change it back."""
    with psycopg.connect(server.url(), autocommit=True) as hand:
        # This itself never waits for a standby, and may always write.
        hand.execute("SET synchronous_commit = local; SET default_transaction_read_only = off")
        hand.execute(f"ALTER SYSTEM SET {name} = '{value}'")
        hand.execute("SELECT pg_reload_conf()")
        try:
            yield
        finally:
            hand.execute(f"ALTER SYSTEM RESET {name}")
            hand.execute("SELECT pg_reload_conf()")


def first_no(bed: Bed) -> tuple[list[Command], list[object]]:
    """Ask until something is refused: a setting takes hold a moment after it was made."""
    commands, outcomes = [], []
    while True:
        commands.append(next(bed.deposits(1)))
        outcomes.append(asked(bed, commands[-1]))
        if isinstance(outcomes[-1], LaoguError):
            return commands, outcomes


def looked_again(bed: Bed) -> str | None:
    asyncio.run(bed.running.following.look_again())
    return bed.running.journal.stopped


def test_a_server_that_became_read_only_is_said_and_nothing_changes(server, url):
    with bed_in(url) as bed:
        with set_to(server, "default_transaction_read_only", "on"):
            commands, outcomes = first_no(bed)
            assert isinstance(outcomes[-1], NotRecorded)
            assert "25006" in outcomes[-1].reason
            assert "25006" in (looked_again(bed) or "")
            assert verify(bed.running.journal.store, bed.running.journal).is_sound

        until_it_goes_on(bed.running)
        all_is_well(bed, commands, outcomes)


def test_a_statement_that_takes_too_long_is_not_recorded(url):
    with bed_in(f"{url}&options=-c%20statement_timeout%3D100") as bed:
        command = next(bed.deposits(1))
        with psycopg.connect(url) as somebody:
            somebody.execute("LOCK TABLE laogu.entries IN SHARE MODE")
            no = asked(bed, command)
            assert isinstance(no, NotRecorded)
            assert "57014" in no.reason

        until_it_goes_on(bed.running)
        all_is_well(bed, [command], [no])


def test_a_commit_that_no_standby_confirms_is_not_answered_and_not_lost(server, url):
    """Giving up the wait leaves it committed here and perhaps nowhere else: nobody is told yes."""
    with bed_in(f"{url}&options=-c%20statement_timeout%3D100") as bed:
        with set_to(server, "synchronous_standby_names", "nobody"):
            commands, outcomes = first_no(bed)
            assert isinstance(outcomes[-1], OutcomeUnknown)
            assert "synchronous replication" in outcomes[-1].reason
            # It is recorded, but as long as no standby has it nobody hears so.
            assert "synchronous replication" in (looked_again(bed) or "")
            assert isinstance(asked(bed, commands[-1]), MarketStopped)

        until_it_goes_on(bed.running)
        seq = bed.running.journal.head.seq
        again = asked(bed, commands[-1])
        assert isinstance(again, Recorded)
        assert again.seq == seq
        all_is_well(bed, commands, outcomes)


def test_a_disk_that_takes_no_more_loses_nothing_that_was_confirmed():
    # No file may grow beyond this; the log's own files are smaller.
    settings = {**QUICK, "log_min_messages": "panic"}
    with postgres.own_server(settings, limit_bytes=17 << 20) as small:
        url = small.new_database()
        with closing(open_store(url, write=True)) as store:
            rows = chained(os.urandom(1_000_000) for _ in range(24))
            with pytest.raises(NotRecorded, match="File too large"):
                _append_each(store, rows)
            confirmed = sum(1 for _ in store.rows())
            assert 5 < confirmed < 24
            assert list(store.rows()) == rows[:confirmed]
            store.append([Row(confirmed + 1, bytes(32), b"there is room for little things")])


def _append_each(store: Store, rows: list[Row]) -> None:
    for row in rows:
        store.append([row])


def test_who_is_overtaken_while_it_is_cut_off_follows_the_other_and_comes_back(url):
    with bed_in(url) as bed:
        first, second, third = bed.deposits(3)
        recorded = asked(bed, first)
        with psycopg.connect(url, autocommit=True) as hand:
            hand.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND application_name LIKE 'laogu %'"
                " AND pid <> pg_backend_pid()"
            )
        other = Running(open_store(url, write=True, waits=True), RealWorld())
        other.journal.stopped = "not yet"
        until_it_goes_on(other)

        assert isinstance(asked(bed, second), OutcomeUnknown | NotRecorded)
        (elsewhere,) = other.journal.record([second])
        looked_again(bed)

        no = asked(bed, third)
        assert isinstance(no, StandsBy)
        assert str(os.getpid()) in no.writer
        assert bed.running.journal.head == other.journal.head
        assert not bed.running.books.differences(other.books)
        other.close()
        until_it_goes_on(bed.running)
        all_is_well(bed, [first, second, third], [recorded, elsewhere, asked(bed, third)])


def test_names_documents_looks_and_what_falls_due_are_taken_over_too(url):
    with bed_in(url) as bed:
        other = Running(open_store(url, write=True, waits=True), RealWorld())
        other.journal.stopped = "not yet"
        looked = asyncio.run(_made_meanwhile(bed))
        asyncio.run(other.following.look_again())
        assert other.journal.stands_by is not None
        assert other.journal.personal == bed.running.journal.personal

        bed.running.journal.store.close()
        until_it_goes_on(other)

        assert other.journal.personal == bed.running.journal.personal
        assert other.journal.documents == bed.running.journal.documents
        assert sorted(other.journal.alarms) == sorted(bed.running.journal.alarms)
        assert len(other.journal.alarms) == 1
        assert [one.of for one in other.looking.latest()] == looked
        assert verify(other.journal.store, other.journal).is_sound
        other.close()


async def _made_meanwhile(bed: Bed) -> list[str]:
    """Register two people, forget one, adopt terms, post an offer that ends, look at a holder."""
    running, by = bed.running, bed.operator
    names = [await _done(running, by, "person.register", name=f"{one} (example)") for one in "AB"]
    await _done(running, by, "person.forget", person=names[0])
    later = TERMS.replace('version = "1"', 'version = "2"')
    await _done(running, by, "terms.adopt", issuer="bench", text=later)
    ends = running.journal.now() + timedelta(days=3)
    offer = {**bed.offer(0), "quantity": Decimal(10), "price": Decimal("18.50")}
    await _done(running, by, "offer.post", **offer, open_until=ends)
    running.looking.note(by, "holdings", bed.holders[0])
    running.looking.write_down()
    return [bed.holders[0]]


async def _done(running: Running, by, operation: str, **fields) -> str:
    done = await running.execute(
        operation,
        OPERATIONS[operation].request(**fields),
        by=by,
        request_id=running.new_request_id(),
    )
    return next(iter(ids[0] for ids in made(done.events).values()), "")


def test_a_record_that_lost_what_was_answered_stops_the_market_for_good(url):
    with bed_in(url) as bed:
        for command in bed.deposits(3):
            asked(bed, command)
        with psycopg.connect(url, autocommit=True) as hand:
            # As a server looks that was promoted without the last entries.
            hand.execute(
                "DELETE FROM laogu.entries WHERE seq = (SELECT max(seq) FROM laogu.entries)"
            )
            hand.execute("UPDATE laogu.market SET generation = generation + 1")

        assert isinstance(asked(bed, next(bed.deposits(1))), LaoguError)
        for _ in range(2):
            assert f"Entry {bed.running.journal.head.seq} " in (looked_again(bed) or "")
        assert isinstance(asked(bed, next(bed.deposits(1))), MarketStopped)
