"""The three forms of a table: CSV, JSON and XLSX, in pieces, so that none is held whole."""

import csv
import io
import re
import threading
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any

import msgspec

from laogu.web.exports.sheet import About, Row, Value, heads_apart, plain

PIECE = 500
"""Rows that are written at once; between two pieces others are served."""

LONGEST_CELL = 32_767
"""Characters that a cell of a workbook holds."""

# What a spreadsheet takes for a formula, and the wide forms that some take for it as well.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
_NOT_IN_A_TAB = re.compile(r"[\[\]:*?/\\']")
_ONE_BOOK = threading.Lock()


def as_csv(heads: tuple[str, ...], rows: Iterator[Row], *, marked: bool) -> Iterator[bytes]:
    """Yield CSV in UTF-8; marked: with the mark by which spreadsheets know the encoding."""
    first = [[_safe(head) for head in heads_apart(heads)]]
    yield (b"\xef\xbb\xbf" if marked else b"") + _lines(first)
    while piece := [[_safe(value) for value in row] for row in islice(rows, PIECE)]:
        yield _lines(piece)


def as_json(
    name: str, heads: tuple[str, ...], rows: Iterator[Row], about: About
) -> Iterator[bytes]:
    """Yield one object: what it is about, and a list with an object a row."""
    said: dict[str, Any] = {str(head): plain(value) for head, value in about.lines()}
    said["filter"] = dict(about.filter)
    yield b'{"about": ' + msgspec.json.encode(said) + b', "%b": [' % _name(name)
    apart, before = heads_apart(heads), b"\n"
    while piece := list(islice(rows, PIECE)):
        objects = [
            msgspec.json.encode(dict(zip(apart, map(plain, row), strict=True))) for row in piece
        ]
        yield before + b",\n".join(objects)
        before = b",\n"
    yield b"\n]}\n"


def as_xlsx(name: str, heads: tuple[str, ...], rows: Iterable[Row], about: About) -> bytes:
    """Return a workbook of one table, and a sheet that says what it is."""
    return as_book(((name, heads, rows),), about)


def as_book(tables: Iterable[tuple[str, tuple[str, ...], Iterable[Row]]], about: About) -> bytes:
    """Return a workbook: each table under a head that stays, and a sheet that says what it is.

    Days are days and figures figures; one that a spreadsheet would round stays text.
    """
    import xlsxwriter

    target = io.BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False,
               "strings_to_numbers": False}  # fmt: skip
    # One at a time: a large workbook is the dearest thing that a page can be asked for.
    with _ONE_BOOK, xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1), "title": about.table})  # noqa: DTZ001 -- the same rows make the same file
        bold = book.add_format({"bold": True})
        shapes = {
            date: book.add_format({"num_format": "yyyy-mm-dd"}),
            Decimal: book.add_format({"num_format": "General"}),
        }
        for name, heads, rows in tables:
            tab = book.add_worksheet(_NOT_IN_A_TAB.sub("-", name)[:31])
            tab.freeze_panes(1, 0)
            tab.set_column(0, len(heads) - 1, 18)
            for column, head in enumerate(heads_apart(heads)):
                tab.write_string(0, column, head[:LONGEST_CELL], bold)
            for line, row in enumerate(rows, start=1):
                for column, value in enumerate(row):
                    _write(tab, line, column, value, shapes)
        said = book.add_worksheet("about")
        said.set_column(0, 1, 24)
        for line, (what, value) in enumerate(about.lines()):
            said.write_string(line, 0, str(what), bold)
            _write(said, line, 1, value, shapes)
    return target.getvalue()


def _write(tab: Any, line: int, column: int, value: Value, shapes: dict[type, Any]) -> None:
    match value:
        case None:
            pass
        case datetime():
            tab.write_string(line, column, value.isoformat())
        case date():
            tab.write_datetime(line, column, value, shapes[date])
        case int() | Decimal() if _is_exact(value):
            tab.write_number(line, column, value, shapes[Decimal])
        case _:
            tab.write_string(line, column, (plain(value) or "")[:LONGEST_CELL])


def _is_exact(value: int | Decimal) -> bool:
    """Return whether a spreadsheet keeps every digit: it has fifteen."""
    return len(Decimal(value).as_tuple().digits) <= 15


def _lines(rows: Iterable[Iterable[str]]) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\r\n").writerows(rows)
    return text.getvalue().encode()


def _safe(value: Value) -> str:
    """Return a value as text; one that begins as a formula does is quoted, a figure never."""
    text = plain(value) or ""
    return f"'{text}" if isinstance(value, str) and text.startswith(_FORMULA) else text


def _name(name: str) -> bytes:
    return msgspec.json.encode(name)[1:-1]
