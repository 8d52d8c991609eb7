"""A table of orders: headings in both languages, cells that are refused, all of it at once."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.connectors import read_orders
from tests.connectors.files import workbook

GIVEN = {"window": "window_1"}
HEADING = "side,holder,quantity,limit"


def read(*lines, heading=HEADING, given=GIVEN):
    return read_orders("\n".join([heading, *lines]).encode(), "o.csv", given=given)


def found(read_):
    return [(one.code.removeprefix("spreadsheet."), one.where) for one in read_.findings]


@pytest.mark.parametrize(
    "heading", ["side,holder,quantity,limit,window", "买卖方向,持有人,数量,限价,窗口"]
)
def test_every_column_is_known_in_both_languages(heading):
    done = read('买入,张三,"1,200",18.50,window_2', "SELL,Ada,5,,", heading=heading)

    first, second = done.rows
    assert done.errors == 0
    assert (first.line, first.side, first.holder, first.window) == (2, "buy", "张三", "window_2")
    assert (first.quantity, first.limit) == (Decimal(1200), Decimal("18.5"))
    assert (second.side, second.limit, second.window) == ("sell", None, "window_1")


def test_a_workbook_is_read_as_a_text_is():
    rows: list[list[object]] = [[*HEADING.split(",")], ["buy", "Ada", 1200, 18.5]]

    (row,) = read_orders(workbook(rows), "o.xlsx", given=GIVEN).rows

    assert (row.quantity, row.limit) == (Decimal(1200), Decimal("18.5"))


def test_all_that_is_wrong_with_the_cells_is_said_at_once():
    done = read(
        "hold,Ada,5,1", ",Ada,5,1", "buy,,5,1", "sell,Ada,-5,1", "sell,Ada,,x", "buy,B,5,1,2"
    )

    assert found(done) == [
        ("order_no_side", "o.csv A2"), ("order_cell_blank", "o.csv A3"),
        ("order_cell_blank", "o.csv B4"), ("order_below_zero", "o.csv C5"),
        ("not_a_number", "o.csv D6"), ("order_cell_blank", "o.csv C6"),
        ("cells_beyond_headings", "o.csv B7"),
    ]  # fmt: skip


def test_columns_that_are_unknown_missing_or_there_twice_are_refused_together():
    done = read("buy,5,red,1", heading="side,quantity,colour,direction", given={})

    assert found(done) == [
        ("order_column_unknown", "o.csv C1"), ("column_twice", "o.csv D1"),
        ("order_column_missing", "o.csv"), ("order_column_missing", "o.csv"),
        ("order_column_missing", "o.csv"),
    ]  # fmt: skip


def test_a_file_without_limits_is_not_taken_for_orders_at_any_price():
    done = read("buy,Ada,5", heading="side,holder,quantity")

    assert found(done) == [("order_column_missing", "o.csv")]


@pytest.mark.parametrize(
    ("content", "code"), [(b"one,two\n1,2\n", "no_order_headings"), (HEADING.encode(), "no_orders")]
)
def test_what_is_no_table_of_orders_is_a_finding(content, code):
    done = read_orders(content, "o.csv", given=GIVEN)

    assert found(done) == [(code, "o.csv")]


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: f"{HEADING}\n{text}".encode())
)
def test_any_bytes_are_orders_or_findings(content):
    done = read_orders(content, "o.csv", given=GIVEN)

    assert done.rows or done.errors
