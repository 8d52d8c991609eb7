"""Many days at once are what each of them is alone."""

from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.register import history
from tests.register.histories import story

READINGS = st.builds(
    history.Readings,
    partial_exercise=st.sampled_from(["residual", "strict"]),
    split=st.sampled_from(["reissued", "applied"]),
)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40), READINGS)
def test_every_day_of_a_sweep_is_that_day_alone(seed, steps, readings):
    lives = history.Lives(story(seed, steps).told())
    over = history.OverDays(lives, readings)
    days = sorted({one.on for one in lives.history.changes})

    for held in over.held(days):
        alone: Counter[tuple[str, history.Place]] = Counter()
        for one in history.positions(lives, as_of=held.on, readings=readings):
            alone[one.issuance.holder, history.place_of(one.issuance)] += one.units or 0
        assert held.by_holder() == +alone
        in_all: Counter[history.Place] = Counter()
        for (_, place), units in alone.items():
            in_all[place] += units
        assert held.by_place() == +in_all


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 40))
def test_between_the_days_that_are_named_nothing_changes(seed, steps):
    lives = history.Lives(story(seed, steps).told())
    over = history.OverDays(lives)
    named = set(over.changed())
    days = sorted({one.on for one in lives.history.changes} | named)

    before: dict[tuple[str, history.Place], int] = {}
    for held in over.held(days):
        assert held.on in named or held.by_holder() == before
        before = held.by_holder()
