"""The corner of a table: the same rows as CSV, XLSX and JSON, at the page's own address.

    holders = Sheet("holders", ("holder", "quantity"), rows)
    if (file := exported(visit, holders)) is not None:
        return file
    … exports=corner(visit, "holders") …

Always true: figures are decimal strings with their unit in the heading, days are YYYY-MM-DD, and no
text can be taken for a formula by a spreadsheet.
"""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal

import msgspec
from msgspec import Struct

from laogu.web.refusals import PageUnknown
from laogu.web.shapes import Exports
from laogu.web.showing import Shown, file
from laogu.web.visit import Visit

Value = str | int | Decimal | date | datetime | None
KINDS = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Sheet(Struct, frozen=True):
    """A table as a program reads it: its name on the page, its heads, its rows."""

    name: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[Value, ...]]


def corner(visit: Visit, table: str) -> Exports:
    """Return where a table of this page is had in three forms."""
    return Exports(
        csv=visit.here(table=table, form="csv"),
        xlsx=visit.here(table=table, form="xlsx"),
        json=visit.here(table=table, form="json"),
    )


def exported(visit: Visit, *sheets: Sheet) -> Shown | None:
    """Return the table that the address asks for as a file; None: it asks for the page."""
    form, table = visit.query.get("form", ""), visit.query.get("table", "")
    if not form and not table:
        return None
    sheet = next((one for one in sheets if one.name == table), None)
    if sheet is None or form not in KINDS:
        raise PageUnknown(path=visit.here()[:200])
    content = {"csv": as_csv, "xlsx": as_xlsx, "json": as_json}[form](sheet)
    name = "-".join([*visit.path.strip("/").split("/"), table])
    return file(visit, content, kind=KINDS[form], name=f"{_ascii(name)}.{form}")


def as_csv(sheet: Sheet) -> bytes:
    """Return a table as CSV in UTF-8, with the mark by which spreadsheets know it."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(sheet.heads)
    writer.writerows([_safe(value) for value in row] for row in sheet.rows)
    return text.getvalue().encode("utf-8-sig")


def as_json(sheet: Sheet) -> bytes:
    """Return a table as JSON: one object a row, figures as decimal strings."""
    rows = [
        {head: _plain(value) for head, value in zip(sheet.heads, row, strict=True)}
        for row in sheet.rows
    ]
    return msgspec.json.format(msgspec.json.encode({sheet.name: rows}), indent=2)


def as_xlsx(sheet: Sheet) -> bytes:
    """Return a table as a workbook of one sheet; days are days and figures figures."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        tab = book.add_worksheet(sheet.name[:31])
        bold = book.add_format({"bold": True})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        tab.write_row(0, 0, sheet.heads, bold)
        for line, row in enumerate(sheet.rows, start=1):
            for column, value in enumerate(row):
                match value:
                    case None:
                        pass
                    case datetime():
                        tab.write_string(line, column, value.isoformat())
                    case date():
                        tab.write_datetime(line, column, value, day)
                    case int() | Decimal() if _is_exact(value):
                        tab.write_number(line, column, value)
                    case _:
                        tab.write_string(line, column, _plain(value) or "")
    return target.getvalue()


def _is_exact(value: int | Decimal) -> bool:
    """Return whether a spreadsheet keeps every digit: it has fifteen."""
    return len(Decimal(value).as_tuple().digits) <= 15


def _plain(value: Value) -> str | None:
    match value:
        case None:
            return None
        case Decimal():
            return f"{value:f}"
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _safe(value: Value) -> str:
    text = _plain(value) or ""
    return f"'{text}" if isinstance(value, str) and text.startswith(FORMULA) else text


def _ascii(name: str) -> str:
    return "".join(one if one.isascii() and (one.isalnum() or one in "-_") else "-" for one in name)
