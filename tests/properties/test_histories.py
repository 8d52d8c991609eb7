"""Whatever happened to an issuer's securities: nothing is lost, and the order of files is none."""

from collections import Counter

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.register import history
from tests.register.histories import issued_less_ended, story, twin

SEEDS = st.integers(0, 2**32)
STEPS = st.integers(1, 40)


def held_on(told, day):
    found = history.positions(history.Lives(told), as_of=day)
    return {one.issuance.security: one.units for one in found}


@settings(max_examples=80, deadline=None)
@given(SEEDS, STEPS)
def test_what_can_happen_is_found_to_be_without_a_fault(seed, steps):
    told = story(seed, steps).told()

    found = history.check(history.Lives(told))

    assert [one for one in found if one.remark.severity == "error"] == []


@settings(max_examples=60, deadline=None)
@given(SEEDS, STEPS)
def test_positions_are_those_of_the_slow_twin_on_every_day(seed, steps):
    told = story(seed, steps).told()

    for day in sorted({one.on for one in told.changes}):
        assert held_on(told, day) == twin(told, day)


@settings(max_examples=60, deadline=None)
@given(SEEDS, STEPS)
def test_held_equals_issued_at_every_prefix(seed, steps):
    told = story(seed, steps).told()
    ordered = history.Order(history.Lives(told)).ordered()
    days = sorted({one.on for one in ordered})

    for day in days:
        held: Counter[tuple[str, str | None]] = Counter()
        for one in history.positions(history.Lives(told), as_of=day):
            held[one.issuance.kind, one.issuance.stock_class] += one.units or 0
        assert +held == issued_less_ended([one for one in ordered if one.on <= day])


@settings(max_examples=60, deadline=None)
@given(SEEDS, STEPS)
def test_everything_comes_after_what_it_presupposes(seed, steps):
    told = story(seed, steps).told()
    seen = set()

    for change in history.Order(history.Lives(told)).ordered():
        match change:
            case history.Issuance():
                seen.add(change.security)
            case history.Retirement():
                assert change.security in seen
                assert change.balance not in seen
            case history.Consolidation():
                assert seen >= set(change.securities)
            case _:
                pass


@settings(max_examples=40, deadline=None)
@given(SEEDS, STEPS, SEEDS)
def test_the_order_of_the_files_does_not_matter(seed, steps, other):
    one, two = story(seed, steps), story(seed, steps)
    two.chance.seed(other)
    first, second = one.told(), two.told()

    for day in {each.on for each in first.changes}:
        assert held_on(first, day) == held_on(second, day)


@settings(max_examples=40, deadline=None)
@given(SEEDS, st.integers(5, 40), st.data())
def test_one_share_more_or_less_is_always_found(seed, steps, data):
    told = story(seed, steps).told()
    made = {name for one in told.changes for name in _made(one)}
    results = [one for one in told.changes if isinstance(one, history.Issuance)]
    results = [one for one in results if one.security in made and one.kind == "stock"]
    if not results:
        return
    one = data.draw(st.sampled_from(sorted(results, key=lambda each: each.line)))
    wrong = msgspec.structs.replace(one, units=(one.units or 0) + 1)
    changes = tuple(wrong if each is one else each for each in told.changes)
    spoiled = msgspec.structs.replace(told, changes=changes)

    found = history.check(history.Lives(spoiled))

    assert any(each.remark.severity == "error" for each in found)


def _made(change):
    if isinstance(change, history.Retirement | history.Consolidation):
        return history.made_by(change)
    return ()
