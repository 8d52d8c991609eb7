"""An OpenDocument spreadsheet: its stored cells, what it hides or merges, what it must not do."""

import zipfile
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from laogu.connectors import Limits, Reading, read_offers, read_orders, read_register
from laogu.connectors.spreadsheet.layout import Layout
from laogu.connectors.spreadsheet.limits import LIMITS
from laogu.connectors.spreadsheet.reading import grid_of
from laogu.connectors.spreadsheet.remarks import Findings, Spot
from tests.connectors.files import codes, document, ods, ods_cell, ods_row, ods_table, packed

HEAD = ["holder", "kind", "class", "quantity", "acquired on"]
ADA = ["Ada", "person", "Ordinary", 1200, date(2026, 1, 2)]
ROWS = ods_row(HEAD) + ods_row(ADA)


def read(content: bytes, name: str = "register.ods", **more: object) -> Reading:
    return read_register(content, name, limits=Limits(**more) if more else LIMITS)  # type: ignore[arg-type]


def cells(*tables: str) -> list[list[object]]:
    findings = Findings(500)
    grid = grid_of(ods(*tables), "r.ods", LIMITS, Spot(findings, "r.ods"))
    assert grid is not None, findings.all("r.ods")
    return [list(row) for row in grid.rows]


def test_a_register_is_read_from_it_as_from_a_workbook():
    reading = read(document([HEAD, ADA, ["Ben", "person", "Ordinary", Decimal("3.0"), ""]]))

    assert codes(reading) == []
    assert [(row.holder, row.quantity, row.acquired_on) for row in reading.rows] == [
        ("Ada", Decimal(1200), date(2026, 1, 2)), ("Ben", Decimal(3), None),
    ]  # fmt: skip
    assert (reading.sheet, reading.sheets) == ("Register", ("Register",))


def test_offers_and_orders_are_read_from_it_too():
    offers = document([["seller", "class", "quantity", "price"], ["Ada", "A", 5, Decimal("18.50")]])
    orders = document([["side", "holder", "quantity", "limit"], ["buy", "Ada", 5, ""]])

    (offer,) = read_offers(offers, "o.ods", given={"issuer": "x", "currency": "USD"}).rows
    (order,) = read_orders(orders, "o.ods", given={"window": "w"}).rows

    assert (offer.line, offer.price) == (2, Decimal("18.5"))
    assert (order.quantity, order.limit) == (Decimal(5), None)


def test_a_number_keeps_the_digits_of_the_file():
    (row,) = cells(ods_table(ods_row([Decimal(9007199254740993), Decimal("0.1"), True])))

    assert row == [Decimal(9007199254740993), Decimal("0.1"), True]


def test_what_is_there_again_is_written_out_and_what_is_blank_is_not():
    twice = ' table:number-columns-repeated="2"'
    line = "".join([ods_cell("a", twice), ods_cell("", twice), ods_cell(7)])
    rows = (
        f'<table:table-row table:number-rows-repeated="2">{line}</table:table-row>'
        f'<table:table-row table:number-rows-repeated="3">{ods_cell("")}</table:table-row>'
        + ods_row(["end", ""])
        + f'<table:table-row table:number-rows-repeated="1048000">{ods_cell("")}</table:table-row>'
    )

    assert cells(ods_table(rows)) == [
        ["a", "a", "", "", Decimal(7)], ["a", "a", "", "", Decimal(7)], [], [], [], ["end"],
    ]  # fmt: skip


