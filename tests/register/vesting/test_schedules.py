"""Schedules that a person can count on their fingers."""

from datetime import date
from itertools import permutations
from typing import get_args

import pytest
from msgspec.structs import replace

from laogu.register.vesting import (
    WORDS,
    Acceleration,
    AfterPeriod,
    Allocation,
    AtStart,
    Condition,
    Grant,
    History,
    Instalment,
    OnDay,
    OnEvent,
    Period,
    Portion,
    Reading,
    Terms,
    others,
    schedule,
)

JANUARY = date(2025, 1, 31)


def monthly(
    times: int, *, cliff: int | None = None, allocation: Allocation = "cumulative_round_down",
    gate: str | None = None, gate_until: date | None = None, day_of_month: int | None = None,
) -> Terms:  # fmt: skip
    period = Period(length=1, occurrences=times, cliff=cliff, day_of_month=day_of_month)
    return Terms(
        allocation=allocation,
        gate=gate,
        gate_until=gate_until,
        conditions=(
            Condition(id="start", trigger=AtStart(), following=("monthly",)),
            Condition(id="monthly", trigger=AfterPeriod("start", period), vests=Portion(1, times)),
        ),
    )


def grant(units: int, vests: Terms, on: date = JANUARY) -> Grant:
    return Grant(units=units, granted_on=on, vests=vests)


def parts(found: Grant, history: History, reading: Reading | None = None) -> list[int]:
    return [row.units for row in schedule(found, history, reading or Reading()).rows]


# The standard's own example: eighteen shares over four instalments; halves where a share is two.
@pytest.mark.parametrize(
    ("allocation", "expected"),
    [
        ("cumulative_rounding", [5, 4, 5, 4]),
        ("cumulative_round_down", [4, 5, 4, 5]),
        ("front_loaded", [5, 5, 4, 4]),
        ("back_loaded", [4, 4, 5, 5]),
        ("front_loaded_to_single_tranche", [6, 4, 4, 4]),
        ("back_loaded_to_single_tranche", [4, 4, 4, 6]),
        ("fractional", [4, 5, 4, 5]),
    ],
)
def test_eighteen_over_four(allocation: Allocation, expected: list[int]):
    terms = monthly(4, allocation=allocation)

    assert parts(grant(18, terms), History(started_on=JANUARY)) == expected


def test_fractional_is_exact_in_the_smallest_unit_of_a_class_with_decimals():
    terms = monthly(4, allocation="fractional")

    assert parts(grant(180, terms), History(started_on=JANUARY)) == [45, 45, 45, 45]


# What a cliff of two months holds of eighteen over four: 8, 9 or 10, by the allocation.
@pytest.mark.parametrize(
    ("allocation", "held", "share"),
    [
        ("cumulative_rounding", [9, 5, 4], [9, 5, 4]),
        ("front_loaded", [10, 4, 4], [9, 5, 4]),
        ("back_loaded", [8, 5, 5], [9, 4, 5]),
    ],
)
def test_a_cliff_holds_its_instalments_or_its_share(
    allocation: Allocation, held: list[int], share: list[int]
):
    found = grant(18, monthly(4, cliff=2, allocation=allocation))
    history = History(started_on=JANUARY)

    assert parts(found, history) == held
    assert parts(found, history, Reading(cliff="share")) == share


def test_a_month_end_leaves_no_trace():
    days = [row.on for row in schedule(grant(4, monthly(4)), History(started_on=JANUARY)).rows]

    assert days == [date(2025, 2, 28), date(2025, 3, 31), date(2025, 4, 30), date(2025, 5, 31)]


