"""Quantities and costs: exact, or refused with the reason."""

from decimal import Decimal

import pytest

from laogu.connectors import read_register
from tests.connectors.files import codes, read_cell, workbook


@pytest.mark.parametrize(
    ("text", "quantity"),
    [
        ("1000", "1000"),
        ("1,234,567", "1234567"),
        (" 1000 ", "1000"),
        ("1000.50", "1000.5"),
        ("0.0000000001", "0.0000000001"),
        ("007", "7"),
        ("1000股", "1000"),
        ("1,000 shares", "1000"),
        ("999999999999999999", "999999999999999999"),
        ("12345678.0000000000000", "12345678"),
    ],
)
def test_a_quantity_is_read_exactly(text, quantity):
    reading = read_cell("quantity", text)

    assert codes(reading) == []
    assert f"{reading.rows[0].quantity:f}" == quantity


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "quantity_blank"),
        ("-", "quantity_blank"),
        ("—", "quantity_blank"),
        ("0", "zero"),
        ("0.000", "zero"),
        ("-5", "negative"),
        ("−5", "negative"),
        ("(1,000)", "negative"),
        ("NaN", "not_finite"),
        ("-inf", "not_finite"),
        ("Infinity", "not_finite"),
        ("1e6", "exponent"),
        ("1.2E+07", "exponent"),
        ("12.34567890123", "too_fine"),
        ("1234567890123456789", "too_many_digits"),
        ("123456789.1234567891", "too_many_digits"),
        ("1" * 400, "too_many_digits"),
        ("1.5万", "abbreviated"),
        ("2 亿", "abbreviated"),
        ("40k", "abbreviated"),
        ("1.2 million", "abbreviated"),
        ("12%", "percent"),
        ("$1,000", "with_currency"),
        ("1000元", "with_currency"),
        ("USD 1000", "with_currency"),
        ("1,2345", "badly_grouped"),
        ("12,34,567", "badly_grouped"),
        ("1.234.567", "badly_grouped"),
        ("1 234 567", "badly_grouped"),
        ("1'234'567", "badly_grouped"),
        ("1,000,", "badly_grouped"),
        ("about 1000", "not_a_number"),
        ("一万", "not_a_number"),
        ("12²", "not_a_number"),
        ("١٢٣", "not_a_number"),
        (".5", "not_a_number"),
        ("0x10", "not_a_number"),
        ("1_000", "not_a_number"),
        ("=1+1", "reads_as_formula"),
        ("+1000", "reads_as_formula"),
        ("@SUM(A1)", "reads_as_formula"),
        ("-A1", "reads_as_formula"),
        ("#REF!", "cell_is_an_error"),
        ("########", "cell_is_an_error"),
    ],
)
def test_what_is_no_quantity_is_refused_with_its_reason(text, code):
    reading = read_cell("quantity", text)

    assert codes(reading) == [code]
    assert reading.findings[0].where == "register.csv D2"
    assert reading.rows == ()


def test_an_abbreviated_quantity_is_shown_in_full_but_not_taken():
    finding = read_cell("quantity", "2,710.9万").findings[0]

    assert finding.facts["meant"] == "27109000"


def test_full_width_digits_are_taken_with_a_note():
    reading = read_cell("quantity", "１２，０００")

    assert codes(reading) == ["full_width_digits"]
    assert reading.rows[0].quantity == 12_000


@pytest.mark.parametrize(("text", "cost"), [("0", "0"), ("12.50", "12.5"), ("", None)])
def test_a_cost_may_be_nothing_or_unknown(text, cost):
    reading = read_cell("cost", text)

    assert codes(reading) == []
    assert reading.rows[0].cost == (None if cost is None else Decimal(cost))


@pytest.mark.parametrize(
    ("number", "quantity"),
    [(402810690, "402810690"), (1000.0, "1000"), (0.1 + 0.2, "0.3"), (123456.789, "123456.789")],
)
def test_a_workbooks_number_is_read_with_its_fifteen_digits(number, quantity):
    content = workbook([["holder", "kind", "class", "quantity"], ["Ada", "person", "A", number]])

    reading = read_register(content, "register.xlsx")

    assert codes(reading) == []
    assert str(reading.rows[0].quantity) == quantity


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (-1, "negative"),
        (0, "zero"),
        (10**15, "longer_than_a_cell"),
        (1e300, "longer_than_a_cell"),
        (1e-11, "too_fine"),
        (1e-300, "too_fine"),
        (True, "not_a_number"),
    ],
)
def test_a_workbooks_number_has_the_same_limits(number, code):
    content = workbook([["holder", "kind", "class", "quantity"], ["Ada", "person", "A", number]])

    assert codes(read_register(content, "register.xlsx")) == [code]