def test_only_the_text_of_a_cell_is_its_text():
    noted = (
        '<table:table-cell office:value-type="string"><office:annotation><text:p>a note</text:p>'
        '</office:annotation><text:p>Ada<text:s text:c="2"/><text:span>Lee</text:span></text:p>'
        "<draw:frame><draw:text-box><text:p>drawn</text:p></draw:text-box></draw:frame>"
        "<text:p>Smith</text:p></table:table-cell>"
    )

    assert cells(ods_table(f"<table:table-row>{noted}</table:table-row>")) == [["Ada  Lee\nSmith"]]


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ('office:value-type="string" office:string-value="Ada"/>', "Ada"),
        ('office:value-type="string" office:string-value="Ada"><text:p>A.</text:p></c>', "Ada"),
        ('office:value-type="string" office:string-value=""><text:p>A.</text:p></c>', "A."),
        ('office:value-type="string"><text:p>A.</text:p></c>', "A."),
        ('office:value-type="string"><text:h>A.</text:h></c>', "A."),
        ('office:value-type="time" office:time-value="PT1H"/>', "PT1H"),
        ('office:value-type="time" office:time-value="PT1H"><text:p>1:00</text:p></c>', "1:00"),
        ('calcext:value-type="error" office:value-type="float" office:value="0"/>', "#VALUE!"),
        (">\n <text:p>Ada</text:p>\n <text:p>Lee <text:s/>B</text:p>\n </c>", "Ada\nLee  B"),
        (">\n <text:p/>\n </c>", ""),
    ],
)
def test_what_is_stored_is_read_before_what_is_shown_and_nothing_between_lines(cell, read):
    written = f"<table:table-cell {cell.replace('</c>', '</table:table-cell>')}"

    assert cells(ods_table(f"<table:table-row>{written}{ods_cell(1)}</table:table-row>")) == [
        [read, Decimal(1)]
    ]  # fmt: skip


def test_rows_and_columns_of_a_group_that_is_not_shown_are_said_to_be_hidden():
    closed, open_ = ' table:display="false"', ' table:display="true"'
    rows = (
        f"<table:table-column-group{closed}><table:table-column/></table:table-column-group>"
        f"<table:table-column/>{ods_row(HEAD)}{ods_row(ADA)}<table:table-row-group{closed}>"
        f"<table:table-row-group{open_}>{ods_row(ADA)}</table:table-row-group>"
        f"{ods_row(ADA)}</table:table-row-group>{ods_row(ADA)}"
    )

    found = {one.code: one.facts.get("cells") for one in read(ods(ods_table(rows))).findings}

    assert found["spreadsheet.rows_hidden"] == ["3", "4"]
    assert found["spreadsheet.columns_hidden"] == ["A"]


