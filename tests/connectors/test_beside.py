"""What is answered by a copy of the process is what would have been answered here, or nothing."""

import asyncio
import importlib
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from laogu.basics import NotFound
from laogu.bench.bed import Bed, file_store, made_up
from laogu.connectors import Beside, EndsNow, TakesTooLong, beside
from laogu.journal import verify
from laogu.people import PersonUnknown
from tests.connectors.copying import (
    asked,
    counted,
    deposit,
    large_bed,
    process,
    while_it_works,
    whole,
)

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")


@pytest.fixture
def bed(monkeypatch) -> Bed:
    return large_bed(monkeypatch)


def held(bed: Bed) -> int:
    return len(bed.running.books.register.securities)


def test_it_is_worked_out_elsewhere_on_the_books_as_they_stand(bed):
    copies = Beside(bed.running)
    done: list[int] = []

    def work() -> tuple[int, int]:
        done.append(process())
        return process(), held(bed)

    where, found = asked(copies, work)

    assert where != process()
    assert done == []
    assert found == held(bed) == 4


def test_what_is_recorded_meanwhile_is_not_in_the_answer(bed):
    copies, before = Beside(bed.running), bed.running.journal.head.seq

    async def work() -> Any:
        await asyncio.sleep(0.05)
        return bed.running.journal.head.seq

    assert asyncio.run(while_it_works(bed, copies, work)) == before
    assert bed.running.journal.head.seq == before + 1


def test_a_copy_reads_the_record_as_it_stands_in_its_books(monkeypatch, tmp_path):
    monkeypatch.setattr(beside, "LARGE", 1)
    bed = made_up(file_store(tmp_path), holders=4, lots_each=1)
    running, copies, copied = bed.running, Beside(bed.running), counted(monkeypatch)
    before = running.journal.head.seq

    async def work() -> Any:
        await asyncio.sleep(0.05)
        found = verify(running.journal.store, running.journal)
        return found, [row.seq for row, _ in running.journal.entries(after=before - 2)]

    found, entries = asyncio.run(while_it_works(bed, copies, work))

    assert (found.entries, found.differences, entries) == (before, (), [before - 1, before])
    assert verify(running.journal.store, running.journal).entries == before + 1
    assert len(copied) == 1
    running.close()


def test_where_a_snapshot_was_saved_meanwhile_it_is_read_here_once(monkeypatch, tmp_path):
    monkeypatch.setattr(beside, "LARGE", 1)
    bed = made_up(file_store(tmp_path), holders=4, lots_each=1)
    running, copies, ours = bed.running, Beside(bed.running), process()

    async def work() -> Any:
        await asyncio.sleep(0.05)
        return process(), running.journal.store.snapshot()

    async def while_one_is_saved() -> Any:
        asking = asyncio.create_task(copies.of("it", work, whole=whole))
        await asyncio.sleep(0.02)
        deposit(bed)
        running.writer.save_snapshot()
        return await asking

    where, found = asyncio.run(while_one_is_saved())
    assert (where, found.seq) == (ours, running.journal.head.seq)
    monkeypatch.setattr(beside, "QUICK_US", -1)
    assert asyncio.run(copies.of("it", work, whole=whole))[0] != ours
    running.close()


def test_what_it_noted_is_noted_here(bed):
    running, copies = bed.running, Beside(bed.running)

    def work() -> Any:
        assert running.looking.latest() == ()
        running.looking.note(bed.operator, "register", "issuer_1")
        return running.remembered.of("mark", ("issuer:issuer_1",), lambda: "worked out there")

    assert asked(copies, work) == "worked out there"

    assert [one.of for one in running.looking.latest()] == ["issuer_1"]
    found = running.remembered.of("mark", ("issuer:issuer_1",), lambda: "worked out again")
    assert found == "worked out there"


def test_a_copy_reads_each_look_once_though_it_is_written_down_meanwhile(monkeypatch, tmp_path):
    monkeypatch.setattr(beside, "LARGE", 1)
    bed = made_up(file_store(tmp_path), holders=4, lots_each=1)
    running, copies, copied = bed.running, Beside(bed.running), counted(monkeypatch)
    looking = running.looking
    looking.note(bed.operator, "register", "issuer_1")
    looking.write_down()
    looking.note(bed.operator, "register", "issuer_2")

    async def work() -> Any:
        await asyncio.sleep(0.05)
        return [one.of for one in running.looking.every()]

    async def while_one_is_written_down() -> Any:
        asking = asyncio.create_task(copies.of("it", work, whole=whole))
        await asyncio.sleep(0.02)
        assert looking.write_down() == 1
        return await asking

    assert asyncio.run(while_one_is_written_down()) == ["issuer_1", "issuer_2"]
    assert len(copied) == 1
    running.close()


def test_what_has_changed_since_is_not_remembered(monkeypatch, tmp_path):
    monkeypatch.setattr(beside, "LARGE", 1)
    bed = made_up(file_store(tmp_path), holders=4, lots_each=1)
    running, copies = bed.running, Beside(bed.running)
    whose = f"holder:{bed.holders[0]}"

    async def work() -> Any:
        await asyncio.sleep(0.05)
        return running.remembered.of("cash", (whose,), lambda: "before")

    assert asyncio.run(while_it_works(bed, copies, work)) == "before"
    assert running.remembered.of("cash", (whose,), lambda: "after") == "after"
    running.close()


