"""Orders from a text file: a row of headings, then one order a line.

An allocation's file has remarks above its headings, `# floor: 2000`: what it was cleared with, and
what came of it.
"""

import csv
import io
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from laogu.basics import Said, said
from laogu.connectors.auction.cells import NAMED, Chunk, places_of
from laogu.connectors.auction.refusals import ColumnsWrong, NotOrders
from laogu.connectors.spreadsheet.remarks import shown

if TYPE_CHECKING:
    from _csv import Reader

CHUNK_ROWS = 50_000
"""Orders of a file that are turned into columns at once."""

REMARK = "# "


class CsvOrders:
    """The orders of a CSV file, opened."""

    def __init__(self, content: bytes, file: str) -> None:
        self._file = file
        self._text = _decoded(content, file)
        self._separator = _separator(self._text)
        self.stated, headings = self._head(self._reader())
        self._width = len(headings)
        self._places = places_of(headings)

    def chunks(self) -> Iterator[Chunk]:
        """Yield the orders, some thousand at a time."""
        reader = self._reader()
        self._head(reader)
        while rows := self._read(reader):
            orders = [row for row in rows if any(row)]
            if {len(row) for row in orders} - {self._width}:
                self._refuse_width()
            columns = list(zip(*orders, strict=True))
            if columns:
                yield Chunk(**{name: columns[at] for name, at in self._places.items()})

    def place(self, row: int, column: str) -> Said:  # noqa: ARG002
        """Return the line of an order, by reading again: only a fault asks for it."""
        reader = self._reader()
        self._head(reader)
        for found in reader:
            row -= any(found)
            if row < 0:
                break
        return said("line {line}", line=str(reader.line_num))

    def _reader(self) -> "Reader":
        return csv.reader(
            io.StringIO(self._text, newline=""), delimiter=self._separator, strict=True
        )

    def _head(self, reader: "Reader") -> tuple[dict[str, str], list[str]]:
        """Read the remarks and the headings; return both."""
        stated: dict[str, str] = {}
        while rows := self._read(reader, count=1):
            cells = rows[0]
            if not any(cells):
                continue
            if not cells[0].startswith(REMARK) or any(cells[1:]):
                return stated, cells
            name, _, value = cells[0].removeprefix(REMARK).partition(":")
            stated[name.strip()] = value.removeprefix(" ")
        raise ColumnsWrong(reason=said("There is no row of headings."), columns=NAMED)

    def _read(self, reader: "Reader", count: int = CHUNK_ROWS) -> list[list[str]]:
        try:
            return list(islice(reader, count))
        except csv.Error as wrong:
            facts = {"line": str(reader.line_num), "wrong": shown(str(wrong))}
            reason = said("Line {line} is no line of a CSV: {wrong}.", **facts)
            raise NotOrders(file=self._file, reason=reason, columns=NAMED) from None

    def _refuse_width(self) -> None:
        reader = self._reader()
        self._head(reader)
        for row in reader:
            if any(row) and len(row) != self._width:
                facts = {"line": str(reader.line_num), "cells": len(row), "width": self._width}
                reason = said("Line {line}: {cells} cells under {width} headings.", **facts)
                raise ColumnsWrong(reason=reason, columns=NAMED)


def _decoded(content: bytes, file: str) -> str:
    """Return the text of a file in UTF-8, or in UTF-16 where it says so by its first bytes."""
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as wrong:
        line = content.count(b"\n", 0, wrong.start) + 1
        reason = said("It is not UTF-8: byte {at}, in line {line}, cannot begin or continue a"
                      " character.", at=str(wrong.start), line=str(line))  # fmt: skip
        raise NotOrders(file=file, reason=reason, columns=NAMED) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        reason = said("Line {line} holds a character that no text has.", line=str(line))
        raise NotOrders(file=file, reason=reason, columns=NAMED)
    return text


def _separator(text: str) -> str:
    """Return what stands between cells: of comma, semicolon and tab, the one the headings have."""
    for line in io.StringIO(text):
        if line.strip() and not line.lstrip('"').startswith(REMARK):
            return max(",;\t", key=line.count)
    return ","
