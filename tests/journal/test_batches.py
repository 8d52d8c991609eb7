"""A batch is decided one by one, made durable in one write, and only then answered."""

from datetime import timedelta

import pytest

from laogu.basics import LaoguError
from laogu.journal import (
    Journal,
    Looking,
    MarketStopped,
    NotForeseen,
    NotRecorded,
    PromiseBroken,
    Recorded,
    StoppedWorld,
    verify,
)
from laogu.operations import OPERATIONS, Operation
from laogu.people import NotSignedIn
from tests.contracts.memory_store import Memory
from tests.desk import (
    MORNING,
    Desk,
    articles,
    everything,
    first_refusal,
    has,
    holds,
    open_articles,
)
from tests.journal.failing import FailingStore


def at_a_disk() -> tuple[Desk, FailingStore]:
    desk = Desk(kept_by=FailingStore)
    store = desk.store
    assert isinstance(store, FailingStore)
    for step in (open_articles, holds("ada", 100), has("elm", 5_000)):
        step(desk)
    return desk, store


def deposit(desk: Desk, amount: object = 5, by: str = "operator"):
    fields = {"holder": desk.holder("elm"), "amount": amount, "currency": "USD", "reference": "x"}
    return desk.command("cash.deposit", fields, by=by)


def test_one_that_is_refused_does_not_spoil_the_others():
    desk, _ = at_a_disk()

    first, no, second = desk.record(deposit(desk), deposit(desk, by="nobody"), deposit(desk))

    assert isinstance(no, NotSignedIn)
    assert isinstance(first, Recorded)
    assert isinstance(second, Recorded)
    assert second.seq == first.seq + 1
    assert desk.free("elm") == 5_010


def test_a_later_one_in_a_batch_sees_what_an_earlier_one_did():
    desk, _ = at_a_disk()
    fields = {"holder": desk.holder("elm"), "amount": 5_005, "currency": "USD", "reference": "x"}
    out = desk.command("cash.pay_out", fields)

    assert [type(one) for one in desk.record(deposit(desk), out)] == [Recorded, Recorded]
    assert desk.free("elm") == 0


def test_a_disk_that_fails_rolls_the_batch_back_tells_everybody_and_stops_the_market():
    desk, store = at_a_disk()
    before, head = everything(desk.books), desk.journal.head
    store.fails = 1

    outcomes = desk.record(deposit(desk), deposit(desk, by="nobody"), deposit(desk))

    assert [type(one) for one in outcomes] == [NotRecorded, NotSignedIn, NotRecorded]
    assert (everything(desk.books), desk.journal.head) == (before, head)
    # From now on nothing is taken, although the disk works again; previews and answers go on.
    (stopped,) = desk.record(deposit(desk))
    assert isinstance(stopped, MarketStopped)
    assert "no space left on device" in str(stopped.reason)
    assert desk.explain("ada", 100).result == "pass"
    assert verify(store, desk.journal).is_sound
    # Opened again, nothing that was confirmed is lost, and the very same request is new.
    again = Desk.reopened(desk)
    assert everything(again.books) == before
    assert isinstance(again.record(deposit(again))[0], Recorded)


def test_what_falls_due_while_the_disk_fails_falls_due_again_after_the_next_start():
    desk, store = at_a_disk()
    offer = desk.post("ada", 10, "5.00", open_until=MORNING + timedelta(days=1))
    desk.world.move(MORNING + timedelta(days=1))
    store.fails = 1

    assert desk.journal.fire_due() == 0
    assert desk.books.market.offers[offer].stage == "open"
    assert isinstance(desk.record(deposit(desk))[0], MarketStopped)
    again = desk.reopened()

    assert again.journal.fire_due() == 1
    assert again.books.market.offers[offer].stage == "expired"


def broken(decide) -> Operation:
    return Operation(name="cash.deposit", request=OPERATIONS["cash.deposit"].request, decide=decide)


