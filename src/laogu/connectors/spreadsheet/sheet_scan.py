"""What a sheet's own XML says that its values do not: size, merges, hidden rows, formulas, errors.

The scan comes before the values are read. A sheet with two cells, one of them in the last column of
the last row, is a few hundred bytes long and would need gigabytes as a table.
"""

import re
from collections.abc import Mapping
from typing import Literal
from xml.parsers import expat

from msgspec import Struct

from laogu.connectors.spreadsheet.limits import Limits

_REFERENCE = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_YES = {"1", "true"}

TooLarge = Literal["rows", "columns", "cells"]
"""Which limit a sheet's filled cells go beyond."""


class SheetScan(Struct):
    """What one worksheet says beside its values. Rows and columns are counted from 0.

    numbers: the digits of number cells, as the file has them.
    errors:  what failed formulas show, such as #N/A.
    merged:  top, left, bottom, right.
    """

    numbers: dict[tuple[int, int], str] = {}
    errors: dict[tuple[int, int], str] = {}
    formulas: list[tuple[int, int]] = []
    merged: list[tuple[int, int, int, int]] = []
    hidden_rows: list[int] = []
    hidden_columns: list[int] = []


def scan_sheet(part: bytes, limits: Limits) -> SheetScan | TooLarge | None:
    """Return what the XML of a worksheet says, or which limit it goes beyond.

    None: it is no XML of a worksheet, declares entities, or speaks of cells that cannot be.
    """
    scanner = _Scanner(limits)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = scanner.start
    parser.EndElementHandler = scanner.end
    parser.CharacterDataHandler = scanner.characters
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(part, True)
    except _TooLargeError as large:
        return large.what
    except (expat.ExpatError, ValueError, LookupError):
        return None
    return scanner.found


class _TooLargeError(Exception):
    def __init__(self, what: TooLarge) -> None:
        super().__init__(what)
        self.what = what


class _Scanner:
    """Listens to the XML of one worksheet, and stops where there is too much of it."""

    def __init__(self, limits: Limits) -> None:
        self.found = SheetScan()
        self._limits = limits
        self._filled = 0
        self._row = -1
        self._column = -1
        self._type = "n"
        self._text: list[str] | None = None

    def start(self, name: str, given: Mapping[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                self._begin_row(given)
            case "c":
                self._begin_cell(given)
            case "f":
                self.found.formulas.append((self._row, self._column))
            case "v":
                self._fill()
                self._text = []
            case "is":
                self._fill()
            case "mergeCell":
                first, _, last = given.get("ref", "").partition(":")
                self.found.merged.append((*_position(first), *_position(last or first)))
                if len(self.found.merged) > self._limits.rows:
                    raise _TooLargeError("cells")
            case "col" if given.get("hidden") in _YES:
                first_column = max(int(given["min"]), 1) - 1
                last_column = min(int(given["max"]), self._limits.columns)
                self.found.hidden_columns.extend(range(first_column, last_column))
                if len(self.found.hidden_columns) > self._limits.cells:
                    raise _TooLargeError("cells")
            case _:
                pass

    def _begin_row(self, given: Mapping[str, str]) -> None:
        self._row = int(given["r"]) - 1 if "r" in given else self._row + 1
        self._column = -1
        if not 0 <= self._row < 1_048_576:
            raise ValueError("no sheet has such a row")
        if given.get("hidden") in _YES and self._row <= self._limits.rows + 100:
            self.found.hidden_rows.append(self._row)

    def _begin_cell(self, given: Mapping[str, str]) -> None:
        self._type = given.get("t", "n")
        if "r" not in given:
            self._column += 1
            return
        row, self._column = _position(given["r"])
        if row != self._row:
            raise ValueError("a cell says that it stands in another row")

    def _fill(self) -> None:
        """Count a cell that holds something, and stop where there are too many or too far out."""
        self._filled += 1
        if self._row >= self._limits.rows + 100:
            raise _TooLargeError("rows")
        if self._column >= self._limits.columns:
            raise _TooLargeError("columns")
        if self._filled > self._limits.cells:
            raise _TooLargeError("cells")

    def characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)

    def end(self, name: str) -> None:
        if name.rpartition(" ")[2] == "v" and self._text is not None:
            text = "".join(self._text).strip()
            self._text = None
            if self._type == "e":
                self.found.errors[self._row, self._column] = text
            elif self._type == "n" and text:
                self.found.numbers[self._row, self._column] = text


def _no_doctype(*_: object) -> None:
    """Refuse a document type: it is where entities that grow without end are declared."""
    raise ValueError("a worksheet has no document type")


def _position(reference: str) -> tuple[int, int]:
    """Return row and column of a cell such as C7, counted from 0."""
    found = _REFERENCE.fullmatch(reference)
    if found is None:
        raise ValueError("no cell is called so")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    if column > 16_384 or int(found[2]) > 1_048_576:
        raise ValueError("no sheet has such a cell")
    return int(found[2]) - 1, column - 1
