"""Quantities are whole numbers of the smallest unit, and nothing is rounded on the way in."""

from decimal import Decimal

import pytest

from laogu.basics import LARGEST, NotAFigure, NotAQuantity, figure, in_words, units


@pytest.mark.parametrize(
    ("quantity", "decimals", "counted"),
    [("1", 0, 1), ("12000", 0, 12_000), ("1.2e4", 0, 12_000), ("1.00", 0, 1), ("0.01", 2, 1),
     ("922337203.6854775807", 10, LARGEST), ("9223372036854775807", 0, LARGEST),
     ("0.0000000001", 10, 1)],
)  # fmt: skip
def test_a_quantity_is_counted_in_smallest_units(quantity, decimals, counted):
    assert units(Decimal(quantity), decimals) == counted
    assert in_words(counted, decimals) == Decimal(quantity)


@pytest.mark.parametrize(
    ("quantity", "decimals"),
    [("0", 0), ("-1", 0), ("0.5", 0), ("NaN", 0), ("sNaN", 0), ("-NaN", 0), ("Infinity", 0),
     ("-Infinity", 0), ("1e20", 0), ("1e999999", 0), ("1e-999999", 0), ("1e400", 0),
     ("9223372036854775808", 0), ("922337203.6854775808", 10), ("1.000000000000000000000001", 0),
     ("0." + "0" * 80 + "1", 10), ("1" * 61, 0)],
)  # fmt: skip
def test_absurd_quantities_are_refused(quantity, decimals):
    with pytest.raises(NotAQuantity) as no:
        units(Decimal(quantity), decimals)

    assert no.value.decimals == decimals
    assert no.value.largest == Decimal(LARGEST).scaleb(-decimals)
    assert len(no.value.quantity) <= 40


@pytest.mark.parametrize(("value", "kept"), [("-1.50", "-1.50"), ("1e3", "1000"), ("0", "0")])
def test_a_figure_is_kept_as_it_was_written(value, kept):
    assert figure(Decimal(value)) == kept


@pytest.mark.parametrize("value", ["NaN", "Infinity", "1e999", "1e-30", "1" * 41])
def test_a_figure_nobody_could_write_out_is_refused(value):
    with pytest.raises(NotAFigure):
        figure(Decimal(value))
