"""What is answered by a copy of the process is what would have been answered here, or nothing."""

import asyncio
import importlib
import os
import signal
import sys
import time
from collections.abc import Awaitable, Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from laogu.basics import NotFound
from laogu.bench.bed import Bed, file_store, made_up
from laogu.bench.stores import KeepsNothing
from laogu.connectors import Beside, EndsNow, TakesTooLong, TooManyAsk, beside
from laogu.people import PersonUnknown
from tests.desk import MORNING, desk_at, open_articles
from tests.pricing.marked import told, venture

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")


async def whole(found: Any) -> Any:
    return found


@pytest.fixture
def bed(monkeypatch) -> Bed:
    monkeypatch.setattr(beside, "LARGE", 1)
    return made_up(KeepsNothing(), holders=4, lots_each=1)


def asked(copies: Beside, work: Callable[[], Any], key: object = "it") -> Any:
    """Return what some work comes to that is asked for beside the loop."""

    async def working() -> Any:
        found = work()
        return await found if isinstance(found, Awaitable) else found

    return asyncio.run(copies.of(key, working, whole=whole))


def process() -> int:
    return os.getpid()


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


async def while_it_works(bed: Bed, copies: Beside, work: Callable[[], Awaitable[Any]]) -> Any:
    """Return what a copy comes to while something is recorded here."""
    asking = asyncio.create_task(copies.of("it", work, whole=whole))
    await asyncio.sleep(0.02)
    deposit(bed)
    return await asking


def deposit(bed: Bed) -> None:
    bed.running.journal.record(list(bed.deposits(1)))


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


def test_who_waits_too_long_for_others_is_told_and_who_comes_later_is_answered(bed, monkeypatch):
    monkeypatch.setattr(beside, "LONGEST_WAIT_SECONDS", 0.02)
    copies = Beside(bed.running)

    async def work() -> None:
        await asyncio.sleep(0.1)

    async def asking() -> list[Any]:
        many = [copies.of(place, work, whole=whole) for place in range(beside.AT_ONCE + 3)]
        return await asyncio.gather(*many, return_exceptions=True)

    found = asyncio.run(asking())

    assert found[: beside.AT_ONCE] == [None] * beside.AT_ONCE
    assert [type(one) for one in found[beside.AT_ONCE :]] == [TooManyAsk] * 3
    assert asked(copies, process, key="later") != process()


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


@pytest.mark.parametrize(
    "wrong",
    [
        pytest.param(lambda bed: list(bed.running.journal.entries()), id="it reads the store"),
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


def counted(monkeypatch) -> list[int]:
    """Return the processes that are copies from now on."""
    found: list[int] = []
    copy = os.fork

    def noted() -> int:
        found.append(process())
        return copy()

    monkeypatch.setattr(os, "fork", noted)
    return found


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


def test_in_a_small_market_nothing_is_copied(bed, monkeypatch):
    monkeypatch.setattr(beside, "LARGE", 1_000)

    assert asked(Beside(bed.running), process) == process()


def test_what_was_quick_is_done_here_until_the_market_is_twice_as_large(bed, monkeypatch):
    copies = Beside(bed.running)

    assert asked(copies, process) != process()
    assert asked(copies, process) == process()
    assert asked(copies, process, key="another") != process()
    monkeypatch.setattr(copies._held, "by", lambda _: 100)
    assert asked(copies, process) != process()


def test_what_was_long_is_copied_again(bed, monkeypatch):
    monkeypatch.setattr(beside, "QUICK_US", -1)
    copies = Beside(bed.running)

    assert asked(copies, process) != process()
    assert asked(copies, process) != process()


def test_a_price_of_a_class_whose_claim_grows_is_never_asked_for_here_first():
    rights: dict[str, Any] = {"dividends": "simple", "dividend_rate": Decimal("0.08")}
    desk, counts = desk_at(MORNING, open_articles, venture(**rights)), beside._Held()
    assert counts.by(desk.books) < beside.LARGE

    told(desk, "round", "1.00")

    assert counts.by(desk.books) > beside.LARGE
