"""From the rows below the headings to holdings: row by row, then rows compared, then the total."""

from collections.abc import Iterator, Sequence
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Remark
from laogu.connectors.spreadsheet.columns import Column
from laogu.connectors.spreadsheet.comparisons import Comparisons
from laogu.connectors.spreadsheet.days import DAY_FIRST, MONTH_FIRST
from laogu.connectors.spreadsheet.holdings import HowRead, RowReader, holding
from laogu.connectors.spreadsheet.layout import DayOrder, Layout
from laogu.connectors.spreadsheet.left_out import Reason, say_left_out, why_left_out
from laogu.connectors.spreadsheet.limits import Limits
from laogu.connectors.spreadsheet.names import text_of
from laogu.connectors.spreadsheet.percentages import Part, compare_parts, part_of
from laogu.connectors.spreadsheet.remarks import Findings, Spot, shown
from laogu.connectors.spreadsheet.sheet_scan import SheetScan
from laogu.connectors.spreadsheet.table import Headed
from laogu.connectors.spreadsheet.text_file import TOO_MANY_ROWS
from laogu.connectors.spreadsheet.totals import (
    HEADINGS_AGAIN,
    TOTAL_IN_THE_MIDDLE,
    TotalRow,
    compare,
    is_heading_again,
    total_in,
    unlabelled,
)
from laogu.connectors.spreadsheet.workbook import Cell
from laogu.operations import RegisterRow


class Grid(Struct):
    """The cells of a file, and what its form says about how to read them.

    name, sheets: of the sheet that was read, and of all that can be; empty of a text file.
    """

    rows: Sequence[Sequence[Cell]]
    file: str
    scan: SheetScan | None = None
    decimal_comma: bool = False
    begins_1904: bool = False
    name: str = ""
    sheets: tuple[str, ...] = ()

    @property
    def last(self) -> int:
        """The last row that is not blank, counted from 0; -1 where all are."""
        return max((at for at, row in enumerate(self.rows) if not is_blank(row)), default=-1)


def is_blank(cells: Sequence[Cell]) -> bool:
    return all(isinstance(cell, str) and not text_of(cell) for cell in cells)


class View(Struct, frozen=True):
    """A way to look at a row: where each column stands, and what is the same for all rows.

    One is enough, but where a table has a column for each class.
    """

    places: dict[Column, int]
    how: HowRead


def _views(headed: Headed, how: HowRead) -> Iterator[View]:
    if not headed.wide:
        yield View(headed.places, how)
    for place, stock_class in headed.wide:
        places: dict[Column, int] = {**headed.places, "quantity": place}
        yield View(places, replace(how, stock_class=stock_class))


