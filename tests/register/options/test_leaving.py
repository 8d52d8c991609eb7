"""What a leaver may exercise: until when, for how much, as what, and why."""

from datetime import date

import pytest
from msgspec.structs import replace

from laogu.basics import Calendar, Money, Price
from laogu.register.options import (
    Exercise,
    Leaving,
    MayExercise,
    Option,
    Reason,
    Split,
    Window,
    YearPart,
    may_exercise,
    split,
)
from laogu.register.vesting import (
    AfterPeriod,
    AtStart,
    Condition,
    Grant,
    History,
    Instalment,
    Period,
    Portion,
    Terms,
)

START = date(2023, 7, 15)
LEFT = date(2026, 8, 31)
TABLE = (
    Window(reason="voluntary_other", period=90),
    Window(reason="voluntary_retirement", period=2, unit="years"),
    Window(reason="involuntary_other", period=3, unit="months"),
    Window(reason="involuntary_death", period=18, unit="months"),
    Window(reason="involuntary_disability", period=12, unit="months"),
    Window(reason="involuntary_with_cause", period=0),
)
MONTHLY = Terms(
    conditions=(
        Condition(id="start", trigger=AtStart(), following=("monthly",)),
        Condition(
            id="monthly",
            trigger=AfterPeriod("start", Period(length=1, occurrences=48, cliff=12)),
            vests=Portion(1, 48),
        ),
    )
)
OPTION = Option(
    name="2023",
    kind="iso",
    grant=Grant(units=48_000, granted_on=START, vests=MONTHLY),
    exercise_price=Price(85, 2, "USD"),
    fair_value=Price(85, 2, "USD"),
    expires_on=date(2033, 7, 14),
    windows=TABLE,
)
HISTORY = History(started_on=START)


def left(
    reason: Reason = "voluntary_other", *, on: date = LEFT, option: Option = OPTION,
    exercised: int = 0, split: Split | None = None, calendar: Calendar | None = None,
    left_on: date = LEFT,
) -> MayExercise:  # fmt: skip
    done = (Exercise(date(2025, 1, 1), exercised),) if exercised else ()
    return may_exercise(
        option, HISTORY, on=on, exercised=done, leaving=Leaving(left_on, reason), split=split,
        calendar=calendar,
    )  # fmt: skip


def test_ninety_days_to_find_the_money():
    found = left(exercised=4_000)

    assert (found.vested, found.units) == (37_000, 33_000)
    assert found.cost == Money(2_805_000, "USD")
    assert found.last_on == date(2026, 11, 29)
    assert found.iso_until == date(2026, 11, 29)


# The table of the grant decides; the tax clock is three calendar months, a year, or none.
@pytest.mark.parametrize(
    ("reason", "last_on", "iso_until"),
    [
        ("voluntary_other", date(2026, 11, 29), date(2026, 11, 29)),
        ("voluntary_retirement", date(2028, 8, 31), date(2026, 11, 30)),
        ("involuntary_other", date(2026, 11, 30), date(2026, 11, 30)),
        ("involuntary_death", date(2028, 2, 29), date(2028, 2, 29)),
        ("involuntary_disability", date(2027, 8, 31), date(2027, 8, 31)),
        ("involuntary_with_cause", LEFT, LEFT),
    ],
)
def test_the_reason_decides_how_long(reason: Reason, last_on: date, iso_until: date):
    found = left(reason)

    assert (found.last_on, found.iso_until) == (last_on, iso_until)


def test_a_reason_that_the_table_does_not_have_is_unknown_and_not_zero():
    found = left("voluntary_good_cause")

    assert (found.units, found.last_on) == (37_000, None)
    assert found.iso_until == date(2026, 11, 30)
    assert found.rights[-1].until_on is None


def test_the_day_of_expiry_cuts_the_window_short():
    found = left(option=replace(OPTION, expires_on=date(2026, 10, 1)))

    assert found.last_on == date(2026, 10, 1)


def test_the_last_day_still_counts_and_the_next_does_not():
    assert left(on=date(2026, 11, 29)).units == 37_000
    after = left(on=date(2026, 11, 30))
    assert (after.units, after.lapsed, after.rights) == (0, 37_000, ())
    assert left(on=date(2026, 11, 30), exercised=37_000).lapsed == 0


def test_a_leaver_sees_it_from_the_day_of_notice():
    notice, last_day = left(on=date(2026, 7, 1)), left()

    assert notice == last_day


def test_after_three_months_it_is_taxed_otherwise():
    found = left("voluntary_retirement", on=date(2026, 12, 1))

    assert [(one.treated, one.from_on) for one in found.rights] == [("nso", date(2026, 12, 1))]
    early = left("voluntary_retirement").rights
    assert [(one.treated, one.until_on) for one in early] == [
        ("iso", date(2026, 11, 30)), ("nso", date(2028, 8, 31)),
    ]  # fmt: skip


