"""What comes free beside what is free: a discount that ends, and a fall between two ends."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laogu.pricing import finnerty, supply

UNITS = st.fractions(1, 10**9, max_denominator=100)


@given(UNITS, UNITS, st.integers(1, 3000), st.floats(0.05, 3))
def test_a_mild_fall_is_less_than_the_bound_and_no_part_is_above_all(units, free, days, volatility):
    found = supply(units, free, days=days, volatility=volatility)

    assert found.mild is not None
    assert found.bound is not None
    assert 0 <= found.mild <= found.bound < 1
    assert found.discount == finnerty(days / 365.25, volatility)


def test_where_no_new_money_comes_all_free_shares_are_worth_what_they_were():
    """At the bound the float keeps its worth: three shares at 40 where one was at 120."""
    found = supply(Fraction(200), Fraction(100), days=30, volatility=None)

    assert found.bound == pytest.approx(1 - 40 / 120)
    assert found.of_float == pytest.approx(2)
    assert found.discount is None


def test_where_nothing_was_free_there_is_nothing_to_compare_with():
    found = supply(Fraction(200), Fraction(0), days=30, volatility=0.5)

    assert (found.of_float, found.mild, found.bound) == (None, None, None)
    assert found.discount is not None
