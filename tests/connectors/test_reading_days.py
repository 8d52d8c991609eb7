"""Days: the year first, in the calendar, and never guessed."""

from datetime import date, datetime
from typing import Any

import pytest

from laogu.connectors import Reading, read_register
from tests.connectors.files import codes, inline, packed, parts, read_cell, sheet_xml, workbook

HEADINGS = ["holder", "kind", "class", "quantity", "acquired on"]


def read_workbook_day(day: object, **options: Any) -> Reading:
    content = workbook([HEADINGS, ["Ada", "person", "A", 5, day]], **options)
    return read_register(content, "register.xlsx")


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-04", "2026-3-4", "2026/03/04", "2026.3.4", "20260304",
        "4 Mar 2026", "04 March 2026", "4-MAR-2026", "4th March, 2026", "March 4, 2026",
        "Mar. 4 2026",
        "2026年3月4日", "2026 年 03 月 04 号", "2026-03-04T00:00:00", "2026-03-04 00:00",
    ],
)  # fmt: skip
def test_a_day_with_the_year_first_or_its_month_named_is_read(text):
    reading = read_cell("acquired on", text)

    assert codes(reading) == []
    assert reading.rows[0].acquired_on == date(2026, 3, 4)


def test_a_blank_day_is_unknown():
    assert read_cell("acquired on", "").rows[0].acquired_on is None


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2026-02-30", "no_such_day"),
        ("2025-02-29", "no_such_day"),
        ("2026-13-01", "no_such_day"),
        ("0000-01-01", "no_such_day"),
        ("1899-12-31", "day_out_of_range"),
        ("2201-01-01", "day_out_of_range"),
        ("9999-12-31", "day_out_of_range"),
        ("03/04/2026", "day_or_month_first"),
        ("3.4.2026", "day_or_month_first"),
        ("25/12/2026", "year_last"),
        ("04/04/2026", "year_last"),
        ("26-03-04", "short_year"),
        ("3/4/26", "short_year"),
        ("26年3月4日", "short_year"),
        ("2026", "not_a_whole_day"),
        ("2026-03", "not_a_whole_day"),
        ("2026年3月", "not_a_whole_day"),
        ("46085", "not_a_day"),
        ("March 2026", "not_a_whole_day"),
        ("Mar-2026", "not_a_whole_day"),
        ("31 Apr 2026", "no_such_day"),
        ("4 Mar 26", "not_a_day"),
        ("4 Mars 2026", "not_a_day"),
        ("2026-03-04T10:30:00", "not_a_day"),
        ("yesterday", "not_a_day"),
        ("二〇二六年三月四日", "not_a_day"),
        ("=TODAY()", "reads_as_formula"),
        ("#VALUE!", "cell_is_an_error"),
    ],
)
def test_what_is_no_certain_day_is_refused_with_its_reason(text, code):
    reading = read_cell("acquired on", text)

    assert codes(reading) == [code]
    assert reading.findings[0].where == "register.csv F2"
    assert reading.rows == ()


def test_an_ambiguous_day_names_both_readings():
    facts = read_cell("acquired on", "03/04/2026").findings[0].facts

    assert {facts["one"], facts["other"]} == {"2026-04-03", "2026-03-04"}


def test_a_workbooks_date_is_read():
    reading = read_workbook_day(date(2026, 3, 4))

    assert codes(reading) == []
    assert reading.rows[0].acquired_on == date(2026, 3, 4)


def test_a_workbook_that_counts_from_1904_is_read_so():
    assert read_workbook_day(date(2026, 3, 4), date_1904=True).rows[0].acquired_on == date(
        2026, 3, 4
    )
    assert read_workbook_day(44623, date_1904=True).rows[0].acquired_on == date(2026, 3, 4)


def test_a_time_of_day_is_left_out_with_a_note():
    reading = read_workbook_day(datetime(2026, 3, 4, 10, 30))  # noqa: DTZ001 - a cell has no zone

    assert codes(reading) == ["time_left_out"]
    assert reading.rows[0].acquired_on == date(2026, 3, 4)


def test_a_number_in_a_column_of_days_is_counted_with_a_note():
    reading = read_workbook_day(46085)

    assert codes(reading) == ["counted_day"]
    assert reading.rows[0].acquired_on == date(2026, 3, 4)
    assert read_workbook_day(20260304).rows[0].acquired_on == date(2026, 3, 4)


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (2026, "not_a_whole_day"),
        (60, "not_a_day"),
        (0, "not_a_day"),
        (-3, "not_a_day"),
        (46085.5, "not_a_day"),
        (150_000, "day_out_of_range"),
        (500_000, "not_a_day"),
        (20_260_230, "no_such_day"),
        (10**12, "not_a_day"),
        (True, "not_a_day"),
    ],
)
def test_a_number_that_is_no_day_is_refused(number, code):
    assert codes(read_workbook_day(number)) == [code]


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (-3, "not_a_day"),
        (99_999_999, "no_such_day"),
        (0.5, "not_a_day"),
        (60, "day_out_of_range"),
    ],
)
def test_a_date_cell_that_shows_no_day_does_not_pass_for_blank(number, code):
    styles = (
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
    )
    row = "".join(inline(f"{'ABCDE'[at]}1", text) for at, text in enumerate(HEADINGS))
    values = inline("A2", "Ada") + inline("B2", "person") + inline("C2", "A")
    values += f'<c r="D2"><v>5</v></c><c r="E2" s="1"><v>{number}</v></c>'
    sheet = sheet_xml(f'<row r="1">{row}</row><row r="2">{values}</row>')
    kept = parts(sheet, others={"xl/styles.xml": styles})

    reading = read_register(packed(kept), "register.xlsx")

    assert codes(reading) == [code]
