"""Files made for tests: a CSV from lines, a workbook from rows, a workbook from its own XML."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from laogu.connectors import Reading, read_register

HEADING = "holder,kind,class,quantity,certificate,acquired on,cost"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def csv_file(*lines: str, heading: str = HEADING) -> bytes:
    return "\n".join([heading, *lines, ""]).encode()


def read(*lines: str, heading: str = HEADING, **more: Any) -> Reading:
    """Read a CSV file of these lines under a heading."""
    return read_register(csv_file(*lines, heading=heading), "register.csv", **more)


def codes(reading: Reading) -> list[str]:
    """Return the codes of the findings, without the folder before the dot."""
    return [finding.code.removeprefix("spreadsheet.") for finding in reading.findings]


def read_cell(column: str, text: str) -> Reading:
    """Read a file whose only row is sound but for one cell."""
    row = {
        "holder": "Ada",
        "kind": "person",
        "class": "Ordinary",
        "quantity": "1000",
        "certificate": "C-1",
        "acquired on": "2026-01-02",
        "cost": "12.50",
        "public": "no",
        "locks": "",
        "source": "",
        "sure": "",
    }
    row[column] = '"' + text.replace('"', '""') + '"'
    return read(",".join(row.values()), heading=",".join(row))


def workbook(
    rows: Iterable[Iterable[object]], *, name: str = "Register", **options: object
) -> bytes:
    """Return a workbook with one sheet, as xlsxwriter writes it."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(
        buffer, {"in_memory": True, "default_date_format": "yyyy-mm-dd", **options}
    ) as book:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return buffer.getvalue()


def sheet_xml(cells: str, *, before: str = "", after: str = "") -> str:
    return f'<worksheet xmlns="{_MAIN}">{before}<sheetData>{cells}</sheetData>{after}</worksheet>'


def packed(parts: Mapping[str, str | bytes], *, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def parts(sheet: str, *, others: Mapping[str, str | bytes] | None = None) -> dict[str, str | bytes]:
    """Return the parts of the smallest workbook there is, with this XML as its sheet."""
    xml = '<?xml version="1.0" encoding="UTF-8"?>'
    return {
        "[Content_Types].xml": f'{xml}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{xml}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/>'
        "</Relationships>",
        "xl/workbook.xml": f'{xml}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<sheets><sheet name="R" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'{xml}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
        "</Relationships>",
        "xl/worksheets/sheet1.xml": xml + sheet,
        **(others or {}),
    }


def inline(reference: str, text: str) -> str:
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_OF_CALC = "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext"
_SPACES = "".join(
    f' xmlns:{name}="{space}:1.0"'
    for name, space in {
        "office": f"{_OASIS}:office", "table": f"{_OASIS}:table", "text": f"{_OASIS}:text",
        "style": f"{_OASIS}:style", "draw": f"{_OASIS}:drawing", "calcext": _OF_CALC,
    }.items()
)  # fmt: skip


def ods_cell(value: object, attributes: str = "") -> str:
    """Return a cell of an OpenDocument sheet, with the type that its value has."""
    kind, shown = "", escape(str(value))
    match value:
        case "":
            return f"<table:table-cell{attributes}/>"
        case bool():
            kind = f' office:value-type="boolean" office:boolean-value="{str(value).lower()}"'
        case int() | float() | Decimal():
            kind = f' office:value-type="float" office:value="{value}"'
        case date():
            kind = f' office:value-type="date" office:date-value="{value.isoformat()}"'
        case _:
            kind = ' office:value-type="string"'
    return f"<table:table-cell{kind}{attributes}><text:p>{shown}</text:p></table:table-cell>"


def ods_row(cells: Iterable[object], attributes: str = "") -> str:
    return f"<table:table-row{attributes}>{''.join(map(ods_cell, cells))}</table:table-row>"


def ods_table(rows: str, name: str = "Register", attributes: str = "") -> str:
    return f'<table:table table:name="{name}"{attributes}>{rows}</table:table>'


def ods(*tables: str, styles: str = "", others: Mapping[str, str | bytes] | None = None) -> bytes:
    """Return an OpenDocument spreadsheet of these tables, packed as its standard wants it."""
    content = (
        f"<office:document-content{_SPACES}><office:automatic-styles>{styles}"
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f"{''.join(tables)}</office:spreadsheet></office:body></office:document-content>"
    )
    mimetype = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{mimetype}"/>'
        "</manifest:manifest>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype, zipfile.ZIP_STORED)
        parts = {"META-INF/manifest.xml": manifest, "content.xml": content} | dict(others or {})
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def document(rows: Iterable[Iterable[object]]) -> bytes:
    """Return an OpenDocument spreadsheet with one sheet."""
    return ods(ods_table("".join(ods_row(row) for row in rows)))
