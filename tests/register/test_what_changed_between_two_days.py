"""What changed between two days, by kind of act, and that it conserves what there is."""

from collections import Counter
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from laogu.register.views import between, cap_table
from tests.register.drawing import DAY, HARROW, MOMENT
from tests.register.lived import DRAWN, Lived

DAYS = st.integers(-1, 12)
KNOWN = st.none() | st.integers(-1, 20)


def table_of(register, as_of, known_at):
    found = cap_table(register, HARROW, as_of=as_of, known_at=known_at)
    by_lot: Counter[object] = Counter()
    for row in found.rows:
        for stock in row.securities:
            by_lot[stock.holder, stock.stock_class] += stock.units
    by_holder = {
        (row.holder.holder, one): units for row in found.rows for one, units in row.units.items()
    }
    assert dict(by_lot) == by_holder
    return by_holder


def twin(told, as_of, known_at):
    """Everything that was told, read from its beginning."""
    found: Counter[object] = Counter()
    for on, at, kind, holder, _, more in told:
        if on <= as_of and (known_at is None or at <= known_at):
            found[holder, kind] += more
    return {one: units for one, units in found.items() if units}


def day(number: int) -> date:
    return DAY + timedelta(days=number)


@given(DRAWN, DAYS, KNOWN)
def test_every_table_agrees_with_what_was_told_live_and_taken_up(acts, on, known):
    lived = Lived(acts)
    known_at = None if known is None else MOMENT + timedelta(days=known)

    expected = twin(lived.told, day(on), known_at)

    assert table_of(lived.register, day(on), known_at) == expected
    assert table_of(lived.taken_up(), day(on), known_at) == expected


@given(DRAWN, DAYS, DAYS, KNOWN)
def test_what_changed_leads_from_one_day_to_the_other_by_its_acts(acts, first, second, known):
    lived = Lived(acts)
    after, through = day(min(first, second)), day(max(first, second))
    known_at = None if known is None else MOMENT + timedelta(days=known)
    expected: dict[object, Counter[str]] = {}
    for on, at, kind, holder, how, more in lived.told:
        if after < on <= through and (known_at is None or at <= known_at) and more:
            expected.setdefault((holder, kind), Counter())[how] += more

    for register in (lived.register, lived.taken_up()):
        found = between(register, HARROW, after=after, through=through, known_at=known_at)

        assert {(one.holder, one.stock_class): dict(one.by) for one in found.rows} == expected
        for one in (*found.rows, *found.classes):
            assert one.start + sum(one.by.values()) == one.end  # type: ignore[attr-defined]
        for total in found.classes:
            mine = [one for one in found.rows if one.stock_class == total.stock_class]
            for how, units in total.by.items():
                assert units == sum(one.by.get(how, 0) for one in mine)
            assert total.by["transferred_in"] == -total.by["transferred_out"]


@given(DRAWN, st.integers(0, 14))
def test_what_was_tried_and_rolled_back_never_changed_anything(acts, kept):
    before, tried = Lived(acts[:kept]), Lived(acts[:kept])
    place = tried.drawn.undo.mark()
    for act, days, moments, first, second in acts[kept:]:
        tried.at += timedelta(days=moments)
        getattr(tried, act)(timedelta(days=days), first, second)
    tried.drawn.undo.back_to(place)

    found = between(tried.register, HARROW, after=day(-9), through=day(99))

    assert found == between(before.register, HARROW, after=day(-9), through=day(99))
