"""From a workbook's parts to the rows of one sheet."""

import datetime as dt
import posixpath
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import islice
from typing import NamedTuple
from xml.parsers import expat

from msgspec import Struct

from laogu.basics import Remark
from laogu.connectors.spreadsheet.container import DAMAGED_WORKBOOK, packed
from laogu.connectors.spreadsheet.limits import Limits
from laogu.connectors.spreadsheet.presets import score
from laogu.connectors.spreadsheet.remarks import Spot, shown
from laogu.connectors.spreadsheet.sheet_scan import SheetScan, TooLarge, count_strings, scan_sheet
from laogu.connectors.spreadsheet.text_file import TOO_MANY_ROWS

Cell = str | bool | Decimal | dt.date | dt.datetime
"""A cell as we read it; a blank one is the empty text."""

MOST_SHEETS = 20
"""Visible sheets that are looked at for headings."""

_FURTHEST_DIGIT = 400
"""Places before or after the stop; a workbook's own numbers end at 308 and 324."""

_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"


class Sheet(Struct):
    """One sheet: its name, its cells, what its XML says beside them, and where its days begin.

    among: the names of all sheets that can be read, this one too.
    """

    name: str
    rows: list[list[Cell]]
    scan: SheetScan
    begins_1904: bool = False
    among: tuple[str, ...] = ()


class SheetListed(NamedTuple):
    """A sheet of a workbook before it is read. at: its place among all."""

    name: str
    is_visible: bool
    at: int


