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
_MOST_SAID = 1_000_000

TooLarge = Literal["rows", "columns", "cells"]
"""Which limit a sheet's filled cells go beyond."""


class SheetScan(Struct):
    """What one worksheet says beside its values. Rows and columns are counted from 0.

    numbers: the digits of number cells, as the file has them.
    errors:  what failed formulas show, such as #N/A.
    merged:  top, left, bottom, right.
    last_string: the highest number of a shared string that a cell asks for; -1 where none does.
    """

    numbers: dict[tuple[int, int], str] = {}
    errors: dict[tuple[int, int], str] = {}
    formulas: list[tuple[int, int]] = []
    merged: list[tuple[int, int, int, int]] = []
    hidden_rows: list[int] = []
    hidden_columns: list[int] = []
    last_string: int = -1


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


def count_strings(part: bytes) -> int | None:
    """Return how many shared strings a part has; None where it may not be read.

    The library makes room for as many strings as the part says it has before it reads the first,
    and the process ends where there is not so much memory: what it says must be credible.
    """
    strings = 0

    def start(name: str, given: Mapping[str, str]) -> None:
        nonlocal strings
        strings += name.rpartition(" ")[2] == "si"
        for attribute, said in given.items():
            if attribute.lower().endswith("count") and int(said) > _MOST_SAID:
                raise ValueError("nothing in a workbook is there so often")

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = _no_doctype
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, ValueError, LookupError):
        return None
    return strings


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
        self._has_value = False
        self._text: list[str] | None = None

    def start(self, name: str, given: Mapping[str, str]) -> None:
        match name.rpartition(" ")[2]:
            case "row":
                self._begin_row(given)
            case "c":
                self._begin_cell(given)
            case "f":
                self.found.formulas.append((self._row, self._column))
            case "v" if self._has_value or self._type == "inlineStr":
                raise ValueError("a cell has one value")
            case "v":
                self._has_value = True
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
        above = self._row
        self._row = int(given["r"]) - 1 if "r" in given else above + 1
        self._column = -1
        if not above < self._row < 1_048_576:
            raise ValueError("rows follow one another, and end")
        if given.get("hidden") in _YES and self._row <= self._limits.rows + 100:
            self.found.hidden_rows.append(self._row)

    def _begin_cell(self, given: Mapping[str, str]) -> None:
        self._type = given.get("t", "n")
        self._has_value = False
        before = self._column
        row, self._column = _position(given["r"]) if "r" in given else (self._row, before + 1)
        if row != self._row or self._column <= before:
            raise ValueError("cells of a row follow one another, in their row")

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
            elif self._type == "s" and text:
                self.found.last_string = max(self.found.last_string, int(text))
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
