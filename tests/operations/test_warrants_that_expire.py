"""Warrants end by the clock: with their last day, where the issuer is, and nobody has to ask."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from laogu.basics import SecurityId
from laogu.operations import all_alarms
from laogu.register import convertibles
from laogu.register.convertibles import (
    IssuedWarrant,
    Warrant,
    WarrantExpired,
    WarrantIssued,
    WarrantUnknown,
)
from tests.desk import MORNING, TODAY, Desk, desk_at, names_of, open_articles

LAST = TODAY + timedelta(days=60)


def desk(**issuer: Any) -> Desk:
    return desk_at(MORNING, open_articles, **issuer)


def issued(market: Desk, **more: Any) -> SecurityId:
    given = {"quantity": 100, "exercise_price": Decimal("2.50"), "expires_on": LAST, **more}
    made = market.do("warrant.issue", "ida", issuer="harrow", holder=market.holder("rook"),
                     stock_class="Ordinary", **given)  # fmt: skip
    return SecurityId(made["security"][0])


def at(day: date, hour: int, minute: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=UTC)


def all_of(market: Desk) -> list[Warrant]:
    return list(market.books.register.convertibles.warrants.values())


def standing(market: Desk) -> list[Decimal | None]:
    """Return for how many shares each warrant that stands today still is."""
    room, today = market.books.register.convertibles, market.now.date()
    return [one.left for one in convertibles.warrants_on(room, market.issuer, as_of=today)]


def test_a_warrant_stands_through_its_last_day_and_ends_with_it():
    market = desk()
    made = issued(market)

    market.go_to(at(LAST, 23, 59))
    assert standing(market) == [100]
    market.go_to(at(LAST + timedelta(days=1), 0))

    entry = list(market.journal.entries())[-1][1]
    assert (entry.operation, names_of(entry.events)) == ("clock.fire", ["WarrantEnded"])
    ended = market.books.register.convertibles.warrants[made].ended
    assert ended is not None
    assert (ended.by, ended.on) == ("expiry", LAST + timedelta(days=1))
    assert standing(market) == []


def test_the_last_day_ends_where_the_issuer_is():
    market = desk(zone="Asia/Shanghai")
    issued(market)

    market.go_to(at(LAST, 15, 59))
    assert standing(market) == [100]
    market.go_to(at(LAST, 16))

    assert all_of(market)[0].ended is not None


def test_of_a_warrant_exercised_in_part_the_rest_expires():
    market = desk()
    made = issued(market)
    market.do("warrant.exercise", "ida", security=made, quantity=40)

    market.go_to(at(LAST + timedelta(days=1), 0))

    (found,) = all_of(market)
    assert [(type(one).__name__, one.quantity) for one, _ in found.acts] == [
        ("WarrantExercised", Decimal(40)), ("WarrantEnded", Decimal(60)),
    ]  # fmt: skip
    assert market.holds("rook") == 40


def test_what_came_of_a_warrant_expires_on_the_same_day():
    market = desk()
    made = issued(market)
    market.do("warrant.transfer", "ida", security=made, holder=market.holder("elm"), quantity=10)
    market.do("stock_class.split", "ida", issuer="harrow", stock_class="Ordinary", new=Decimal(2),
              old=Decimal(1), rounding="floor")  # fmt: skip
    assert sorted(one or 0 for one in standing(market)) == [20, 180]

    market.go_to(at(LAST + timedelta(days=1), 0))

    assert standing(market) == []
    assert [one.ended.by for one in all_of(market) if one.ended].count("expiry") == 2


def test_one_that_ended_before_or_has_no_last_day_rings_in_vain():
    market = desk()
    gone, forever = issued(market), issued(market, expires_on=None)
    market.do("warrant.cancel", "ida", security=gone, reason="agreed (example)")
    before = market.journal.head

    market.wait(days=400)

    assert market.journal.head == before
    assert standing(market) == [100]
    assert all_of(market)[1].issued.security == forever


def test_after_its_end_an_exercise_is_told_the_last_day_and_nothing_else_finds_it():
    market = desk()
    made = issued(market)
    by_hand = issued(market)
    market.do("warrant.cancel", "ida", security=by_hand, reason="agreed", how="expiry")
    market.go_to(at(LAST + timedelta(days=1), 0))

    with market.refuses(WarrantExpired) as no:
        market.execute("warrant.exercise", "ida", security=made)
    with market.refuses(WarrantExpired) as early:
        market.execute("warrant.exercise", "ida", security=by_hand)
    with market.refuses(WarrantUnknown):
        market.execute("warrant.cancel", "ida", security=made, reason="again")

    assert (no.value.expired_on, early.value.expired_on) == (LAST, LAST)


def test_what_was_over_when_it_came_stays_as_it_was_told():
    market = desk()
    brought = IssuedWarrant(
        security=SecurityId("security_of_old"), issuer=market.issuer,
        holder=market.holder("rook"), purchase_price=None, triggers=(), quantity=Decimal(100),
        expires_on=TODAY - timedelta(days=1),
    )  # fmt: skip
    event = WarrantIssued(effective_on=TODAY - timedelta(days=900), warrant=brought)
    market.books.apply([event], market.now)
    market.journal.alarms = list(all_alarms(market.books))

    market.wait(days=400)

    assert standing(market) == [100]


def test_what_runs_is_known_again_after_a_crash():
    market = desk()
    issued(market)

    again = market.reopened()
    again.go_to(at(LAST + timedelta(days=1), 0))

    assert standing(again) == []
    assert again.reopened().books.differences(again.books) == ()
