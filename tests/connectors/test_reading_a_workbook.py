"""XLSX: what is read of a workbook, and what a workbook may not do to its reader."""

import struct
import zipfile
from datetime import date
from decimal import Decimal

import pytest

from laogu.connectors import Limits, read_register
from tests.connectors.files import codes, inline, packed, parts, sheet_xml, workbook

HEADINGS = ["holder", "kind", "class", "quantity", "certificate", "acquired on", "cost", "locks"]
ROW = '<row r="1">' + "".join(
    inline(f"{letter}1", text)
    for letter, text in zip("ABCD", ["holder", "kind", "class", "quantity"], strict=True)
)
ROW += (
    '</row><row r="2">'
    + inline("A2", "Ada")
    + inline("B2", "person")
    + inline("C2", "A")
    + '<c r="D2"><v>5</v></c></row>'
)


def read(content, **more):
    return read_register(content, "register.xlsx", **more)


def test_a_real_workbook_is_read_cell_by_cell():
    content = workbook(
        [
            HEADINGS,
            ["艾达", "自然人", "普通股", 1_200_000, "CS-1", date(2021, 3, 15), 120.5, ""],
            ["Fund I LP", "fund", "普通股", "800,000", 1002, "2022-01-10", "",
             "2027-01-07 CN-JSC-05; 2026-07-07 HK-04"],
            ["合计", "", "", 2_000_000],
        ]
    )  # fmt: skip

    reading = read(content)

    assert codes(reading) == ["total_left_out"]
    first, second = reading.rows
    assert (first.line, first.holder, first.kind, first.stock_class) == (
        2,
        "艾达",
        "person",
        "普通股",
    )
    assert (first.quantity, first.cost) == (Decimal(1_200_000), Decimal("120.5"))
    assert (first.certificate, first.acquired_on) == ("CS-1", date(2021, 3, 15))
    assert (second.kind, second.quantity, second.cost) == ("organisation", Decimal(800_000), None)
    assert (second.certificate, second.acquired_on) == ("1002", date(2022, 1, 10))
    assert [(lock.until, lock.rule) for lock in second.locks] == [
        (date(2027, 1, 7), "CN-JSC-05"),
        (date(2026, 7, 7), "HK-04"),
    ]


def test_the_smallest_workbook_there_is_is_read():
    reading = read(packed(parts(sheet_xml(ROW))))

    assert codes(reading) == []
    assert reading.rows[0].quantity == 5


def test_a_title_above_and_an_offset_table_do_not_shift_the_places():
    content = workbook(
        [[], ["Cap table of Acme"], [], ["", *HEADINGS[:4]], ["", "Ada", "person", "A", "x"]]
    )

    reading = read(content)

    assert codes(reading) == ["above_headings", "not_a_number"]
    assert reading.findings[1].where == "register.xlsx E5"


def test_the_sheet_with_headings_is_read_and_the_others_are_named():
    import io

    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet("Cover").write(0, 0, "Acme")
        sheet = book.add_worksheet("Register")
        sheet.write_row(0, 0, HEADINGS[:4])
        sheet.write_row(1, 0, ["Ada", "person", "A", 5])
        book.add_worksheet("Draft").hide()

    reading = read(buffer.getvalue())

    assert codes(reading) == ["other_sheets"]
    assert reading.findings[0].facts == {"name": "Register", "others": ["Cover", "Draft"]}
    assert reading.is_accepted


def test_what_is_merged_hidden_or_worked_out_is_said():
    import io

    import xlsxwriter

    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADINGS[:5])
        sheet.merge_range("A2:A3", "Ada")
        sheet.write_row(1, 1, ["person", "A", 5, "C-1"])
        sheet.write_row(2, 1, ["person", "A", 6, "C-2"])
        sheet.write_row(3, 0, ["Ben", "person", "A", "", "C-3"])
        sheet.write_formula(3, 3, "=D2+D3", value=11)
        sheet.write_row(4, 0, ["Cem", "person", "A", 7, "C-4"])
        sheet.set_row(4, options={"hidden": True})
        sheet.set_column("E:E", options={"hidden": True})

    reading = read(buffer.getvalue())

    assert codes(reading) == [
        "cells_merged", "rows_hidden", "columns_hidden", "worked_out", "holder_blank",
    ]  # fmt: skip
    assert [finding.facts["cells"] for finding in reading.findings[:4]] == [
        ["A2:A3"], ["5"], ["E"], ["D4"],
    ]  # fmt: skip
    assert [int(row.quantity) for row in reading.rows] == [5, 11, 7]


