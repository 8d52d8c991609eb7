"""What doubt of the parameters adds to a mark, without a number to compare with."""

from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import asdict

from laogu.pricing.many import NUMBERS, doubted
from laogu.pricing.many.doubts import moved
from laogu.pricing.marks import History, Point, parameters_for
from laogu.pricing.marks.frozen import WITHOUT

ON = date(2026, 11, 1)
KINDS = ("primary_round", "secondary", "fund_mark", "talks")


def company(*, seed=1, points=6, last=2025):
    chance = Random(seed)
    return History(
        issuer="made (example)",
        points=tuple(
            Point(
                on=date(last - points + at, chance.randrange(1, 12), 5),
                kind=chance.choice(KINDS),  # type: ignore[arg-type]
                currency="USD",
                valuation=1e9 * chance.uniform(0.5, 3),
            )
            for at in range(points)
        ),
    )


def draws(count, *, seed=1):
    chance = Random(seed)
    return [[chance.gauss(0, 1) for _ in range(NUMBERS)] for _ in range(count)]


def test_without_doubt_the_band_is_that_of_the_mark():
    found = doubted(company(), ON, [[0.0] * NUMBERS] * 3)

    assert found is not None
    assert found.band == pytest.approx(found.mark.band, rel=1e-6)
    assert found.values == pytest.approx((found.mark.value,) * 2, rel=1e-9)
    assert found.wider == pytest.approx(0.0, abs=1e-6)


def test_parameters_move_by_what_the_jackknife_says():
    centre = parameters_for("nobody in particular")
    numbers = draws(1_500)

    found = [moved(centre, WITHOUT, row).rise for row in numbers]

    # Of logarithms: (folds - 1) / folds times the squares of how far each fold lies from the mean.
    rises = [one.rise for one in WITHOUT]
    mean = sum(rises) / len(rises)
    spread = (5 / 6 * sum((one - mean) ** 2 for one in rises)) ** 0.5
    middle = sum(found) / len(found)
    assert middle == pytest.approx(centre.rise, rel=0.02)
    drawn = (sum((one - middle) ** 2 for one in found) / len(found)) ** 0.5
    assert drawn == pytest.approx(spread, rel=0.08)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.floats(-6, 6), min_size=NUMBERS, max_size=NUMBERS))
def test_what_is_above_zero_stays_there_and_what_was_set_stays_as_it_is(numbers):
    centre = parameters_for("nobody in particular")

    found = asdict(moved(centre, WITHOUT, numbers))

    for name, one in asdict(centre).items():
        if name == "noise":
            continue
        assert (found[name] > 0) == (one > 0)
        if all(getattr(fold, name) == one for fold in WITHOUT):
            assert found[name] == pytest.approx(one, rel=1e-12)
    assert found["noise"]["talks"] > 0


@pytest.mark.parametrize("seed", range(4))
def test_doubt_moves_the_mark_within_its_band(seed):
    found = doubted(company(seed=seed), ON, draws(60, seed=seed))

    assert found is not None
    assert found.mark.band is not None
    low, high = found.values
    assert found.mark.band[0] < low <= high < found.mark.band[1]
    assert found.band[0] < low <= high < found.band[1]
    assert abs(found.wider) < 0.5


def test_a_company_without_anchors_of_its_own_is_not_doubted():
    assert doubted(company(last=2040), ON, draws(2)) is None
