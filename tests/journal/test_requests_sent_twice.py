"""A request is safe to send twice: the same again is recorded once, and another is a conflict."""

from datetime import timedelta

import pytest

from laogu.journal import (
    AHEAD_MINUTES,
    REMEMBERED_HOURS,
    Recorded,
    RequestFromAhead,
    RequestReused,
    RequestTooOld,
)
from tests.desk import MORNING, Desk, desk_at, has, holds, open_articles

DAY = timedelta(hours=REMEMBERED_HOURS)
INSTANT = timedelta(milliseconds=1)


def deposit(desk: Desk, amount=5, request=None, by="operator", reference="x"):
    fields = {"holder": desk.holder("elm"), "amount": amount, "currency": "USD"}
    fields["reference"] = reference
    return desk.command("cash.deposit", fields, request=request, by=by)


@pytest.fixture
def desk() -> Desk:
    return desk_at(MORNING, has("elm", 100))


@pytest.mark.parametrize("how", ["again", "in one batch", "after a restart", "after a snapshot"])
def test_the_same_request_gets_the_same_answer_and_records_nothing(desk, how):
    command = deposit(desk)
    if how == "in one batch":
        first, second, third = desk.record(command, command, command)
        assert second == third
    else:
        (first,) = desk.record(command)
        if how == "after a snapshot":
            save_snapshot(desk)
        if how in {"after a restart", "after a snapshot"}:
            desk = desk.reopened()
        (second,) = desk.record(command)

    assert isinstance(first, Recorded)
    assert second == first
    assert desk.journal.head.seq == first.seq
    assert desk.free("elm") == 105


def save_snapshot(desk: Desk) -> None:
    from laogu.journal import snapshot_of

    desk.store.save_snapshot(snapshot_of(desk.books, desk.journal.head))


@pytest.mark.parametrize("change", [{"amount": 6}, {"reference": "y"}, {"by": "stranger"}])
@pytest.mark.parametrize("in_one_batch", [True, False])
def test_the_same_id_with_another_body_or_from_somebody_else_is_a_conflict(
    desk, change, in_one_batch
):
    command = deposit(desk)
    other = deposit(desk, request=command.id, **change)

    if in_one_batch:
        first, no = desk.record(command, other)
    else:
        (first,), (no,) = desk.record(command), desk.record(other)

    assert isinstance(first, Recorded)
    assert isinstance(no, RequestReused)
    assert no.facts == {"request": str(command.id), "seq": first.seq}
    assert desk.free("elm") == 105


def test_the_same_id_for_another_operation_is_a_conflict(desk):
    command = deposit(desk)
    desk.record(command)
    other = desk.command("person.register", {"name": "Ada"}, request=command.id)

    (no,) = desk.record(other)

    assert isinstance(no, RequestReused)


def test_a_name_in_the_body_is_known_again_though_the_record_does_not_hold_it(desk):
    command = desk.command("person.register", {"name": "Ada"})
    other = desk.command("person.register", {"name": "Ben"}, request=command.id)

    (first,) = desk.record(command)

    for again in (desk, desk.reopened()):
        assert again.record(command) == [first]
        assert isinstance(again.record(other)[0], RequestReused)


def test_a_refusal_is_not_remembered_so_asking_again_may_succeed(desk):
    desk.issue("ada", 10)
    fields = {"issuer": "harrow", "stock_class": "Ordinary", "seller": desk.holder("ada"),
              "quantity": 10, "price": 5, "currency": "USD"}  # fmt: skip
    command = desk.command("offer.post", fields, by="ada")
    (no,) = desk.record(command)
    assert no.code == "rights.not_known_yet"

    open_articles(desk)
    (yes,) = desk.record(command)

    assert isinstance(yes, Recorded)


def test_an_id_from_before_the_time_we_remember_is_a_conflict_that_says_so(desk):
    command = deposit(desk)
    (first,) = desk.record(command)
    desk.world.move(MORNING + DAY)
    assert desk.record(command) == [first]

    desk.world.move(MORNING + DAY + INSTANT)
    (no,) = desk.record(command)

    assert isinstance(no, RequestTooOld)
    assert no.hours == REMEMBERED_HOURS
    assert desk.free("elm") == 105


def test_an_id_from_the_future_is_refused(desk):
    desk.world.move(MORNING + timedelta(minutes=AHEAD_MINUTES))
    near = desk.request_id()
    desk.world.move(MORNING + timedelta(minutes=AHEAD_MINUTES) + INSTANT)
    far = desk.request_id()
    desk.world.move(MORNING)

    yes, no = desk.record(deposit(desk, request=near), deposit(desk, request=far))

    assert isinstance(yes, Recorded)
    assert isinstance(no, RequestFromAhead)
    assert no.minutes == AHEAD_MINUTES


def test_the_age_of_an_id_is_told_by_the_worlds_clock_and_not_by_the_one_that_was_moved(desk):
    command = deposit(desk)
    (first,) = desk.record(command)
    desk.do("clock.move", to=MORNING + timedelta(days=300))

    assert desk.record(command) == [first]
    assert isinstance(desk.record(deposit(desk))[0], Recorded)


def test_requests_that_cannot_come_again_are_let_go_of(desk):
    desk.record(deposit(desk))
    assert desk.journal.remembered

    desk.world.move(MORNING + DAY + timedelta(minutes=1))
    desk.record(deposit(desk))

    assert len(desk.journal.remembered) == 1
    assert len(desk.reopened().journal.remembered) == 1


def test_two_holders_of_the_same_offer_do_not_share_a_request():
    desk = desk_at(MORNING, open_articles, holds("ada", 10), has("elm", 1_000))
    offer = desk.post("ada", 10, "5.00")
    command = desk.command("offer.accept", {"offer": offer, "buyer": desk.holder("elm")}, by="elm")

    first, second = desk.record(command, command)

    assert first == second
    assert len(desk.books.market.trades) == 1
