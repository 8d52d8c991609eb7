"""What is asked at the same moment is one batch, and nobody reads between try and answer."""

import asyncio
from datetime import timedelta

import msgspec
import pytest

from laogu.journal import MarketStopped, NotRecorded, Running, Writer, verify
from laogu.journal.snapshots import books_in, pieces, rows
from laogu.journal.store import Snapshot
from laogu.market import OfferClosed
from laogu.operations import Books
from laogu.people import NotSignedIn
from tests.desk import MORNING, Desk, asked_for, desk_at, has, holds, open_articles
from tests.journal.failing import FailingStore


def deposit(desk: Desk, by: str = "operator"):
    fields = {"holder": desk.holder("elm"), "amount": 5, "currency": "USD", "reference": "x"}
    return desk.command("cash.deposit", fields, by=by)


def counting(desk: Desk) -> list[int]:
    """Return a list to which every durable write adds how many entries it held."""
    written: list[int] = []
    append = desk.store.append

    def noted(rows, **more):
        append(rows, **more)
        written.append(len(rows))

    desk.store.append = noted  # type: ignore[method-assign]
    return written


def test_what_comes_together_is_written_together():
    desk = desk_at(MORNING, has("elm", 1))
    written = counting(desk)

    async def everybody():
        writer = Writer(desk.journal)
        return await asyncio.gather(*(writer.execute(deposit(desk)) for _ in range(40)))

    done = asyncio.run(everybody())

    assert written == [40]
    assert sorted(one.seq for one in done) == [one.seq for one in done]
    assert desk.free("elm") == 201


def test_a_list_fills_a_batch_with_each_of_its_offers(monkeypatch):
    desk = desk_at(MORNING, open_articles, holds("ada", 500))
    monkeypatch.setattr("laogu.journal.writer.LARGEST_BATCH", 5)
    written = counting(desk)
    offer = asked_for("offer.post", {
        "issuer": "harrow", "stock_class": "Ordinary", "seller": desk.holder("ada"),
        "quantity": 1, "price": 18, "currency": "USD",
    })  # fmt: skip
    lists = [desk.command("offer.post_all", {"offers": (offer,) * 3}, by="ada") for _ in range(4)]

    async def everybody():
        writer = Writer(desk.journal)
        return await asyncio.gather(*map(writer.execute, lists))

    done = asyncio.run(everybody())

    assert written == [2, 2]
    assert len({one.seq for one in done}) == 4


def test_each_gets_its_own_answer():
    desk = desk_at(MORNING, open_articles, holds("ada", 10), has("elm", 999), has("ben", 999))
    offer = desk.post("ada", 10, "5.00")
    commands = [
        desk.command("offer.accept", {"offer": offer, "buyer": desk.holder(name)}, by=name)
        for name in ("elm", "ben")
    ]

    async def both():
        writer = Writer(desk.journal)
        return await asyncio.gather(
            *(writer.execute(one) for one in commands), writer.execute(deposit(desk, "nobody")),
            return_exceptions=True,
        )  # fmt: skip

    first, second, third = asyncio.run(both())

    assert first.operation == "offer.accept"
    assert isinstance(second, OfferClosed)
    assert isinstance(third, NotSignedIn)


def test_nobody_sees_what_is_not_durable():
    desk = desk_at(MORNING, has("elm", 1))
    seen: list[tuple[int, int, int]] = []

    async def watched():
        writer = Writer(desk.journal)

        async def reader():
            while len(seen) < 200:
                # What is in the books is in the record, whenever anybody looks.
                rows = sum(1 for _ in desk.store.rows())
                seen.append((rows, desk.journal.head.seq, len(desk.books.ledger.moves)))
                await asyncio.sleep(0)

        await asyncio.gather(reader(), *(writer.execute(deposit(desk)) for _ in range(50)))

    moves_before = len(desk.books.ledger.moves)
    head_before = desk.journal.head.seq
    asyncio.run(watched())

    assert {
        (rows == head, moves - moves_before == head - head_before) for rows, head, moves in seen
    } == {(True, True)}


def test_a_fault_of_ours_is_told_to_everybody_who_waits_and_the_next_batch_goes_on(monkeypatch):
    desk = desk_at(MORNING, has("elm", 1))

    async def run():
        asyncio.get_running_loop().set_exception_handler(lambda *_: None)
        writer = Writer(desk.journal)
        with monkeypatch.context() as here:
            here.setattr(desk.journal, "record", lambda _: 1 / 0)
            waiting = [writer.execute(deposit(desk)) for _ in range(3)]
            broken = await asyncio.gather(*waiting, return_exceptions=True)
        return broken, await writer.execute(deposit(desk))

    broken, done = asyncio.run(run())

    assert [type(one) for one in broken] == [ZeroDivisionError] * 3
    assert done.seq == desk.journal.head.seq


def test_after_the_disk_failed_everybody_is_told_so():
    desk = Desk(kept_by=FailingStore)
    desk.deposit("elm", 1)
    assert isinstance(desk.store, FailingStore)
    desk.store.fails = 1

    async def run():
        writer = Writer(desk.journal)
        first = await writer.execute_all([deposit(desk), deposit(desk)])
        with pytest.raises(MarketStopped):
            await writer.execute(deposit(desk))
        writer.save_snapshot()
        return first

    first = asyncio.run(run())

    assert [one.code for one in first] == ["journal.not_recorded"] * 2
    assert desk.store.snapshot() is None
    assert desk.free("elm") == 1


def test_whoever_stops_waiting_does_not_stop_the_others():
    desk = desk_at(MORNING, has("elm", 1))

    async def run():
        writer = Writer(desk.journal)
        impatient = asyncio.ensure_future(writer.execute(deposit(desk)))
        patient = asyncio.ensure_future(writer.execute(deposit(desk)))
        await asyncio.sleep(0)
        impatient.cancel()
        return await patient

    done = asyncio.run(run())

    assert done.seq == desk.journal.head.seq


