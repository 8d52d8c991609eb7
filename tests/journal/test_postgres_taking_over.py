"""A writer that was overtaken, a standby that takes over, and a record that lost something."""

import asyncio
import os
from datetime import timedelta
from decimal import Decimal

import psycopg
import pytest

from laogu.basics import LaoguError, said
from laogu.bench.bed import TERMS, Bed
from laogu.journal import (
    MarketStopped,
    NotRecorded,
    OutcomeUnknown,
    RealWorld,
    Running,
    StandsBy,
    made,
    open_store,
    verify,
)
from laogu.operations import OPERATIONS
from tests import postgres
from tests.journal.on_a_server import all_is_well, asked, bed_in, looked_again, until_it_goes_on


@pytest.fixture
def url() -> str:
    return postgres.new_database()


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
        other.journal.stopped = said("Not yet.")
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
        other.journal.stopped = said("Not yet.")
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