class _Contents:
    """The sheets of a workbook in order, as (name, part), those hidden left out."""

    def __init__(self) -> None:
        self.listed: list[tuple[str, str, bool]] = []
        self.targets: dict[str, str] = {}
        self.begins_1904 = False

    def workbook(self, name: str, given: Mapping[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "sheet":
                relation = given.get(f"{_RELATIONS} id") or given.get(f"{_STRICT_RELATIONS} id", "")
                visible = given.get("state", "visible") == "visible"
                self.listed.append((given.get("name", ""), relation, visible))
            case "workbookPr":
                self.begins_1904 = given.get("date1904") in {"1", "true"}
            case _:
                pass

    def relations(self, name: str, given: Mapping[str, str]) -> None:
        if name.rpartition(" ")[2] == "Relationship":
            target = posixpath.normpath(posixpath.join("/xl", given.get("Target", "")))
            self.targets[given.get("Id", "")] = target.lstrip("/")


def read_workbook(
    parts: dict[str, bytes], limits: Limits, spot: Spot, *, wanted: str = ""
) -> Sheet | None:
    """Return the first visible sheet in which headings are recognised, or else the first visible.

    wanted: the visible sheet that somebody chose. None where no sheet can be read, with a finding.
    Sheets that are left out are named in a note.
    """
    contents = _contents(parts)
    if contents is None:
        spot.say(DAMAGED_WORKBOOK)
        return None
    targets = [contents.targets.get(relation, "") for _, relation, _ in contents.listed]
    listed = [
        SheetListed(name, visible and targets[at] in parts, at)
        for at, (name, _, visible) in enumerate(contents.listed)
    ]

    def read(at: int) -> Sheet | None:
        return _sheet(parts, contents.listed[at][0], targets[at], limits, spot)

    best = chosen_sheet(listed, read, spot, wanted=wanted)
    if best is not None:
        best.begins_1904 = contents.begins_1904
    return best


def chosen_sheet(
    listed: Sequence[SheetListed],
    read: Callable[[int], Sheet | None],
    spot: Spot,
    *,
    wanted: str,
) -> Sheet | None:
    """Return the visible sheet in which headings are recognised first, or the one wanted.

    read: a sheet by its place; None: with a finding, and nothing else is looked at.
    """
    sheets = [one for one in listed if one.is_visible]
    if not sheets:
        spot.say(NO_SHEET)
        return None
    among = [one for one in sheets if one.name == wanted] if wanted else sheets
    if not among:
        spot.say(SHEET_UNKNOWN, name=shown(wanted), known=[shown(one.name) for one in sheets])
        return None
    best: Sheet | None = None
    best_score = -1
    for one in islice(among, MOST_SHEETS):
        sheet = read(one.at)
        if sheet is None:
            return None
        found = max((score(_texts(row)) for row in sheet.rows[:20]), default=0)
        if found > best_score:
            best, best_score = sheet, found
        if found >= 2:
            break
    assert best is not None, "a workbook with a visible sheet has a best one"
    best.among = tuple(one.name for one in sheets[:60])
    others = [shown(one.name) for one in listed if one.name != best.name]
    if others:
        spot.say(OTHER_SHEETS, name=shown(best.name), others=others[:20])
    return best


def _contents(parts: dict[str, bytes]) -> _Contents | None:
    contents = _Contents()
    for part, handler in (
        ("xl/workbook.xml", contents.workbook),
        ("xl/_rels/workbook.xml.rels", contents.relations),
    ):
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = handler
        parser.StartDoctypeDeclHandler = _no_doctype
        try:
            parser.Parse(parts.get(part, b""), True)
        except (expat.ExpatError, ValueError, LookupError):
            return None
    return contents


def _no_doctype(*_: object) -> None:
    raise ValueError("a workbook has no document type")


def _sheet(
    parts: dict[str, bytes], name: str, part: str, limits: Limits, spot: Spot
) -> Sheet | None:
    scan = scan_sheet(parts[part], limits)
    if isinstance(scan, str):
        say_too_large(scan, name, limits, spot)
        return None
    values = _values(parts, part, name) if _may_read(parts, scan) else None
    if scan is None or values is None:
        spot.say(DAMAGED_WORKBOOK)
        return None
    rows = [
        [_cell(value, scan, (row, column)) for column, value in enumerate(line)]
        for row, line in enumerate(values)
    ]
    return Sheet(name, rows, scan)


def _may_read(parts: dict[str, bytes], scan: SheetScan | None) -> bool:
    """Return whether the library may see the parts: nothing in them makes it end the process."""
    strings = 0
    for name, part in parts.items():
        if not name.startswith("xl/worksheets/"):
            counted = count_strings(part)
            if counted is None:
                return False
            strings += counted if name.lower() == "xl/sharedstrings.xml" else 0
    return scan is not None and scan.last_string < strings


def say_too_large(what: TooLarge, name: str, limits: Limits, spot: Spot) -> None:
    """Say which limit a sheet goes beyond."""
    match what:
        case "rows":
            spot.say(TOO_MANY_ROWS, limit=limits.rows)
        case "columns":
            spot.say(CELL_TOO_FAR_RIGHT, sheet=shown(name), limit=limits.columns)
        case "cells":
            spot.say(TOO_MANY_CELLS, sheet=shown(name), limit=limits.cells)


def _values(parts: dict[str, bytes], part: str, name: str) -> Sequence[Sequence[object]] | None:
    """Return the values of a scanned sheet; None where the library cannot read it.

    Other sheets, which were not scanned, are not in the container that the library sees.
    """
    # Imported here: a server that is sent no workbook loads no reader of workbooks.
    from python_calamine import CalamineError, CalamineWorkbook

    kept = {
        each: content
        for each, content in parts.items()
        if each == part or not each.startswith("xl/worksheets/")
    }
    try:
        with CalamineWorkbook.from_filelike(packed(kept)) as workbook:
            return workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except (CalamineError, ValueError, OSError, LookupError):
        return None
    except BaseException as broken:
        # A panic of the library arrives as a class of its own that no module offers to import.
        if type(broken).__name__ != "PanicException":
            raise
        return None


def _cell(value: object, scan: SheetScan, at: tuple[int, int]) -> Cell:
    """Return one value as we keep it: numbers with the digits of the file, nothing lost in silence.

    A number that the library shows as a day too far away, a time of day or a duration comes back
    as the text of the number, so that the column it stands in can say what is wrong with it.
    """
    if at in scan.errors:
        return scan.errors[at]
    match value:
        case bool() | str() | dt.date() if value != "" or at not in scan.numbers:
            return value
        case _ if at in scan.numbers:
            return _number(scan.numbers[at], value)
        case _:
            return str(value)


def _number(written: str, value: object) -> Cell:
    number = exact(written) if isinstance(value, int | float) else None
    return written if number is None else number


def exact(written: str) -> Decimal | None:
    """Return the number that a file's digits state; nothing below nothing is nothing.

    None: it is none, or so large or so fine that no figure of a register could be worked out
    with it: it stays the text it is, and the column it stands in says what is wrong with it.
    """
    try:
        number = Decimal(written)
    except ArithmeticError:
        return None
    if not number.is_finite() or abs(number.adjusted()) > _FURTHEST_DIGIT:
        return None
    return number or number.copy_abs()


def _texts(row: list[Cell]) -> list[str]:
    return [cell if isinstance(cell, str) else "" for cell in row]


NO_SHEET = Remark(
    severity="error",
    code="spreadsheet.no_sheet",
    what="The workbook has no visible sheet with cells.",
    why="Hidden sheets, charts and macros are not read.",
    fix="Put the register on a visible sheet.",
)
SHEET_UNKNOWN = Remark(
    severity="error",
    code="spreadsheet.sheet_unknown",
    what="There is no visible sheet {name}.",
    why="The workbook has: {known}.",
    fix="Choose one of them.",
)
OTHER_SHEETS = Remark(
    severity="note",
    code="spreadsheet.other_sheets",
    what="Only the sheet {name} was read; not read: {others}.",
    why="A register comes from one sheet: the first whose headings we know.",
    fix="If it is another sheet, choose it, or save it as a file of its own.",
)
CELL_TOO_FAR_RIGHT = Remark(
    severity="error",
    code="spreadsheet.cell_too_far_right",
    what="The sheet {sheet} has a cell beyond column number {limit}.",
    why="A register needs at most twelve columns; more are read up to this limit, and left out.",
    fix="Remove the columns that are not needed.",
)
TOO_MANY_CELLS = Remark(
    severity="error",
    code="spreadsheet.too_many_cells",
    what="The sheet {sheet} has more than {limit} filled or merged cells.",
    why="One import is decided and recorded in one piece, so its size has a limit.",
    fix="Copy the columns of the register into a new workbook, or divide the file.",
)
