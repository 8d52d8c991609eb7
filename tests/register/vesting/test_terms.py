"""Terms that make no sense, and what happened that they do not know."""

import pytest
from msgspec.structs import replace

from laogu.register.vesting import (
    AfterPeriod,
    AtStart,
    Condition,
    Grant,
    History,
    Instalment,
    OnEvent,
    Period,
    Portion,
    Terms,
    check,
)
from tests.register.vesting.test_schedules import ACCELERATING, JANUARY, grant

START = Condition(id="start", trigger=AtStart(), following=("a",))


@pytest.mark.parametrize(
    ("conditions", "code"),
    [
        ((), "vesting.too_many"),
        ((START,), "vesting.condition_unknown"),
        ((Condition(id="a", trigger=OnEvent()),) * 2, "vesting.condition_twice"),
        ((Condition(id="a", trigger=OnEvent(), vests=Portion(2, 1)),), "vesting.not_a_part"),
        ((Condition(id="a", trigger=OnEvent(), vests=101),), "vesting.not_a_count"),
        (
            (START, Condition(id="a", trigger=OnEvent(), following=("start",))),
            "vesting.goes_round",
        ),
        (
            (START, Condition(id="a", trigger=AfterPeriod("a", Period(length=1)))),
            "vesting.goes_round",
        ),
        (
            (START, Condition(id="a", trigger=AfterPeriod("start", Period(length=-1)))),
            "vesting.not_a_period",
        ),
        (
            (START, Condition(id="a", trigger=AfterPeriod("start", Period(length=1, cliff=2)))),
            "vesting.cliff_beyond",
        ),
        (
            (
                replace(START, vests=60),
                Condition(id="a", trigger=OnEvent(), vests=Portion(1, 2)),
            ),
            "vesting.more_than_granted",
        ),
        (
            (
                START,
                Condition(
                    id="a", trigger=AfterPeriod("start", Period(length=1, occurrences=2_400))
                ),
            ),
            "vesting.too_many",
        ),
    ],
)
def test_terms_that_make_no_sense_are_found(conditions: tuple[Condition, ...], code: str):
    found = check(grant(100, Terms(conditions=conditions)), History(started_on=JANUARY))

    assert [one.code for one in found] == [code]


def test_what_happened_is_held_against_the_terms():
    nobody = History(events=(("sold", JANUARY),))

    assert [one.code for one in check(grant(100, ACCELERATING), nobody)] == [
        "vesting.event_unknown", "vesting.no_start",
    ]  # fmt: skip


def test_a_written_schedule_says_of_every_share_when_it_vests():
    found = Grant(units=100, granted_on=JANUARY, vests=(Instalment(JANUARY, 99),))

    assert [one.code for one in check(found)] == ["vesting.sum_differs"]
