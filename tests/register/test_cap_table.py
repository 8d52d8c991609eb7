"""Who held what on any day, as it was known at any moment."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from laogu.register import (
    HolderRegistered,
    Share,
    cap_table,
    first_day,
    holdings,
    others_holding,
    transfer,
)
from tests.register.drawing import DAY, HARROW, ORDINARY, Drawn


def day(number: int) -> date:
    return DAY + timedelta(days=number)


def moment(number: int) -> datetime:
    return datetime(2026, 6, 1, 12, 0, tzinfo=UTC) + timedelta(days=number)


def seen(drawn, as_of, known_at=None):
    table = cap_table(drawn.register, HARROW, as_of=as_of, known_at=known_at)
    assert sum(row.total for row in table.rows) == sum(table.totals.values())
    return {row.holder.name: row.total for row in table.rows}


def test_two_dates_are_asked_for_apart():
    # Written on moment 0: ada holds 100 since day 0. Written on moment 5: on day 2, 40 went to ben.
    drawn = Drawn()
    lot = drawn.issued("ada", 100, on=day(0), at=moment(0))
    moved = transfer(
        drawn.register,
        lots=[(lot.security, 40)],
        shares=[Share(holder=drawn.holder("ben"), units=40, cost=None)],
        on=day(2),
        make_id=drawn.make_id,
    )
    drawn.happens(*moved, at=moment(5))

    assert seen(drawn, day(-1)) == {}
    assert seen(drawn, day(1)) == {"ada": 100}
    assert seen(drawn, day(2)) == {"ada": 60, "ben": 40}
    # As known before it was written down, nothing had moved on day 2, nor on any later day.
    assert seen(drawn, day(2), moment(4)) == {"ada": 100}
    assert seen(drawn, day(9), moment(4)) == {"ada": 100}
    assert seen(drawn, day(2), moment(5)) == {"ada": 60, "ben": 40}
    # As known before anything was written down, nobody held anything.
    assert seen(drawn, day(9), moment(-1)) == {}


@given(
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.integers(1, 50)), max_size=6),
    st.lists(st.tuples(st.integers(0, 6), st.integers(0, 9)), max_size=4),
    st.integers(-1, 7),
    st.none() | st.integers(-1, 10),
)
def test_every_two_dates_agree_with_a_reading_of_the_events(issued, moved, as_of, known):
    """The slow twin keeps what happened as a list and reads it whole for every question."""
    drawn, told = Drawn(), []
    # What was written down is never written before what stands above it.
    last = moment(max((at for _, at, _ in issued), default=0))
    for on, at, units in sorted(issued, key=lambda one: one[1]):
        drawn.issued("ada", units, on=day(on), at=moment(at))
        told.append((on, at, "ada", units))
    for after, later in moved:
        lots = list(drawn.register.living(ORDINARY, drawn.holder("ada")))
        if not lots:
            break
        lived = drawn.register.securities[lots[0].security]
        on, at = max(lived.issued_on, day(after)), max(last, moment(later))
        last = at
        share = Share(holder=drawn.holder("ben"), units=1, cost=None)
        drawn.happens(
            *transfer(drawn.register, lots=[(lots[0].security, 1)], shares=[share], on=on,
                      make_id=drawn.make_id), at=at,
        )  # fmt: skip
        days, moments = (on - day(0)).days, (at - moment(0)).days
        told += [(days, moments, "ada", -1), (days, moments, "ben", 1)]

    expected: dict[str, int] = {}
    for on, at, who, units in told:
        if on <= as_of and (known is None or at <= known):
            expected[who] = expected.get(who, 0) + units

    found = seen(drawn, day(as_of), None if known is None else moment(known))
    assert found == {who: units for who, units in expected.items() if units}


def test_a_table_of_another_day_or_moment_reads_no_security():
    # Steps with what changed since, or until then: never with every security there ever was.
    drawn = Drawn()
    for number, name in enumerate(("ada", "ben", "cai")):
        drawn.issued(name, 10, on=day(number), at=moment(number))
    drawn.register.securities = {}  # type: ignore[assignment]

    assert seen(drawn, day(9), moment(1)) == {"ada": 10, "ben": 10}
    assert seen(drawn, day(0)) == {"ada": 10}
    assert seen(drawn, day(1), moment(0)) == {"ada": 10}


def test_the_largest_comes_first_and_those_without_a_name_last():
    drawn = Drawn()
    drawn.holder("others", kind="residual")
    for name, units in (("small", 1), ("others", 900), ("large", 50), ("also large", 50)):
        drawn.issued(name, units)

    assert list(seen(drawn, DAY)) == ["also large", "large", "small", "others"]


def test_several_classes_of_one_holder_stand_in_one_row():
    drawn = Drawn()
    preferred = drawn.register_class("class_preferred", "Preferred", "优先股")
    drawn.issued("ada", 10)
    drawn.issued("ada", 7, stock_class=preferred)
    drawn.issued("ada", 5)

    (row,) = cap_table(drawn.register, HARROW, as_of=DAY).rows

    assert (row.units, row.total) == ({ORDINARY: 15, preferred: 7}, 22)
    assert [stock.units for stock in row.securities] == [10, 5, 7]


def test_the_first_day_is_the_first_on_which_anything_was_issued():
    drawn = Drawn()
    assert first_day(drawn.register, HARROW) is None

    drawn.issued("ada", 1, on=day(3))
    drawn.issued("ada", 1, on=day(1))

    assert first_day(drawn.register, HARROW) == day(1)


def test_holdings_come_in_the_order_they_were_written():
    drawn = Drawn()
    lots = [drawn.issued("ada", units) for units in (5, 3, 4)]

    assert [one.stock for one in holdings(drawn.register, drawn.holder("ada"))] == lots


def test_others_of_the_class_are_those_with_a_name_and_shares_of_it():
    drawn = Drawn()
    preferred = drawn.register_class("class_preferred", "Preferred", "优先股")
    drawn.happens(
        HolderRegistered(effective_on=DAY, holder=drawn.holder("x"), kind="organisation", name="x")
    )
    drawn.holder("others", kind="residual")
    for name, units in (("seller", 10), ("rook", 5), ("pine", 7), ("rook", 1), ("others", 99)):
        drawn.issued(name, units)
    drawn.issued("elm", 3, stock_class=preferred)

    found = others_holding(drawn.register, ORDINARY, but=drawn.holder("seller"))

    assert found == {"holder_pine": 7, "holder_rook": 6}