def test_three_months_after_the_end_of_november_is_the_end_of_february():
    found = left("involuntary_other", left_on=date(2025, 11, 30), on=date(2025, 11, 30))

    assert found.last_on == date(2026, 2, 28)


def test_a_last_day_at_rest_moves_only_where_the_plan_says_so():
    # 29 November 2026 is a Sunday.
    rests = Calendar(name="none", source="example", years=(2026,), holidays=())

    assert left(calendar=rests).last_on == date(2026, 11, 30)
    assert left().last_on == date(2026, 11, 29)


def test_in_service_there_is_time_until_the_grant_expires():
    found = may_exercise(OPTION, HISTORY, on=date(2024, 7, 14))
    assert (found.units, found.last_on) == (0, None)
    found = may_exercise(OPTION, HISTORY, on=date(2024, 7, 15))
    assert (found.units, found.last_on) == (12_000, date(2033, 7, 14))
    assert found.iso_until == date(2033, 7, 14)


def test_what_may_be_exercised_early_is_all_of_it_while_in_service():
    early = replace(OPTION, is_early_exercisable=True)

    assert may_exercise(early, HISTORY, on=START).units == 48_000
    assert left(option=early, exercised=40_000).units == 0


def test_nothing_is_exercised_of_a_stock_unit():
    found = left(option=replace(OPTION, kind="rsu", exercise_price=None))

    assert (found.units, found.last_on, found.rights) == (0, None, ())


def yearly(name: str, units: int, value: str, on: date, years: int = 1) -> tuple[Option, History]:
    days = tuple(
        Instalment(date(2020 + year, 1, 1), units // years) for year in range(1, years + 1)
    )
    dollars, _, cents = value.partition(".")
    option = Option(
        name=name,
        kind="iso",
        grant=Grant(units=units, granted_on=on, vests=days),
        fair_value=Price(int(dollars + (cents or "00")), 2, "USD"),
    )
    return option, History()


def test_what_exceeds_the_limit_in_a_year_is_none():
    # 20,000 shares at 10 dollars over two years: 100,000 dollars a year, and not one more.
    even = split([yearly("even", 20_000, "10.00", date(2020, 1, 1), years=2)])
    over = split([yearly("over", 20_000, "10.01", date(2020, 1, 1), years=2)])

    assert [(one.iso_units, one.nso_units) for one in even.parts] == [(10_000, 0)] * 2
    assert [(one.iso_units, one.nso_units) for one in over.parts] == [(9_990, 10)] * 2


def test_the_earlier_grant_takes_the_limit_first():
    # 26 CFR 1.422-4(b)(3): in the order in which they were granted, whatever the order of a list.
    second = yearly("second", 5_000, "12.00", date(2020, 6, 1))
    first = yearly("first", 8_000, "10.00", date(2020, 1, 1))

    assert split([second, first]) == split([first, second])
    assert split([second, first]).parts == (
        YearPart(grant="first", year=2021, iso_units=8_000, nso_units=0),
        YearPart(grant="second", year=2021, iso_units=1_666, nso_units=3_334),
    )


def test_an_option_that_may_be_exercised_early_counts_whole_in_its_first_year():
    option, history = yearly("early", 40_000, "5.00", date(2020, 1, 1), years=4)

    found = split([(replace(option, is_early_exercisable=True), history)])

    assert found.parts == (YearPart(grant="early", year=2020, iso_units=20_000, nso_units=20_000),)


def test_service_is_taken_to_go_on_in_the_year_of_leaving():
    # 26 CFR 1.422-4(b)(4): conditions of service are taken to be met.
    option, _ = yearly("one", 20_000, "10.00", date(2020, 1, 1), years=2)

    assert split([(option, History(left_on=date(2021, 6, 1)))]) == split([(option, History())])


def test_without_a_fair_value_in_dollars_nobody_can_say():
    option, history = yearly("yuan", 20_000, "10.00", date(2020, 1, 1))

    found = split([(replace(option, fair_value=None), history)])

    assert (found.parts, found.unknown) == ((), ("yuan",))


def test_what_is_above_the_limit_is_an_nso_from_the_beginning():
    parts = (YearPart(grant="2023", year=2024, iso_units=10_000, nso_units=38_000),)

    found = left(split=Split(parts=parts), exercised=4_000)

    assert [(one.treated, one.units) for one in found.rights] == [("iso", 6_000), ("nso", 27_000)]
    assert sum(one.units for one in found.rights) == found.units
