"""What grows with history and what must not, counted in steps and statements, never in seconds."""

import asyncio
from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from msgspec.structs import replace

from laogu.basics import LaoguError, SecurityId, day_in
from laogu.bench.bed import Bed, made_up
from laogu.bench.stores import KeepsNothing
from laogu.journal import (
    Command,
    Recorded,
    Writer,
    new_request_id,
    open_store,
    writer,
)
from laogu.journal.requests import Remembered, forget_old
from laogu.ledger import cash_of
from laogu.operations import OPERATIONS
from laogu.register import IssuedStock, Share, StockIssued, transfer
from tests.bench.steps import steps

FEW = 1.1
"""A tenth more is what a deeper dictionary or one more digit may cost."""


@pytest.fixture
def bed() -> Bed:
    return made_up(KeepsNothing())


def asked(bed: Bed, operation: str, **fields: object) -> Command:
    return Command(
        operation=operation,
        request=OPERATIONS[operation].request(**fields),
        id=new_request_id(),
        by=bed.operator,
    )


def offer(bed: Bed, number: int = 0, **more: object) -> Command:
    fields = bed.offer(number) | {"quantity": Decimal(10), "price": Decimal("18.50")} | more
    return asked(bed, "offer.post", **fields)


def record(bed: Bed, *commands: Command) -> list[Recorded]:
    outcomes = bed.running.journal.record(commands)
    for one in outcomes:
        if isinstance(one, LaoguError):
            raise one
    return [one for one in outcomes if isinstance(one, Recorded)]


def posting(bed: Bed) -> int:
    """Return the steps of posting one offer; the first of its kind warms what is remembered."""
    record(bed, offer(bed))
    command = offer(bed)
    return steps(lambda: record(bed, command))


def test_posting_an_offer_takes_no_more_steps_with_ten_thousand_offers_open(bed: Bed):
    few = posting(bed)
    until = bed.running.journal.now() + timedelta(days=30)
    record(bed, *(offer(bed, number, open_until=until) for number in range(10_000)))

    assert posting(bed) <= few * FEW


def test_posting_an_offer_takes_no_more_steps_with_fifty_thousand_lots_of_others():
    few = made_up(KeepsNothing(), holders=40, lots_each=1)
    many = made_up(KeepsNothing(), holders=40, lots_each=1)
    register = many.running.books.register
    others = next(
        one.stock for one in register.securities.values() if one.stock.holder != many.holders[0]
    )
    today = day_in("UTC", many.running.journal.now())
    for number in range(50_000):
        issued = StockIssued(effective_on=today, stock=one_more_lot(others, number))
        register.apply(issued, many.running.journal.now())
    many.running.books.undo.forget()

    assert posting(many) <= posting(few) * FEW


def test_posting_an_offer_takes_no_more_steps_with_two_thousand_holders():
    few = made_up(KeepsNothing(), holders=20, lots_each=1)
    many = made_up(KeepsNothing(), holders=2_000, lots_each=1)

    assert posting(many) <= posting(few) * FEW


def test_a_deposit_takes_no_more_steps_and_changes_after_a_long_history(bed: Bed):
    def depositing() -> tuple[int, int]:
        (command,) = bed.deposits(1)
        taken = steps(lambda: record(bed, command))
        (event,) = bed.running.journal.preview(next(bed.deposits(1)))
        mark = bed.running.books.undo.mark()
        bed.running.books.apply([event], datetime.now(UTC))
        changes = bed.running.books.undo.mark() - mark
        bed.running.books.undo.back_to(mark)
        return taken, changes

    depositing()
    few = depositing()
    record(bed, *bed.deposits(5_000))
    many = depositing()

    assert many[0] <= few[0] * FEW
    assert many[1] == few[1]


def test_what_a_holder_has_in_cash_is_read_without_its_history(bed: Bed):
    holder = bed.running.books.register.holders[bed.holders[0]].holder  # type: ignore[index]
    record(bed, *bed.deposits(1))
    few = steps(lambda: cash_of(bed.running.books.ledger, holder))
    record(bed, *bed.deposits(3_000))

    assert steps(lambda: cash_of(bed.running.books.ledger, holder)) <= few * FEW