@pytest.fixture
def break_deposits(monkeypatch):
    """Put another decision in the place of a deposit's, while the others stay as they are."""

    def put(decide):
        operations = {**OPERATIONS, "cash.deposit": broken(decide)}
        monkeypatch.setattr("laogu.journal.journal.OPERATIONS", operations)

    return put


def test_a_promise_that_would_break_is_our_own_fault_and_is_not_recorded(break_deposits):
    desk, _ = at_a_disk()
    honest = OPERATIONS["cash.deposit"].decide
    before = everything(desk.books), desk.journal.head
    break_deposits(lambda *asked: honest(*asked) + _out_of_thin_air(desk))

    (no,) = desk.record(deposit(desk))

    assert isinstance(no, PromiseBroken)
    assert no.promise.startswith("the ledger does not balance")
    assert (everything(desk.books), desk.journal.head) == before


def _out_of_thin_air(desk):
    from laogu.ledger import CashMoved, Posting, free

    postings = (Posting(free(desk.holder("elm")), 1),)
    return (
        CashMoved(
            effective_on=desk.today, kind="deposit", currency="USD", postings=postings, purpose="x"
        ),
    )


def test_a_fault_nobody_foresaw_is_told_to_who_met_it_and_spoils_nobody_elses(break_deposits):
    desk, _ = at_a_disk()
    honest = OPERATIONS["cash.deposit"].decide
    calls = []

    def stumbles_the_second_time(*asked):
        calls.append(asked)
        if len(calls) == 2:
            raise ZeroDivisionError("a mistake of ours")
        return honest(*asked)

    break_deposits(stumbles_the_second_time)

    first, no, third = desk.record(deposit(desk), deposit(desk), deposit(desk))

    assert isinstance(first, Recorded)
    assert isinstance(third, Recorded)
    assert isinstance(no, NotForeseen)
    assert isinstance(no.__cause__, ZeroDivisionError)
    assert third.seq == first.seq + 1
    assert desk.free("elm") == 5_010
    assert desk.journal.preview(deposit(desk))
    assert verify(desk.store, desk.journal).is_sound


def test_a_clock_that_breaks_a_promise_breaks_neither_the_record_nor_what_was_asked(monkeypatch):
    desk, _ = at_a_disk()
    offer = desk.post("ada", 10, "5.00", open_until=MORNING + timedelta(days=1))
    before = everything(desk.books), desk.journal.head
    desk.world.move(MORNING + timedelta(days=1))

    def breaks(*_):
        raise AssertionError("a promise of ours")

    with monkeypatch.context() as here:
        here.setattr("laogu.journal.journal.fire", breaks)
        assert desk.journal.fire_due() == 0
        (no,) = desk.record(deposit(desk))

    assert isinstance(no, PromiseBroken)
    assert no.facts == {"promise": "a promise of ours", "request": "clock.fire"}
    assert (everything(desk.books), desk.journal.head) == before
    # Its alarm was not lost.
    assert desk.journal.fire_due() == 1
    assert desk.books.market.offers[offer].stage == "expired"


def test_an_unforeseen_fault_of_a_clock_rolls_back_as_well(monkeypatch):
    desk, _ = at_a_disk()
    offer = desk.post("ada", 10, "5.00", open_until=MORNING + timedelta(days=1))
    before = everything(desk.books), desk.journal.head
    desk.world.move(MORNING + timedelta(days=1))
    with monkeypatch.context() as here:
        here.setattr("laogu.journal.journal.fire", lambda *_: 1 / 0)

        with pytest.raises(ZeroDivisionError):
            desk.journal.fire_due()

    assert (everything(desk.books), desk.journal.head) == before
    desk.journal.fire_due()
    assert desk.books.market.offers[offer].stage == "expired"


