"""On which day how many units come free, and what kept them until then."""

from datetime import date, timedelta

from msgspec.structs import replace

from laogu.agreements import Agreements
from laogu.basics import HolderId, IssuerId, Restriction, SecurityId, StockClassId, Undo
from laogu.register import IssuedStock
from laogu.rights import Locked, locked, releases
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
