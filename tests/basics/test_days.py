"""Periods of days, working days, and where a day begins."""

from datetime import UTC, date, datetime, timedelta

import pytest

from laogu.basics import (
    Calendar,
    NotADay,
    UnknownZone,
    day,
    day_in,
    end_of,
    last_day,
    months_after,
    zone_of,
)

# State Council Office notice of 2025-11-04: Qingming and Labour Day 2026, one make-up Saturday.
CN_2026 = Calendar(
    name="CN-2026",
    source="State Council Office, 2025-11-04",
    years=(2026,),
    holidays=(
        *(date(2026, 4, one) for one in (4, 5, 6)),
        *(date(2026, 5, one) for one in (1, 2, 3, 4, 5)),
    ),
    makeup_workdays=(date(2026, 5, 9),),
)


@pytest.mark.parametrize(
    ("starts_on", "days", "last"),
    [
        ("2026-03-02", 30, "2026-04-01"),  # C001, A: the day of receipt is not counted
        ("2026-03-04", 30, "2026-04-03"),  # C001, B
        ("2026-03-05", 30, "2026-04-07"),  # C001, C: day 30 is 4 April, Qingming until the 6th
        ("2026-04-14", 30, "2026-05-14"),  # C005
        ("2026-04-01", 30, "2026-05-06"),  # Labour Day until 5 May
        ("2026-04-09", 30, "2026-05-09"),  # a Saturday on which people work
        ("2026-04-10", 30, "2026-05-11"),  # day 30 is a Sunday
    ],
)
def test_a_last_day_at_rest_moves_to_the_next_working_day(starts_on, days, last):
    assert last_day(day(starts_on), days, CN_2026) == day(last)


@pytest.mark.parametrize("days", [1, 10, 30, 366])
def test_without_a_calendar_days_are_counted_through(days):
    assert last_day(date(2026, 3, 5), days) == date(2026, 3, 5) + timedelta(days=days)


def test_a_year_that_was_not_adopted_is_provisional():
    assert not CN_2026.is_provisional(date(2026, 12, 31))
    assert CN_2026.is_provisional(date(2027, 1, 1))


@pytest.mark.parametrize(
    "text",
    ["2026-02-29", "2026-02-30", "2026-13-01", "2026-00-10", "20260301", "2026-3-1", "2026-W10-1",
     "1899-12-31", "2201-01-01", "0000-01-01", "", "today", "２０２６-03-01", "2026-03-01T00:00"],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(NotADay) as no:
        day(text)

    assert no.value.day == text[:40]


def test_the_first_and_the_last_day_can_be_used():
    assert (day("1900-01-01"), day("2200-12-31")) == (date(1900, 1, 1), date(2200, 12, 31))
    assert day("2024-02-29") == date(2024, 2, 29)


@pytest.mark.parametrize(
    "name", ["Mars/Olympus", "", "../../etc/passwd", "/etc/localtime", "UTC\0", "Asia", "x" * 300]
)
def test_a_zone_the_database_does_not_know_is_refused(name):
    with pytest.raises(UnknownZone) as no:
        zone_of(name)

    assert no.value.zone == name[:60]


@pytest.mark.parametrize(
    ("zone", "ends_at"),
    [("UTC", "2026-03-29T00:00"), ("Asia/Shanghai", "2026-03-28T16:00"),
     ("America/New_York", "2026-03-29T04:00"), ("Europe/London", "2026-03-29T00:00")],
)  # fmt: skip
def test_a_day_ends_when_it_ends_where_the_issuer_is(zone, ends_at):
    over = end_of(date(2026, 3, 28), zone)

    assert over == datetime.fromisoformat(ends_at).replace(tzinfo=UTC)
    assert day_in(zone, over) == date(2026, 3, 29)
    assert day_in(zone, over - timedelta(microseconds=1)) == date(2026, 3, 28)


def test_the_day_on_which_clocks_change_has_another_length():
    began, over = (
        end_of(date(2026, 3, 28), "Europe/London"),
        end_of(date(2026, 3, 29), "Europe/London"),
    )

    assert over - began == timedelta(hours=23)


def test_months_are_counted_from_their_first_day_and_end_with_a_shorter_month():
    start = date(2024, 1, 31)

    assert [months_after(start, count) for count in range(1, 5)] == [
        date(2024, 2, 29), date(2024, 3, 31), date(2024, 4, 30), date(2024, 5, 31),
    ]  # fmt: skip
    assert months_after(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert months_after(date(2024, 2, 29), 48) == date(2028, 2, 29)
    assert months_after(date(2024, 2, 29), 1, 31) == date(2024, 3, 31)
    assert months_after(date(2024, 12, 15), 1, 1) == date(2025, 1, 1)