def test_what_is_due_fires_before_a_later_request_is_decided_each_as_an_entry_of_its_own():
    desk = Desk()
    for step in (articles(first_refusal(days=10)), holds("ada", 100), holds("rook", 10)):
        step(desk)
    desk.deposit("elm", 5_000)
    trade = desk.trade("ada", "elm", 10, "5.00")
    desk.notice(trade)
    offers = [
        desk.post("ada", 10, "5.00", open_until=MORNING + timedelta(days=days)) for days in (12, 5)
    ]
    head = desk.journal.head.seq
    desk.world.move(MORNING + timedelta(days=20))

    desk.deposit("elm", 1)

    entries = [entry for _, entry in desk.journal.entries(after=head)]
    assert [entry.operation for entry in entries] == ["clock.fire"] * 3 + ["cash.deposit"]
    fired = [entry.events[0] for entry in entries[:3]]
    assert [type(event).__name__ for event in fired] == [
        "OfferExpired", "SilenceWaived", "OfferExpired",
    ]  # fmt: skip
    # Each counts on the day it was due, and is written down when it fired.
    assert [event.effective_on.day for event in fired] == [7, 13, 14]
    assert {entry.recorded_at for entry in entries} == {MORNING + timedelta(days=20)}
    assert {desk.books.market.offers[one].stage for one in offers} == {"expired"}


def test_moving_the_clock_fires_what_lies_on_the_way():
    desk, _ = at_a_disk()
    offer = desk.post("ada", 10, "5.00", open_until=MORNING + timedelta(days=5))

    desk.do("clock.move", to=MORNING + timedelta(days=6))

    assert desk.books.market.offers[offer].stage == "expired"
    assert desk.now == MORNING + timedelta(days=6)
    assert desk.reopened().now == MORNING + timedelta(days=6)


def test_what_an_earlier_one_of_a_batch_set_going_is_seen_by_the_next_and_after_the_last():
    desk, _ = at_a_disk()
    for days in (5, 9):
        desk.post("ada", 10, "5.00", open_until=MORNING + timedelta(days=days))
    head = desk.journal.head.seq
    moves = [
        desk.command("clock.move", {"to": MORNING + timedelta(days=days)}, by="operator")
        for days in (6, 10)
    ]

    desk.record(moves[0], deposit(desk), moves[1])

    entries = [entry.operation for _, entry in desk.journal.entries(after=head)]
    assert entries == ["clock.move", "clock.fire", "cash.deposit", "clock.move", "clock.fire"]


def test_what_is_recorded_never_goes_back_although_the_worlds_clock_does():
    desk, _ = at_a_disk()
    desk.world.move(MORNING - timedelta(hours=5))

    desk.deposit("elm", 1)

    assert desk.last is not None
    assert desk.last.recorded_at == MORNING
    assert desk.reopened().now == MORNING


def test_an_empty_store_opens_as_a_market_that_has_not_begun():
    journal = Journal(FailingStore(Memory(), write=True), StoppedWorld(MORNING))

    assert (journal.head.seq, journal.record([])) == (0, [])
    assert verify(journal.store).kind == "empty"


def test_opening_twice_is_refused_and_the_first_entry_says_what_it_is():
    desk = Desk()
    (no,) = desk.record(desk.command("market.open", {"kind": "real"}, is_market=True))

    assert no.code == "market.already_opened"  # type: ignore[union-attr]
    assert isinstance(no, LaoguError)
    assert no.facts == {"kind": "practice"}
    _, first = next(desk.journal.entries())
    assert first.operation == "market.open"
    assert verify(desk.store).kind == "practice"
    assert desk.books.market.is_practice
    assert first.seq == 1


def test_looks_that_the_disk_did_not_take_go_on_waiting(monkeypatch):
    desk, store = at_a_disk()
    looking = Looking(store, desk.world)
    looking.note(desk.person("ada"), "holdings", desk.holder("elm"))

    def fails(_):
        raise NotRecorded(reason="no space left on device")

    with monkeypatch.context() as here:
        here.setattr(store.looks, "append", fails)
        with pytest.raises(NotRecorded):
            looking.write_down()

    assert looking.write_down() == 1
    assert [look.of for look in Looking(store, desk.world).latest()] == [desk.holder("elm")]