def test_a_leap_day_comes_once_in_four_years():
    start = date(2024, 2, 29)
    yearly = Condition(
        id="yearly",
        trigger=AfterPeriod("start", Period(length=12, occurrences=4)),
        vests=Portion(1, 4),
    )
    start_condition = Condition(id="start", trigger=AtStart(), following=("yearly",))
    terms = Terms(conditions=(start_condition, yearly))

    days = [row.on for row in schedule(grant(4, terms, start), History(started_on=start)).rows]

    assert days == [date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


def test_a_fixed_day_counts_in_its_month_or_after_the_whole_period():
    found = grant(2, monthly(2, day_of_month=15))
    history = History(started_on=JANUARY)
    whole = schedule(found, history, Reading(day_of_month="whole_period"))

    assert [row.on for row in schedule(found, history).rows] == [
        date(2025, 2, 15), date(2025, 3, 15),
    ]  # fmt: skip
    assert [row.on for row in whole.rows] == [date(2025, 3, 15), date(2025, 4, 15)]


def test_what_is_earned_waits_for_the_second_trigger_and_comes_at_once():
    # 4,800 over 48 months, with a cliff of the later of twelve months and the listing.
    start = date(2025, 1, 15)
    found = grant(4800, monthly(48, cliff=12, gate="listing"), start)
    listed = History(started_on=start, events=(("listing", date(2026, 6, 15)),))

    assert schedule(found, History(started_on=start)).rows == ()
    assert schedule(found, History(started_on=start)).position(date(2026, 6, 14)).held == 1600
    assert parts(found, listed)[:3] == [1700, 100, 100]
    assert schedule(found, listed).rows[0].on == date(2026, 6, 15)


def test_a_gate_that_opens_too_late_forfeits_all():
    found = grant(48, monthly(48, gate="listing", gate_until=date(2026, 1, 31)))
    late = History(started_on=JANUARY, events=(("listing", date(2026, 2, 1)),))

    stand = schedule(found, late).position(date(2026, 2, 1))

    assert (stand.vested, stand.forfeited) == (0, 48)


def test_a_graph_alone_says_the_same_double_trigger():
    # What came due before a condition waited counts from the day on which it does.
    start = date(2025, 1, 15)
    terms = Terms(
        conditions=(
            Condition(id="start", trigger=AtStart(), following=("listing",)),
            Condition(id="listing", trigger=OnEvent(), following=("monthly",)),
            Condition(
                id="monthly",
                trigger=AfterPeriod("start", Period(length=1, occurrences=48, cliff=12)),
                vests=Portion(1, 48),
            ),
        )
    )
    listed = History(started_on=start, events=(("listing", date(2026, 6, 15)),))

    assert parts(grant(4800, terms, start), listed)[:3] == [1700, 100, 100]


ACCELERATING = Terms(
    conditions=(
        Condition(id="start", trigger=AtStart(), following=("monthly",)),
        Condition(
            id="monthly",
            trigger=AfterPeriod("start", Period(length=1, occurrences=10)),
            vests=Portion(1, 10),
            following=("sale",),
        ),
        Condition(id="sale", trigger=OnEvent(), following=("dismissed",)),
        Condition(id="dismissed", trigger=OnEvent(), vests=Portion(1, 1, of_rest=True)),
    )
)


def test_two_events_in_turn_let_the_rest_vest():
    history = History(
        started_on=JANUARY, events=(("sale", date(2025, 4, 1)), ("dismissed", date(2025, 4, 20)))
    )

    assert parts(grant(100, ACCELERATING), history) == [10, 10, 80]


def test_the_first_that_is_met_counts_or_each_does():
    sold = History(started_on=JANUARY, events=(("sale", date(2025, 4, 1)),))

    first = schedule(grant(100, ACCELERATING), sold)
    each = schedule(grant(100, ACCELERATING), sold, Reading(following="each"))

    assert first.total == 20
    assert first.timeline.waits(date(2025, 3, 31)) == ("sale",)
    assert first.timeline.waits(date(2025, 4, 1)) == ("dismissed",)
    assert (each.total, len(each.rows)) == (100, 10)


def test_of_two_that_are_met_on_one_day_the_first_named_counts():
    def terms(*following: str) -> Terms:
        return Terms(
            conditions=(
                Condition(id="start", trigger=AtStart(), following=following),
                Condition(id="nothing", trigger=OnDay(date(2026, 1, 1))),
                Condition(id="all", trigger=OnDay(date(2026, 1, 1)), vests=Portion(1, 1)),
            )
        )

    history = History(started_on=JANUARY)

    assert schedule(grant(9, terms("nothing", "all")), history).total == 0
    assert schedule(grant(9, terms("all", "nothing")), history).total == 9


def test_an_early_event_is_kept_or_lost():
    terms = Terms(
        conditions=(
            Condition(id="start", trigger=AtStart(), following=("sale",)),
            Condition(id="sale", trigger=OnEvent(), vests=Portion(1, 1)),
        )
    )
    early = History(started_on=JANUARY, events=(("sale", date(2024, 12, 1)),))
    found = replace(grant(5, terms), granted_on=date(2024, 1, 1))

    assert [row.on for row in schedule(found, early).rows] == [JANUARY]
    assert schedule(found, early, Reading(early_event="lost")).total == 0


def test_parts_of_the_rest_are_measured_once_or_each_time():
    terms = Terms(
        conditions=(
            Condition(
                id="halves",
                trigger=AfterPeriod("start", Period(length=1, occurrences=2)),
                vests=Portion(1, 2, of_rest=True),
            ),
            Condition(id="start", trigger=AtStart(), following=("halves",)),
        )
    )
    history = History(started_on=JANUARY)

    assert parts(grant(100, terms), history) == [50, 50]
    assert parts(grant(100, terms), history, Reading(rest="each_time")) == [50, 25]


@pytest.mark.parametrize(
    ("way", "expected"),
    [
        ("last", [10, 35, 10, 10, 10, 10, 10, 5]),
        ("next", [10, 35, 0, 0, 5, 10, 10, 10, 10, 10]),
        ("all", [10, 35, 6, 7, 7, 7, 7, 7, 7, 7]),
    ],
)
def test_what_vests_ahead_comes_off_the_last_the_next_or_all(way: str, expected: list[int]):
    ahead = Acceleration(date(2025, 3, 31), 25)
    history = History(started_on=JANUARY, accelerations=(ahead,))

    found = parts(grant(100, monthly(10)), history, Reading(acceleration=way))  # type: ignore[arg-type]

    assert found[: len(expected)] == expected
    assert sum(found) == 100


def test_a_condition_of_the_rest_sees_what_vested_ahead():
    # A thousand, 400 vested and 100 ahead: half of the 500 left is 250.
    terms = Terms(
        conditions=(
            Condition(id="day", trigger=OnDay(date(2025, 3, 1)), vests=400, following=("half",)),
            Condition(
                id="half", trigger=OnDay(date(2025, 5, 1)), vests=Portion(1, 2, of_rest=True)
            ),
        )
    )
    ahead = History(accelerations=(Acceleration(date(2025, 4, 1), 100),))

    assert parts(grant(1000, terms), ahead) == [400, 100, 250]


def test_what_is_not_earned_on_the_last_day_of_service_is_forfeited():
    found = grant(100, monthly(10))
    history = History(started_on=JANUARY, left_on=date(2025, 3, 31))

    counts = schedule(found, history).position(date(2025, 3, 31))
    lost = schedule(found, history, Reading(leaving_day="lost")).position(date(2025, 3, 31))

    assert (counts.vested, counts.forfeited, counts.unvested) == (20, 80, 0)
    assert (lost.vested, lost.forfeited) == (10, 90)
    assert schedule(found, history).position(date(2025, 3, 30)).unvested == 90


def test_parts_of_a_share_are_carried_or_each_condition_is_rounded_alone():
    thirds = tuple(
        Condition(id=str(year), trigger=OnDay(date(year, 1, 1)), vests=Portion(1, 3))
        for year in (2026, 2027, 2028)
    )
    found = grant(100, Terms(conditions=thirds))

    assert parts(found, History()) == [33, 33, 34]
    assert parts(found, History(), Reading(rounding="alone")) == [33, 33, 33]


def test_the_order_of_the_conditions_does_not_matter():
    history = History(started_on=JANUARY, events=(("sale", date(2025, 6, 3)),))

    found = {
        schedule(grant(97, Terms(conditions=order)), history).rows
        for order in permutations(ACCELERATING.conditions)
    }

    assert len(found) == 1


def test_vesting_that_started_before_the_grant_counts_from_the_grant():
    found = grant(48, monthly(48), date(2025, 5, 10))

    rows = schedule(found, History(started_on=JANUARY)).rows

    assert schedule(found, History(started_on=JANUARY)).vested(date(2025, 5, 9)) == 0
    assert (rows[0].on, rows[0].total) == (date(2025, 5, 10), 3)


def test_a_schedule_day_by_day_and_none_at_all():
    days = (Instalment(date(2026, 1, 1), 30), Instalment(date(2025, 6, 1), 70))
    written = Grant(units=100, granted_on=JANUARY, vests=days)
    at_once = Grant(units=100, granted_on=JANUARY)

    assert [row.units for row in schedule(written).rows] == [70, 30]
    assert schedule(at_once).vested(JANUARY) == 100


def test_every_switch_has_words_for_every_name_and_another_way():
    for name, kind in Reading.__annotations__.items():
        assert {switch[1] for switch in WORDS if switch[0] == name} == set(get_args(kind))
    assert len(others(Reading())) == len(WORDS) - len(Reading.__annotations__)
