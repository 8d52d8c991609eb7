"""Telling what changed: who hears of what, from where they come back, and when it is over."""

import asyncio
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from laogu.connectors import event_stream
from laogu.journal import MOST_OF_ONE_PERSON, Changes, Listener, Told, TooManyListen, changes
from laogu.operations import Sight
from tests.bench.steps import steps
from tests.web.practice import Practice


@pytest.fixture
def practice() -> Practice:
    return Practice()


def hears(practice: Practice, who: str, after: int) -> set[str]:
    """Return what somebody is told of everything after an entry, without the ids."""
    practice.running.changes.look()
    sight = Sight(practice.running.books, practice.people[who])
    told = practice.running.changes.since(after, sight)
    assert not told.is_gap
    return {one.partition(":")[0] for one in told.subjects}


def head(practice: Practice) -> int:
    return practice.running.journal.head.seq


EVERYBODY = ("nobody", "dee", "kit", "rui", "ida", "operator")
STORY = [
    # what is done, and what each is told besides that the record has grown
    (lambda one: one.offer(),
     {"nobody": "", "dee": "offer offers", "kit": "offer offers", "operator": "offer offers"}),
    (lambda one: one.accepted(),
     {"nobody": "", "dee": "offer offers trade", "kit": "offer offers trade holder",
      "rui": "offer offers", "ida": "offer offers trade",
      "operator": "offer offers trade holder"}),
    (lambda one: one.settled(),
     {"nobody": "issuer", "kit": "issuer offer offers trade holder"}),
    (lambda one: one.do("cash.deposit", holder=one.holders["kit"], amount=Decimal(5),
                        currency="USD", reference="bank"),
     {"nobody": "", "dee": "", "ida": "", "kit": "holder", "operator": "holder"}),
    (lambda one: one.do("issuer.register", slug="aardvark", name_en="Aardvark (example)",
                        zone="UTC", currency="USD"),
     {**dict.fromkeys(EVERYBODY, "issuer market"), "operator": "issuer market person"}),
    (lambda one: one.do("mandate.give", person=one.people["dee"], power="act",
                        over=one.holders["rui"]),
     {"nobody": "", "rui": "", "operator": "", "dee": "person"}),
    (lambda one: one.do("clock.move", to=one.running.journal.now().replace(hour=20)),
     dict.fromkeys(EVERYBODY, "clock")),
]  # fmt: skip


@pytest.mark.parametrize(("act", "told"), STORY)
def test_everybody_is_told_of_what_they_may_look_at(practice, act, told):
    before = head(practice)

    act(practice)

    heard = {who: hears(practice, who, before) - {"record"} for who in told}
    assert heard == {who: set(said.split()) for who, said in told.items()}


def test_a_counter_offer_is_told_to_its_two_sides_alone(practice):
    offer = practice.offer()
    before = head(practice)

    practice.do("offer.counter", "kit", offer=offer, buyer=practice.holders["kit"],
                quantity=Decimal(8_000), price=Decimal("17.00"), currency="USD")  # fmt: skip

    assert hears(practice, "dee", before) == {"record", "offer"}
    assert hears(practice, "kit", before) == {"record", "offer", "holder"}
    # The offer that was answered is open to them, and so is that something happened to it.
    assert hears(practice, "rui", before) == {"record", "offer"}
    told = practice.running.changes.since(before, Sight(practice.running.books, None))
    assert told.subjects == ("record",)


def test_who_comes_back_is_told_what_happened_meanwhile_and_nothing_twice(practice):
    changes = practice.running.changes
    nobody = Sight(practice.running.books, None)
    changes.look()
    knew = head(practice)
    practice.settled()
    changes.look()

    told = changes.since(knew, nobody)

    assert told.seq == head(practice)
    assert changes.since(told.seq, nobody) == Told(seq=told.seq)


@pytest.mark.parametrize("after", [3, 10_000], ids=["from long ago", "from another market"])
def test_who_cannot_be_told_what_happened_reads_all_again(practice, after):
    started_again = Changes(practice.running.journal)

    told = started_again.since(after, Sight(practice.running.books, None))

    assert told == Told(seq=head(practice), is_gap=True)


