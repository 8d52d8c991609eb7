"""From one row of cells to one holding."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from msgspec import Struct

from laogu.basics import LONGEST_NAME, Remark
from laogu.connectors.spreadsheet.columns import Column
from laogu.connectors.spreadsheet.days import day_from_cell, day_from_text, may_be_two
from laogu.connectors.spreadsheet.kinds import (
    HolderKind,
    kind_by_name,
    kind_from_text,
    locks_from_text,
    sure_from_text,
    yes_or_no,
)
from laogu.connectors.spreadsheet.layout import DayOrder
from laogu.connectors.spreadsheet.limits import Limits
from laogu.connectors.spreadsheet.names import is_plain, text_of, tidy
from laogu.connectors.spreadsheet.quantities import NOT_A_NUMBER, Numbers
from laogu.connectors.spreadsheet.remarks import Findings, Spot, letters, shown
from laogu.connectors.spreadsheet.workbook import Cell
from laogu.operations import Lock, RegisterRow

T = TypeVar("T")

_LONGEST: dict[Column, int] = {"stock_class": 100, "certificate": 100, "source": 500}


class RowReader:
    """Reads the cells of one row; every finding names its cell."""

    def __init__(
        self,
        cells: Sequence[Cell],
        row: int,
        *,
        file: str,
        places: Mapping[Column, int],
        findings: Findings,
        limits: Limits,
        days: DayOrder = "year",
        turned: list[tuple[str, date]] | None = None,
    ) -> None:
        self._cells = cells
        self._row = row
        self._file = file
        self._places = places
        self._findings = findings
        self._limits = limits
        self._days: DayOrder = days
        # Days that could have been read otherwise, and how they were.
        self._turned = turned

    def spot(self, column: Column) -> Spot:
        """Return the place of a column in this row; the row's first cell where it has none."""
        place = self._places.get(column, 0)
        return Spot(self._findings, f"{self._file} {letters(place)}{self._row}")

    def cell(self, column: Column) -> Cell:
        """Return the cell of a column, without idle spaces; the empty text where there is none."""
        place = self._places.get(column)
        if place is None or place >= len(self._cells):
            return ""
        cell = self._cells[place]
        return text_of(cell) if isinstance(cell, str) else cell

    def plain(self, column: Column) -> str | None:
        """Return a cell as a text that may be kept; None where it is blank or may not be."""
        text = _as_text(self.cell(column))
        longest = min(_LONGEST.get(column, LONGEST_NAME), self._limits.cell_characters)
        if not text or not is_plain(text, self.spot(column), longest=longest):
            return None
        return tidy(text)

    def needed(self, column: Column, found: T) -> T:
        """Return what was found; where the cell is blank, add the finding that it must not be."""
        if found is None and self.cell(column) == "":
            self.spot(column).say(BLANK[column])
        return found

    def word(self, column: Column) -> str:
        """Return a cell that should hold one of a few words, cut to what can be one."""
        return _as_text(self.cell(column))[: self._limits.cell_characters]

    def number(self, column: Column, how: Numbers) -> Decimal | None:
        """Return a cell's number; None where it is blank or no number."""
        match self.cell(column):
            case Decimal() as number:
                return how.from_cell(number, self.spot(column))
            case "":
                return None
            case str() as text:
                return how.from_text(text[: self._limits.cell_characters], self.spot(column))
            case other:
                self.spot(column).say(NOT_A_NUMBER, text=shown(str(other)))
                return None

    def day(self, column: Column, *, begins_1904: bool) -> date | None:
        """Return a cell's day; None where it is blank or no day."""
        match self.cell(column):
            case "":
                return None
            case bool() as answer:
                return day_from_text(str(answer), self.spot(column))
            case str() as text:
                text = text[: self._limits.cell_characters]
                found = day_from_text(text, self.spot(column), self._days)
                if found is not None and self._turned is not None and may_be_two(text):
                    self._turned.append((text, found))
                return found
            case (Decimal() | date()) as cell:
                return day_from_cell(cell, self.spot(column), begins_1904=begins_1904)

    def locks(self) -> tuple[Lock, ...]:
        """Return the row's lock-ups."""
        text = _as_text(self.cell("locks"))
        if len(text) > self._limits.cell_characters:
            self.plain("locks")
            return ()
        return locks_from_text(text, self._limits, self.spot("locks")) if text else ()


