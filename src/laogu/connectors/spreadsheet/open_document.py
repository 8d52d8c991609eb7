"""From the content of an OpenDocument spreadsheet (ODS) to the rows of one sheet.

It is read as it lies there: the stored values, never the formulas, and of a number the digits of
the file. A row or a cell that says how often it is there again is written out only where it holds
something, and only within the limits: a sheet of a few hundred bytes may speak of a million rows.
"""

import datetime as dt
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Literal
from xml.parsers import expat

from laogu.basics import Remark
from laogu.connectors.spreadsheet.container import DAMAGED_WORKBOOK, OTHER_KIND
from laogu.connectors.spreadsheet.limits import Limits
from laogu.connectors.spreadsheet.remarks import Spot, shown
from laogu.connectors.spreadsheet.sheet_scan import SheetScan, TooLarge
from laogu.connectors.spreadsheet.workbook import (
    MOST_SHEETS,
    Cell,
    Sheet,
    SheetListed,
    chosen_sheet,
    exact,
    say_too_large,
)

_FURTHEST = 1_048_576
"""Rows that a sheet may speak of; columns are fewer."""

_BESIDE = frozenset(
    {"office annotation", "table tracked-changes", "table shapes", "table dde-links",
     "office forms", "table named-expressions", "table database-ranges"}
)  # fmt: skip
"""What lies in a document beside the cells; whatever is drawn is left out as well."""

_NUMBERS = frozenset({"float", "percentage", "currency"})
_DOUBLE = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[Ee][+-]?[0-9]+)?")
"""A number as the standard lets it be written."""

_HIDDEN = frozenset({"collapse", "filter"})


def read_open_document(
    content: bytes, limits: Limits, spot: Spot, *, wanted: str = ""
) -> Sheet | None:
    """Return the sheet of a document that a register is read from, as of a workbook.

    None with a finding where none can be read.
    """
    reader = _Reader(limits, wanted)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(content, True)
    except _TooManySheetsError:
        spot.say(TOO_MANY_SHEETS, limit=limits.sheets)
        return None
    except (expat.ExpatError, ValueError, LookupError):
        spot.say(DAMAGED_WORKBOOK)
        return None

    if not reader.is_spreadsheet:
        spot.say(OTHER_KIND)
        return None

    def read(at: int) -> Sheet | None:
        table = reader.tables[at]
        if table.beyond == "together":
            spot.say(TOO_MANY_CELLS_TOGETHER, sheet=shown(table.name), limit=limits.cells)
            return None
        if table.beyond is not None:
            say_too_large(table.beyond, table.name, limits, spot)
            return None
        return Sheet(table.name, table.rows, table.scan)

    listed = [SheetListed(one.name, one.is_visible, at) for at, one in enumerate(reader.tables)]
    return chosen_sheet(listed, read, spot, wanted=wanted)


def _no_doctype(*_: object) -> None:
    raise ValueError("a document of cells has no document type")


@lru_cache(maxsize=500)
def _short(name: str) -> str:
    """Return an element or attribute as `table table-cell`: the last of its space, and its name."""
    space, _, local = name.rpartition(" ")
    return f"{space.removesuffix(':1.0').rpartition(':')[2]} {local}"


class _TooManySheetsError(Exception):
    pass


