"""Ledgers that cannot be true: a label twice, two reasons, another day's shares, no figure."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from msgspec import ValidationError, convert

from laogu.operations import GrantRow
from tests.desk import TODAY
from tests.operations.ledgers import desk, found, load, of


def test_a_holder_leaves_for_one_reason():
    market = desk()
    day: dict[str, Any] = {"left_on": date(2026, 1, 31), "forfeited": Decimal(2_500)}
    dee: dict[str, Any] = {"holder": market.holders["dee"], **day}
    other = of(3, left_for="involuntary_with_cause", quantity=Decimal(4_801), **dee)
    first = of(2, left_for="voluntary_other", **dee)

    assert ("grant.two_reasons", "row 3, reason") in found(market, first, other)

    load(market, first, warnings_seen=True)
    assert ("grant.two_reasons", "row 3, reason") in found(market, other)


# What a request may say that no sheet would.


def test_a_label_names_one_grant_whatever_line_the_rows_claim():
    market = desk()

    assert found(market, of(2), of(2, quantity=Decimal(10))) == [
        ("grant.label_twice", "row 2, grant")
    ]
    assert found(market, of(2, certificate=None), of(2, certificate=None)) == [
        ("grant.same_again", "row 2, grant")
    ]


def test_a_label_is_kept_in_the_form_in_which_it_is_looked_for():
    market = desk()

    (grant,) = load(market, of(certificate="E\N{COMBINING ACUTE ACCENT}-1"))

    assert grant.granted.certificate == "É-1"
    again = of(certificate="E\N{COMBINING ACUTE ACCENT}-1", quantity=Decimal(10))
    assert found(market, again) == [("grant.label_known", "row 2, grant")]


@pytest.mark.parametrize("line", [-1, 0, 10**30])
def test_a_line_that_no_sheet_has_is_not_read(line):
    told = {"line": line, "quantity": "1", "granted_on": "2024-02-01"}

    with pytest.raises(ValidationError):
        convert(told, GrantRow, strict=False)


@pytest.mark.parametrize("figure", ["sNaN", "NaN", "Infinity", "1e400"])
@pytest.mark.parametrize("column", ["vested", "outstanding"])
def test_a_figure_that_cannot_be_compared_is_found(column, figure):
    cell: dict[str, Any] = {column: Decimal(figure)}

    assert ("basics.not_a_figure", f"row 2, {column}") in found(desk(), of(**cell))


def test_a_ledger_of_before_a_split_is_not_taken_in_shares_of_after_it():
    market = desk()
    market.do("stock_class.split", "ida", issuer="harrow", stock_class="Ordinary", new=Decimal(10),
              old=Decimal(1), rounding="floor")  # fmt: skip

    yesterday = TODAY - timedelta(days=1)
    assert ("grant.split_since", "row 2, quantity") in found(market, of(), on=yesterday)
    assert "grant.split_since" not in [code for code, _ in found(market, of())]
