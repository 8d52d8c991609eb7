"""Goals 1 to 3: settled commands, one caller and many, beside the raw disk; and a slow disk."""

import asyncio
import os
import time
from collections.abc import Callable, Coroutine, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from laogu.app import long_lived
from laogu.bench.bed import Bed, file_store, made_up
from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.stores import SlowDisk
from laogu.bench.turns import a_second, in_turn
from laogu.journal import Command, Writer

SINGLES = 2_000
SHARED = 12_000
LATE_MS = 5

T = TypeVar("T")


def _commands(folder: Path, wanted: set[str]) -> Iterator[Found]:
    """Yield what the goals among `wanted` came to."""
    bed = made_up(file_store(folder))
    length = len(next(iter(bed.running.journal.store.rows(after=_deposited(bed) - 1))).body)
    late = made_up(SlowDisk(file_store(folder), late_ms=LATE_MS)) if "slow-disk" in wanted else bed
    long_lived()
    measures: dict[str, tuple[str, Callable[[], float]]] = {
        "raw": ("single callers-64 callers-256", lambda: _raw(folder / "raw", length)),
        "single": ("single", lambda: _single(bed)),
        "callers-64": ("callers-64", lambda: shared(bed, 64)),
        "callers-256": ("callers-256 slow-disk", lambda: shared(bed, 256)),
        "slow-disk": ("slow-disk", lambda: shared(late, 256)),
    }
    figures = in_turn({name: act for name, (of, act) in measures.items() if wanted & {*of.split()}})
    for name in ("single", "callers-64", "callers-256"):
        if name in wanted:
            note = f"an entry has {length} bytes"
            yield Found(
                goal=COMMANDS.named(name), thing=figures[name], limit=figures["raw"], note=note
            )
    if "slow-disk" in wanted:
        limit = figures["callers-256"]
        goal = COMMANDS.named("slow-disk")
        yield Found(goal=goal, thing=figures["slow-disk"], limit=limit)


def _deposited(bed: Bed) -> int:
    bed.running.journal.record(list(bed.deposits(1)))
    return bed.running.journal.head.seq


def _raw(path: Path, length: int) -> float:
    body = b"x" * length
    file = os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)

    def append() -> None:
        for _ in range(SINGLES):
            os.write(file, body)
            os.fdatasync(file)

    try:
        return a_second(SINGLES, append)
    finally:
        os.close(file)


def _single(bed: Bed) -> float:
    given = list(bed.deposits(SINGLES))
    record = bed.running.journal.record

    def act() -> None:
        for command in given:
            record([command])

    return a_second(SINGLES, act)


def shared(bed: Bed, callers: int) -> float:
    """Return the deposits a second that so many callers get, who wait for each answer."""
    given = iter(list(bed.deposits(SHARED)))
    return run(_call(bed.running.writer, given, callers))


async def _call(writer: Writer, given: Iterator[Command], callers: int) -> float:
    """Return how many a second were answered.

    A market has one loop for as long as it runs, so starting one is not timed, and a snapshot that
    is on its way when the last caller has its answer goes on to its end.
    """

    async def caller() -> None:
        for command in given:
            await writer.execute(command)

    start = time.perf_counter_ns()
    async with asyncio.TaskGroup() as group:
        for _ in range(callers):
            group.create_task(caller())
    took = time.perf_counter_ns() - start
    await writer.saved()
    return SHARED * 1_000_000_000 / took


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run to its end on the loop that serves, where it is there."""
    with suppress(ImportError):
        import uvloop

        return uvloop.run(work)
    return asyncio.run(work)


COMMANDS = Bench(
    (
        Goal(
            number=1,
            name="single",
            thing="cash.deposit settled, one caller, one entry a commit",
            limit="raw append and fdatasync of the same bytes",
            unit="a second",
            seen="0.69 to 0.82",
            floor=60,
        ),
        Goal(
            number=2,
            name="callers-64",
            thing="cash.deposit durable, 64 callers",
            limit="one caller's raw append and fdatasync",
            unit="a second",
            seen="12",
            floor=800,
        ),
        Goal(
            number=3,
            name="callers-256",
            thing="cash.deposit durable, 256 callers",
            limit="one caller's raw append and fdatasync",
            unit="a second",
            seen="17 to 20",
            floor=1200,
        ),
        Goal(
            number=None,
            name="slow-disk",
            thing="cash.deposit durable, 256 callers, every write 5 ms late",
            limit="the same, undelayed",
            unit="a second",
            seen="none",
            floor=30,
        ),
    ),
    _commands,
)
