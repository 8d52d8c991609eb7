"""A ledger read whole, of grants or of convertibles: its sheet, its headings, then its rows."""

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from laogu.connectors.spreadsheet.columns import ColumnRead
from laogu.connectors.spreadsheet.form import look_at_form
from laogu.connectors.spreadsheet.layout import Layout
from laogu.connectors.spreadsheet.ledger_heads import Heads, ledger_headed
from laogu.connectors.spreadsheet.limits import Limits
from laogu.connectors.spreadsheet.listing import Grid
from laogu.connectors.spreadsheet.reading import grid_of
from laogu.connectors.spreadsheet.remarks import Findings, Spot, shown
from laogu.connectors.spreadsheet.table import Headed
from laogu.connectors.spreadsheet.wishes import RowsRead
from laogu.operations import GrantRow, PaperRow

Row = TypeVar("Row", GrantRow, PaperRow)


class LedgerRead(RowsRead[Row], Generic[Row], frozen=True, kw_only=True):
    """What a ledger says; each row with the name of its holder, or an id in its place.

    sheet, sheets: the one that was read, and all that can be; blank and empty of a text file.
    heading_row: as a spreadsheet counts, from 1; 0 where no headings were found.
    """

    columns: tuple[ColumnRead, ...] = ()
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    heading_row: int = 0


def whole_ledger(
    content: bytes,
    file: str,
    heads: Heads,
    rows_of: Callable[[Grid, Headed, Spot], Iterable[Row]],
    *,
    sheet: str,
    layout: Layout,
    limits: Limits,
) -> LedgerRead[Row]:
    """Return what the bytes of a CSV, XLSX or ODS say; never raises for bad input.

    rows_of: goes down what stands below the headings. sheet: before the one of the layout.
    """
    file = shown(file.replace("\\", "/").rpartition("/")[2] or "file", 100)
    findings = Findings(limits.findings)
    spot = Spot(findings, file)
    grid = grid_of(content, file, limits, spot, sheet=sheet or layout.sheet)
    headed = ledger_headed(grid, heads, spot, layout) if grid is not None else None
    rows: tuple[Row, ...] = ()
    if grid is not None and headed is not None and headed.places:
        if grid.scan is not None:
            look_at_form(grid.scan, headed, grid.last, spot)
        rows = tuple(rows_of(grid, headed, spot))
    return LedgerRead(
        rows=rows,
        findings=findings.all(file),
        errors=findings.errors,
        columns=headed.columns if headed is not None else (),
        sheet=grid.name if grid is not None else "",
        sheets=grid.sheets if grid is not None else (),
        heading_row=headed.row + 1 if headed is not None else 0,
    )
