"""A restriction is in force from its first day through its last, both included."""

from datetime import date

import pytest

from laogu.basics import Restriction

FIRST, LAST = date(2026, 3, 2), date(2026, 9, 2)


@pytest.mark.parametrize(
    ("starts_on", "through", "day", "binds"),
    [
        (FIRST, LAST, date(2026, 3, 1), False),
        (FIRST, LAST, FIRST, True),
        (FIRST, LAST, LAST, True),
        (FIRST, LAST, date(2026, 9, 3), False),
        (None, LAST, date(1990, 1, 1), True),
        (FIRST, None, date(2190, 1, 1), True),
        (None, None, FIRST, True),
    ],
)
def test_the_first_and_the_last_day_are_locked(starts_on, through, day, binds):
    restriction = Restriction(
        kind="pledge", rule="P-1", source="Pledge of 2026", sure="T",
        starts_on=starts_on, locked_through=through,
    )  # fmt: skip

    assert restriction.binds_on(day) is binds
