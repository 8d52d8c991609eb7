"""An index of marks: what moved it sums to what it moved, and nobody moves it by joining it."""

from datetime import date
from fractions import Fraction
from itertools import pairwise
from math import exp, log, prod, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.basics import IssuerId
from laogu.pricing.indexes import BASE, NOISE, SHARED, Member, index
from laogu.pricing.standard import Moment

DAYS = tuple(date(2026, month, 1) for month in range(1, 7))
VALUES = st.floats(0.01, 1e6)


def member(name, values, *, spread=0.2, free=None, currency="USD", basis="per_share"):
    """Return a company with a mark on each day; None: it has none that day."""
    moments = {
        day: Moment(
            on=day, currency=currency, value=value, basis=basis, middle=(value, value),
            band=(value * exp(-NOISE * spread), value * exp(NOISE * spread)),
        )
        for day, value in zip(DAYS, values, strict=False)
        if value is not None
    }  # fmt: skip
    many = None if free is None else dict(zip(DAYS, map(Fraction, free), strict=False))
    return Member(issuer=IssuerId(name), moments=moments, free=many)


def equal(members, days=DAYS, **more):
    return index(members, days, weighting="equal", basis="per_share", **more)


def by_float(members, **more):
    return index(members, DAYS, weighting="float", basis="per_share", **more)


HISTORIES = st.lists(st.lists(st.none() | VALUES, min_size=6, max_size=6), min_size=3, max_size=8)


def drawn(histories, **more):
    return [member(f"issuer_{at}", one, **more) for at, one in enumerate(histories)]


@settings(max_examples=100, deadline=None)
@given(HISTORIES)
def test_equal_weights_are_the_mean_of_logarithms_step_by_step(histories):
    """The twin: the level again, from the marks alone, by what is written down."""
    found = equal(drawn(histories))

    twin = [BASE]
    for first, last in pairwise(range(6)):
        both = [one for one in histories if one[first] is not None and one[last] is not None]
        if len(both) < 3:
            twin = [BASE]
            continue
        ratios = [one[last] / one[first] for one in both]
        twin.append(twin[-1] * exp(sum(map(log, ratios)) / len(both)))
    if len(twin) == 1:
        assert found.levels == ()
        assert "No index" in found.reason.template
    else:
        assert [one.value for one in found.levels] == pytest.approx(twin)


@settings(max_examples=100, deadline=None)
@given(HISTORIES)
def test_what_moved_an_index_sums_to_what_it_moved(histories):
    free = [[7 + at, 5, 3, 2, 2 + at, 1] for at, _ in enumerate(histories)]
    weighed = [member(f"issuer_{at}", one, free=free[at]) for at, one in enumerate(histories)]
    for found in (equal(weighed), by_float(weighed)):
        if not found.levels:
            continue
        moved = found.levels[-1].value - BASE
        assert sum(one.whole for one in found.moved) == pytest.approx(moved, rel=1e-6, abs=1e-6)
        late = found.levels[-1].value - found.levels[-2].value
        assert sum(one.recent for one in found.moved) == pytest.approx(late, rel=1e-6, abs=1e-6)
        weights = [one.weight for one in found.moved if one.weight is not None]
        assert sum(weights) == pytest.approx(1)


@given(st.lists(st.tuples(VALUES, VALUES), min_size=2, max_size=6))
@settings(max_examples=60, deadline=None)
def test_by_float_it_is_what_a_holder_of_all_free_shares_has(ends):
    """Shares that may be sold stay the same here, so that a holder does nothing."""
    values = [[first, (first * last) ** 0.5, last] for first, last in ends]
    free = [10 * at + 1 for at, _ in enumerate(values)]
    members = [member(f"issuer_{at}", one, free=[free[at]] * 3) for at, one in enumerate(values)]
    found = index(members, DAYS[:3], weighting="float", basis="per_share", currency="USD")

    held = [
        sum(many * one[day] for many, one in zip(free, values, strict=True)) for day in range(3)
    ]
    assert [one.value for one in found.levels] == pytest.approx(
        [BASE * one / held[0] for one in held]
    )