class _Text:
    """The text of a cell while it is read, a line for each paragraph, and not much beyond `most`.

    What is dropped is told by its length: such a text is longer than any that may be kept, with
    the blanks in it counted once, so that no cell is taken for the beginning of itself.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._room = most + 1
        self._pieces: list[str] = []
        self._has_begun = self._is_open = False

    def begin(self) -> None:
        """Begin a paragraph."""
        if self._has_begun:
            self._keep("\n")
        self._has_begun = self._is_open = True

    def end(self) -> None:
        """End a paragraph: what stands before the next one is how the file is laid out."""
        self._is_open = False

    def add(self, piece: str) -> None:
        if self._is_open:
            self._keep(piece)

    def _keep(self, piece: str) -> None:
        if self._room >= 0:
            self._pieces.append(piece[: self._room])
            self._room -= len(piece)

    def whole(self) -> str:
        text = "".join(self._pieces)
        return text if self._room >= 0 else " ".join(text.split()).ljust(self._most + 1, "…")


_Beyond = TooLarge | Literal["together"]
"""The limit that the filled cells of a sheet go beyond; together with those before it."""


class _Table:
    """One sheet while it is read."""

    def __init__(self, name: str, *, is_visible: bool) -> None:
        self.name, self.is_visible = name, is_visible
        self.rows: list[list[Cell]] = []
        self.scan = SheetScan()
        self.beyond: _Beyond | None = None
        self.row = self.column = self.filled = 0


class _Reader:
    """Listens to the XML of a document.

    Read are the first visible sheets, or those of the name that somebody chose.
    """

    def __init__(self, limits: Limits, wanted: str) -> None:
        self.is_spreadsheet = False
        self._wanted = wanted
        self.tables: list[_Table] = []
        self._limits = limits
        self._style = ""
        self._hidden_styles: set[str] = set()
        self._beside = 0
        self._is_within = self._is_reading = False
        self._folded = [False]
        self._row: Mapping[str, str] = {}
        self._cells: list[tuple[int, Cell, bool]] = []
        self._cell: Mapping[str, str] | None = None
        self._text: _Text | None = None
        self._looked_at = self._filled = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        element = _short(name)
        if self._beside or element in _BESIDE or element.startswith("drawing "):
            self._beside += 1
            return
        given = {_short(one): said for one, said in attributes.items()}
        match element:
            case "office spreadsheet":
                self.is_spreadsheet = True
            case "style style":
                self._style = given.get("style name", "")
            case "style table-properties" if given.get("table display") == "false":
                self._hidden_styles.add(self._style)
            case "table table" if self._is_within:
                raise ValueError("a table of a register holds no table")
            case "table table":
                self._begin_table(given)
            case "table table-row-group" | "table table-column-group":
                self._folded.append(self._folded[-1] or given.get("table display") == "false")
            case "table table-column" if self._is_reading:
                self._columns(given)
            case "table table-row":
                self._row, self._cells = given, []
                if self.tables:
                    self.tables[-1].column = 0
            case "table table-cell" | "table covered-table-cell":
                self._cell = given
            case "text p" | "text h" if self._cell is not None:
                self._text = self._text or _Text(self._limits.cell_characters)
                self._text.begin()
            case "text s" if self._text is not None:
                self._text.add(" " * min(_count(given.get("text c")), 100))
            case "text tab" | "text line-break" if self._text is not None:
                self._text.add(" ")
            case _:
                pass

    def characters(self, text: str) -> None:
        if self._text is not None and not self._beside:
            self._text.add(text)

    def end(self, name: str) -> None:
        if self._beside:
            self._beside -= 1
            return
        match _short(name):
            case "table table-cell":
                self._end_cell(is_covered=False)
            case "table covered-table-cell":
                self._end_cell(is_covered=True)
            case "table table-row":
                self._end_row()
            case "table table-row-group" | "table table-column-group":
                self._folded.pop()
            case "text p" | "text h" if self._text is not None:
                self._text.end()
            case "table table":
                self._is_reading = self._is_within = False
            case _:
                pass

    def _begin_table(self, given: Mapping[str, str]) -> None:
        hidden = given.get("table style-name") in self._hidden_styles
        table = _Table(given.get("table name", ""), is_visible=not hidden)
        if len(self.tables) == self._limits.sheets:
            raise _TooManySheetsError
        self.tables.append(table)
        self._is_within = True
        may_be_read = table.is_visible and self._wanted in {"", table.name}
        self._looked_at += may_be_read
        self._is_reading = may_be_read and self._looked_at <= MOST_SHEETS

    def _columns(self, given: Mapping[str, str]) -> None:
        table = self.tables[-1]
        first, count = table.column, _count(given.get("table number-columns-repeated"))
        table.column += count
        if self._folded[-1] or given.get("table visibility") in _HIDDEN:
            table.scan.hidden_columns += range(first, min(first + count, self._limits.columns))

    def _end_cell(self, *, is_covered: bool) -> None:
        """Keep a cell as often as it is there; what another one covers is not shown, nor read."""
        given, self._cell = self._cell, None
        text, self._text = "" if self._text is None else self._text.whole(), None
        if given is None or not self._is_reading:
            return
        table = self.tables[-1]
        if not (given or text):
            table.column += 1
            return
        first, count = table.column, _count(given.get("table number-columns-repeated"))
        table.column += count
        value = "" if is_covered else _value(given, text)
        if value != "":
            if first + count > self._limits.columns:
                self._stop("columns")
                return
            is_formula = "table formula" in given
            self._cells += [(at, value, is_formula) for at in range(first, first + count)]
        down, right = (
            _count(given.get(f"table number-{one}-spanned")) - 1 for one in ("rows", "columns")
        )
        if down or right:
            table.scan.merged.append((table.row, first, table.row + down, first + right))
            if len(table.scan.merged) > self._limits.rows:
                self._stop("cells")

    def _end_row(self) -> None:
        if not self._is_reading:
            return
        table, limits = self.tables[-1], self._limits
        first, count = table.row, _count(self._row.get("table number-rows-repeated"))
        table.row += count
        last = min(table.row, limits.rows + 100)
        if self._folded[-1] or self._row.get("table visibility") in _HIDDEN:
            table.scan.hidden_rows += range(first, last)
        if not self._cells:
            return
        table.filled += count * len(self._cells)
        self._filled += count * len(self._cells)
        if table.row > last:
            self._stop("rows")
        elif table.filled > limits.cells:
            self._stop("cells")
        elif self._filled > limits.cells:
            self._stop("together")
        else:
            line: list[Cell] = [""] * (self._cells[-1][0] + 1)
            for at, value, _ in self._cells:
                line[at] = value
            table.rows += ([] for _ in range(first - len(table.rows)))
            table.rows += (line for _ in range(count))
            table.scan.formulas += (
                (row, at) for row in range(first, last) for at, _, worked in self._cells if worked
            )

    def _stop(self, what: _Beyond) -> None:
        """Read no more of this sheet."""
        self.tables[-1].beyond = what
        self._is_reading = False


def _count(written: str | None) -> int:
    """Return how often something is there, or how far it reaches."""
    if written is None:
        return 1
    if not (written.isascii() and written.isdigit() and len(written) <= 9 and int(written) > 0):
        raise ValueError("nothing is there so often")
    return min(int(written), _FURTHEST)


def _value(given: Mapping[str, str], text: str) -> Cell:
    """Return what a cell holds; what its type does not let be read stays as it is shown.

    An error that a formula came to is the text that is shown, as in a workbook.
    """
    kind = given.get("office value-type", "")
    if given.get("calcext value-type") == "error":
        return text or "#VALUE!"
    if kind == "string":
        return given.get("office string-value") or text
    if kind == "time":
        return text or given.get("office time-value", "")
    if kind in _NUMBERS:
        return _number(given.get("office value", ""), text)
    if kind == "boolean":
        return given.get("office boolean-value") == "true"
    if kind == "date":
        written = given.get("office date-value", "")
        try:
            return (
                dt.datetime.fromisoformat(written)
                if "T" in written
                else dt.date.fromisoformat(written)
            )
        except ValueError:
            return text or written
    return text


def _number(written: str, text: str) -> Cell:
    number = exact(written) if _DOUBLE.fullmatch(written.strip(" \t\r\n")) else None
    return (text or written) if number is None else number


TOO_MANY_SHEETS = Remark(
    severity="error",
    code="spreadsheet.too_many_sheets",
    what="The document has more than {limit} sheets.",
    why="A register needs one; so many are a sign of a file made to exhaust its reader.",
    fix="Copy the register into a new document.",
)
TOO_MANY_CELLS_TOGETHER = Remark(
    severity="error",
    code="spreadsheet.too_many_cells_together",
    what="Up to the sheet {sheet}, the document has more than {limit} filled cells.",
    why="A document is read from its first sheet on, until one has headings; that has a limit.",
    fix="Choose the sheet that is the register, or copy it into a new document.",
)
