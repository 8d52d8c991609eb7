"""Whatever the bytes, there is a reading, and it is bounded."""

import zipfile
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.basics import name
from laogu.connectors import LIMITS, Limits, Reading, read_register
from tests.connectors.files import HEADING, csv_file, inline, packed, parts, sheet_xml

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
