"""One row of a ledger: its figures, days and words, each faulted where it stands."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TypeVar

from laogu.basics import Remark
from laogu.connectors.spreadsheet.columns import Column, meaning
from laogu.connectors.spreadsheet.holdings import RowReader
from laogu.connectors.spreadsheet.kinds import is_yes
from laogu.connectors.spreadsheet.listing import Grid
from laogu.connectors.spreadsheet.quantities import Numbers
from laogu.connectors.spreadsheet.remarks import shown

Meant = TypeVar("Meant")


class LedgerRow:
    """A row as the grid has it: how its file writes decimals, and from when on days count."""

    def __init__(self, reader: RowReader, grid: Grid) -> None:
        self._reader, self._grid = reader, grid

    def number(
        self, column: Column, *, currency: str | None = None, zero: bool = False
    ) -> Decimal | None:
        """Return a figure; None: it is blank, or has a finding."""
        how = Numbers(zero=zero, decimal_comma=self._grid.decimal_comma, currency=currency)
        return self._reader.number(column, how)

    def day(self, column: Column) -> date | None:
        """Return a day; None: it is blank, or has a finding."""
        return self._reader.day(column, begins_1904=self._grid.begins_1904)

    def answer(self, column: Column, neither: Remark) -> bool:
        """Return whether a cell says yes; blank: it does not. neither: said of another word."""
        text = self._reader.word(column)
        answer = is_yes(text) if text else False
        if answer is None:
            self._reader.spot(column).say(neither, text=shown(text))
        return answer is True

    def meant(self, column: Column, words: Mapping[str, Meant], unknown: Remark) -> Meant | None:
        """Return what a cell's word means; None: it is blank, or has a finding."""
        text = self._reader.word(column)
        found = meaning(text, words)
        if text and found is None:
            self._reader.spot(column).say(unknown, text=shown(text))
        return found