def test_who_is_told_too_much_reads_all_again(practice, monkeypatch):
    before = head(practice)
    nobody = Sight(practice.running.books, None)
    monkeypatch.setattr(changes, "MOST_SUBJECTS", 3)
    practice.settled()
    practice.running.changes.look()

    kit = Sight(practice.running.books, practice.people["kit"])
    assert practice.running.changes.since(before, kit).is_gap
    assert not practice.running.changes.since(before, nobody).is_gap

    monkeypatch.setattr(changes, "MOST_READ", 3)
    knew = head(practice)
    for _ in range(4):
        practice.offer(1)
    practice.running.changes.look()
    assert practice.running.changes.since(knew, nobody).is_gap


def test_a_store_that_does_not_answer_is_asked_again_at_the_next_look(practice, monkeypatch):
    running = practice.running
    running.changes.look()
    before = head(practice)
    practice.offer()

    def away(**_: int) -> Any:
        raise TooManyListen(most=0)

    with monkeypatch.context() as patched:
        patched.setattr(running.journal, "entries", away)
        assert not running.changes.look()
    assert running.changes.look()
    assert "offers" in hears(practice, "kit", before)


def test_recording_takes_no_more_steps_however_many_listen(practice):
    def deposit() -> Any:
        practice.do("cash.deposit", holder=practice.holders["kit"], amount=Decimal(1),
                    currency="USD", reference="bank")  # fmt: skip

    async def recorded(listeners: int) -> int:
        changes = Changes(practice.running.journal)
        for number in range(listeners):
            changes.listening(None, whose="", address=f"{number}").__enter__()
        return steps(deposit)

    asyncio.run(recorded(0))
    assert asyncio.run(recorded(100)) == asyncio.run(recorded(0))


# A stream


class Line:
    """One stream of somebody, read event by event."""

    def __init__(self, practice: Practice, who: str, after: int | None = None) -> None:
        self.changes = practice.running.changes
        self.is_signed_in = True

        def sight() -> Sight:
            if not self.is_signed_in:
                raise TooManyListen(most=0)
            return Sight(practice.running.books, practice.people[who])

        self.changes.make_room(whose=who, address="here")
        self.events = event_stream.events(
            practice.running, sight, after=after, whose=who, address="here"
        )

    async def next(self) -> str:
        return (await anext(self.events)).decode()


def streaming(act: Callable[[], Any]) -> None:
    asyncio.run(act())


def test_a_stream_says_hello_and_then_what_changes(practice):
    async def act() -> None:
        line = Line(practice, "kit")
        hello = await line.next()
        practice.offer()
        changed = await line.next()

        assert hello.startswith(f"retry: 2000\nid: {head(practice) - 1}\nevent: hello\n")
        assert changed.startswith(f"id: {head(practice)}\nevent: changed\ndata: ")
        assert '"offers:issuer_' in changed

    streaming(act)


def test_a_stream_beats_while_nothing_changes(practice, monkeypatch):
    monkeypatch.setattr(changes, "BEAT_SECONDS", 0)

    async def act() -> None:
        line = Line(practice, "kit")
        await line.next()
        assert await line.next() == f": beat\nid: {head(practice)}\n\n"

    streaming(act)


def test_a_stream_ends_with_the_session_and_with_the_market(practice):
    async def act() -> None:
        ends, closes = Line(practice, "kit"), Line(practice, "dee")
        await ends.next()
        await closes.next()
        ends.is_signed_in = False
        practice.running.changes.wake()
        assert "event: over" in await ends.next()
        practice.running.changes.close()
        assert "event: over" in await closes.next()
        with pytest.raises(StopAsyncIteration):
            await closes.next()
        with pytest.raises(StopAsyncIteration):
            await ends.next()
        assert practice.running.changes.listeners == ()

    streaming(act)


def test_the_oldest_stream_of_one_person_gives_way(practice):
    async def act() -> None:
        lines = [Line(practice, "kit") for _ in range(MOST_OF_ONE_PERSON)]
        for one in lines:
            await one.next()
        await Line(practice, "kit").next()

        assert "event: over" in await lines[0].next()

    streaming(act)


def test_an_address_has_its_limit_and_so_has_the_market(practice, monkeypatch):
    async def act() -> None:
        await Line(practice, "nobody").next()
        monkeypatch.setattr(changes, "MOST_FROM_ONE", 1)
        with pytest.raises(TooManyListen) as no:
            Line(practice, "kit")
        assert no.value.most == 1
        monkeypatch.setattr(changes, "MOST_LISTENERS", 0)
        with pytest.raises(TooManyListen) as no:
            Line(practice, "kit")
        assert no.value.most == 0

    kept: list[Listener] = list(practice.running.changes.listeners)
    streaming(act)
    assert kept == []
