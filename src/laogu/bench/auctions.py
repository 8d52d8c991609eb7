"""Goal 15: a call auction beside a sort of as many numbers, how it grows, and from a file."""

import csv
import gc
import io
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from math import log
from pathlib import Path
from statistics import linear_regression, median

from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.turns import ROUNDS, in_turn
from laogu.connectors import auction
from laogu.market import Book, Policy, bounds_of, fill

ORDERS = 1_000_000
TICKS = 2_000
SIZES = (100_000, 400_000, 1_000_000, 4_000_000)
"""Books of a factor of forty."""

LINES = 200_000
SEED = 20_261_122


def _auctions(folder: Path, wanted: set[str]) -> Iterator[Found]:  # noqa: ARG001
    if wanted & {"auction", "auction-at-one-price"}:
        yield from _beside_a_sort(wanted)
    if "auction-growth" in wanted:
        yield _growth()
    if "auction-file" in wanted:
        yield _file()


def book_of_chance(count: int, *, ticks: int = TICKS, ids: Sequence[str] = ()) -> Book:
    """Return half buyers and half sellers with limits around one price, in arrival order.

    ids: of at least so many orders, where another book has them already.
    """
    import numpy as np

    chance = np.random.default_rng(SEED)
    limits = chance.normal(ticks / 2, ticks / 8, count).astype(np.int64)
    return Book(
        order_ids=ids[:count] or [f"order-{at:07}" for at in range(count)],
        buys=chance.integers(0, 2, count).astype(np.bool_),
        quantities=chance.integers(1, 1_000, count),
        limits=np.clip(limits, 1, ticks),
        times=np.arange(count),
    )


def _beside_a_sort(wanted: set[str]) -> Iterator[Found]:
    import numpy as np

    chance = np.random.default_rng(SEED)
    numbers = chance.integers(-(2**62), 2**62, ORDERS)
    book, even = book_of_chance(ORDERS), book_of_chance(ORDERS, ticks=1)
    measures = {
        "sort": lambda: _a_second(ORDERS, lambda: np.sort(numbers)),
        "auction": lambda: _a_second(ORDERS, lambda: _clear(book)),
        "auction-at-one-price": lambda: _a_second(ORDERS, lambda: _clear(even, ticks=1)),
    }
    figures = in_turn({name: act for name, act in measures.items() if name in {"sort", *wanted}})
    notes = {
        "auction": f"{TICKS} ticks; {_memory(book)} bytes an order while it works",
        "auction-at-one-price": "every order at the margin: the worst there is",
    }
    for name, note in notes.items():
        if name in wanted:
            goal = AUCTIONS.named(name)
            yield Found(goal=goal, thing=figures[name], limit=figures["sort"], note=note)


def _growth() -> Found:
    """Fit the exponent with which the CPU time grows, once in every round."""
    took: dict[int, list[float]] = {size: [] for size in SIZES}
    ids = book_of_chance(SIZES[-1]).order_ids
    books = {size: book_of_chance(size, ids=ids) for size in SIZES}
    for turn in range(ROUNDS + 1):
        for size, book in books.items():
            gc.collect()
            # As many orders of each size: a small book alone would be at the mercy of a moment.
            spent = SIZES[-1] / _a_second(SIZES[-1], lambda book=book: _often(book))  # type: ignore[misc]
            if turn:
                took[size].append(spent * size / SIZES[-1])
    sizes = [log(size) for size in SIZES]
    exponents = [
        linear_regression(sizes, [log(took[size][turn]) for size in SIZES]).slope
        for turn in range(ROUNDS)
    ]
    told = ", ".join(f"{size:,}: {median(took[size]) * 1_000:.1f} ms" for size in SIZES)
    goal = AUCTIONS.named("auction-growth")
    return Found(goal=goal, thing=exponents, limit=[1] * ROUNDS, note=told)


def _file() -> Found:
    """Measure a file of orders to its fills, beside reading its cells and nothing else."""
    book = book_of_chance(LINES)
    rows = zip(book.order_ids, book.buys, book.quantities, book.limits, book.times, strict=True)
    lines = [
        f"{one},{'buy' if buys else 'sell'},{q},{limit},{t}" for one, buys, q, limit, t in rows
    ]
    text = "\n".join(["order_id,side,quantity,limit,time", *lines, ""])
    content = text.encode()
    figures = in_turn(
        {
            "thing": lambda: _us_each(lambda: _clear_file(content)),
            "limit": lambda: _us_each(lambda: _read_cells(text)),
        }
    )
    goal = AUCTIONS.named("auction-file")
    note = f"{LINES:,} lines; the fills, the hash of the book and the checks are in it"
    return Found(goal=goal, thing=figures["thing"], limit=figures["limit"], note=note)


def _clear(book: Book, *, ticks: int = TICKS) -> object:
    return fill(book, bounds_of(1, ticks, None), Policy())


def _often(book: Book) -> None:
    """Clear a book as often as makes up the largest one."""
    for _ in range(SIZES[-1] // len(book)):
        _clear(book)


def _clear_file(content: bytes) -> object:
    return auction.clear_orders(content, "orders.csv", auction.Parameters())


def _read_cells(text: str) -> None:
    for _ in csv.reader(io.StringIO(text, newline="")):
        pass


def _memory(book: Book) -> int:
    """Return how many bytes an order takes at the most while a book of them is cleared."""
    tracemalloc.start()
    _clear(book)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most // len(book)


def _a_second(count: int, act: Callable[[], object]) -> float:
    """Return how many a second of CPU."""
    start = time.process_time_ns()
    act()
    return count * 1_000_000_000 / (time.process_time_ns() - start)


def _us_each(act: Callable[[], object]) -> float:
    gc.disable()  # As the command does.
    try:
        return 1_000_000 / _a_second(LINES, act)
    finally:
        gc.enable()


AUCTIONS = Bench(
    (
        Goal(
            number=15,
            name="auction",
            thing="a call auction of 1,000,000 orders, from columns to fills",
            limit="np.sort of as many whole numbers of 64 bits",
            unit="orders a second of CPU",
            seen="1.6",
            floor=120,
        ),
        Goal(
            number=None,
            name="auction-at-one-price",
            thing="the same with every order at one price",
            limit="np.sort of as many whole numbers of 64 bits",
            unit="orders a second of CPU",
            seen="none",
            floor=5,
        ),
        Goal(
            number=None,
            name="auction-growth",
            thing="exponent of the CPU time, 100,000 to 4,000,000 orders",
            limit="1, as many orders so much longer",
            unit="(exponent)",
            seen="1.03",
            floor=110,
            at_most=True,
        ),
        Goal(
            number=None,
            name="auction-file",
            thing="laogu auction clear, from the bytes of a CSV to fills and hash",
            limit="reading its cells with the csv module",
            unit="us of CPU an order",
            seen="none",
            floor=1500,
            at_most=True,
        ),
    ),
    _auctions,
)
