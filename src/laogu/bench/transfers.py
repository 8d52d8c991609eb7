"""Goals 4 and 5: complete transfers in batches, and one entry with many rows, beside SQLite alone.

The limit is what SQLite itself takes when it is handed ready bytes of the same length, under the
same settings, and nothing is decided, encoded, hashed or checked.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import partial
from pathlib import Path

import apsw

from laogu.app import long_lived
from laogu.basics import LaoguError
from laogu.bench.bed import TERMS, Bed, ask, file_store, made_up
from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.turns import a_second, in_turn
from laogu.journal import Command, new_request_id
from laogu.operations import OPERATIONS, RegisterRow

BATCH = 100
DEPOSITS = 6_000
SETTLED = 500
ROWS = 1_000
LOADS_A_ROUND = 6
OPEN = TERMS.partition("\n[[")[0].replace('version = "1"', 'version = "2"')
"""Articles that ask nobody."""


def _transfers(folder: Path, wanted: set[str]) -> Iterator[Found]:
    bed = made_up(file_store(folder))
    ask(bed.running.journal, "terms.adopt", bed.operator, issuer="bench", text=OPEN)
    buyer = bed.holders[-1]
    ask(
        bed.running.journal, "cash.deposit", bed.operator, holder=buyer,
        amount=Decimal("900000000000.00"), currency="USD", reference="bench",
    )  # fmt: skip
    things: dict[str, tuple[Callable[[], float], int, int]] = {
        "transfer": (_Depositing(bed), 1, BATCH),
        "settle": (_Settling(bed, buyer), 1, BATCH),
        "packed": (_Loading(bed), ROWS, ROWS),
    }
    sizes: dict[str, int] = {}
    acts: dict[str, Callable[[], float]] = {}
    for name in sorted(wanted & things.keys()):
        act, rows, batch = things[name]
        act()
        sizes[name] = _last_length(bed) // rows
        acts |= {name: act, f"{name}-limit": _Rows(folder, sizes[name], batch)}
    long_lived()
    figures = in_turn(acts)
    for name in sorted(wanted & figures.keys()):
        note = f"a row has {sizes[name]} bytes"
        limit = figures[f"{name}-limit"]
        yield Found(goal=TRANSFERS.named(name), thing=figures[name], limit=limit, note=note)


class _Depositing:
    """Cash moves from one account to another: event, key, hash, and the ledger balances."""

    def __init__(self, bed: Bed) -> None:
        self._bed = bed

    def __call__(self) -> float:
        given = list(self._bed.deposits(DEPOSITS))
        batches = [given[at : at + BATCH] for at in range(0, DEPOSITS, BATCH)]
        return a_second(DEPOSITS, lambda: _record(self._bed, batches))


class _Settling:
    """A hundred trades are made first; settling them in one batch is what counts."""

    def __init__(self, bed: Bed, buyer: str) -> None:
        self._bed = bed
        self._buyer = buyer

    def __call__(self) -> float:
        took: float = 0
        for _ in range(SETTLED // BATCH):
            batch = list(self._trades())
            took += BATCH / a_second(BATCH, partial(_record, self._bed, [batch]))
        return SETTLED / took

    def _trades(self) -> Iterator[Command]:
        bed, journal = self._bed, self._bed.running.journal
        for number in range(BATCH):
            given = bed.offer(number % (len(bed.holders) - 1))
            fields = given | {"quantity": Decimal(10), "price": Decimal("18.50")}
            (offer,) = ask(journal, "offer.post", bed.operator, **fields)["offer"]
            accept = {"offer": offer, "buyer": self._buyer}
            (trade,) = ask(journal, "offer.accept", bed.operator, **accept)["trade"]
            ask(journal, "notice.give", bed.operator, trade=trade)
            request = OPERATIONS["trade.settle"].request(trade=trade)
            yield Command(
                operation="trade.settle", request=request, id=new_request_id(), by=bed.operator
            )


class _Loading:
    """A register of a thousand rows becomes one entry; each time of another issuer."""

    def __init__(self, bed: Bed) -> None:
        self._bed = bed
        self._loaded = 0
        self._rows = tuple(
            RegisterRow(
                line=number + 2,
                holder=f"Holder {number % 40} (example)",
                stock_class="Ordinary",
                quantity=Decimal(1_000 + number),
            )
            for number in range(ROWS)
        )

    def __call__(self) -> float:
        loads = [[self._load()] for _ in range(LOADS_A_ROUND)]
        return a_second(ROWS * LOADS_A_ROUND, lambda: _record(self._bed, loads))

    def _load(self) -> Command:
        bed = self._bed
        self._loaded += 1
        slug = f"packed-{self._loaded}"
        ask(
            bed.running.journal, "issuer.register", bed.operator, slug=slug,
            name_en=f"Packed {self._loaded} (example)", currency="USD",
        )  # fmt: skip
        request = OPERATIONS["register.load"].request(issuer=slug, rows=self._rows)
        return Command(
            operation="register.load", request=request, id=new_request_id(), by=bed.operator
        )


class _Rows:
    """SQLite alone: so many ready rows in a batch, by executemany."""

    def __init__(self, folder: Path, length: int, batch: int) -> None:
        path = folder / f"rows-{batch}-{length}"
        self._connection = apsw.Connection(str(path.resolve()))
        # As the market's own file is written (decision 0126).
        for setting in (
            "page_size = 8192",
            "journal_mode = WAL",
            "synchronous = FULL",
            "wal_autocheckpoint = 250",
        ):
            self._connection.execute(f"PRAGMA {setting}")
        self._connection.execute(
            "CREATE TABLE entries (seq INTEGER PRIMARY KEY, hash BLOB NOT NULL, body BLOB NOT NULL)"
        )
        self._body = b"x" * length
        self._batch = batch
        self._seq = 0

    def __call__(self) -> float:
        batches = max(6, 6_000 // self._batch)

        def act() -> None:
            for _ in range(batches):
                rows = [
                    (self._seq + number, bytes(32), self._body)
                    for number in range(1, self._batch + 1)
                ]
                self._connection.execute("BEGIN IMMEDIATE")
                self._connection.executemany("INSERT INTO entries VALUES (?, ?, ?)", rows)
                self._connection.execute("COMMIT")
                self._seq += self._batch

        return a_second(batches * self._batch, act)


def _record(bed: Bed, batches: Sequence[Sequence[Command]]) -> None:
    for batch in batches:
        for outcome in bed.running.journal.record(batch):
            if isinstance(outcome, LaoguError):
                raise outcome


def _last_length(bed: Bed) -> int:
    journal = bed.running.journal
    return len(next(iter(journal.store.rows(after=journal.head.seq - 1))).body)


TRANSFERS = Bench(
    (
        Goal(
            number=4,
            name="transfer",
            thing="cash.deposit, cash from one account to another, a hundred a batch",
            limit="SQLite's executemany of ready rows of that length, a hundred a batch",
            unit="a second",
            seen="0.50",
            floor=35,
        ),
        Goal(
            number=None,
            name="settle",
            thing="trade.settle, cash against shares in one entry, a hundred a batch",
            limit="SQLite's executemany of ready rows of that length, a hundred a batch",
            unit="a second",
            seen="none",
            floor=5,
        ),
        Goal(
            number=5,
            name="packed",
            thing="rows of register.load, a thousand in one entry",
            limit="SQLite's executemany of ready rows of that length, a thousand a batch",
            unit="rows a second",
            seen="0.81",
            floor=60,
        ),
    ),
    _transfers,
)
