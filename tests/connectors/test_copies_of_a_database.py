"""Questions lent to a copy read the same of a market on a server's database as of one in a file."""

import asyncio
import sys
from typing import Any

import pytest

from laogu.bench.bed import made_up
from laogu.connectors import Beside, beside, lent
from laogu.journal import open_store, verify
from tests import postgres
from tests.connectors.copying import counted, deposit, process, while_it_works, whole

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")


@pytest.fixture
def bed(monkeypatch):
    monkeypatch.setattr(beside, "LARGE", 1)
    monkeypatch.setattr(beside, "QUICK_US", -1)
    monkeypatch.setattr(lent, "BYTES_AT_ONCE", 200)
    found = made_up(open_store(postgres.new_database(), write=True), holders=4, lots_each=1)
    yield found
    found.running.close()


def test_a_copy_reads_the_record_and_the_market_goes_on_writing(bed, monkeypatch):
    running, copies, copied = bed.running, Beside(bed.running), counted(monkeypatch)
    before = running.journal.head.seq
    kept = [one.key for one in running.journal.store.kept()]

    async def work() -> Any:
        await asyncio.sleep(0.05)
        store = running.journal.store
        found = verify(store, running.journal)
        return process(), found.entries, found.differences, [one.key for one in store.kept()]

    where, *told = asyncio.run(while_it_works(bed, copies, work))

    assert told == [before, (), kept]
    assert where != process()
    assert len(copied) == 1
    deposit(bed)
    assert verify(running.journal.store, running.journal).entries == before + 2


def test_a_snapshot_saved_while_a_copy_verifies_is_read_here_and_the_record_holds(bed):
    running, copies, ours = bed.running, Beside(bed.running), process()

    async def work() -> Any:
        await asyncio.sleep(0.05)
        return (
            process(),
            running.journal.store.snapshot(),
            verify(running.journal.store, running.journal).differences,
        )

    async def while_one_is_saved() -> Any:
        asking = asyncio.create_task(copies.of("it", work, whole=whole))
        await asyncio.sleep(0.02)
        deposit(bed)
        running.writer.save_snapshot()
        return await asking

    where, found, differences = asyncio.run(while_one_is_saved())
    assert (where, found.seq, differences) == (ours, running.journal.head.seq, ())


def test_several_copies_at_once_share_the_connection_and_their_refusals_stay_theirs(bed):
    running, copies = bed.running, Beside(bed.running)
    seqs = list(range(1, running.journal.head.seq + 1))

    async def work() -> Any:
        return process(), [row.seq for row in running.journal.store.rows()]

    async def many() -> Any:
        asked = [copies.of(n, work, whole=whole, who=n % 3) for n in range(6)]
        return await asyncio.gather(*asked)

    found = asyncio.run(many())
    assert all(rows == seqs for _, rows in found)
    assert process() not in {where for where, _ in found}


def test_a_database_that_goes_away_is_met_again_where_it_is_open(bed, monkeypatch):
    copies, store = Beside(bed.running), bed.running.journal.store

    def gone(**_: Any) -> Any:
        raise LookupError("gone")

    monkeypatch.setattr(store, "rows", gone)

    async def work() -> Any:
        return [row.seq for row in bed.running.journal.store.rows()]

    with pytest.raises(LookupError):
        asyncio.run(copies.of("it", work, whole=whole))
