"""Whatever the bytes, there is a reading, and it is bounded."""

import zipfile
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from laogu.basics import name
from laogu.connectors import LIMITS, Limits, Reading, read_register
from tests.connectors.files import (
    HEADING,
    csv_file,
    inline,
    ods,
    ods_cell,
    ods_row,
    ods_table,
    packed,
    parts,
    sheet_xml,
)

FEW = Limits(rows=30, columns=14, cells=200, findings=20)
NASTY = st.sampled_from(
    ["", "-", "=1", "1e5", "1,000", "2026-02-30", "Total", "合计", "万", '"', "\u202e", "\0", "NaN",
     "#N/A", "person", "0", "１", "2027-01-07 HK-04", "x" * 300, "holder", "Ada", "<b>", ";",
     "\ufeff"]
)  # fmt: skip
CELL = st.one_of(NASTY, st.text(max_size=20), st.integers().map(str), st.dates().map(str))
SOUND = parts(
    sheet_xml(
        f'<row r="1">{inline("A1", "holder")}{inline("B1", "class")}'
        f"{inline('C1', 'quantity')}</row>"
        f'<row r="2">{inline("A2", "Ada")}{inline("B2", "A")}<c r="C2"><v>5</v></c></row>'
    )
)


def assert_is_bounded(reading: Reading) -> None:
    assert len(reading.findings) <= FEW.findings + 1
    assert len(reading.rows) <= FEW.rows
    assert reading.is_accepted == (bool(reading.rows) and not reading.errors)
    for finding in reading.findings:
        what, why, fix = finding.say()
        assert min(len(what), len(why), len(fix)) > 3
        assert finding.code.startswith("spreadsheet.")
    for row in reading.rows:
        assert name(row.holder) == row.holder
        assert row.quantity > 0
        assert row.quantity.is_finite()


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_give_a_reading(content):
    assert_is_bounded(read_register(content, "register.csv", limits=FEW))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(CELL, max_size=15), max_size=40), st.sampled_from([",", ";", "\t"]))
def test_any_cells_under_headings_give_a_reading(rows, separator):
    lines = [HEADING.replace(",", separator), *(separator.join(row) for row in rows)]
    content = "\n".join(lines).encode("utf-8", "surrogatepass")

    assert_is_bounded(read_register(content, "register.csv", limits=FEW))


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60), st.integers(0, 2_000), st.booleans())
def test_any_damage_to_a_workbook_gives_a_reading(damage, at, overwrites):
    sound = packed(SOUND, compression=zipfile.ZIP_STORED)
    content = sound[:at] + damage + sound[at + (len(damage) if overwrites else 0) :]

    assert_is_bounded(read_register(content, "register.xlsx", limits=FEW))


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(sorted(SOUND)), st.data())
def test_any_damage_to_a_part_gives_a_reading(part, data):
    text = str(SOUND[part])
    at = data.draw(st.integers(0, len(text)))
    cut = data.draw(st.integers(0, 20))
    put = data.draw(st.one_of(st.text(max_size=20), st.sampled_from(["<v>", "</c>", '"', "&#0;"])))
    damaged = (text[:at] + put + text[at + cut :]).encode("utf-8", "replace")

    content = packed({**SOUND, part: damaged})

    assert_is_bounded(read_register(content, "register.xlsx", limits=FEW))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(1, 1_048_577),
            st.integers(0, 30),
            st.sampled_from(["n", "s", "b", "e", "d", "str", "inlineStr", "zzz"]),
            st.text(alphabet="0123456789.-+eE#N/A ", max_size=24),
        ),
        max_size=20,
    )
)
def test_any_cells_of_a_workbook_give_a_reading(cells):
    written = "".join(
        f'<row r="{row}"><c r="{chr(65 + column % 26)}{row}" t="{kind}"><v>{value}</v></c></row>'
        for row, column, kind, value in cells
    )
    head = str(SOUND["xl/worksheets/sheet1.xml"]).replace("</sheetData>", written + "</sheetData>")

    content = packed({**SOUND, "xl/worksheets/sheet1.xml": head})

    assert_is_bounded(read_register(content, "register.xlsx", limits=FEW))


FIGURE = st.one_of(
    st.sampled_from(["-0", "-0.00", "0e99999", "1e-500", "1_000", "١٢", "1e400", "-1e401", "NaN"]),
    st.text(alphabet="0123456789.-+eE", min_size=1, max_size=16),
    st.builds("{}e{}".format, st.integers(-9, 9), st.integers(-(10**12), 10**12)),
    st.floats().map(repr),
)


@settings(max_examples=300, deadline=None)
@given(FIGURE, st.sampled_from(["quantity", "cost", "acquired on", "holder", "locks"]))
@example("1e99999999999", "quantity")
@example("-0", "quantity")
@example("-0", "cost")
def test_any_figure_in_a_cell_gives_a_reading_whatever_the_kind_of_file(written, column):
    head = ["holder", "class", "quantity", "cost", "acquired on", "locks"]
    row = {"holder": "Ada", "class": "A", "quantity": "5", column: None}
    cells = [row.get(one, "") for one in head]
    text = csv_file(",".join(one if one is not None else written for one in cells),
                    heading=",".join(head))  # fmt: skip

    def line(at, values):
        one = (
            f'<c r="{letter}{at}"><v>{written}</v></c>' if value is None
            else inline(f"{letter}{at}", value)
            for letter, value in zip("ABCDEF", values, strict=True)
        )  # fmt: skip
        return f'<row r="{at}">{"".join(one)}</row>'

    book = packed({**SOUND, **parts(sheet_xml(line(1, head) + line(2, cells)))})
    figure = f'<table:table-cell office:value-type="float" office:value="{written}"/>'
    drawn = "".join(figure if one is None else ods_cell(one) for one in cells)
    sheet = ods_table(ods_row(head) + f"<table:table-row>{drawn}</table:table-row>")

    readings = [
        read_register(content, file, limits=FEW)
        for content, file in ((text, "r.csv"), (book, "r.xlsx"), (ods(sheet), "r.ods"))
    ]

    for reading in readings:
        assert_is_bounded(reading)
    if written.startswith("-0") and not written.strip("-0."):
        assert len({(len(one.rows), one.errors) for one in readings}) == 1


@pytest.mark.parametrize("written", ["1_000", "١٢", "0x10", "INF", "1e99999999999"])
def test_what_the_standard_does_not_write_so_is_no_number_of_a_document(written):
    figure = f'<table:table-cell office:value-type="float" office:value="{written}"/>'
    row = f"<table:table-row>{ods_cell('Ada')}{ods_cell('A')}{figure}</table:table-row>"

    reading = read_register(ods(ods_table(ods_row(["holder", "class", "quantity"]) + row)), "r.ods")

    assert (reading.rows, reading.errors) == ((), 1)


@settings(deadline=None)
@given(st.integers(1, 10**18 - 1), st.booleans())
def test_any_quantity_comes_back_as_it_was_written(quantity, grouped):
    written = f'"{quantity:,}"' if grouped else str(quantity)

    reading = read_register(csv_file(f"Ada,person,A,{written},,,"), "register.csv", limits=LIMITS)

    assert reading.rows[0].quantity == quantity


@settings(deadline=None)
@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2200, 12, 31)))
def test_any_day_of_these_centuries_comes_back(day):
    reading = read_register(csv_file(f"Ada,person,A,5,,{day},"), "register.csv")

    assert reading.rows[0].acquired_on == day