def test_a_batch_is_written_in_one_go_however_long_the_history(tmp_path):
    store = open_store(f"sqlite:///{tmp_path}/market.db", write=True)
    bed = made_up(store)
    said: Counter[str] = Counter()

    def hear(_: object, text: str, __: object) -> bool:
        said.update([text.split("(", maxsplit=1)[0].strip()])
        return True

    store._writer._connection.set_exec_trace(hear)  # type: ignore[attr-defined]

    record(bed, *bed.deposits(1))
    once = dict(said)
    record(bed, *bed.deposits(2_000))
    said.clear()
    record(bed, *bed.deposits(100))
    store._writer._connection.set_exec_trace(None)  # type: ignore[attr-defined]
    store.close()

    assert once == {"BEGIN IMMEDIATE": 1, "INSERT INTO entries VALUES": 1, "COMMIT": 1}
    assert said == {"BEGIN IMMEDIATE": 1, "INSERT INTO entries VALUES": 2, "COMMIT": 1}


def test_offers_that_run_out_take_steps_in_proportion_to_their_number(bed: Bed):
    def running_out(count: int) -> int:
        journal = bed.running.journal
        start = journal.now() + timedelta(hours=1)
        untils = [start + timedelta(seconds=number) for number in range(count)]
        record(bed, *(offer(bed, open_until=until) for until in untils))
        hours = timedelta(hours=2)
        return steps(lambda: record(bed, asked(bed, "clock.move", to=journal.now() + hours)))

    running_out(10)
    hundred, thousand = running_out(100), running_out(1_000)

    assert not bed.running.journal.alarms
    assert thousand <= hundred * 10 * FEW


def test_delivering_many_lots_takes_steps_in_proportion_to_their_number():
    def delivering(lots: int) -> int:
        bed = made_up(KeepsNothing(), holders=2, lots_each=lots)
        register = bed.running.books.register
        seller, buyer = (register.holders[one].holder for one in bed.holders)  # type: ignore[index]
        stock_class = next(iter(register.classes))
        stocks = [(one.security, one.units) for one in register.living(stock_class, seller)]
        share = Share(holder=buyer, units=sum(units for _, units in stocks), cost=None)
        numbers = iter(range(10_000))
        on = day_in("UTC", bed.running.journal.now())
        return steps(
            lambda: transfer(
                register,
                lots=stocks,
                shares=[share],
                on=on,
                make_id=lambda: f"security_{next(numbers)}",  # type: ignore[arg-type,return-value]
            )
        )

    assert delivering(1_000) <= delivering(100) * 10 * FEW


def test_snapshots_are_a_constant_part_of_the_work(bed: Bed, monkeypatch):
    saved: list[int] = []
    monkeypatch.setattr(writer, "SNAPSHOT_EVERY", 100)
    monkeypatch.setattr(
        bed.running.journal.store, "save_snapshot", lambda one: saved.append(one.seq)
    )
    keeping = Writer(bed.running.journal)

    async def run():
        for _ in range(500):
            await keeping.execute_all([*bed.deposits(10)])
        await keeping.saved()

    asyncio.run(run())

    assert sum(saved) <= 3 * bed.running.journal.head.seq
    assert saved[-1] >= bed.running.journal.head.seq // 2 - 100


def test_letting_go_of_old_requests_takes_steps_in_proportion_to_their_number():
    def letting_go(count: int) -> int:
        tomorrow_ms = int((datetime.now(UTC) + timedelta(hours=25)).timestamp() * 1000)
        ids = [str(new_request_id()) for _ in range(count)]
        remembered = {one: Remembered(1, b"", salted=False) for one in ids}
        taken = steps(lambda: forget_old(remembered, now_ms=tomorrow_ms))
        assert not remembered
        return taken

    assert letting_go(2_000) <= letting_go(200) * 10 * FEW


def one_more_lot(stock: IssuedStock, number: int) -> IssuedStock:
    return replace(stock, security=SecurityId(f"security_{number}"), units=1)
