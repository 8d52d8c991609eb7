"""A copy reads the record through whoever waits for it, as it stood when the copy was made."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from laogu.connectors import lent
from laogu.connectors.lent import Lent, answered, tell
from laogu.journal import Damaged, Kept, Row, Snapshot, Store
from tests.contracts.memory_store import Memory, MemoryStore

ROWS = [Row(seq, bytes([seq]) * 32, b"body" * 10) for seq in range(1, 8)]


@pytest.fixture
def store() -> Store:
    store = MemoryStore(Memory(), write=True)
    store.append(ROWS, keep=[Kept("one", b"s", b"1"), Kept("two", b"s", b"2")])
    store.looks.append(ROWS[:3])
    store.save_snapshot(Snapshot(4, bytes(32), b"books"))
    return store


@contextmanager
def lending(store: Store, *, upto: int = 7, looks_upto: int = 3) -> Iterator[Lent]:
    """Yield what a copy has in place of a store, while it is answered in a thread."""
    ours, its = socket.socketpair()
    with ours, its, ours.makefile("rwb") as line, its.makefile("rwb") as end:
        answering = threading.Thread(target=answered, args=(line, store))
        answering.start()
        yield Lent(end, upto=upto, looks_upto=looks_upto)
        tell(end, "the end")
        answering.join()


@pytest.mark.parametrize("at_once", [1, 100, 1_000])
def test_rows_are_the_same_in_whatever_pieces_they_come(store, monkeypatch, at_once):
    monkeypatch.setattr(lent, "BYTES_AT_ONCE", at_once)

    with lending(store) as its:
        assert list(its.rows()) == ROWS
        assert list(its.rows(after=2, upto=5)) == ROWS[2:5]
        assert list(its.rows(after=7)) == []
        assert list(its.looks.rows()) == ROWS[:3]


def test_what_was_recorded_since_is_not_told(store):
    with lending(store, upto=5, looks_upto=2) as its:
        assert list(its.rows()) == ROWS[:5]
        assert list(its.rows(upto=6)) == ROWS[:5]
        assert list(its.looks.rows()) == ROWS[:2]


def test_what_is_kept_is_told_and_a_snapshot_of_before_the_copy(store):
    with lending(store) as its:
        assert [one.key for one in its.kept()] == ["one", "two"]
        assert [one.content for one in its.kept(("two", "three"))] == [b"2"]
        assert its.snapshot() == store.snapshot()
        assert (its.wants_more, its.is_overtaken) == (False, False)


@pytest.mark.parametrize("at_once", [1, 3, 1_000])
def test_what_is_kept_is_told_in_pieces_and_two_readings_do_not_mix(monkeypatch, at_once):
    store = MemoryStore(Memory(), write=True)
    kept = [Kept(f"key-{number}", b"s", b"12") for number in range(5)]
    store.append(ROWS, keep=kept)
    monkeypatch.setattr(lent, "BYTES_AT_ONCE", at_once)
    pieces: list[int] = []
    some = lent._some

    def counted(*given: Any) -> Any:
        found = some(*given)
        pieces.append(len(found))
        return found

    monkeypatch.setattr(lent, "_some", counted)

    with lending(store) as its:
        first, second = its.kept(), its.kept(("key-3", "key-1"))
        assert [next(first), next(second)] == [kept[0], kept[3]]
        assert [*first] == kept[1:]
        assert [*second] == [kept[1]]
    assert max(pieces) == {1: 1, 3: 2, 1_000: 5}[at_once]


def test_a_snapshot_of_after_the_copy_is_not_told(store):
    with lending(store, upto=3) as its:
        with pytest.raises(lent._NotLent):
            its.snapshot()
        assert (its.wants_more, its.is_overtaken) == (False, True)


def test_what_would_be_written_is_not_lent(store):
    with lending(store) as its:
        with pytest.raises(lent._NotLent):
            its.append(ROWS)
        assert its.wants_more


def test_what_the_store_refuses_is_refused_to_a_copy(store, monkeypatch):
    def damaged(**_: int | None) -> Iterator[Row]:
        raise Damaged(reason="a page is torn")

    monkeypatch.setattr(store, "rows", damaged)

    with lending(store) as its, pytest.raises(Damaged) as no:
        list(its.rows())

    assert no.value.facts == {"reason": "a page is torn"}
