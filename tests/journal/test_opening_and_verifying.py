"""A market starts from its record; a snapshot only shortens that, and verification reads it all."""

import tracemalloc
import zlib
from datetime import timedelta

import msgspec
import pytest
from msgspec.structs import replace

from laogu.journal import (
    ChainBroken,
    EntryUnreadable,
    Journal,
    Row,
    Snapshot,
    SnapshotStrange,
    link,
    snapshot_of,
    verify,
)
from laogu.journal.packing import frame, unpack
from laogu.journal.snapshots import books_in
from tests.desk import MORNING, Desk, everything
from tests.operations.fair import fair, requests


@pytest.fixture
def desk() -> Desk:
    """A market in full swing, and a little more."""
    desk = fair()
    for name in ("offer.accept", "trade.settle", "terms.adopt", "security.cancel", "key.revoke"):
        by, fields = requests(desk)[name]
        desk.execute(name, by, **fields)
    desk.wait(days=20)
    return desk


def in_frames(body: bytes) -> bytes:
    return msgspec.msgpack.encode((frame(b"\x80"), [frame(body)] * 9))


def snapshot(desk: Desk) -> Snapshot:
    return snapshot_of(desk.books, desk.journal.head)


def test_replayed_books_equal_live_books_to_the_last_table(desk):
    again = desk.reopened()

    for name in ("head", "last_at", "personal", "documents", "remembered"):
        assert getattr(again.journal, name) == getattr(desk.journal, name), name
    assert everything(again.books) == everything(desk.books)
    assert again.now == desk.now
    verified = verify(desk.store, desk.journal)
    assert verified.is_sound
    assert verified.entries == desk.journal.head.seq
    assert verified.compared_live
    assert verified.commitments == len(desk.journal.personal)


@pytest.mark.parametrize("entries_after", [0, 3])
def test_a_snapshot_shortens_the_start_and_changes_nothing(desk, entries_after):
    desk.store.save_snapshot(snapshot(desk))
    for _ in range(entries_after):
        desk.deposit("elm", 1)

    again = desk.reopened()

    assert everything(again.books) == everything(desk.books)
    assert again.journal.remembered == desk.journal.remembered
    assert verify(again.store, again.journal).snapshot_seq == desk.journal.head.seq - entries_after
    # And they go on alike.
    assert [lot.security for lot in again.lots("ada")] == [lot.security for lot in desk.lots("ada")]


def test_a_snapshot_that_cannot_be_read_is_passed_over_and_said(desk):
    head = desk.journal.head
    whole = snapshot(desk).body
    others, moves = msgspec.msgpack.decode(whole)
    books = msgspec.msgpack.decode(unpack(others))
    deep, odd = b"\x91" * 100_000, msgspec.msgpack.encode({key: [1] for key in books})
    shapes = (msgspec.msgpack.encode(books), msgspec.msgpack.encode(7), deep, frame(deep), odd)
    parted = [
        (others, moves[0]), (others, [b"\xc1"]), (others, [frame(b"\x07")]), (moves[0], [others]),
        (frame(b"\x07"), moves), (others, [frame(bytes(1 << 28))] * 9),
    ]  # fmt: skip
    for body in (b"", b"\xc1", whole[:-1], *shapes, *map(msgspec.msgpack.encode, parted)):
        desk.store.save_snapshot(Snapshot(head.seq, head.hash, body))

        again = desk.reopened()
        desk.store = again.store

        assert everything(again.books) == everything(desk.books)
        assert verify(again.store).differences == ("snapshot",)


@pytest.mark.parametrize("packed", [frame, zlib.compress, in_frames])
def test_a_snapshot_that_unfolds_without_end_takes_no_memory(packed):
    body = packed(bytes(1 << 28))
    tracemalloc.start()
    try:
        assert books_in(Snapshot(1, bytes(32), body)) is None
        assert tracemalloc.get_traced_memory()[1] < 1 << 27
    finally:
        tracemalloc.stop()


def test_a_snapshot_that_an_earlier_version_packed_is_read(desk):
    head, books = desk.journal.head, msgspec.msgpack.encode(desk.books.set_aside())
    for body in (books, zlib.compress(books, level=1), frame(books)):
        desk.store.save_snapshot(Snapshot(head.seq, head.hash, body))

        assert verify(desk.store).snapshot_seq == head.seq
        assert verify(desk.store).differences == ()


