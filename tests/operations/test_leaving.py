"""Whoever leaves: what ends on the last day, what lapses when, and what goes back to the pool."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from laogu.operations import WindowRow, all_alarms
from laogu.people import NoMandate
from laogu.register import BeforeItsTime
from laogu.register.options import Leaving, LeftAlready, WindowIsOver
from tests.desk import MORNING, TODAY, Desk, desk_at, has, names_of, open_articles
from tests.granting import YEARS, granted, plan_of, pool, stands, with_plan

FAR = TODAY.replace(year=TODAY.year + 10)
# Two years and a day after the grants: 250 of 480 have vested.
LAST = date(2028, 4, 2)


def desk(*steps: Any, **issuer: Any) -> Desk:
    return desk_at(MORNING, open_articles, with_plan(1_000), has("dee", 10_000), *steps, **issuer)


def options_of_dee(market: Desk, **more):
    given = {"vests": YEARS, "vests_from": TODAY, "expires_on": FAR, "window": "90 days"}
    return granted(market, "dee", 480, **given | more)


def leaves(market: Desk, on: date = LAST, reason: str = "voluntary_other", name: str = "dee"):
    market.do("holder.leave", "ida", issuer="harrow", holder=market.holder(name), on=on,
              reason=reason)  # fmt: skip


def rows(*given: Any) -> tuple[WindowRow, ...]:
    return tuple(WindowRow(**one) for one in given)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def ends_of(market, grant):
    """Return how, when and of how many units a grant ended."""
    acts = [one.event for one in market.books.register.plans.grants[grant].acts]
    return [(one.by, one.effective_on, one.units) for one in acts if hasattr(one, "resulting")]


def held_back(market, name, on):
    """Return how many shares of somebody restrictions keep from sale on a day."""
    held = [one for lot in market.lots(name) for one in lot.restrictions if one.binds_on(on)]
    return sum(one.units for one in held)


def fired(market: Desk) -> list[str]:
    """Return what the clock recorded last, by the names of its events."""
    entry = list(market.journal.entries())[-1][1]
    assert entry.operation == "clock.fire"
    return names_of(entry.events)


def test_notice_is_given_before_the_last_day_and_ends_nothing_yet():
    market = desk()
    grant = options_of_dee(market)
    market.go_to(noon(date(2028, 3, 1)))

    leaves(market)

    assert market.happened() == ["ServiceEnded"]
    found = stands(market, grant)
    assert found.left == 480
    assert found.leaving == Leaving(LAST, "voluntary_other")


def test_what_is_not_vested_ends_with_the_last_day_and_goes_back_to_the_pool():
    market = desk()
    grant = options_of_dee(market)
    market.go_to(noon(date(2028, 3, 1)))
    leaves(market)

    market.go_to(datetime(2028, 4, 2, 23, 59, 59, tzinfo=UTC))
    assert stands(market, grant).left == 480
    market.go_to(datetime(2028, 4, 3, tzinfo=UTC))

    assert fired(market) == ["GrantEnded", "ReturnedToPool"]
    found = stands(market, grant)
    assert (found.left, found.vested, found.ended) == (250, 250, 230)
    assert ends_of(market, grant) == [("forfeiture", LAST, 230)]
    assert pool(market).left == 1_000 - 250
    assert market.journal.fire_due() == 0


def test_what_is_not_exercised_lapses_with_the_window_and_not_a_moment_before():
    market = desk()
    grant = options_of_dee(market)
    market.go_to(noon(date(2028, 3, 1)))
    leaves(market)
    # Ninety days after 2 April are 1 July.
    market.go_to(datetime(2028, 7, 1, 23, 59, tzinfo=UTC))
    market.do("grant.exercise", "dee", security=grant, quantity=100)

    market.go_to(datetime(2028, 7, 2, tzinfo=UTC))

    assert fired(market) == ["GrantEnded", "ReturnedToPool"]
    assert stands(market, grant).left == 0
    assert ends_of(market, grant)[-1] == ("lapse", date(2028, 7, 2), 150)
    assert (market.holds("dee"), pool(market).left) == (100, 900)
    market.books.check_all()


@pytest.mark.parametrize(
    ("zone", "due"),
    [
        ("Asia/Shanghai", datetime(2028, 4, 2, 16, tzinfo=UTC)),
        ("America/New_York", datetime(2028, 4, 3, 4, tzinfo=UTC)),
    ],
)
def test_a_day_ends_where_the_issuer_is(zone, due):
    market = desk(zone=zone)
    grant = options_of_dee(market)
    market.go_to(noon(date(2028, 3, 1)))
    leaves(market)

    market.go_to(due - timedelta(seconds=1))
    assert stands(market, grant, on=LAST).left == 480
    market.go_to(due)

    assert stands(market, grant, on=LAST).left == 250


def test_a_grant_expires_by_itself_in_the_midst_of_service():
    market = desk()
    grant = options_of_dee(market, expires_on=date(2027, 6, 30))

    market.go_to(datetime(2027, 7, 1, tzinfo=UTC))

    assert fired(market) == ["GrantEnded", "ReturnedToPool"]
    assert stands(market, grant).left == 0


def test_a_grant_that_expires_before_its_window_ends_does_so():
    market = desk()
    grant = options_of_dee(market, expires_on=date(2028, 5, 1))
    market.go_to(noon(date(2028, 3, 1)))
    leaves(market)

    market.go_to(datetime(2028, 5, 2, tzinfo=UTC))

    assert stands(market, grant).left == 0
    assert market.journal.fire_due() == 0


def test_each_reason_has_its_own_window_and_one_that_is_not_in_the_table_ends_nothing():
    windows = ({"reason": "involuntary_with_cause", "period": 0},)
    market = desk()
    grant = options_of_dee(market, window=None, windows=rows(*windows))
    other = options_of_dee(market, window=None, windows=rows(*windows), expires_on=None)
    market.go_to(noon(date(2028, 3, 1)))

    leaves(market)
    market.go_to(noon(date(2030, 1, 1)))
    assert (stands(market, grant).left, stands(market, other).left) == (250, 250)
    market.go_to(noon(FAR) + timedelta(days=1))

    assert (stands(market, grant).left, stands(market, other).left) == (0, 250)


def test_dismissed_for_cause_without_a_window_all_ends_on_one_midnight():
    market = desk()
    grant = options_of_dee(
        market, window=None, windows=rows({"reason": "involuntary_with_cause", "period": 0})
    )
    market.go_to(noon(date(2028, 3, 1)))
    leaves(market, reason="involuntary_with_cause")

    market.go_to(datetime(2028, 4, 3, tzinfo=UTC))

    assert [one[0] for one in ends_of(market, grant)] == ["forfeiture", "lapse"]
    assert [one[2] for one in ends_of(market, grant)] == [230, 250]
    assert pool(market).left == 1_000


def test_a_last_day_is_said_anew_before_it_comes_and_not_after():
    market = desk()
    grant = options_of_dee(market)
    market.go_to(noon(date(2028, 3, 1)))
    leaves(market)
    leaves(market, on=date(2028, 5, 2), reason="voluntary_retirement")

    market.go_to(noon(date(2028, 4, 20)))
    assert stands(market, grant).left == 480
    market.go_to(noon(date(2028, 5, 4)))

    assert stands(market, grant).left == 260
    leaving = stands(market, grant).leaving
    assert leaving is not None
    assert leaving.reason == "voluntary_retirement"
    with market.refuses(LeftAlready):
        leaves(market, on=date(2028, 6, 1))
    granted(market, "dee", 10)
    leaves(market, on=date(2028, 6, 1))


def test_a_day_that_is_over_ends_what_is_not_vested_at_once():
    market = desk()
    grant = options_of_dee(market)
    market.go_to(noon(date(2028, 4, 20)))

    leaves(market)

    assert stands(market, grant).left == 250
    assert fired(market) == ["GrantEnded", "ReturnedToPool"]


def test_a_day_is_refused_that_would_shut_a_window_unseen_or_undo_what_happened():
    market = desk()
    grant = options_of_dee(market)
    market.go_to(noon(date(2028, 9, 1)))

    with market.refuses(WindowIsOver) as no:
        leaves(market)
    assert no.value.ended_on == date(2028, 7, 1)
    market.do("grant.exercise", "dee", security=grant, quantity=1)
    with market.refuses(BeforeItsTime):
        leaves(market, on=date(2028, 8, 31))
    with market.refuses(NoMandate):
        market.do("holder.leave", "dee", issuer="harrow", holder=market.holder("dee"), on=LAST,
                  reason="voluntary_other")  # fmt: skip


def test_a_last_day_at_rest_moves_on_only_where_the_plan_says_so():
    market = desk()
    market.do("calendar.adopt", name="US", source="x", years=(2028,), holidays=())
    plan_of(market, 1_000, name="Calendar plan", rest_days="US")
    stays = options_of_dee(market)
    moves = options_of_dee(market, plan="Calendar plan")
    market.go_to(noon(date(2028, 3, 1)))
    leaves(market)

    # 1 July 2028 is a Saturday.
    market.go_to(noon(date(2028, 7, 3)))
    assert (stands(market, stays).left, stands(market, moves).left) == (0, 250)
    market.do("grant.exercise", "dee", security=moves, quantity=1)
    market.go_to(noon(date(2028, 7, 4)))

    assert stands(market, moves).left == 0


def test_a_last_day_that_a_later_calendar_moves_still_comes():
    market = desk()
    market.do("calendar.adopt", name="US", source="x", years=(2028,), holidays=())
    plan_of(market, 1_000, name="Calendar plan", rest_days="US")
    moves = options_of_dee(market, plan="Calendar plan")
    market.go_to(noon(date(2028, 3, 1)))
    leaves(market)

    # Saturday, 1 July 2028, had moved to Monday; by the new calendar it moves to Wednesday.
    closed = (date(2028, 7, 3), date(2028, 7, 4))
    market.do("calendar.adopt", name="US", source="y", years=(2028,), holidays=closed)
    market.go_to(noon(date(2028, 7, 5)))
    assert stands(market, moves).left == 250
    market.go_to(noon(date(2028, 7, 6)))

    assert stands(market, moves).left == 0


def test_after_the_last_day_nothing_is_exercised_early_and_the_shares_stay_held_back():
    market = desk()
    grant = options_of_dee(market, is_early_exercisable=True)
    market.do("grant.exercise", "dee", security=grant, quantity=480)
    market.go_to(noon(date(2028, 3, 1)))
    leaves(market)

    market.go_to(noon(date(2028, 4, 3)))

    assert fired(market)[-1] == "RestrictionAttached"
    assert held_back(market, "dee", date(2031, 1, 1)) == 230


def test_units_that_wait_for_a_gate_end_when_it_is_shut_for_good():
    market = desk()
    market.do("vesting.register", "ida", issuer="harrow", name="double",
              words="48 months, monthly", gate="a sale",
              gate_until=date(2027, 12, 31))  # fmt: skip
    unit = granted(market, "dee", 480, kind="rsu", vests="double", vests_from=TODAY)

    market.go_to(datetime(2028, 1, 1, tzinfo=UTC))

    assert fired(market) == ["GrantEnded", "ReturnedToPool"]
    assert stands(market, unit).left == 0


def test_what_runs_is_known_again_after_a_crash():
    market = desk()
    options_of_dee(market)
    market.go_to(noon(date(2028, 3, 1)))
    leaves(market)

    again = market.reopened()

    kinds = sorted(kind for _, kind, _ in all_alarms(again.books))
    assert kinds == ["departure", "grant"]
    assert {one[:2] for one in again.journal.alarms} <= {one[:2] for one in market.journal.alarms}
    again.go_to(noon(date(2028, 7, 3)))
    assert again.books.register.plans.left_units.on(again.ordinary) == {}
    assert again.reopened().books.differences(again.books) == ()
