"""Who looked at whose holdings: on record, and never in the way of reading."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

import pytest

from laogu.basics import PersonId
from laogu.journal import LATEST, ChainBroken, Looking, Row, StoppedWorld, open_store
from tests.contracts.memory_store import Memory, MemoryStore

ADA, BEN = PersonId("person_ada"), PersonId("person_ben")
MORNING = datetime(2026, 3, 2, 9, tzinfo=UTC)


def test_a_look_is_there_at_once_and_durable_when_it_is_written_down(tmp_path):
    url, world = f"sqlite:///{tmp_path / 'market.db'}", StoppedWorld(MORNING)

    with closing(open_store(url, write=True)) as store:
        looking = Looking(store, world)
        looking.note(ADA, "holdings", "holder_ben")
        assert [look.by for look in looking.latest()] == [ADA]
        assert looking.write_down() == 1

    with closing(open_store(url, write=True)) as store:
        again = Looking(store, world).latest()
    assert [(look.by, look.what, look.of) for look in again] == [(ADA, "holdings", "holder_ben")]


def test_looking_again_within_the_minute_is_one_look_and_later_another():
    world = StoppedWorld(MORNING)
    looking = Looking(MemoryStore(Memory(), write=True), world)

    looking.note(ADA, "holdings", "holder_ben")
    looking.note(ADA, "holdings", "holder_ben")
    looking.note(BEN, "holdings", "holder_ben")
    world.move(MORNING + timedelta(minutes=2))
    looking.note(ADA, "holdings", "holder_ben")

    assert [look.by for look in looking.latest()] == [ADA, BEN, ADA]


def test_only_the_looks_at_some_things_are_asked_for():
    looking = Looking(MemoryStore(Memory(), write=True), StoppedWorld(MORNING))

    looking.note(ADA, "holdings", "holder_ben")
    looking.note(ADA, "register", "issuer_harrow")

    assert [look.of for look in looking.latest(of=["issuer_harrow"])] == ["issuer_harrow"]


def test_every_look_is_told_from_the_first_those_that_wait_too():
    world = StoppedWorld(MORNING)
    looking = Looking(MemoryStore(Memory(), write=True), world)
    for minute in range(LATEST + 5):
        looking.note(ADA if minute % 2 else BEN, "holdings", f"holder_{minute}")
    looking.write_down()
    looking.note(ADA, "register", "issuer_harrow")

    every = list(looking.every())

    assert len(every) == LATEST + 6
    assert every[0].of == "holder_0"
    assert every[-1].of == "issuer_harrow"
    assert len(looking.latest()) == LATEST
    assert [one.of for one in looking.every(of=["holder_3"])] == ["holder_3"]


def test_nothing_is_written_where_nobody_looked():
    memory = Memory()
    looking = Looking(MemoryStore(memory, write=True), StoppedWorld(MORNING))

    assert looking.write_down() == 0
    assert memory.looks == []


def test_a_look_that_was_changed_stops_the_start():
    memory = Memory()
    looking = Looking(MemoryStore(memory, write=True), StoppedWorld(MORNING))
    looking.note(ADA, "holdings", "holder_ben")
    looking.note(BEN, "holdings", "holder_ada")
    looking.write_down()
    first = memory.looks[0]
    memory.looks[0] = Row(1, first.hash, first.body.replace(b"person_ada", b"person_bob"))
    memory.written_by = None

    with pytest.raises(ChainBroken) as broken:
        Looking(MemoryStore(memory, write=True), StoppedWorld(MORNING))

    assert broken.value.seq == 1
