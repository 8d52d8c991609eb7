"""A server that dies, hangs, fills up or is cut off: nothing answered is lost or done twice.

A market takes no requests while it cannot know what is recorded, and goes on by itself when it can.
"""

import asyncio
import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg
import pytest

from laogu.basics import LaoguError
from laogu.bench.bed import Bed
from laogu.bench.postgres import LASTING, QUICK, Postgres, new_folder
from laogu.journal import (
    Command,
    MarketStopped,
    NotRecorded,
    Outcome,
    OutcomeUnknown,
    Recorded,
    open_store,
    verify,
)
from laogu.journal.store import Row, Store
from tests import postgres
from tests.contracts.chains import chained
from tests.journal.on_a_server import (
    Line,
    all_is_well,
    asked,
    bed_in,
    looked_again,
    until_it_goes_on,
)


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    with postgres.own_server({**QUICK, **LASTING, "log_min_messages": "panic"}) as own:
        yield own


@pytest.fixture
def url(server: Postgres) -> str:
    return server.new_database()


Came = list[tuple[Command, Outcome]]


async def load(bed: Bed, answered: int, end) -> Came:
    """Let eight callers ask until they are told no; `end` happens once so many were answered."""
    outcomes: Came = []
    ending: list[asyncio.Task[None]] = []

    async def caller() -> None:
        for command in bed.deposits(sys.maxsize):
            if len(outcomes) >= answered and not ending:
                ending.append(asyncio.create_task(asyncio.to_thread(end)))
            try:
                outcomes.append((command, await bed.running.writer.execute(command)))
            except LaoguError as no:
                outcomes.append((command, no))
                return

    await asyncio.gather(*(caller() for _ in range(8)))
    await asyncio.gather(*ending)
    return outcomes


@pytest.mark.parametrize("how", ["kill", "stop"])
def test_a_server_that_goes_away_under_load_and_comes_back_has_lost_nothing(server, url, how):
    with bed_in(url) as bed:
        outcomes = asyncio.run(load(bed, 40, getattr(server, how)))
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


SHORT = "&options=-c%20statement_timeout%3D1000"
"""A limit for statements that is soon over, and longer than any takes that nobody holds up."""


def test_a_statement_that_takes_too_long_is_not_recorded(url):
    with bed_in(url + SHORT) as bed:
        command = next(bed.deposits(1))
        with psycopg.connect(url) as somebody:
            somebody.execute("LOCK TABLE laogu.entries IN SHARE MODE")
            no = asked(bed, command)
            assert isinstance(no, NotRecorded)
            assert "57014" in str(no.reason)

        until_it_goes_on(bed.running)
        all_is_well(bed, [command], [no])


def test_a_commit_that_no_standby_confirms_is_not_answered_and_not_lost(server, url):
    """Giving up the wait leaves it committed here and perhaps nowhere else: nobody is told yes."""
    with bed_in(url + SHORT) as bed:
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
