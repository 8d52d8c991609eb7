"""What grows with history and how fast, what a market takes of memory and disk."""

import gc
import sys
import time
import tracemalloc
from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from laogu.app import long_lived
from laogu.basics import LaoguError
from laogu.bench.bed import Bed, ask, file_store, made_up
from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.serving import Server, resident
from laogu.bench.stores import KeepsNothing
from laogu.journal import Command, RealWorld, Running, new_request_id, open_store
from laogu.operations import OPERATIONS

ROUNDS = 5
SHORT, LONG = 4_000, 64_000
"""Two lengths of history, sixteen times apart."""

AT_ONCE = 100
ORDERS = 20_000
CHANGES_EACH = 100
RULEBOOK = """
id = "rulebook"
version = "1"
layer = "platform"
title_en = "Rulebook (example)"
title_zh = "规则书（示例）"
source = "example"

[[mechanism]]
rule = "RB-1"
clause = "Rulebook (example), 1"
allowed = ["negotiated", "call_auction"]
"""


def _growth(folder: Path, wanted: set[str]) -> Iterator[Found]:
    if "append-growth" in wanted:
        yield _append()
    if wanted & {"start-growth", "entry-size"}:
        yield from _start(folder, wanted)
    if "order-memory" in wanted:
        yield _order_memory()
    # Resident memory is told so on Linux alone.
    if "idle-memory" in wanted and sys.platform.startswith("linux"):
        yield _idle_memory(folder)


def _append() -> Found:
    """Measure a command after a short history and after a long one, in turn."""
    short, long = (made_up(KeepsNothing()) for _ in range(2))
    _deposit(short, SHORT)
    _deposit(long, LONG)
    long_lived()
    found: dict[str, list[float]] = {"short": [], "long": []}
    for turn in range(ROUNDS + 1):
        for name, bed in (("short", short), ("long", long)):
            took = _deposit(bed, 1_000)
            if turn:
                found[name].append(took / 1_000)
    note = f"after {LONG} entries and after {SHORT}"
    goal = GROWTH.named("append-growth")
    return Found(goal=goal, thing=found["long"], limit=found["short"], note=note)


def _start(folder: Path, wanted: set[str]) -> Iterator[Found]:
    """Measure opening a record with a snapshot at its end, for each of its entries."""
    opened: dict[int, list[float]] = {SHORT: [], LONG: []}
    sizes: list[float] = []
    for length, found in opened.items():
        place = folder / str(length)
        place.mkdir()
        bed = made_up(file_store(place))
        (file,) = place.glob("*.db")
        bed.running.writer.save_snapshot()
        before = file.stat().st_size
        _deposit(bed, length)
        bed.running.journal.store.close()
        sizes = [(file.stat().st_size - before) / length] * ROUNDS
        again = Running(open_store(f"sqlite:///{file.resolve()}", write=True), RealWorld())
        again.close()
        for _ in range(ROUNDS):
            gc.collect()
            start = time.process_time_ns()
            again = Running(open_store(f"sqlite:///{file.resolve()}", write=True), RealWorld())
            took = time.process_time_ns() - start
            found.append(took / 1_000 / again.journal.head.seq)
            again.close()
    if "start-growth" in wanted:
        goal = GROWTH.named("start-growth")
        note = f"a record of {LONG} entries and one of {SHORT}, each with a snapshot at its end"
        yield Found(goal=goal, thing=opened[LONG], limit=opened[SHORT], note=note)
    if "entry-size" in wanted:
        goal = GROWTH.named("entry-size")
        yield Found(goal=goal, thing=sizes, limit=[250] * ROUNDS, note="cash.deposit, SQLite")


def _order_memory() -> Found:
    """Measure what a resting order adds to the memory of a process, its entry let go of."""
    bed = made_up(KeepsNothing(), holders=ORDERS // CHANGES_EACH)
    journal = bed.running.journal
    ask(journal, "rulebook.adopt", bed.operator, text=RULEBOOK)
    for holder in bed.holders:
        cash = Decimal(1_000_000)
        ask(journal, "cash.deposit", bed.operator, holder=holder, amount=cash, currency="USD",
            reference="bench")  # fmt: skip
    (window,) = ask(
        journal, "window.open", bed.operator, issuer="bench", stock_class="Ordinary",
        currency="USD", floor=Decimal(10), cap=Decimal(30), closes_at=journal.now() + timedelta(9),
    )["window"]  # fmt: skip
    requests = [
        OPERATIONS["order.place"].request(
            window=window, side="buy", holder=bed.holders[number % len(bed.holders)],
            quantity=Decimal(10), limit=Decimal(11 + number % 17),
        )
        for number in range(ORDERS)
    ]  # fmt: skip
    tracemalloc.start()
    _record(bed, "order.place", requests)
    gc.collect()
    each = tracemalloc.get_traced_memory()[0] / ORDERS
    tracemalloc.stop()
    note = f"{ORDERS} orders to buy in one window, with the cash each holds and its request's id"
    goal = GROWTH.named("order-memory")
    return Found(goal=goal, thing=[each] * ROUNDS, limit=[300] * ROUNDS, note=note)


def _idle_memory(folder: Path) -> Found:
    server = Server("nothing", folder)
    try:
        found = resident(server.pid) / 1_000_000
    finally:
        server.stop()
    goal = GROWTH.named("idle-memory")
    return Found(goal=goal, thing=[found] * ROUNDS, limit=[80] * ROUNDS)


def _deposit(bed: Bed, count: int) -> float:
    """Record so many deposits, and return the CPU time, in microseconds."""
    request = OPERATIONS["cash.deposit"].request(
        holder=bed.holders[0], amount=Decimal(5), currency="USD", reference="bench"
    )
    return _record(bed, "cash.deposit", [request] * count)


def _record(bed: Bed, operation: str, requests: Sequence[object]) -> float:
    commands = [
        Command(operation=operation, request=one, id=new_request_id(), by=bed.operator)  # type: ignore[arg-type]
        for one in requests
    ]
    start = time.process_time_ns()
    for at in range(0, len(commands), AT_ONCE):
        for outcome in bed.running.journal.record(commands[at : at + AT_ONCE]):
            if isinstance(outcome, LaoguError):
                raise outcome
    return (time.process_time_ns() - start) / 1_000


GROWTH = Bench(
    (
        Goal(
            number=None,
            name="append-growth",
            thing="cash.deposit after a long history",
            limit="the same after a short one",
            unit="us of CPU",
            seen="1.35",
            floor=135,
            at_most=True,
        ),
        Goal(
            number=None,
            name="start-growth",
            thing="opening a long record, each entry",
            limit="opening a short one, each entry",
            unit="us of CPU",
            seen="1.0",
            floor=110,
            at_most=True,
        ),
        Goal(
            number=None,
            name="entry-size",
            thing="an entry on disk",
            limit="250 bytes",
            unit="bytes",
            seen="0.59 (147 bytes)",
            floor=100,
            at_most=True,
        ),
        Goal(
            number=None,
            name="order-memory",
            thing="a resting order in memory",
            limit="300 bytes",
            unit="bytes",
            seen="0.71 (213 bytes, without holds or ids)",
            floor=100,
            at_most=True,
        ),
        Goal(
            number=None,
            name="idle-memory",
            thing="a server that waits",
            limit="80 MB",
            unit="MB",
            seen="0.68 (54 MB)",
            floor=100,
            at_most=True,
        ),
    ),
    _growth,
)
