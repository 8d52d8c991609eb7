"""Random graphs, counted twice; and what is true of every one of them."""

from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from laogu.register.vesting import (
    Acceleration,
    AfterPeriod,
    AtStart,
    Condition,
    Grant,
    History,
    OnDay,
    OnEvent,
    Period,
    Portion,
    Reading,
    Terms,
    Trigger,
    check,
    schedule,
)
from tests.register.vesting import twin

DAYS = st.dates(date(2000, 1, 1), date(2000, 12, 31))
LATER = st.dates(date(2000, 1, 1), date(2001, 6, 30))
ALLOCATIONS: st.SearchStrategy[Any] = st.sampled_from([
    "cumulative_rounding", "cumulative_round_down", "front_loaded", "back_loaded",
    "front_loaded_to_single_tranche", "back_loaded_to_single_tranche", "fractional",
])  # fmt: skip


@st.composite
def periods(draw: st.DrawFn) -> Period:
    times = draw(st.integers(1, 5))
    cliff = draw(st.none() | st.integers(0, times))
    if draw(st.booleans()):
        return Period(length=draw(st.integers(0, 30)), unit="days", occurrences=times, cliff=cliff)
    return Period(
        length=draw(st.integers(0, 2)),
        occurrences=times,
        day_of_month=draw(st.none() | st.integers(1, 31)),
        cliff=cliff,
    )


@st.composite
def terms(draw: st.DrawFn) -> Terms:
    """Return conditions of which nearly all can be met: each follows one or two before it."""
    count = draw(st.integers(2, 6))
    before = {
        at: draw(st.sets(st.integers(0, at - 1), min_size=1, max_size=2)) for at in range(1, count)
    }
    conditions = []
    for at in range(count):
        events: st.SearchStrategy[Trigger] = st.just(OnEvent()) | st.builds(OnDay, DAYS)
        if at:
            of = st.sampled_from(sorted(before[at])).map(str)
            timed: st.SearchStrategy[Trigger] = st.builds(AfterPeriod, of, periods())
            trigger = draw(timed if draw(st.integers(0, 3)) else events)
        else:
            trigger = draw(st.just(AtStart()) | events)
        following = [str(one) for one in range(at + 1, count) if at in before[one]]
        parts = st.builds(Portion, st.integers(1, 3), st.integers(5, 13), st.booleans())
        conditions.append(
            Condition(
                id=str(at),
                trigger=trigger,
                vests=draw(parts | st.integers(0, 20)),
                following=tuple(draw(st.permutations(following))),
            )
        )
    return Terms(conditions=tuple(conditions), allocation=draw(ALLOCATIONS))


@st.composite
def histories(draw: st.DrawFn) -> History:
    return History(
        started_on=draw(st.dates(date(2000, 1, 1), date(2000, 6, 30))),
        events=tuple((str(at), draw(DAYS)) for at in range(6) if draw(st.integers(0, 3))),
        left_on=draw(st.none() | st.none() | DAYS),
    )


READINGS = st.builds(
    Reading,
    following=st.sampled_from(["first", "each"]),
    day_of_month=st.sampled_from(["in_month", "whole_period"]),
    early_event=st.sampled_from(["kept", "lost"]),
    leaving_day=st.sampled_from(["counts", "lost"]),
)
EVERY_READING = st.builds(
    Reading,
    following=st.sampled_from(["first", "each"]),
    cliff=st.sampled_from(["instalments", "share"]),
    rounding=st.sampled_from(["carried", "alone"]),
    rest=st.sampled_from(["once", "each_time"]),
    acceleration=st.sampled_from(["last", "next", "all"]),
)
GRANTS = st.builds(Grant, units=st.integers(20, 500), granted_on=DAYS, vests=terms())


@settings(max_examples=100)
@given(GRANTS, histories(), READINGS, LATER)
def test_the_same_is_vested_as_counted_day_by_day(
    grant: Grant, history: History, reading: Reading, on: date
):
    assert not [one for one in check(grant) if one.severity == "error"]

    found = schedule(grant, history, reading)
    for day in (on, date(2001, 12, 31)):
        assert found.vested(day) == twin.vested(grant, history, reading, day)


ACCELERATIONS = st.lists(st.builds(Acceleration, DAYS, st.integers(1, 60)), max_size=3).map(tuple)


@settings(max_examples=50)
@given(GRANTS, histories(), ACCELERATIONS, EVERY_READING)
def test_vested_never_falls_and_the_rows_say_all_of_it(
    grant: Grant, history: History, ahead: tuple[Acceleration, ...], reading: Reading
):
    found = schedule(grant, replace(history, accelerations=ahead), reading)

    days = [date(1999, 12, 31) + timedelta(days=7 * week) for week in range(90)]
    vested = [found.vested(day) for day in days]
    assert vested == sorted(vested)
    assert all(0 <= one <= grant.units for one in vested)
    assert sum(row.units for row in found.rows) == found.total == found.vested(date(2199, 1, 1))
    for day, one in zip(days, vested, strict=True):
        assert sum(row.units for row in found.rows if row.on <= day) == one
        stand = found.position(day)
        assert stand.vested + stand.held + stand.unvested + stand.forfeited == grant.units


@settings(max_examples=50)
@given(GRANTS, histories(), EVERY_READING, DAYS)
def test_what_happens_later_changes_nothing_today(
    grant: Grant, history: History, reading: Reading, on: date
):
    known = replace(
        history,
        events=tuple(one for one in history.events if one[1] <= on),
        left_on=history.left_on if history.left_on and history.left_on <= on else None,
    )

    assert schedule(grant, history, reading).vested(on) == schedule(grant, known, reading).vested(
        on
    )


@settings(max_examples=100)
@given(
    st.integers(1, 10**12),
    st.integers(1, 60),
    st.data(),
    ALLOCATIONS,
)
def test_equal_parts_sum_to_the_grant_exactly(
    units: int, times: int, data: st.DataObject, allocation: str
):
    start = date(2024, 1, 31)
    first = data.draw(st.integers(0, times))
    conditions = (
        Condition(id="start", trigger=AtStart(), following=("first", "then")),
        Condition(
            id="first",
            trigger=AfterPeriod("start", Period(length=1, occurrences=max(first, 1))),
            vests=Portion(1, times),
            following=("then",),
        ),
        Condition(
            id="then",
            trigger=AfterPeriod("first", Period(length=1, occurrences=max(times - first, 1))),
            vests=Portion(1, times),
        ),
    )
    kept = conditions if 0 < first < times else conditions[:2]
    period = Period(length=1, occurrences=times)
    if len(kept) == 2:
        kept = (
            replace(kept[0], following=("first",)),
            replace(kept[1], trigger=AfterPeriod("start", period), following=()),
        )
    grant = Grant(
        units=units,
        granted_on=start,
        vests=Terms(conditions=kept, allocation=allocation),  # type: ignore[arg-type]
    )

    found = schedule(grant, History(started_on=start))

    assert found.total == units
    assert len(found.rows) == times
