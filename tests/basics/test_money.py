"""Cash is whole, and stays whole when it is divided."""

from decimal import Decimal

import pytest

from laogu.basics import (
    CURRENCIES,
    LARGEST,
    Money,
    NotAnAmount,
    UnknownCurrency,
    check_currency,
    money,
    split,
)


@pytest.mark.parametrize(
    ("amount", "currency", "minor"),
    [("0.01", "USD", 1), ("1250", "CNY", 125_000), ("1250.00", "USD", 125_000), ("7", "JPY", 7),
     ("0.001", "KWD", 1), ("92233720368547758.07", "USD", LARGEST)],
)  # fmt: skip
def test_an_amount_is_counted_in_minor_units(amount, currency, minor):
    counted = money(Decimal(amount), currency)

    assert counted == Money(minor, currency)
    assert counted.decimal() == Decimal(amount)


@pytest.mark.parametrize(
    ("amount", "currency"),
    [("0", "USD"), ("-1", "USD"), ("0.001", "USD"), ("0.5", "JPY"), ("NaN", "USD"), ("sNaN", "USD"),
     ("Infinity", "USD"), ("-Infinity", "USD"), ("1e30", "USD"), ("1e999999", "USD"),
     ("1e-999999", "USD"), ("92233720368547758.08", "USD"), ("9" * 70, "USD")],
)  # fmt: skip
def test_what_cannot_be_counted_is_no_amount(amount, currency):
    with pytest.raises(NotAnAmount) as no:
        money(Decimal(amount), currency)

    assert no.value.amount == amount[:40].replace("e", "E").replace("E9", "E+9").replace(
        "E3", "E+3"
    )
    assert (no.value.currency, no.value.decimals) == (currency, CURRENCIES[currency])


@pytest.mark.parametrize("currency", ["usd", "XXX", "", "USDT", "US"])
def test_a_currency_we_do_not_count_in_is_refused(currency):
    with pytest.raises(UnknownCurrency) as no:
        check_currency(currency)

    assert no.value.currency == currency
    assert no.value.known == tuple(sorted(CURRENCIES))


def test_two_currencies_in_one_sum_are_a_fault_of_ours():
    with pytest.raises(AssertionError, match="two currencies"):
        Money(1, "USD") + Money(1, "CNY")
    with pytest.raises(AssertionError, match="two currencies"):
        Money(1, "USD") - Money(1, "CNY")


@pytest.mark.parametrize(
    ("total", "weights", "parts"),
    [
        (10, [1, 1, 1], [4, 3, 3]),  # equal remainders: the first in order
        (10, [1, 2, 2], [2, 4, 4]),
        (100, [1, 2, 3], [17, 33, 50]),  # 16.67, 33.33, 50: the largest remainder
        (1, [1, 1], [1, 0]),
        (0, [3, 4], [0, 0]),
        (5, [0, 7, 0], [0, 5, 0]),
        # Exact beyond what a float or 28 decimal digits can tell apart.
        (2**63 - 1, [2**62, 2**62], [2**62, 2**62 - 1]),
    ],
)
def test_parts_are_whole_and_sum_to_the_whole(total, weights, parts):
    assert split(total, weights) == parts


@pytest.mark.parametrize("weights", [[], [0, 0], [3, -1]])
def test_weights_that_divide_nothing_are_a_fault_of_ours(weights):
    with pytest.raises((AssertionError, ValueError)):
        split(10, weights)