def test_a_date_that_is_none_and_an_error_stay_what_is_shown():
    kind = ' office:value-type="date" office:date-value="2026-02-31"'
    wrong = f"<table:table-cell{kind}><text:p>31 Feb</text:p></table:table-cell>"
    failed = (
        '<table:table-cell office:value-type="float" office:value="0" '
        'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    )

    assert cells(ods_table(f"<table:table-row>{wrong}{failed}</table:table-row>")) == [
        ["31 Feb", "#N/A"]
    ]  # fmt: skip


def test_what_is_hidden_merged_or_worked_out_is_said():
    hidden = '<table:table-column/><table:table-column table:visibility="collapse"/>'
    merged = "".join([
        ods_cell("Cy", ' table:number-rows-spanned="2"'), *map(ods_cell, ["person", "Ordinary"]),
        ods_cell(5, ' table:formula="of:=2+3"'),
    ])  # fmt: skip
    covered = "<table:covered-table-cell/>" + "".join(map(ods_cell, ["person", "Ordinary", 6]))
    rows = (
        ods_row(HEAD) + ods_row(ADA, ' table:visibility="filter"')
        + f"<table:table-row>{merged}</table:table-row><table:table-row>{covered}</table:table-row>"
    )  # fmt: skip

    reading = read(ods(ods_table(hidden + rows)))

    said = {
        one.code.removeprefix("spreadsheet."): one.facts.get("cells") for one in reading.findings
    }
    assert said["cells_merged"] == ["A3:A4"]
    assert said["rows_hidden"] == ["2"]
    assert said["columns_hidden"] == ["B"]
    assert said["worked_out"] == ["D3"]


def test_a_hidden_sheet_is_left_out_and_the_first_with_headings_is_read():
    styles = (
        '<style:style style:name="ta1" style:family="table"><style:table-properties '
        'table:display="true"/></style:style><style:style style:name="ta2" style:family="table">'
        '<style:table-properties table:display="false"/></style:style>'
    )
    reading = read(ods(
        ods_table(ods_row(["a", "b"]), "Notes", ' table:style-name="ta1"'),
        ods_table(ROWS, "Old", ' table:style-name="ta2"'),
        ods_table(ROWS, "Now"), styles=styles,
    ))  # fmt: skip

    assert (reading.sheet, reading.sheets) == ("Now", ("Notes", "Now"))
    assert reading.findings[0].facts == {"name": "Now", "others": ["Notes", "Old"]}
    assert codes(read(ods())) == ["no_sheet"]


def one_cell(value: object, again: object) -> str:
    cell = ods_cell(value, f' table:number-columns-repeated="{again}"')
    return f"<table:table-row>{cell}{ods_cell('x')}</table:table-row>"


@pytest.mark.parametrize(
    ("table", "code"),
    [
        (ods_row(ADA, ' table:number-rows-repeated="1048576"'), "too_many_rows"),
        (one_cell("x", 16_384), "cell_too_far_right"),
        (one_cell("", 70), "cell_too_far_right"),
        (ods_row(["x"] * 50, ' table:number-rows-repeated="20000"'), "too_many_cells"),
        (one_cell("x", -2), "damaged_workbook"),
        (one_cell("x", "9" * 12), "damaged_workbook"),
        ("<table:table-row>", "damaged_workbook"),
        (
            f"<table:table-row><table:table-cell>{ods_table(ROWS)}</table:table-cell></table:table-row>",
            "damaged_workbook",
        ),
        (ods_row(HEAD) + ods_table(ROWS), "damaged_workbook"),
    ],
)
def test_few_bytes_that_speak_of_very_much_are_refused(table, code):
    assert codes(read(ods(ods_table(table)))) == [code]


def test_a_text_without_end_is_cut_where_no_cell_is_so_long():
    """Counted in pieces: each of them was a copy of all that came before."""
    text = "a" + '<text:s text:c="100"/>' * 20_000 + "b"
    long = (
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>'
    )

    ((cell, beside),) = cells(
        ods_table(f"<table:table-row>{long}{ods_cell('x')}</table:table-row>")
    )

    assert (cell, beside) == ("a" + "…" * LIMITS.cell_characters, "x")


def test_so_many_sheets_as_no_document_has_are_refused():
    sheets = "<table:table/>" * LIMITS.sheets

    assert codes(read(ods(sheets))) != ["too_many_sheets"]
    assert codes(read(ods(sheets + ods_table(ROWS)))) == ["too_many_sheets"]


def test_the_cells_of_all_sheets_of_a_document_are_counted_together():
    """Twenty sheets in a few hundred bytes came to half a gibibyte, each within its limit."""
    filled = ods_row(["x"] * 15, ' table:number-rows-repeated="100"')
    content = ods(ods_table(filled, "Notes"), ods_table(filled, "More"), ods_table(ROWS))

    together = read(content, cells=2000)

    assert codes(together) == ["too_many_cells_together"]
    assert together.findings[0].facts == {"sheet": "More", "limit": 2000}
    assert codes(read(content, cells=3015)) == ["other_sheets"]


def test_a_sheet_that_is_chosen_is_read_wherever_it_stands_and_nothing_else():
    filled = ods_row(["x"] * 15, ' table:number-rows-repeated="100"')
    before = [ods_table(filled, f"Note {at}") for at in range(20)]
    content = ods(*before, ods_table(ROWS, "Now"))

    reading = read_register(content, "r.ods", limits=Limits(cells=100), layout=Layout(sheet="Now"))

    assert codes(reading) == ["other_sheets"]
    assert (reading.sheet, [row.holder for row in reading.rows]) == ("Now", ["Ada"])
    assert reading.sheets[-1] == "Now"


def test_a_document_type_is_where_entities_grow_and_none_is_read():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'

    assert codes(read(ods(others={"content.xml": bomb}))) == ["damaged_workbook"]


def test_a_password_is_not_asked_for():
    manifest = "<manifest:encryption-data/>"

    assert codes(read(ods(ods_table(ROWS), others={"META-INF/manifest.xml": manifest}))) == [
        "encrypted"
    ]


def test_a_file_says_what_it_is_whatever_it_is_called():
    assert codes(read(document([HEAD, ADA]), "register.xlsx")) == ["other_than_named"]
    assert codes(read(packed({"content.xml": "<x/>"}), "register")) == ["other_kind"]


@pytest.mark.parametrize("order", [["mimetype", "content.xml"], ["content.xml", "mimetype"], [
    "META-INF/manifest.xml", "content.xml"]])  # fmt: skip
def test_it_is_one_however_its_parts_are_packed(order):
    with zipfile.ZipFile(BytesIO(document([HEAD, ADA]))) as archive:
        content = packed({name: archive.read(name) for name in order})

    reading = read(content)

    assert codes(reading) == []
    assert [row.holder for row in reading.rows] == ["Ada"]


def test_a_written_text_with_a_table_is_no_spreadsheet():
    with zipfile.ZipFile(BytesIO(document([HEAD, ADA]))) as archive:
        text = archive.read("content.xml").replace(b"office:spreadsheet>", b"office:text>")

    assert codes(read(packed({"content.xml": text}))) == ["other_kind"]


def test_what_is_encrypted_in_one_part_is_said_to_be():
    kept = {"META-INF/manifest.xml": "<manifest:encryption-data/>", "encrypted-package": "x"}

    assert codes(read(packed(kept))) == ["encrypted"]
    assert codes(read(packed(kept), "register.xlsx")) == ["encrypted"]


def test_only_of_what_was_read_is_said_as_what():
    assert codes(read(ods(others={"content.xml": "<x"}), "register.xlsx")) == ["damaged_workbook"]
    assert codes(read(packed({"a.txt": b"x"}), "register.ods")) == ["other_kind"]
    assert codes(read(b"\0\0", "register.xlsx")) == ["nul_character"]


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zs", "Zl", "Zp")))
VALUES = st.one_of(
    TEXTS, st.booleans(), st.integers(-(10**9), 10**9),
    st.dates(date(1950, 1, 1), date(2200, 1, 1)),
    st.decimals(allow_nan=False, allow_infinity=False, min_value=-1000, max_value=1000, places=3),
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(VALUES, max_size=4), min_size=1, max_size=4))
def test_cells_are_those_that_another_reader_finds(rows):
    """The twin: the library that reads workbooks, which tells figures as floats."""
    content = document(rows)
    found = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0)
    theirs = found.to_python(skip_empty_area=False)

    def shape(lines):
        plain = [[float(one) if isinstance(one, Decimal) else one for one in row] for row in lines]
        while plain and not any(one != "" for one in plain[-1]):
            plain.pop()
        for row in plain:
            while row and row[-1] == "":
                row.pop()
        return plain

    if shape(theirs):
        ours = cells(ods_table("".join(ods_row(row) for row in rows)))
        assert shape(ours) == shape(theirs)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300) | st.text(max_size=200).map(str.encode))
def test_any_bytes_within_it_are_a_register_or_findings(content):
    reading = read(ods(others={"content.xml": content}))

    assert reading.rows or reading.errors


def test_what_office_programs_write_beside_the_cells_is_passed_over():
    """As LibreOffice lays a sheet out: forms, columns, blank cells and rows to the end, ranges."""
    cells_of = "".join(f"{ods_cell(one)}" for one in HEAD)
    rows = (
        "<office:forms/><table:shapes><draw:frame><text:p>a picture</text:p></draw:frame>"
        '</table:shapes><table:table-column table:number-columns-repeated="16384"/>'
        f"<table:table-header-rows><table:table-row>{cells_of}"
        '<table:table-cell table:number-columns-repeated="16379"/></table:table-row>'
        f"</table:table-header-rows>{ods_row(ADA)}"
        '<table:table-row table:number-rows-repeated="1048574">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    after = "<table:named-expressions/><table:database-ranges/>"

    reading = read(ods(ods_table(rows) + after))

    assert codes(reading) == []
    assert [row.holder for row in reading.rows] == ["Ada"]
