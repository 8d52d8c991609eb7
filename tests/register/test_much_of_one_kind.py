"""A class or a pool to which the same happens thousands of times in one entry."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

import msgspec
import pytest

from laogu.basics import HolderId, IssuerId, Money, PlanId, SecurityId, StockClassId, Undo
from laogu.operations import Books
from laogu.register import capital, plans
from tests.desk import everything

AT = datetime(2026, 1, 5, tzinfo=UTC)
ON = date(2026, 1, 5)
POOL, OTHER = PlanId("plan_1"), PlanId("plan_2")
SHARES, OTHERS = StockClassId("class_1"), StockClassId("class_2")


def registered(plan: PlanId) -> plans.PlanRegistered:
    found = plans.Plan(
        plan=plan, issuer=IssuerId("issuer_1"), name="2026", classes=(SHARES,), units=1000,
        when_cancelled="return_to_pool",
    )  # fmt: skip
    return plans.PlanRegistered(effective_on=ON, plan=found)


def returned(plan: PlanId, number: int, units: int = 1, on: date = ON) -> plans.ReturnedToPool:
    security = SecurityId(f"security_{number}")
    return plans.ReturnedToPool(effective_on=on, plan=plan, security=security, units=units)


def paid(stock_class: StockClassId, number: int) -> capital.FractionPaid:
    return capital.FractionPaid(
        effective_on=ON, stock_class=stock_class, holder=HolderId(f"holder_{number}"),
        part=Decimal("0.5"), amount=Money(5, "USD"),
    )  # fmt: skip


PLACES = 3
"""What one step takes of the list that `Undo.mark` measures."""


class Replaced(Undo):
    """Notes how many values were replaced: of each, the old one has to be kept."""

    def __init__(self) -> None:
        super().__init__()
        self.values: list[object] = []
        keep = self.note

        def note(step) -> None:
            table, key, _ = step
            self.values += [table[key]] if key in table else []
            keep(step)

        self.note = note


def test_what_comes_back_to_a_pool_replaces_nothing_that_undo_would_keep():
    undo = Replaced()
    room = plans.Plans(undo)
    room.apply(registered(POOL), AT)
    mark = undo.mark()

    for number in range(300):
        room.apply(returned(POOL, number), AT)

    assert undo.values == []
    assert undo.mark() - mark == PLACES * 2 * 300
    assert plans.pool_use(room, POOL, on=ON).returned == 300


def test_a_fraction_paid_replaces_nothing_that_undo_would_keep():
    undo = Replaced()
    room = capital.Capital(undo)

    for number in range(300):
        room.apply(paid(SHARES, number), AT)

    assert undo.values == []
    assert undo.mark() == PLACES * 2 * 300
    assert [event for event, _ in room.happened_to(SHARES)] == [
        paid(SHARES, number) for number in range(300)
    ]


@pytest.mark.parametrize("seed", range(20))
def test_what_came_back_is_told_in_the_units_of_the_day_and_as_it_was_known(seed):
    """Against a plain model: a list of what came back, written anew at each split, with the old."""
    dice = Random(seed)
    room = plans.Plans(Undo())
    for plan in (POOL, OTHER):
        room.apply(registered(plan), AT)
    now: list[tuple[date, datetime, int]] = []
    before: list[tuple[date, datetime, list[tuple[date, datetime, int]]]] = []
    days = [ON + timedelta(days=one) for one in range(30)]
    moments = [AT + timedelta(days=one) for one in range(30)]
    for number, (day, at) in enumerate(zip(days, moments, strict=True)):
        if dice.random() < 0.2:
            old, new = dice.randint(1, 5), dice.randint(1, 5)
            by = Fraction(new, old)
            split = plans.PoolSplit(effective_on=day, plan=POOL, units=1000, new=new, old=old)
            room.apply(split, at)
            before.append((day, at, now))
            now = [(on, known, int(units * by)) for on, known, units in now]
        else:
            on, units = dice.choice(days[: number + 1]), dice.randint(1, 99)
            room.apply(returned(POOL, number, units, on), at)
            room.apply(returned(OTHER, number), at)
            now = [*now, (on, at, units)]

    for on in days:
        for known in (None, *moments):
            stood = next(
                (old for day, at, old in before if day > on or (known is not None and at > known)),
                now,
            )
            assert plans.pool_use(room, POOL, on=on, known_at=known).returned == sum(
                units for day, at, units in stood if day <= on and (known is None or at <= known)
            )
    assert len(list(room.returned_to(room.plans[OTHER]))) == 30 - len(before)


def test_it_is_put_back_and_comes_through_a_snapshot_in_its_order():
    books = Books()
    books.apply([registered(POOL), registered(OTHER)], AT)
    start = everything(books)
    mark = books.undo.mark()
    for number in range(4):
        books.apply([returned((POOL, OTHER)[number % 2], number, 7)], AT)
        books.apply([paid((SHARES, OTHERS)[number % 2], number)], AT)
    books.apply([plans.PoolSplit(effective_on=ON, plan=POOL, units=2000, new=2, old=1)], AT)

    again = Books()
    again.take_up(msgspec.msgpack.decode(msgspec.msgpack.encode(books.set_aside())))

    assert everything(again) == everything(books)
    room = again.register.plans
    assert [one.units for one, _ in room.returned_to(room.plans[POOL])] == [14, 14]
    assert [one.units for one, _ in room.returned_to(room.plans[OTHER])] == [7, 7]
    assert [one.holder for one, _ in again.register.capital.happened_to(OTHERS)] == [  # type: ignore[union-attr]
        HolderId("holder_1"), HolderId("holder_3"),
    ]  # fmt: skip

    books.undo.back_to(mark)

    assert everything(books) == start