def test_a_refusal_is_the_same_refusal(bed):
    def work() -> None:
        raise PersonUnknown(given="person_1")

    with pytest.raises(NotFound) as no:
        asked(Beside(bed.running), work)

    assert (type(no.value), no.value.facts) == (PersonUnknown, {"given": "person_1"})


def test_what_takes_too_long_is_ended_and_said(bed, monkeypatch):
    monkeypatch.setattr(beside, "LONGEST_SECONDS", 0.05)

    with pytest.raises(TakesTooLong):
        asked(Beside(bed.running), lambda: time.sleep(10))


def test_who_waits_for_a_copy_is_told_when_the_market_is_stopped(bed):
    copies = Beside(bed.running)

    async def work() -> None:
        await asyncio.sleep(10)

    async def stopping() -> None:
        asking = asyncio.create_task(copies.of("it", work, whole=whole))
        await asyncio.sleep(0.02)
        copies.close()
        await asking

    with pytest.raises(EndsNow):
        asyncio.run(stopping())
    with pytest.raises(EndsNow):
        asked(copies, process)


def test_a_turn_is_free_again_only_when_a_copy_that_nobody_waits_for_has_ended(bed, monkeypatch):
    monkeypatch.setattr(beside, "AT_ONCE", 1)
    copies = Beside(bed.running)
    alive: list[int] = []

    async def forever() -> None:
        await asyncio.sleep(10)

    async def work() -> int:
        return process()

    async def one_leaves() -> Any:
        first = asyncio.create_task(copies.of("it", forever, whole=whole))
        while not copies._copies:  # noqa: ASYNC110 -- a copy that has begun tells nobody
            await asyncio.sleep(0.001)
        take = copies._turns.take

        async def taken(who: object) -> None:
            await take(who)
            alive.extend(copies._copies)

        monkeypatch.setattr(copies._turns, "take", taken)
        second = asyncio.create_task(copies.of("other", work, whole=whole))
        await asyncio.sleep(0)
        first.cancel()
        began = time.monotonic()
        await second
        with pytest.raises(asyncio.CancelledError):
            await first
        assert time.monotonic() - began < 5, "it is ended, and not waited for"
        return await second

    assert asyncio.run(one_leaves()) != process()
    assert alive == []


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda bed: bed.running.journal.store.sessions, id="it asks who is signed in"),
        pytest.param(lambda _: 1 / 0, id="it breaks"),
        pytest.param(lambda _: (one for one in "no bytes"), id="it comes to no bytes"),
    ],
)
def test_what_goes_wrong_in_a_copy_is_done_here_and_the_next_time_at_once(bed, wrong, monkeypatch):
    copies, here = Beside(bed.running), process()
    copied = counted(monkeypatch)

    def work() -> Any:
        return "here" if process() == here else wrong(bed)

    assert asked(copies, work) == "here"
    assert asked(copies, work) == "here"
    assert len(copied) == 1


def test_a_copy_that_dies_is_done_without_once(bed):
    copies, ours = Beside(bed.running), process()

    def work() -> str:
        if process() != ours:
            os.kill(process(), signal.SIGKILL)
        return "here"

    assert asked(copies, work) == "here"
    assert asked(copies, process, key="it") == ours
    assert copies._only_here == set()


@pytest.mark.parametrize("ends", [signal.SIGINT, signal.SIGTERM])
def test_a_copy_that_is_told_to_end_with_the_market_leaves_that_to_it(bed, ends):
    ours = process()

    def work() -> int:
        if process() != ours:
            os.kill(process(), ends)
        return process()

    assert asked(Beside(bed.running), work) != ours


def test_no_copy_is_made_while_a_module_is_half_loaded(bed, monkeypatch, tmp_path):
    monkeypatch.setattr(beside, "LONGEST_SECONDS", 2)
    monkeypatch.setattr(beside, "QUICK_US", -1)
    monkeypatch.syspath_prepend(tmp_path)
    name = "laogu_half_loaded"
    (tmp_path / f"{name}.py").write_text("import time\ntime.sleep(0.05)\n", encoding="ascii")
    copies = Beside(bed.running)

    async def work() -> int:
        importlib.import_module(name)
        return process()

    async def twice() -> Any:
        first = asyncio.create_task(copies.of("it", work, whole=whole))
        while name not in sys.modules:  # noqa: ASYNC110 -- a module that is loaded tells nobody
            await asyncio.sleep(0.001)
        found = await copies.of("it", work, whole=whole)
        await first
        return found

    assert asyncio.run(twice()) != process()


def test_a_copy_holds_none_of_our_files(bed, tmp_path):
    path = tmp_path / "ours"
    with path.open("w", encoding="ascii"):
        links = asked(
            Beside(bed.running),
            lambda: [str(one.resolve()) for one in Path("/proc/self/fd").iterdir()],
        )

    assert links
    assert str(path) not in links


def test_two_copies_draw_other_ids(bed, monkeypatch):
    monkeypatch.setattr(beside, "QUICK_US", -1)
    copies = Beside(bed.running)

    drawn = {asked(copies, bed.running.new_request_id) for _ in range(2)}

    assert len(drawn) == 2
