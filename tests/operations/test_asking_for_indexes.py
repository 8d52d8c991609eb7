"""Indexes of marks, asked of the books: whose marks count, by what was known, with which float."""

from datetime import date, timedelta
from typing import Any

import pytest

from laogu.operations import QUESTIONS, IndexesFound
from laogu.operations.market.index import STALE_DAYS, free_units
from laogu.register import AfterToday, BeforeItsTime, cap_table
from laogu.rights import locked
from tests.desk import MORNING, TODAY, Desk, desk_at, holds
from tests.web.practice import Practice

NAMES = ("ash", "birch", "cedar")


def paid(desk: Desk, issuer: str, on: date, value: str, unit: str = "USD a share") -> None:
    desk.do("fact.record", issuer=issuer, question="round", on=on, value=value, unit=unit,
            says_en="Said (example).", source="A paper (example)", sure="high")  # fmt: skip


def ago(months: int) -> date:
    back = TODAY.year * 12 + TODAY.month - 1 - months
    return date(back // 12, back % 12 + 1, 1)


@pytest.fixture
def desk() -> Desk:
    """Three companies that sold shares half a year ago, and again at a quarter more."""
    desk = desk_at(MORNING, holds("ada", 1_200))
    for name in NAMES:
        desk.do("issuer.register", slug=name, name_en=f"{name} (example)", zone="UTC",
                currency="USD", example=True)  # fmt: skip
        paid(desk, name, ago(6), "10")
        paid(desk, name, ago(2), "12.5")
    return desk


def ask(desk: Desk, **fields: Any) -> IndexesFound:
    request = QUESTIONS["market.index"].request(**fields)
    found = desk.journal.ask("market.index", request, by=None)
    assert isinstance(found, IndexesFound)
    return found


def test_companies_that_gain_alike_move_the_index_as_each_of_them(desk):
    shares, valuations, by_float = ask(desk).indexes

    found = {one.on: one.value for one in shares.levels}
    assert min(found) == ago(6)
    assert shares.levels[0].members == len(NAMES)
    assert found[ago(2)] / found[ago(3)] > 1.15
    assert {desk.books.register.issuers[one.issuer].slug for one in shares.moved} == set(NAMES)
    assert valuations.levels == ()
    assert by_float.levels == ()
    assert all("No index" in one.reason.template for one in (valuations, by_float))


def test_only_what_was_known_by_a_day_is_in_its_level(desk):
    then = ask(desk, on=ago(3)).indexes[0].levels
    now = {one.on: one.value for one in ask(desk).indexes[0].levels}

    assert then
    assert all(one.value == pytest.approx(now[one.on]) for one in then)
    before = desk.now
    desk.world.move(before + timedelta(hours=1))
    for name in NAMES:
        paid(desk, name, ago(4), "99")
    assert ask(desk).indexes[0].levels != ask(desk, known_at=before).indexes[0].levels
    assert {one.on: one.value for one in ask(desk, known_at=before).indexes[0].levels} == now


def test_a_mark_that_rests_on_nothing_newer_is_not_counted(desk):
    old = TODAY - timedelta(days=STALE_DAYS + 40)
    desk.do("issuer.register", slug="dogwood", name_en="dogwood (example)", zone="UTC",
            currency="USD", example=True)  # fmt: skip
    paid(desk, "dogwood", old, "40")

    assert ask(desk).indexes[0].levels[-1].members == len(NAMES)


def test_a_day_to_come_and_a_first_day_after_the_last_are_refused(desk):
    with pytest.raises(AfterToday):
        ask(desk, on=TODAY + timedelta(days=1))
    with pytest.raises(BeforeItsTime):
        ask(desk, on=ago(3), since=ago(2))


def test_what_may_be_sold_is_counted_alike_by_both_ways():
    """The register as it stands now, and walked lot by lot, as a past day would have it."""
    practice = Practice()
    books, on = practice.running.books, date(2026, 11, 2)
    for issuer, classes in books.register.classes_of.items():
        for stock_class in classes:
            table = cap_table(books.register, issuer, as_of=on)
            stocks = [one for row in table.rows for one in row.securities
                      if one.stock_class == stock_class]  # fmt: skip
            kept = sum(one.units for one in locked(books.agreements, issuer, stocks, on=on))

            found = free_units(books, issuer, stock_class, on=on)
            assert found == sum(one.units for one in stocks) - kept
            assert found > 0
            known_at = practice.running.journal.now()
            assert found == free_units(books, issuer, stock_class, on=on, known_at=known_at)
