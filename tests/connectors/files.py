"""Files made for tests: a CSV from lines, a workbook from rows, a workbook from its own XML."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

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