def test_who_joins_or_leaves_moves_nothing_by_it():
    steady = [[100, 110, 121, 133.1], [5, 5.5, 6.05, 6.655], [1, 1.1, 1.21, 1.331]]
    four = DAYS[:4]
    alone = equal(drawn(steady), four)
    comes = equal([*drawn(steady), member("issuer_9", [None, None, 9e5, 9.9e5])], four)
    goes = equal([*drawn(steady), member("issuer_9", [9e5, 9.9e5, None, None])], four)

    levels = [one.value for one in alone.levels]
    assert levels == pytest.approx([1000, 1100, 1210, 1331])
    for other in (comes, goes):
        assert [one.value for one in other.levels] == pytest.approx(levels)
    assert comes.joined == ("issuer_9",)
    gone = equal(
        [*drawn(steady), member("issuer_9", [9e5, 9.9e5, 9e5, None])], four, recent=DAYS[1]
    )
    assert gone.left == ("issuer_9",)


def test_marks_in_another_currency_or_told_otherwise_are_not_compared():
    steady = drawn([[1, 2, 3, 4, 5, 6]] * 3)
    turned = Member(
        issuer=IssuerId("turned"),
        moments={
            **member("turned", [1, 1, 1]).moments,
            **{day: one for day, one in member("t", [1] * 6, currency="HKD").moments.items()
               if day >= DAYS[3]},
        },
    )  # fmt: skip
    whole = member("whole", [1e9] * 6, basis="valuation")
    found = equal([*steady, turned, whole])

    assert [one.members for one in found.levels] == [4, 4, 4, 3, 4, 4]
    assert index([whole], DAYS, weighting="equal", basis="valuation").levels == ()
    assert equal([*steady, turned], currency="HKD").levels == ()


def test_without_shares_that_may_be_sold_nobody_is_weighed():
    locked = [member(f"issuer_{at}", [1, 2], free=[0, 9]) for at in range(4)]
    unknown = [member(f"issuer_{at}", [1, 2]) for at in range(4)]

    for members in (locked, unknown, []):
        found = by_float(members)
        assert found.levels == ()
        assert "shares that may be sold" in found.reason.template


def test_its_band_is_that_of_its_ends_where_nobody_joins_or_leaves():
    """Marks within the chain end one step and begin the next: their errors cancel."""
    spread, count = 0.3, 4
    found = equal(drawn([[1, 2, 3, 4, 5, 6]] * count, spread=spread))

    one_end = spread**2 * (SHARED + (1 - SHARED) / count)
    wide = exp(NOISE * sqrt(2 * one_end))
    first, *others = found.levels
    assert first.band == (BASE, BASE)
    for one in others:
        assert one.band[0] == pytest.approx(one.value / wide)
        assert one.band[1] == pytest.approx(one.value * wide)


def test_the_order_of_companies_means_nothing_and_one_day_is_no_index():
    histories = [[3, 1, 4, 1, 5, 9], [2, 6, 5, 3, 5, 8], [9, 7, 9, 3, 2, 3]]
    members = drawn(histories)

    assert equal(members) == equal(reversed(members))
    assert prod(one.value > 0 for one in equal(members).levels)
    assert index(members, DAYS[:1], weighting="equal", basis="per_share").levels == ()
    assert index(members, (), weighting="equal", basis="per_share").levels == ()


def test_it_begins_where_there_are_enough_and_tells_of_late_what_it_is_asked():
    late = [None, None, 1, 2, 3, 4]
    found = equal(drawn([[1, 2, 3, 4, 5, 6], late, late]), recent=DAYS[0])

    assert [one.on for one in found.levels] == list(DAYS[2:])
    assert found.recent == DAYS[2]
    assert [one.recent for one in found.moved] == pytest.approx([one.whole for one in found.moved])