def test_an_error_in_a_cell_does_not_pass_for_blank():
    row = ROW.replace('<c r="D2"><v>5</v></c>', '<c r="D2" t="e"><f>1/0</f><v>#DIV/0!</v></c>')

    assert codes(read(packed(parts(sheet_xml(row))))) == ["worked_out", "cell_is_an_error"]


def test_a_workbook_under_a_csv_name_is_read_as_what_it_is():
    reading = read_register(packed(parts(sheet_xml(ROW))), "register.csv")

    assert codes(reading) == ["other_than_named"]
    assert reading.is_accepted


def test_formatted_cells_far_below_the_table_do_not_matter():
    far = '<row r="1048576"><c r="XFD1048576" s="0"/></row>'

    assert codes(read(packed(parts(sheet_xml(ROW + far))))) == []


def test_macros_and_pictures_are_never_unpacked():
    others = {"xl/vbaProject.bin": b"\xd0\xcf\x11\xe0", "xl/media/image1.png": b"x" * 10_000}

    assert read(packed(parts(sheet_xml(ROW), others=others))).is_accepted


@pytest.mark.parametrize(
    ("cells", "code"),
    [
        ('<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "too_many_rows"),
        ('<row r="3"><c r="XFD3"><v>1</v></c></row>', "cell_too_far_right"),
        ('<row r="3">' + "<c><v>1</v></c>" * 61 + "</row>", "cell_too_far_right"),
        ('<row r="99999999999999999999"><c><v>1</v></c></row>', "damaged_workbook"),
        ('<row r="0"><c><v>1</v></c></row>', "damaged_workbook"),
        ('<row r="3"><c r="A9"><v>1</v></c></row>', "damaged_workbook"),
        ('<row r="3"><c r="AAAA3"><v>1</v></c></row>', "damaged_workbook"),
        ('<row r="3"><c r="A3"><v>1</v></row>', "damaged_workbook"),
        ('<row r="2"><c r="A2"><v>1</v></c></row>', "damaged_workbook"),
        ('<row r="3"><c r="B3"><v>1</v></c><c r="A3"><v>1</v></c></row>', "damaged_workbook"),
        ('<row r="3"><c r="A3"><v>1</v></c><c r="A3"><v>2</v></c></row>', "damaged_workbook"),
        ('<row r="3"><c r="A3"><v>1</v><v>2</v></c></row>', "damaged_workbook"),
        ('<row r="3"><c r="A3" t="inlineStr"><v>x</v></c></row>', "damaged_workbook"),
        ('<row r="3"><c r="A3" t="s"><v>0</v></c></row>', "damaged_workbook"),
        ('<row r="3"><c r="A3" t="s"><v>x</v></c></row>', "damaged_workbook"),
        ('<row r="x"/>', "damaged_workbook"),
    ],
)
def test_cells_where_no_register_has_any_are_refused_before_they_are_read(cells, code):
    assert codes(read(packed(parts(sheet_xml(ROW + cells))))) == [code]


def test_too_many_cells_are_refused():
    content = packed(parts(sheet_xml(ROW)))

    assert codes(read(content, limits=Limits(cells=3))) == ["too_many_cells"]


def test_entities_that_grow_are_refused():
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + sheet_xml(
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row>'
    )

    assert codes(read(packed(parts(bomb)))) == ["damaged_workbook"]


@pytest.mark.parametrize("said", ["uniqueCount", "count"])
def test_a_count_that_no_memory_could_hold_is_refused_before_it_is_believed(said):
    strings = f'<sst xmlns="x" {said}="1000000000000"><si><t>a</t></si></sst>'
    content = packed(parts(sheet_xml(ROW), others={"xl/sharedStrings.xml": strings}))

    assert codes(read(content)) == ["damaged_workbook"]


def test_a_part_that_grows_too_far_is_not_unpacked():
    content = packed(parts(sheet_xml(ROW), others={"xl/bomb.xml": "0" * 40 * 1024 * 1024}))

    assert len(content) < 100_000
    assert codes(read(content)) == ["unpacks_too_far"]


def test_a_workbook_that_would_be_too_large_is_not_unpacked():
    content = packed(parts(sheet_xml(ROW), others={"xl/bomb.xml": "0" * 60 * 1024 * 1024}))

    reading = read(content)

    assert codes(reading) == ["unpacks_too_large"]
    assert reading.findings[0].facts["limit"] == 50


def test_a_directory_that_lies_about_sizes_is_found_out():
    content = bytearray(packed(parts(sheet_xml(ROW + "<!--" + "x" * 2_000_000 + "-->"))))
    entry = content.rindex(b"PK\x01\x02")  # the sheet is the last entry of the directory
    content[entry + 24 : entry + 28] = struct.pack("<I", 100)

    assert codes(read(bytes(content))) == ["damaged_workbook"]


def test_many_parts_are_refused():
    others = {f"xl/worksheets/sheet{n}.xml": "<x/>" for n in range(2, 600)}

    assert codes(read(packed(parts(sheet_xml(ROW), others=others)))) == ["too_many_parts"]


@pytest.mark.parametrize(
    ("kept", "code", "fact"),
    [
        ({"register.xlsx": b"PK"}, "archive", "register.xlsx"),
        ({"a/b.zip": b"PK"}, "archive", "a/b.zip"),
        ({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}, "other_kind", None),
        ({"xl/workbook.bin": b""}, "other_kind", None),
        ({"word/document.xml": b"<x/>"}, "other_kind", None),
    ],
)
def test_other_archives_are_not_opened(kept, code, fact):
    reading = read(packed(kept))

    assert codes(reading) == [code]
    assert reading.findings[0].facts.get("name") == fact


def test_a_password_is_not_asked_for():
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    flagged = bytearray(packed(parts(sheet_xml(ROW))))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        flagged[flagged.index(mark) + offset] |= 1

    assert codes(read(ole + "EncryptedPackage".encode("utf-16-le"))) == ["encrypted"]
    assert codes(read(ole + "Workbook".encode("utf-16-le"))) == ["old_workbook"]
    assert codes(read(bytes(flagged))) == ["encrypted"]


@pytest.mark.parametrize(
    "damage",
    [
        {"xl/workbook.xml": "<workbook"},
        {"xl/workbook.xml": "<!DOCTYPE x><workbook/>"},
        {"xl/_rels/workbook.xml.rels": "no xml"},
        {"xl/worksheets/sheet1.xml": b"\xff\xfe\x00"},
        {"[Content_Types].xml": ""},
        {"xl/sharedStrings.xml": "<sst><si><t>unclosed"},
        {"xl/styles.xml": "<styleSheet><cellXfs"},
    ],
)
def test_a_damaged_workbook_is_a_finding(damage):
    reading = read(packed({**parts(sheet_xml(ROW)), **damage}))

    assert codes(reading) in (["damaged_workbook"], [])
    assert reading.is_accepted == (codes(reading) == [])


def test_a_workbook_without_a_visible_sheet_is_a_finding():
    kept = parts(sheet_xml(ROW))
    kept["xl/workbook.xml"] = str(kept["xl/workbook.xml"]).replace(
        'sheetId="1"', 'sheetId="1" state="hidden"'
    )

    assert codes(read(packed(kept))) == ["no_sheet"]


def test_an_archive_cut_short_is_a_finding():
    content = packed(parts(sheet_xml(ROW)), compression=zipfile.ZIP_STORED)

    assert codes(read(content[: len(content) // 2])) == ["damaged_workbook"]
    assert codes(read(b"PK\x03\x04 and nothing else")) == ["damaged_workbook"]


def test_another_compression_is_refused():
    content = packed(parts(sheet_xml(ROW)), compression=zipfile.ZIP_BZIP2)

    assert codes(read(content)) == ["damaged_workbook"]
