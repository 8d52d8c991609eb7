"""When a copy is asked: of what may take long, everybody in turn."""

import asyncio
import os
import sys
import time
from decimal import Decimal
from functools import partial
from typing import Any

import pytest

from laogu.bench.bed import Bed
from laogu.connectors import Beside, TakesTooLong, TooManyAsk, beside
from tests.connectors.copying import asked, large_bed, process, whole
from tests.desk import MORNING, desk_at, open_articles
from tests.pricing.marked import told, venture

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="processes are copied on Linux")


@pytest.fixture
def bed(monkeypatch) -> Bed:
    return large_bed(monkeypatch)


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


def test_however_long_what_is_asked_is_little_of_it_is_kept(bed):
    copies = Beside(bed.running)

    asked(copies, process, key="1" * 1_000_000)

    # Not by tracing memory: a copy made while a thread notes some waits for that for ever.
    assert [type(one) for one in copies._took_us] == [int]


def test_what_was_long_is_copied_again(bed, monkeypatch):
    monkeypatch.setattr(beside, "QUICK_US", -1)
    copies = Beside(bed.running)

    assert asked(copies, process) != process()
    assert asked(copies, process) != process()


@pytest.mark.parametrize(("length", "is_copied"), [(0, False), (4_999, False), (5_000, True)])
def test_what_is_sent_along_counts_as_what_a_market_holds(bed, monkeypatch, length, is_copied):
    monkeypatch.setattr(beside, "LARGE", 500)
    monkeypatch.setattr(beside._Held, "by", lambda *_: 0)

    found = asyncio.run(Beside(bed.running).of("it", told_where, whole=whole, bytes_sent=length))

    assert (found != process()) == is_copied


def test_what_was_quick_with_little_is_asked_of_a_copy_again_with_much(bed):
    copies = Beside(bed.running)

    def where(length: int) -> Any:
        return asyncio.run(copies.of("it", told_where, whole=whole, bytes_sent=length))

    assert where(100) != process()
    assert where(100) == process()
    assert where(100_000) != process()
    assert where(100) == process()


def test_nobody_waits_for_somebody_s_second_question(bed, monkeypatch):
    monkeypatch.setattr(beside, "AT_ONCE", 1)
    copies, begun = Beside(bed.running), list[str]()
    copied = copies._copied

    async def noted(work: Any) -> Any:
        found = await copied(work)
        begun.append(found.found)
        return found

    monkeypatch.setattr(copies, "_copied", noted)

    async def asking() -> None:
        async def work(who: str) -> str:
            return who

        many = [
            copies.of((who, number), partial(work, who), whole=whole, who=who)
            for number, who in enumerate("aaaab")
        ]
        await asyncio.gather(*many)

    asyncio.run(asking())

    assert "".join(begun) == "abaaa"


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


def test_a_price_of_a_class_whose_claim_grows_is_never_asked_for_here_first():
    rights: dict[str, Any] = {"dividends": "simple", "dividend_rate": Decimal("0.08")}
    desk, counts = desk_at(MORNING, open_articles, venture(**rights)), beside._Held()
    assert counts.by(desk.books) < beside.LARGE

    told(desk, "round", "1.00")

    assert counts.by(desk.books) > beside.LARGE


async def told_where() -> int:
    return process()


def test_a_copy_that_stands_still_before_its_alarm_is_ended(bed, monkeypatch):
    def stands_still(*_: object, **__: object) -> int:
        made = os.fork()
        if not made:
            time.sleep(60)
            os._exit(0)
        return made

    monkeypatch.setattr(beside, "copy", stands_still)
    monkeypatch.setattr(beside, "LONGEST_SECONDS", -1)

    with pytest.raises(TakesTooLong):
        asked(Beside(bed.running), process)