def test_a_snapshot_that_says_something_else_is_found_by_verification(desk):
    head = desk.journal.head
    books = desk.books.set_aside()
    books["market"]["clock"]["ahead_us"] = 7
    desk.store.save_snapshot(Snapshot(head.seq, head.hash, msgspec.msgpack.encode(books)))

    assert verify(desk.store).differences == ("snapshot.market.clock",)


def test_a_snapshot_of_another_record_stops_the_start(desk):
    head = desk.journal.head
    for strange in (
        Snapshot(head.seq, bytes(32), snapshot(desk).body),
        Snapshot(head.seq + 1, head.hash, snapshot(desk).body),
    ):
        desk.memory.snapshots.clear()
        desk.store.save_snapshot(strange)

        with pytest.raises(SnapshotStrange) as no:
            Journal(desk.store, desk.world)
        with pytest.raises(SnapshotStrange):
            verify(desk.store)

        assert no.value.seq == strange.seq


def test_a_changed_byte_stops_the_start_and_names_the_entry(desk):
    rows = desk.memory.rows
    row = rows[6]
    rows[6] = Row(row.seq, row.hash, row.body.replace(b"1", b"2", 1))

    with pytest.raises(ChainBroken) as no:
        Journal(desk.store, desk.world)

    assert no.value.seq == 7


def test_an_entry_this_version_does_not_know_stops_the_start_and_says_so(desk):
    head = desk.journal.head
    known = desk.memory.rows[-1].body
    body = known.replace(b'"event":"', b'"event":"a.b.9 ', 1)
    assert body != known
    desk.memory.rows.append(Row(head.seq + 1, link(head.hash, body), body))

    with pytest.raises(EntryUnreadable) as no:
        Journal(desk.store, desk.world)

    assert no.value.seq == head.seq + 1
    assert "a.b.9" in no.value.reason


def test_live_books_that_drifted_are_found_by_verification(desk):
    stands = desk.books.market.clock
    dict.__setitem__(stands, "ahead_us", 1)

    verified = verify(desk.store, desk.journal)

    assert not verified.is_sound
    assert verified.differences == ("live.market.clock",)


def test_a_promise_that_is_broken_in_the_record_stops_the_start(desk):
    from laogu.journal.entries import Entry, encode
    from laogu.ledger import CashMoved, Posting, free

    head = desk.journal.head
    moved = CashMoved(
        effective_on=desk.today, kind="deposit", currency="USD",
        postings=(Posting(free(desk.holder("elm")), 5),), purpose="x",
    )  # fmt: skip
    entry = Entry(seq=head.seq + 1, recorded_at=desk.now, operation="cash.deposit", events=(moved,))
    body = encode(entry)
    desk.memory.rows.append(Row(head.seq + 1, link(head.hash, body), body))

    with pytest.raises(AssertionError, match="does not sum to zero"):
        Journal(desk.store, desk.world)
    with pytest.raises(AssertionError, match="does not balance"):
        verify(desk.store)


def test_documents_are_kept_once_under_their_hash(desk):
    adopted = [one.document for one in desk.books.agreements.terms.values()]

    texts = [desk.journal.document(one) for one in adopted]

    assert all(text is not None and "articles" in text for text in texts)
    assert desk.journal.document("0" * 64) is None
    desk.do("issuer.register", slug="other", name_en="Other")
    desk.do("terms.adopt", issuer="other", text=texts[0])
    assert desk.reopened().journal.document(adopted[0]) == texts[0]


@pytest.mark.parametrize("is_name", [True, False])
def test_a_name_or_a_document_that_somebody_changed_is_found_by_verification(desk, is_name):
    kept = desk.memory.kept
    changed = next(key for key in kept if key.startswith("personal_") is is_name)
    kept[changed] = replace(kept[changed], content=b"\xff")

    again = desk.reopened()

    assert verify(again.store).differences == (f"kept.{changed}",)


def test_the_first_moment_of_a_day_after_the_last_entry_is_not_before_it(desk):
    desk.world.move(MORNING + timedelta(days=30))

    assert desk.now == MORNING + timedelta(days=30)
