"""A table of offers: headings in both languages, cells that are refused, all of it at once."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.connectors import Limits, read_offers
from tests.connectors.files import workbook

HEADING = "seller,class,quantity,price,open until,issuer,currency"
CHINESE = "卖方,类别,数量,价格,有效至,发行人,币种"
GIVEN = {"issuer": "harrow", "currency": "USD"}


def read(*lines, heading="seller,class,quantity,price", given=GIVEN, **more):
    return read_offers("\n".join([heading, *lines]).encode(), "o.csv", given=given, **more)


def found(read_):
    return [(one.code.removeprefix("spreadsheet."), one.where) for one in read_.findings]


@pytest.mark.parametrize("heading", [HEADING, CHINESE, HEADING.upper(), HEADING.replace(" ", "_")])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_every_column_is_known_in_both_languages(heading, encoding):
    line = '张三,普通股,"1,200",18.50,2026-12-31T17:00Z,harrow,USD'

    done = read_offers(f"{heading}\n{line}\n".encode(encoding), "o.csv", given={})

    (row,) = done.rows
    assert done.errors == 0
    assert (row.line, row.seller, row.stock_class) == (2, "张三", "普通股")
    assert (row.quantity, row.price) == (Decimal(1200), Decimal("18.5"))
    assert (row.issuer, row.currency) == ("harrow", "USD")
    assert row.open_until == datetime(2026, 12, 31, 17, tzinfo=UTC)


def test_what_a_row_says_itself_comes_before_what_is_said_for_all():
    done = read(
        "Ada,,5,1,birch", "Ben,B,5,1,", heading="seller,class,quantity,price,issuer",
        given={**GIVEN, "stock_class": "A", "open_until": "2026-12-31T17:00+08:00"},
    )  # fmt: skip

    assert [(one.issuer, one.stock_class) for one in done.rows] == [("birch", "A"), ("harrow", "B")]
    assert {one.open_until.isoformat() for one in done.rows} == {"2026-12-31T17:00:00+08:00"}


@pytest.mark.parametrize("column", ["holder", "stock_class", "issuer", "currency"])
def test_what_is_blank_for_all_rows_says_nothing(column):
    given = {"holder": "Ada", "stock_class": "A", **GIVEN, column: ""}

    no_column = read("5,1", heading="quantity,price", given=given)
    headings = {"holder": "seller", "stock_class": "class"}
    no_cell = read(",5,1", heading=f"{headings.get(column, column)},quantity,price", given=given)

    assert found(no_column) == [("offer_column_missing", "o.csv")]
    assert found(no_cell) == [("offer_cell_blank", "o.csv A2")]


def test_a_workbook_is_read_as_a_text_is():
    rows: list[list[object]] = [["seller", "class", "quantity", "price"], ["Ada", "A", 1200, 18.5]]
    of_a_day: list[list[object]] = [["seller", "class", "quantity", "price", "open until"],
                ["Ada", "A", -3, 18.5, date(2026, 12, 31)]]  # fmt: skip

    done = read_offers(workbook(rows), "o.xlsx", given=GIVEN)
    wrong = read_offers(workbook(of_a_day), "o.xlsx", given=GIVEN)

    assert (done.rows[0].quantity, done.rows[0].price) == (Decimal(1200), Decimal("18.5"))
    assert found(wrong) == [("offer_below_zero", "o.xlsx C2"), ("offer_not_a_moment", "o.xlsx E2")]


def test_all_that_is_wrong_with_the_cells_is_said_at_once():
    done = read(
        ",A,5,1", "Ada,A,2k,1", "Ada,A,5,-1", "Ada,A,,x", "", "=1+1,A,5,1", "Ada,A,5,1,7",
        "Ada,A,0,0",
    )  # fmt: skip

    assert found(done) == [
        ("offer_cell_blank", "o.csv A2"), ("abbreviated", "o.csv C3"),
        ("offer_below_zero", "o.csv D4"), ("not_a_number", "o.csv D5"),
        ("offer_cell_blank", "o.csv C5"), ("reads_as_formula", "o.csv A7"),
        ("cells_beyond_headings", "o.csv A8"),
    ]  # fmt: skip
    # What is nothing is read, and refused by the market in its own words.
    assert [one.line for one in done.rows] == [9]


def test_columns_that_are_unknown_missing_or_there_twice_are_refused_together():
    done = read("Ada,5,1,red,2", heading="seller,quantity,price,colour,qty", given={})

    assert found(done) == [
        ("offer_column_unknown", "o.csv D1"), ("column_twice", "o.csv E1"),
        ("offer_column_missing", "o.csv"), ("offer_column_missing", "o.csv"),
        ("offer_column_missing", "o.csv"),
    ]  # fmt: skip
    assert done.rows == ()


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"one,two\n1,2\n", "no_offer_headings"),
        (b"seller,class,quantity,price\n", "no_offers"),
        (b"PK\x03\x04broken", "damaged_workbook"),
        (b'seller,class,quantity,price\n"Ada', "quote_not_closed"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe\xfd", "not_text"),
    ],
)
def test_what_is_no_table_of_offers_is_a_finding(content, code):
    done = read_offers(content, "o.csv", given=GIVEN)

    errors = [one.code for one in done.findings if one.severity == "error"]
    assert errors == [f"spreadsheet.{code}"]
    assert (done.errors, done.rows) == (1, ())


@pytest.mark.parametrize("written", ["2026-12-31", "2026-12-31T17:00", "Friday", "31/12/2026"])
def test_a_day_without_its_place_is_not_guessed(written):
    done = read(f"Ada,A,5,1,{written}", heading="seller,class,quantity,price,open until")

    assert found(done) == [("offer_not_a_moment", "o.csv E2")]


def test_a_moment_of_a_day_that_does_not_exist_is_said_to_be_of_none():
    done = read("Ada,A,5,1,2026-02-30T10:00Z", heading="seller,class,quantity,price,open until")

    assert found(done) == [("no_such_day", "o.csv E2")]


@pytest.mark.parametrize("written", ["9999-12-31T23:59-14:00", "0001-01-01T00:00+14:00"])
def test_a_moment_lies_within_the_years_that_a_market_can_speak_of(written):
    done = read(f"Ada,A,5,1,{written}", heading="seller,class,quantity,price,open until")

    assert found(done) == [("day_out_of_range", "o.csv E2")]


def test_a_large_file_is_refused():
    done = read("Ada,A,5,1", limits=Limits(file_bytes=10))

    assert found(done) == [("file_too_large", "o.csv")]


CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["Ada", "5", "-5", "1e9", "18.50", "9999-12-31T23:59-14:00", '"', "=1", "١"]),
)
COLUMNS = st.sampled_from(["seller", "class", "quantity", "price", "open until", "x", ""])


@settings(max_examples=150, deadline=None)
@given(
    st.one_of(
        st.binary(max_size=200),
        st.lists(st.lists(CELLS, max_size=6), max_size=5).map(
            lambda rows: "\n".join(["seller,class,quantity,price,open until",
                                    *map(",".join, rows)]).encode("utf-8", "surrogatepass")
        ),
        st.lists(COLUMNS, max_size=7).map(lambda head: (",".join(head) + "\nA,B,1,2").encode()),
    )
)  # fmt: skip
def test_any_bytes_are_offers_or_findings(content):
    done = read_offers(content, "o.csv", given=GIVEN)

    assert done.rows or done.errors
    assert done.errors == sum(one.severity == "error" for one in done.findings)
    for row in done.rows:
        assert row.open_until is None or row.open_until.tzinfo is not None
