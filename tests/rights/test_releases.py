"""On which day how many units come free, and what kept them until then."""

from datetime import date, timedelta
from random import Random

from msgspec.structs import replace

from laogu.agreements import Agreements
from laogu.basics import (
    HolderId,
    IssuerId,
    Restriction,
    SecurityId,
    StockClassId,
    Undo,
    set_aside,
    take_up,
)
from laogu.register import (
    IssuedStock,
    Register,
    RestrictionAttached,
    StockCancelled,
    StockIssued,
)
from laogu.rights import Locked, locked, locked_alike, regimes, releases
from tests.desk import MORNING, TODAY, articles, clause, desk_at, holds

HARROW = IssuerId("issuer_H")


def lock(through: date | None, *, units: int | None = None, rule: str = "A") -> Restriction:
    return Restriction(
        kind="lock_up", rule=rule, source="a paper", sure="T", locked_through=through, units=units
    )


def lots(*restrictions: Restriction, units: int = 100, on: date = TODAY) -> tuple[Locked, ...]:
    stock = IssuedStock(
        security=SecurityId("security_1"),
        issuer=HARROW,
        stock_class=StockClassId("class_1"),
        holder=HolderId("holder_1"),
        units=units,
        restrictions=restrictions,
    )
    return locked(Agreements(Undo()), HARROW, [stock], on=on)


def told(*restrictions: Restriction, on: date = TODAY) -> list[tuple[date | None, int, str]]:
    found = releases(lots(*restrictions, on=on), on=on)
    return [(one.on, one.units, " ".join(one.rules)) for one in found]


def test_the_day_after_the_last_locked_day_is_free():
    last = TODAY + timedelta(days=10)

    assert told(lock(last)) == [(last + timedelta(days=1), 100, "A")]


def test_what_is_locked_through_today_is_free_tomorrow_and_what_ended_yesterday_is_free_now():
    assert told(lock(TODAY)) == [(TODAY + timedelta(days=1), 100, "A")]
    assert told(lock(TODAY - timedelta(days=1))) == []


def test_of_two_locks_on_all_of_it_the_later_one_sets_it_free():
    early, late = TODAY + timedelta(days=5), TODAY + timedelta(days=50)

    assert told(lock(early), lock(late, rule="B")) == [(late + timedelta(days=1), 100, "B")]


def test_parts_come_free_on_their_own_days():
    early, late = TODAY + timedelta(days=5), TODAY + timedelta(days=50)

    assert told(lock(late, units=30), lock(early, units=20, rule="B")) == [
        (early + timedelta(days=1), 20, "B"),
        (late + timedelta(days=1), 30, "A"),
    ]


def test_what_has_no_last_day_comes_last_and_without_a_day():
    soon = TODAY + timedelta(days=5)

    assert told(lock(None, units=40, rule="B"), lock(soon, units=60)) == [
        (soon + timedelta(days=1), 60, "A"),
        (None, 40, "B"),
    ]


def test_a_lock_of_the_terms_counts_like_one_of_the_lot():
    rule = clause("lock_up", "ART-10", days_after_acquisition=365)
    desk = desk_at(MORNING, articles(rule), holds("ada", 100, acquired_on=TODAY))
    issuer = desk.issuer
    stocks = [one.stock for one in desk.journal.books.register.securities.values()]

    (lot,) = locked(desk.journal.books.agreements, issuer, stocks, on=TODAY)

    assert lot.units == 100
    assert [one.rule for one in lot.binding(TODAY)] == ["ART-10"]
    (release,) = releases([lot], on=TODAY)
    assert release.on == TODAY + timedelta(days=366)


def test_a_lot_of_unknown_age_is_kept_and_nobody_knows_until_when():
    rule = clause("lock_up", "ART-10", days_after_acquisition=365)
    desk = desk_at(MORNING, articles(rule), holds("ada", 100))
    (held,) = desk.journal.books.register.securities.values()
    stocks = [replace(held.stock, acquired_on=None)]

    (lot,) = locked(desk.journal.books.agreements, desk.issuer, stocks, on=TODAY)

    assert (lot.units, lot.is_silent) == (100, True)
    assert [one.on for one in releases([lot], on=TODAY)] == [None]


def test_the_lock_that_lasts_longest_is_named_first():
    early, late = TODAY + timedelta(days=5), TODAY + timedelta(days=50)

    (lot,) = lots(lock(early, rule="B"), lock(late))

    assert [one.rule for one in lot.binding(TODAY)] == ["A", "B"]


# Lots that are alike count as one


def test_a_lock_up_sets_free_what_no_later_one_keeps():
    early, late = TODAY + timedelta(days=5), TODAY + timedelta(days=50)

    found = regimes([*lots(lock(early), lock(late, rule="B")), *lots(lock(early), units=30)])

    assert [
        (one.rule, one.locked_through, one.units, one.frees, one.lots, one.after) for one in found
    ] == [
        ("A", early, 130, 30, 2, ("B",)),
        ("B", late, 100, 100, 1, ()),
    ]


def test_a_lock_up_without_a_last_day_stands_last_and_sets_nothing_free():
    (ended, endless) = regimes(lots(lock(TODAY, units=40), lock(None, rule="B", units=25)))

    assert (ended.units, ended.frees, ended.after) == (40, 40, ("B",))
    assert (endless.locked_through, endless.units, endless.frees) == (None, 25, 0)


def test_what_is_alike_comes_to_the_same_as_every_lot_looked_at():
    """Drawn at random: whole and partial locks, known and unknown days, lots that end again."""
    dice = Random(50)
    rule = clause("lock_up", "ART-10", days_after_acquisition=365)
    desk = desk_at(MORNING, articles(rule), holds("ada", 10))
    register, agreements = desk.journal.books.register, desk.journal.books.agreements
    days = [None, *(TODAY + timedelta(days=one) for one in (-30, 5, 50))]
    restrictions = [lock(day, units=units, rule=r) for day in days for units, r in PARTS]
    (template,) = [one.stock for one in register.securities.values()]
    for number in range(120):
        chosen = dice.sample(restrictions, k=dice.choice((0, 1, 1, 2)))
        stock = replace(
            template, security=SecurityId(f"security_{number}"), units=dice.choice((10, 40)),
            restrictions=tuple(chosen), acquired_on=dice.choice((None, TODAY)),
        )  # fmt: skip
        register.apply(StockIssued(effective_on=TODAY, stock=stock), MORNING)
    for gone in dice.sample(sorted(register.securities), k=40):
        register.apply(
            StockCancelled(effective_on=TODAY, security=gone, balance=None, reason="over"), MORNING
        )
    for later in dice.sample([*register.of_class.on(template.stock_class)], k=20):
        if register.securities[later].retired is None:
            attached = RestrictionAttached(
                effective_on=TODAY, security=later, restriction=restrictions[0]
            )
            register.apply(attached, MORNING)
    living = [one.stock for one in register.securities.values() if one.retired is None]

    one_by_one = locked(agreements, desk.issuer, living, on=TODAY)
    together = locked_alike(agreements, register, desk.ordinary, on=TODAY)

    assert len(together) < len(one_by_one)
    assert sum(one.units for one in together) == sum(one.units for one in one_by_one)
    assert sum(one.lots for one in together) == len(one_by_one)

    def summed(lots):
        return {(one.on, one.units, one.lots) for one in releases(lots, on=TODAY)}

    assert summed(together) == summed(one_by_one)
    again = Register(Undo())
    take_up(again, set_aside(register))
    assert again.alike == register.alike


PARTS = ((None, "A"), (None, "B"), (15, "C"))
