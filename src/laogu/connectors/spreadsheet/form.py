"""What a sheet hides, merges or works out, where it concerns what is read."""

from laogu.basics import Remark
from laogu.connectors.spreadsheet.remarks import Spot, letters
from laogu.connectors.spreadsheet.sheet_scan import SheetScan
from laogu.connectors.spreadsheet.table import Headed


def look_at_form(scan: SheetScan, headed: Headed, last: int, spot: Spot) -> None:
    """Say what stands hidden, merged or worked out between the headings and the row `last`."""
    read = {*headed.places.values(), *(place for place, _ in headed.wide)}
    merged = [
        f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
        for top, left, bottom, right in scan.merged
        if bottom > headed.row and read & set(range(left, min(right, 100) + 1))
    ]
    rows = [str(row + 1) for row in scan.hidden_rows if headed.row < row <= last]
    columns = [letters(column) for column in sorted(set(scan.hidden_columns) & read)]
    formulas = [
        f"{letters(column)}{row + 1}"
        for row, column in scan.formulas
        if row > headed.row and column in read
    ]
    for remark, cells in (
        (CELLS_MERGED, merged),
        (ROWS_HIDDEN, rows),
        (COLUMNS_HIDDEN, columns),
        (WORKED_OUT, formulas),
    ):
        if cells:
            spot.say(remark, count=len(cells), cells=cells[:10])


CELLS_MERGED = Remark(
    severity="warning",
    code="spreadsheet.cells_merged",
    what="Merged ranges lie among the rows ({count}): {cells}.",
    why="A merged range holds its text in its first cell only; the others are blank.",
    fix="Unmerge them and write the text into every row.",
)

ROWS_HIDDEN = Remark(
    severity="warning",
    code="spreadsheet.rows_hidden",
    what="Rows are hidden or filtered out ({count}), and were read all the same: {cells}.",
    why="What the sheet does not show may not be meant.",
    fix="Show all rows and look at them, or remove them.",
)

COLUMNS_HIDDEN = Remark(
    severity="warning",
    code="spreadsheet.columns_hidden",
    what="Columns are hidden ({count}), and were read all the same: {cells}.",
    why="What the sheet does not show may not be meant.",
    fix="Show all columns and look at them, or remove them.",
)

WORKED_OUT = Remark(
    severity="warning",
    code="spreadsheet.worked_out",
    what="Cells are worked out by formulas ({count}); their last stored values were read: {cells}.",
    why="We run no formula; the stored value may be older than the cells it rests on.",
    fix="Let the sheet work everything out, save it, and read it again; or write the values.",
)