class Listing:
    """Goes down the rows of a table and keeps what it finds."""

    def __init__(
        self, grid: Grid, headed: Headed, layout: Layout, findings: Findings, limits: Limits
    ) -> None:
        self.rows: list[RegisterRow] = []
        preset = headed.preset
        self.days: DayOrder = layout.days or (preset.days if preset is not None else "year")
        self._days_said = layout.days is not None
        self._turned: list[tuple[str, date]] = []
        self._how = HowRead(
            stock_class=layout.stock_class or (preset.stock_class if preset is not None else None),
            decimal_comma=grid.decimal_comma,
            begins_1904=grid.begins_1904,
            currency=layout.currency,
            times=headed.times,
        )
        self._views = tuple(_views(headed, self._how))
        self._read = frozenset(at for view in self._views for at in view.places.values())
        counted = self._views[0].places["quantity"]
        quantity = headed.columns[counted].heading.casefold()
        self._is_outstanding = "outstanding" in quantity or "balance" in quantity
        self._is_of_exports = self._is_outstanding or not {
            "instrument", "status", "ended_on",
        }.isdisjoint(headed.places)  # fmt: skip
        self._left_out: dict[Reason, list[int]] = {}
        self._parts: list[Part | None] = []
        self._grid = grid
        self._headed = headed
        self._findings = findings
        self._limits = limits
        self._compared = Comparisons()
        self._kinds_by_name: list[RegisterRow] = []
        self._totals: list[tuple[TotalRow, Spot]] = []
        self._width = 1 + max(at for at, read in enumerate(headed.columns) if read.heading)

    def read(self) -> None:
        """Read every row below the headings."""
        spot = Spot(self._findings, self._grid.file)
        errors = self._findings.errors
        last = self._grid.last
        seen = 0
        for index in range(self._headed.row + 1, last + 1):
            cells = self._grid.rows[index]
            if is_blank(cells):
                continue
            seen += 1
            if seen > self._limits.rows:
                spot.say(TOO_MANY_ROWS, limit=self._limits.rows)
                break
            self._row(cells, index, is_last=index == last)
        complete = self._findings.errors == errors
        for total, where in self._totals:
            compare(total, self._compared.quantities, complete=complete, spot=where)
        self._say_kinds(spot)
        if self._turned:
            text, meant = self._turned[0]
            remark = MONTH_FIRST if self.days == "month" else DAY_FIRST
            spot.say(remark, text=text, meant=meant, count=len(self._turned))
        say_left_out(self._left_out, spot)
        if complete:
            compare_parts(self.rows, self._parts)
        if not seen:
            spot.say(NO_HOLDINGS)

    def _reader(self, cells: Sequence[Cell], index: int, view: View) -> RowReader:
        return RowReader(
            cells,
            index + 1,
            file=self._grid.file,
            places=view.places,
            findings=self._findings,
            limits=self._limits,
            days=self.days,
            turned=None if self._days_said else self._turned,
        )

    def _row(self, cells: Sequence[Cell], index: int, *, is_last: bool) -> None:
        reader = self._reader(cells, index, self._views[0])
        spot = reader.spot("holder")
        totals = list(self._totals_in(cells, is_last=is_last))
        if totals:
            self._totals.extend((total, spot) for total in totals)
            return
        if self._is_beside(cells):
            self._left_out.setdefault("beside", []).append(index + 1)
            return
        for earlier, where in self._totals:
            where.say(TOTAL_IN_THE_MIDDLE, label=shown(earlier.label, 30))
        self._totals.clear()
        if not is_blank(cells[self._width :]):
            spot.say(CELLS_BEYOND_HEADINGS, count=self._width)
        elif is_heading_again(cells):
            spot.say(HEADINGS_AGAIN)
        else:
            reason = why_left_out(
                reader,
                is_of_exports=self._is_of_exports,
                is_outstanding=self._is_outstanding,
            )
            if reason is not None:
                self._left_out.setdefault(reason, []).append(index + 1)
                return
            for view in self._views:
                held = self._reader(cells, index, view)
                # In a table of one column a class, who holds none of it has a blank there.
                if not self._headed.wide or held.word("quantity").strip("0.,"):
                    self._holding(held, index + 1, view)

    def _is_beside(self, cells: Sequence[Cell]) -> bool:
        """Return whether a row has nothing in a column that is read, or is a note below a total.

        A note is one text in one cell: a holding has a quantity besides, and above a total a name
        without one is a holding that is not whole.
        """
        filled = {at for at, cell in enumerate(cells) if not is_blank((cell,))}
        if self._read.isdisjoint(filled):
            return True
        alone = next(iter(filled)) if len(filled) == 1 else None
        return bool(self._totals) and alone is not None and isinstance(cells[alone], str)

    def _totals_in(self, cells: Sequence[Cell], *, is_last: bool) -> Iterator[TotalRow]:
        """Yield the totals a row states, if it does; at the foot also one without a label."""
        for view in self._views:
            total = total_in(cells, view.places)
            if total is not None and self._headed.wide:
                total.stock_class = view.how.stock_class
            if total is not None and (total.quantity is not None or not self._headed.wide):
                yield total
        if self._headed.wide or not is_last or len(self.rows) < 2 or self._totals:
            return
        if total_in(cells, self._headed.places) is None:
            alone = unlabelled(cells, self._headed.places)
            summed = sum(self._compared.quantities.values())
            if alone is not None and alone == summed:
                yield TotalRow("–", alone, None)

    def _holding(self, reader: RowReader, line: int, view: View) -> None:
        held = holding(reader, line, how=view.how)
        repeats = self._compared.repeats(held.label, line, reader.spot("certificate"))
        row = held.row
        if row is None:
            return
        self._compared.add(row, reader.spot)
        if repeats:
            return
        self.rows.append(row)
        self._parts.append(part_of(reader) if "percent" in self._headed.places else None)
        if held.is_kind_by_name:
            self._kinds_by_name.append(row)

    def _say_kinds(self, spot: Spot) -> None:
        """Say which kinds of holder were read from names, so that somebody looks."""
        holders = {row.holder: row for row in self._kinds_by_name}.values()
        for remark, kind in (
            (TAKEN_AS_PERSONS, "person"),
            (TAKEN_AS_ORGANISATIONS, "organisation"),
            (TAKEN_AS_RESIDUAL, "residual"),
        ):
            lines = [str(row.line) for row in holders if row.kind == kind]
            if lines:
                spot.say(remark, count=len(lines), rows=lines[:20])


CELLS_BEYOND_HEADINGS = Remark(
    severity="error",
    code="spreadsheet.cells_beyond_headings",
    what="The row has more cells than there are headings ({count}).",
    why="A comma inside a number or a name may have cut a cell in two and shifted the rest.",
    fix='Put the cell into quotation marks, as in "1,000,000", or save the sheet as XLSX.',
)

NO_HOLDINGS = Remark(
    severity="error",
    code="spreadsheet.no_holdings",
    what="There are headings, but no row below them.",
    why="A register has one holding at least.",
    fix="Write one row for each holding.",
)

TAKEN_AS_PERSONS = Remark(
    severity="warning",
    code="spreadsheet.taken_as_persons",
    what="Holders without a stated kind, taken as persons: {count} (rows: {rows}).",
    why="No name says company or fund, and a person's name is kept where it can be erased.",
    fix="Add a column kind (类型): person (自然人), organisation (机构) or residual (其余).",
)

TAKEN_AS_ORGANISATIONS = Remark(
    severity="note",
    code="spreadsheet.taken_as_organisations",
    what="Holders without a stated kind, taken as organisations: {count} (rows: {rows}).",
    why="Their names say so. An organisation's name is recorded for good.",
    fix="If one of them is a person, add a column kind (类型) and write person (自然人).",
)

TAKEN_AS_RESIDUAL = Remark(
    severity="warning",
    code="spreadsheet.taken_as_residual",
    what="Rows taken as the residual of holders who are not named: {count} (rows: {rows}).",
    why="Their names say so. Nobody can act for a residual row.",
    fix="Name the holders, or add a column kind (类型) and write what they are.",
)
