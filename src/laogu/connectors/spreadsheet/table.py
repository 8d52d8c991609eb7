"""The heading row of a table, and the columns that follow from it."""

from collections.abc import Sequence

from msgspec import Struct

from laogu.connectors.spreadsheet.columns import (
    HEADINGS,
    REQUIRED,
    Column,
    ColumnRead,
    column_of,
    score,
)
from laogu.connectors.spreadsheet.names import text_of
from laogu.connectors.spreadsheet.remarks import Remark, Spot, letters, shown
from laogu.connectors.spreadsheet.workbook import Cell

_HEAD_ROWS = 20


class Headed(Struct, frozen=True, kw_only=True):
    """A table whose headings were found.

    row:     where the headings stand, counted from 0.
    columns: every column of the file, in order.
    places:  where each column of ours stands; the first where a file has it twice.
    """

    row: int
    columns: tuple[ColumnRead, ...]
    places: dict[Column, int]


def headings(
    rows: Sequence[Sequence[Cell]], file: str, spot: Spot, *, class_given: bool
) -> Headed | None:
    """Return the headings of a table; None where there are none, with a finding.

    class_given: the class of every row is known from elsewhere, so its column may be missing.
    """
    texts = [[_heading(cell) for cell in row] for row in rows[:_HEAD_ROWS]]
    scores = [score(row) for row in texts]
    if not any(any(row) for row in texts) and not any(any(map(_heading, row)) for row in rows):
        spot.say(NO_ROWS)
        return None
    best = max(scores, default=0)
    if not best:
        found = next((row for row in texts if any(row)), [])
        spot.say(NO_HEADINGS, found=[shown(each, 30) for each in found if each][:20])
        return None
    at = scores.index(best)
    if any(any(row) for row in texts[:at]):
        spot.say(ABOVE_HEADINGS, row=str(at + 1))
    columns = tuple(
        ColumnRead(letters=letters(place), heading=text, column=column, unit=unit)
        for place, text in enumerate(texts[at])
        for column, unit in (column_of(text),)
    )
    places = _places(columns, f"{file} ", spot, at)
    missing = [
        HEADINGS[column]
        for column in REQUIRED
        if column not in places and not (column == "stock_class" and class_given)
    ]
    unread = [shown(each.heading, 30) for each in columns if each.heading and not each.column]
    for column in missing:
        spot.say(COLUMN_MISSING, missing=column, found=[shown(e.heading, 30) for e in columns])
    if unread:
        spot.say(COLUMNS_NOT_READ, unread=unread)
    return None if missing else Headed(row=at, columns=columns, places=places)


def _places(columns: Sequence[ColumnRead], file: str, spot: Spot, row: int) -> dict[Column, int]:
    places: dict[Column, int] = {}
    for place, read in enumerate(columns):
        if read.column is None:
            continue
        here = Spot(spot.findings, f"{file}{read.letters}{row + 1}")
        if read.column in places:
            first = columns[places[read.column]]
            here.say(
                COLUMN_TWICE,
                column=HEADINGS[read.column],
                first=f"{shown(first.heading, 30)} ({first.letters})",
                second=f"{shown(read.heading, 30)} ({read.letters})",
            )
            continue
        places[read.column] = place
        if read.counts_in_many:
            here.say(COUNTS_IN_MANY, heading=shown(read.heading, 60))
        elif read.column == "cost" and read.unit:
            here.say(UNIT_NOT_READ, heading=shown(read.heading, 60))
    return places


def _heading(cell: Cell) -> str:
    return text_of(cell) if isinstance(cell, str) else ""


NO_ROWS = Remark(
    severity="error",
    code="spreadsheet.no_rows",
    what="There is nothing in the table.",
    why="No row holds a heading or a holding.",
    fix="Write one row of headings and one row for each holding.",
)
NO_HEADINGS = Remark(
    severity="error",
    code="spreadsheet.no_headings",
    what="No row of headings was found; the first row with text holds: {found}.",
    why="Among the first twenty rows one must name at least the holder or the quantity.",
    fix="Name the columns: holder (持有人), class (类别), quantity (股数).",
)
ABOVE_HEADINGS = Remark(
    severity="note",
    code="spreadsheet.above_headings",
    what="The headings stand in row {row}; what stands above them was left out.",
    why="A title or a date above a table is not a holding.",
    fix="Nothing needs doing.",
)
COLUMN_MISSING = Remark(
    severity="error",
    code="spreadsheet.column_missing",
    what="The column {missing} is missing; found: {found}.",
    why="A register needs the holder (持有人), class (类别) and quantity (股数) of every holding.",
    fix="Add the column, or name it so.",
)
COLUMNS_NOT_READ = Remark(
    severity="note",
    code="spreadsheet.columns_not_read",
    what="Not read: {unread}.",
    why="The register has no place for these columns, or does not know their headings.",
    fix="If one of them is needed, name it as in the template.",
)
COLUMN_TWICE = Remark(
    severity="error",
    code="spreadsheet.column_twice",
    what="Two columns mean {column}: {first} and {second}.",
    why="Nobody can tell which of them counts.",
    fix="Remove or rename one of them.",
)
COUNTS_IN_MANY = Remark(
    severity="error",
    code="spreadsheet.counts_in_many",
    what="The heading “{heading}” counts in thousands, 万 or the like.",
    why="Such figures are usually rounded; a register is exact to the share.",
    fix="Write full numbers, and take the unit out of the heading.",
)
UNIT_NOT_READ = Remark(
    severity="note",
    code="spreadsheet.unit_not_read",
    what="The heading “{heading}” names a unit; the amounts were taken as they stand.",
    why="Cost is stated in the currency of the stock class; nothing is converted.",
    fix="Check that it is the currency of the class.",
)
