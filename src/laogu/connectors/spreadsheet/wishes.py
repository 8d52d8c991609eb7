"""A table of wishes: one row an offer or an order, read from CSV, XLSX or ODS as registers are.

Always true: an unknown column, a blank or an unreadable cell is an error with its place, and all
of them are found at once; a row with an error is no wish.
"""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Generic, TypeVar

from msgspec import Struct

from laogu.basics import Finding, Remark, Said
from laogu.connectors.spreadsheet.columns import Column, ColumnRead, column_of, folded, meaning
from laogu.connectors.spreadsheet.form import look_at_form
from laogu.connectors.spreadsheet.holdings import RowReader
from laogu.connectors.spreadsheet.limits import Limits
from laogu.connectors.spreadsheet.listing import CELLS_BEYOND_HEADINGS, Grid, is_blank
from laogu.connectors.spreadsheet.quantities import Numbers
from laogu.connectors.spreadsheet.reading import grid_of
from laogu.connectors.spreadsheet.remarks import Findings, Spot, letters, shown
from laogu.connectors.spreadsheet.table import Headed, named_in, say_twice
from laogu.connectors.spreadsheet.workbook import Cell

T = TypeVar("T")


class Sort(Struct, frozen=True, kw_only=True):
    """What a table is of: its columns, and what is said of one that is not right.

    headings: ours, and named in findings. known: what else the columns are called.
    optional: columns that need not be there.
    """

    headings: Mapping[Column, Said]
    known: Mapping[str, Column]
    optional: frozenset[Column]
    no_rows: Remark
    no_headings: Remark
    unknown: Remark
    missing: Remark
    blank: Remark
    below_zero: Remark

    def column(self, heading: str) -> Column | None:
        """Return which column a heading means."""
        known = meaning(heading, self.known)
        found = known or column_of(heading)[0]
        return found if found in self.headings else None


def known_as(names: Mapping[Column, str]) -> Mapping[str, Column]:
    """Return every name of a column as headings are compared; the names by comma."""
    return {folded(one): column for column, words in names.items() for one in words.split(",")}


class RowsRead(Struct, Generic[T], frozen=True, kw_only=True):
    """What a file says, and everything found in it; errors: also those not shown."""

    rows: tuple[T, ...]
    findings: tuple[Finding, ...]
    errors: int


class Row:
    """One row, and what holds of it where it does not say so itself."""

    def __init__(
        self, sort: Sort, reader: RowReader, line: int, given: Mapping[str, str], how: Numbers
    ) -> None:
        self.line, self.given = line, given
        self._sort, self._reader, self._how = sort, reader, how
        self._findings = reader.spot("quantity").findings
        self._errors = self._findings.errors

    @property
    def is_sound(self) -> bool:
        """Whether nothing wrong was found in it yet."""
        return self._findings.errors == self._errors

    def spot(self, column: Column) -> Spot:
        """Return the place of a column in this row."""
        return self._reader.spot(column)

    def cell(self, column: Column) -> Cell:
        """Return the cell of a column; the empty text where there is none."""
        return self._reader.cell(column)

    def word(self, column: Column) -> str | None:
        """Return the text of a column, or what is given for all rows."""
        given = self.given.get(column) if self.cell(column) == "" else None
        return self._reader.plain(column) or given

    def number(self, column: Column) -> Decimal | None:
        """Return a figure; None where it is blank or none, the latter with a finding."""
        cell = self.cell(column)
        written = f"{cell:.15g}" if isinstance(cell, Decimal) else str(cell)
        below = written[:1] in {"-", "−"} and written[1:2].isdigit()
        if below and written.strip("-−0.,"):
            self.spot(column).say(self._sort.below_zero, text=shown(written))
            return None
        return self._reader.number(column, self._how)

    def must_say(self, found: Mapping[Column, object]) -> None:
        """Add a finding for every column of those that was neither written nor given."""
        for column, value in found.items():
            if value is None and self.cell(column) == "":
                self.spot(column).say(self._sort.blank, column=self._sort.headings[column])


def read(
    content: bytes,
    file: str,
    sort: Sort,
    row: Callable[[Row], T | None],
    *,
    given: Mapping[str, str],
    sheet: str,
    limits: Limits,
) -> RowsRead[T]:
    """Return what the bytes of a CSV, XLSX or ODS file say; never raises for bad input.

    given: what holds of a row that does not say it itself, by the names of columns; a blank says
    nothing. row: reads one; None: it is none, with findings.
    """
    given = {column: said_ for column, said_ in given.items() if said_}
    file = shown(file.replace("\\", "/").rpartition("/")[2] or "file", 100)
    findings = Findings(limits.findings)
    spot = Spot(findings, file)
    grid = grid_of(content, file, limits, spot, sheet=sheet)
    rows: tuple[T, ...] = ()
    if grid is not None:
        headed = _headed(grid, sort, given, spot)
        if headed is not None:
            if grid.scan is not None:
                look_at_form(grid.scan, headed, grid.last, spot)
            each = _rows(grid, headed, sort, given, findings=findings, limits=limits)
            rows = tuple(found for one in each if (found := row(one)) is not None)
            if not rows and not findings.errors:
                spot.say(sort.no_rows)
    return RowsRead(rows=rows, findings=findings.all(file), errors=findings.errors)


def _headed(grid: Grid, sort: Sort, given: Mapping[str, str], spot: Spot) -> Headed | None:
    """Return the headings; None with findings where a row cannot be read by them."""
    at, texts = named_in(grid.rows, sort.column)
    if at is None:
        spot.say(sort.no_headings, found=[shown(one, 30) for one in texts if one][:20])
        return None
    errors = spot.findings.errors
    places: dict[Column, int] = {}
    columns = [
        ColumnRead(letters=letters(place), heading=one, column=sort.column(one) if one else None)
        for place, one in enumerate(texts)
    ]
    for place, read_ in enumerate(columns):
        column = read_.column
        here = Spot(spot.findings, f"{spot.where} {read_.letters}{at + 1}")
        if column is None and read_.heading:
            known = list(sort.headings.values())
            here.say(sort.unknown, heading=shown(read_.heading, 60), known=known)
        elif column is not None and column in places:
            say_twice(sort.headings[column], columns[places[column]], read_, here)
        elif column is not None:
            places[column] = place
    for column, named_ in sort.headings.items():
        if column not in places and column not in given and column not in sort.optional:
            spot.say(sort.missing, missing=named_)
    if spot.findings.errors > errors:
        return None
    return Headed(row=at, columns=(), places=places)


def _rows(
    grid: Grid,
    headed: Headed,
    sort: Sort,
    given: Mapping[str, str],
    *,
    findings: Findings,
    limits: Limits,
) -> Iterator[Row]:
    width = 1 + max(headed.places.values())
    how = Numbers(zero=True, decimal_comma=grid.decimal_comma)
    for at in range(headed.row + 1, grid.last + 1):
        cells = grid.rows[at]
        if is_blank(cells):
            continue
        reader = RowReader(
            cells, at + 1, file=grid.file, places=headed.places, findings=findings, limits=limits
        )
        if not is_blank(cells[width:]):
            reader.spot("holder").say(CELLS_BEYOND_HEADINGS, count=width)
            continue
        yield Row(sort, reader, at + 1, given, how)
