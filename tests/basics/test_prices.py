"""Prices are whole ticks, and one place rounds price times quantity to cash."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from laogu.basics import (
    CURRENCIES,
    LARGEST,
    BetweenTicks,
    Money,
    NotAPrice,
    Price,
    TooLarge,
    check_payable,
    cost,
    in_proportion,
    part_of,
    price,
)


def in_cents(text: str) -> Price:
    return price(Decimal(text), scale=2, currency="USD")


@pytest.mark.parametrize(("text", "ticks"), [("18.50", 1850), ("18.5", 1850), ("0.01", 1)])
def test_a_price_is_whole_ticks(text, ticks):
    assert in_cents(text) == Price(ticks, 2, "USD")
    assert in_cents(text).decimal() == Decimal(text)


@pytest.mark.parametrize(
    ("text", "below", "above"),
    [("18.505", "18.50", "18.51"), ("0.001", "0.01", "0.02"), ("99.999", "99.99", "100.00"),
     ("1." + "0" * 50 + "1", "1.00", "1.01")],
)  # fmt: skip
def test_a_price_between_ticks_is_refused_with_its_neighbours(text, below, above):
    with pytest.raises(BetweenTicks) as no:
        in_cents(text)

    assert no.value.tick == Decimal("0.01")
    assert (no.value.below, no.value.above) == (Decimal(below), Decimal(above))


@pytest.mark.parametrize(
    "text",
    ["0", "-18.50", "NaN", "sNaN", "Infinity", "-Infinity", "1e17", "1e999999", "1e40",
     "1e-50", "1e-999999", "1." + "0" * 70 + "1"],
)  # fmt: skip
def test_what_is_no_price_is_refused(text):
    with pytest.raises(NotAPrice) as no:
        in_cents(text)

    assert no.value.price == str(Decimal(text))[:40]


def test_a_price_on_a_tick_is_not_said_to_lie_between_two_however_large():
    assert in_cents(str(Decimal(LARGEST).scaleb(-2))).ticks == LARGEST
    with pytest.raises(NotAPrice):
        in_cents("93000000000000000.00")


# Half a minor unit goes to the even neighbour: hand calculation.
#   price   scale  decimals  units   currency   minor
COSTS = [
    ("18.50",     2, 0,      8_000, "USD", 14_800_000),
    ("0.005",     3, 0,          1, "USD",          0),  # half a cent, down to 0
    ("0.015",     3, 0,          1, "USD",          2),  # one and a half, up to 2
    ("0.025",     3, 0,          1, "USD",          2),  # two and a half, down to 2
    ("0.0251",    4, 0,          1, "USD",          3),
    ("1.00",      2, 10,         1, "USD",          0),  # a ten-thousand-millionth of a share
    ("1.00",      2, 10, 50_000_000, "USD",         0),  # half a cent
    ("1.00",      2, 10, 50_000_001, "USD",         1),
    ("3",         0, 0,          7, "JPY",         21),
    ("0.5",       1, 0,          3, "JPY",          2),  # one and a half, up to 2
    ("0.5",       1, 0,          5, "JPY",          2),  # two and a half, down to 2
    ("0.0005",    4, 0,          3, "KWD",          2),  # one and a half thousandths
]  # fmt: skip


@pytest.mark.parametrize("case", COSTS)
def test_cash_is_rounded_half_to_even_in_one_place(case):
    text, scale, decimals, units, currency, minor = case

    each = price(Decimal(text), scale=scale, currency=currency)

    assert cost(each, units, decimals=decimals) == Money(minor, currency)


@given(
    ticks=st.integers(1, LARGEST),
    units=st.integers(1, LARGEST),
    scale=st.integers(0, 6),
    decimals=st.integers(0, 10),
    currency=st.sampled_from(sorted(CURRENCIES)),
)
def test_what_cannot_be_paid_is_refused_exactly_where_its_cost_is(
    ticks, units, scale, decimals, currency
):
    for many in (units, max(1, LARGEST // ticks), LARGEST // ticks + 1):
        each = Price(ticks, scale, currency)
        try:
            cost(each, many, decimals=decimals)
        except TooLarge:
            with pytest.raises(TooLarge):
                check_payable(each, many, decimals=decimals)
        else:
            check_payable(each, many, decimals=decimals)


def test_what_does_not_fit_64_bits_is_refused_by_name():
    one = in_cents("1.00")
    assert cost(one, LARGEST // 100, decimals=0).minor <= LARGEST

    with pytest.raises(TooLarge) as no:
        cost(one, LARGEST // 100 + 1, decimals=0)

    assert no.value.price == Decimal("1.00")
    assert no.value.quantity == LARGEST // 100 + 1
    assert no.value.largest == LARGEST


@pytest.mark.parametrize(
    ("minor", "bps", "fee"),
    [(14_800_000, 50, 74_000), (1, 5_000, 0), (3, 5_000, 2), (5, 5_000, 2), (10, 0, 0),
     (7, 10_000, 7)],
)  # fmt: skip
def test_a_fee_is_rounded_half_to_even(minor, bps, fee):
    assert part_of(Money(minor, "USD"), bps) == Money(fee, "USD")


def test_a_part_of_an_amount_is_rounded_half_even_and_no_context_cuts_it():
    hundred = Money(100_00, "CNY")

    assert in_proportion(hundred, Decimal("28.095"), of=Decimal(100)) == Money(28_10, "CNY")
    assert in_proportion(hundred, Decimal("0.125"), of=Decimal(100)) == Money(12, "CNY")
    assert in_proportion(Money(1, "CNY"), Decimal(1), of=Decimal(2)) == Money(0, "CNY")
    assert in_proportion(Money(10**18, "CNY"), Decimal(3), of=Decimal(7)) == Money(
        428_571_428_571_428_571, "CNY"
    )