def test_snapshots_are_saved_where_something_was_recorded_since():
    desk = desk_at(MORNING, has("elm", 1))
    writer = Writer(desk.journal)

    writer.save_snapshot()
    assert desk.store.snapshot() is None
    desk.deposit("elm", 1)
    writer.save_snapshot()

    kept = desk.store.snapshot()
    assert kept is not None
    assert kept.seq == desk.journal.head.seq


def test_time_is_kept_although_nobody_asks_for_anything():
    desk = desk_at(MORNING, open_articles, holds("ada", 10))
    offer = desk.post("ada", 10, "5.00", open_until=MORNING + timedelta(days=1))
    desk.world.move(MORNING + timedelta(days=1))

    async def run():
        keeping = asyncio.ensure_future(Running(desk.store, desk.world).keep_time())
        for _ in range(300):
            await asyncio.sleep(0.01)
            if len(desk.memory.rows) > before:
                break
        keeping.cancel()

    before = len(desk.memory.rows)
    asyncio.run(run())

    assert desk.reopened().books.market.offers[offer].stage == "expired"


def test_time_goes_on_after_a_fault_that_nobody_foresaw(monkeypatch, caplog):
    desk = desk_at(MORNING, has("elm", 1))
    seconds = iter(range(3))

    async def second(_: float) -> None:
        if next(seconds, None) is None:
            raise asyncio.CancelledError

    def broken() -> int:
        raise ZeroDivisionError

    running = Running(desk.store, desk.world)
    monkeypatch.setattr(running.journal, "fire_due", broken)
    monkeypatch.setattr("laogu.journal.running.asyncio.sleep", second)
    with pytest.raises(asyncio.CancelledError):
        asyncio.run(running.keep_time())

    assert caplog.text.count("keeping time went wrong") == 3


def test_a_snapshot_is_made_in_pieces_while_others_are_served(monkeypatch):
    monkeypatch.setattr("laogu.journal.writer.SNAPSHOT_EVERY", 20)
    monkeypatch.setattr("laogu.journal.snapshots._PIECE", 5)
    desk = desk_at(MORNING, has("elm", 1))
    at_once = []

    async def run():
        writer = Writer(desk.journal)
        for _ in range(30):
            await writer.execute(deposit(desk))
            saving = writer._saving
            at_once.append(saving is not None and not saving.done())
        await writer.saved()

    asyncio.run(run())

    kept = desk.store.snapshot()
    assert kept is not None
    assert kept.seq < desk.journal.head.seq
    assert sum(at_once) > 1
    assert verify(desk.store, desk.journal).is_sound


def test_a_snapshot_takes_the_moves_over_from_the_one_before(monkeypatch):
    monkeypatch.setattr("laogu.journal.writer.SNAPSHOT_EVERY", 20)
    monkeypatch.setattr("laogu.journal.snapshots._PIECE", 3)
    desk = desk_at(MORNING, has("elm", 1))
    encoded: list[tuple[int, int]] = []
    kept: list[Snapshot] = []

    def seen(moves, after, upto):
        encoded.append((after, upto))
        return rows(moves, after, upto)

    monkeypatch.setattr("laogu.journal.writer.rows", seen)

    async def run():
        writer = Writer(desk.journal)
        while len(kept) < 4:
            await writer.execute(deposit(desk))
            if writer._saving is not None and not writer._saving.done():
                await writer.execute_all([deposit(desk), deposit(desk)])  # It goes on meanwhile.
                await writer._saving
                snapshot = desk.store.snapshot()
                assert snapshot is not None
                kept.append(snapshot)

    asyncio.run(run())

    # Each move was put into bytes once.
    assert [after for after, _ in encoded] == [0, *(upto for _, upto in encoded[:-1])]
    for number, snapshot in enumerate(kept, 1):
        _, frames = msgspec.msgpack.decode(snapshot.body)
        assert len(frames) == number
        again = Books()
        for _, entry in desk.journal.entries(upto=snapshot.seq):
            again.apply(entry.events, entry.recorded_at)
        found = books_in(snapshot)
        assert found is not None
        assert found.differences(again) == ()


def test_the_pieces_of_a_snapshot_are_the_same_bytes_as_the_whole():
    tables = {"ledger": {"moves": {n: (n, "x" * n) for n in range(1_203)}, "none": {}}}

    assert b"".join(pieces(tables)) == msgspec.msgpack.encode(tables)


def test_a_snapshot_the_disk_does_not_take_is_no_loss(monkeypatch):
    monkeypatch.setattr("laogu.journal.writer.SNAPSHOT_EVERY", 5)
    desk = desk_at(MORNING, has("elm", 1))

    def full(_):
        raise NotRecorded(reason="disk full")

    async def run():
        monkeypatch.setattr(desk.store, "save_snapshot", full)
        writer = Writer(desk.journal)
        for _ in range(20):
            await writer.execute(deposit(desk))
        await writer.saved()

    asyncio.run(run())

    assert desk.journal.stopped is None
    assert desk.store.snapshot() is None


def test_a_market_stops_in_good_order_where_its_last_snapshot_is_not_taken(monkeypatch, caplog):
    desk = desk_at(MORNING, has("elm", 1))

    def gone(_):
        raise NotRecorded(reason="the server went away")

    monkeypatch.setattr(desk.store, "save_snapshot", gone)
    writer = Writer(desk.journal)
    desk.deposit("elm", 1)

    writer.save_snapshot()

    assert "a snapshot was not saved" in caplog.text
