"""A process that follows: what it keeps stays small, and it says when it begins to write."""

import asyncio

import pytest

from laogu.basics import said
from laogu.journal import (
    AnotherWriter,
    CannotConnect,
    Head,
    Journal,
    RecordDiffers,
    Running,
    came_after,
    fold,
)
from laogu.operations import Books
from tests.contracts.memory_store import MemoryStore
from tests.desk import MORNING, Desk, desk_at


def follower(desk: Desk) -> Journal:
    return Journal(MemoryStore(desk.memory, write=False), desk.world)


def catches_up(journal: Journal) -> None:
    fold(journal, came_after(journal.store, journal.head))


def test_a_standby_lets_go_of_requests_that_cannot_come_again():
    desk = desk_at(MORNING)
    standby = follower(desk)
    for _ in range(3):
        desk.deposit("ada", 1)
        catches_up(standby)
        desk.wait(days=2)

    catches_up(standby)

    assert standby.head == desk.journal.head
    assert set(standby.remembered) == set()
    desk.deposit("ada", 1)
    catches_up(standby)
    assert set(standby.remembered) <= set(desk.journal.remembered)


def test_an_entry_that_could_not_be_taken_in_is_not_taken_in_twice(monkeypatch):
    desk = desk_at(MORNING)
    desk.deposit("ada", 1)
    standby = follower(desk)
    head = standby.head
    desk.deposit("ada", 2)
    whole = Books.apply

    def breaks(books, given, recorded_at):
        whole(books, given, recorded_at)
        raise MemoryError

    with monkeypatch.context() as broken:
        broken.setattr(Books, "apply", breaks)
        with pytest.raises(MemoryError):
            catches_up(standby)

    assert standby.head == head
    catches_up(standby)
    assert not standby.books.differences(desk.books)


class Failing(MemoryStore):
    """A store whose writer changes: `says` is what each attempt to take over comes to."""

    says: list[Exception | None]

    def take_over(self) -> None:
        no = self.says.pop(0)
        if no is not None:
            raise no

    def still_writes(self) -> None:
        """It does."""


def test_a_standby_whose_server_was_away_before_it_took_over_says_that_it_begins():
    desk = desk_at(MORNING)
    store = Failing(desk.memory, write=False)
    store.says = [
        AnotherWriter(path="x", pid="7"),
        CannotConnect(address="x", reason="it is away"),
        None,
    ]
    running = Running(store, desk.world)
    begun: list[int] = []
    running.following.on_begin = lambda: begun.append(running.journal.head.seq)
    running.journal.stopped = said("Not yet.")

    for _ in range(3):
        asyncio.run(running.following.look_again())

    assert begun == [desk.journal.head.seq]


def test_a_record_that_lost_what_was_answered_or_holds_another_entry_is_not_followed():
    desk = desk_at(MORNING)
    head = desk.journal.head

    for elsewhere in (Head(head.seq, bytes(32)), Head(head.seq + 1, head.hash)):
        with pytest.raises(RecordDiffers) as no:
            came_after(desk.store, elsewhere)
        assert no.value.seq == elsewhere.seq
    assert came_after(desk.store, head).entries == []