def _as_text(cell: Cell) -> str:
    match cell:
        case bool():
            return "yes" if cell else "no"
        case Decimal():
            return f"{cell:f}" if abs(cell.adjusted()) < 40 else str(cell)
        case _:
            return str(cell)


class HowRead(Struct, frozen=True, kw_only=True):
    """What is the same for all rows of a file.

    stock_class: the class of a row that names none. currency: whose sign an amount may carry.
    times:       what each number of quantities stands for.
    """

    stock_class: str | None = None
    decimal_comma: bool = False
    begins_1904: bool = False
    currency: str | None = None
    times: int = 1


class Held(Struct, frozen=True, kw_only=True):
    """What a row says. row: None: it has errors, which were said.

    label: the class and certificate it names, if it names both, whatever else is wrong with it.
    is_kind_by_name: whether the kind of the holder was read from its name.
    """

    row: RegisterRow | None
    label: tuple[str, str] | None
    is_kind_by_name: bool = False


def holding(
    reader: RowReader,
    row: int,
    *,
    how: HowRead,
) -> Held:
    """Return one holding, or the findings of a row that is none."""
    errors = reader.spot("holder").findings.errors
    holder = reader.needed("holder", reader.plain("holder"))
    holder_en = reader.plain("holder_en")
    said_kind = reader.word("kind")
    kind: HolderKind | None = (
        kind_from_text(said_kind, reader.spot("kind")) if said_kind else kind_by_name(holder or "")
    )
    named_class = (
        how.stock_class
        if how.stock_class is not None and reader.cell("stock_class") == ""
        else reader.needed("stock_class", reader.plain("stock_class"))
    )
    counted = Numbers(zero=False, decimal_comma=how.decimal_comma, times=how.times)
    quantity = reader.needed("quantity", reader.number("quantity", counted))
    certificate = reader.plain("certificate")
    acquired_on = reader.day("acquired_on", begins_1904=how.begins_1904)
    paid = Numbers(zero=True, decimal_comma=how.decimal_comma, currency=how.currency)
    cost = reader.number("cost", paid)
    public_word = reader.word("public")
    public = yes_or_no(public_word, reader.spot("public")) if public_word else False
    locks = reader.locks()
    source = reader.plain("source")
    sure_word = reader.word("sure")
    sure = sure_from_text(sure_word, reader.spot("sure")) if sure_word else None
    label = (named_class, certificate) if named_class and certificate else None
    if reader.spot("holder").findings.errors > errors:
        return Held(row=None, label=label)
    assert holder, "a row without a holder has a finding"
    assert kind, "a row without a kind has a finding"
    assert named_class, "a row without a class has a finding"
    assert quantity, "a row without a quantity has a finding"
    assert public is not None, "a row that says neither yes nor no has a finding"
    read = RegisterRow(
        line=row,
        holder=holder,
        holder_en=holder_en,
        kind=kind,
        public=public,
        stock_class=named_class,
        quantity=quantity,
        certificate=certificate,
        acquired_on=acquired_on,
        cost=cost,
        locks=locks,
        source=source,
        sure=sure,
    )
    return Held(row=read, label=label, is_kind_by_name=not said_kind)


BLANK: dict[Column, Remark] = {
    "holder": Remark(
        severity="error",
        code="spreadsheet.holder_blank",
        what="The row names no holder.",
        why="Every holding belongs to somebody; a merged cell has its text in the first row only.",
        fix="Write the holder's name in every row, or remove the row.",
    ),
    "stock_class": Remark(
        severity="error",
        code="spreadsheet.class_blank",
        what="The row names no class.",
        why="Shares are counted class by class.",
        fix="Write the class in every row, such as Ordinary shares.",
    ),
    "quantity": Remark(
        severity="error",
        code="spreadsheet.quantity_blank",
        what="The row states no quantity.",
        why="Unknown is not zero.",
        fix="Write how many shares the row stands for, or remove the row.",
    ),
}
