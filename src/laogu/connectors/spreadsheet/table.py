"""The heading row of a table, and the columns that follow from it."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from laogu.basics import Remark, Said
from laogu.connectors.spreadsheet.columns import (
    NAMES,
    REQUIRED,
    Column,
    ColumnRead,
    column_of,
    unit_of,
)
from laogu.connectors.spreadsheet.layout import Layout
from laogu.connectors.spreadsheet.names import text_of
from laogu.connectors.spreadsheet.presets import Preset, preset_of, score
from laogu.connectors.spreadsheet.remarks import Spot, letters, shown
from laogu.connectors.spreadsheet.wide import classes_in_headings
from laogu.connectors.spreadsheet.workbook import Cell

_HEAD_ROWS = 20


class Headed(Struct, frozen=True, kw_only=True):
    """A table whose headings were found.

    row:     where the headings stand, counted from 0.
    columns: every column of the file, in order.
    places:  where each column of ours stands; the first where a file has it twice.
    preset:  the usual table it was recognised as; None: none.
    times:   what each number of quantities stands for; 10,000 where contributions are in 万元.
    wide:    the columns that hold quantities of the class they name, with that class.
    """

    row: int
    columns: tuple[ColumnRead, ...]
    places: dict[Column, int]
    preset: Preset | None = None
    times: int = 1
    wide: tuple[tuple[int, str], ...] = ()


def headings(
    rows: Sequence[Sequence[Cell]], file: str, spot: Spot, *, layout: Layout, class_given: bool
) -> Headed | None:
    """Return the headings of a table; None where they cannot be read, with a finding.

    class_given: the class of every row is known from elsewhere, so its column may be missing.
    """
    at = _row_of_headings(rows, spot, layout.heading_row)
    if at is None:
        return None
    texts = [_heading(cell) for cell in rows[at]]
    preset = preset_of(texts)
    columns = _columns(texts, preset, layout)
    if preset is not None and "quantity" in layout.columns.values():
        # Whoever says which column holds the quantity has seen what the table is.
        preset = preset if preset.are_holdings else None
    if preset is not None and not preset.are_holdings:
        spot.say(OTHER_TABLE, table=preset.named)
        return Headed(row=at, columns=columns, places={}, preset=preset)
    columns, wide = classes_in_headings(columns, spot)
    times = _times(columns, preset)
    places = _places(columns, f"{file} ", spot, at, times=times)
    given = class_given or (preset is not None and preset.stock_class is not None)
    missing = [
        column
        for column in REQUIRED
        if column not in places
        and not (column == "stock_class" and given)
        and not (column in {"stock_class", "quantity"} and wide)
    ]
    found = [shown(each.heading, 30) for each in columns]
    for column in missing:
        remark = CLASS_MISSING if column == "stock_class" else COLUMN_MISSING
        spot.say(remark, missing=NAMES[column], found=found)
    say_unread(columns, spot)
    if missing:
        places = {}
    return Headed(row=at, columns=columns, places=places, preset=preset, times=times, wide=wide)


def _row_of_headings(rows: Sequence[Sequence[Cell]], spot: Spot, wanted: int | None) -> int | None:
    """Return where the headings stand, counted from 0: where somebody says, or the best row."""
    texts = [[_heading(cell) for cell in row] for row in rows[:_HEAD_ROWS]]
    if not any(any(row) for row in texts) and not any(any(map(_heading, row)) for row in rows):
        spot.say(NO_ROWS)
        return None
    if wanted is not None:
        return row_told(rows, spot, wanted)[0]
    scores = [score(row) for row in texts]
    best = max(scores, default=0)
    if not best:
        found = next((row for row in texts if any(row)), [])
        spot.say(NO_HEADINGS, found=[shown(each, 30) for each in found if each][:20])
        return None
    at = scores.index(best)
    if any(any(row) for row in texts[:at]):
        spot.say(ABOVE_HEADINGS, row=str(at + 1))
    return at


def row_told(
    rows: Sequence[Sequence[Cell]], spot: Spot, wanted: int
) -> tuple[int | None, list[str]]:
    """Return the row that somebody says holds the headings, from 0, and its texts; None: blank."""
    texts = [_heading(cell) for cell in rows[wanted - 1]] if 1 <= wanted <= len(rows) else []
    if any(texts):
        return wanted - 1, texts
    spot.say(NOT_A_HEADING_ROW, row=str(wanted))
    return None, texts


def _columns(texts: Sequence[str], preset: Preset | None, layout: Layout) -> tuple[ColumnRead, ...]:
    """Return how each column is taken: as somebody says, as the preset does, by its heading."""
    of_preset = preset.places(texts) if preset is not None else {}
    taken = {*of_preset.values(), *layout.columns.values()}
    columns: list[ColumnRead] = []
    for place, text in enumerate(texts):
        name = letters(place)
        if name in layout.columns:
            said_, by_hand = layout.columns[name], True
        else:
            said_, by_hand = of_preset.get(place), False
            if said_ is None:
                known = column_of(text)[0]
                # What another column was taken for is not taken again by its heading alone.
                beside = preset is not None and known in taken
                said_ = None if beside or known in layout.columns.values() else known
            elif said_ in layout.columns.values():
                said_ = None
        unit = unit_of(text) if said_ is not None else ""
        columns.append(
            ColumnRead(letters=name, heading=text, column=said_, unit=unit, by_hand=by_hand)
        )
    return tuple(columns)


def _times(columns: Sequence[ColumnRead], preset: Preset | None) -> int:
    """Return 10,000 where contributions of capital are stated in 万元, as their records do."""
    if preset is None or preset.of != "contributions":
        return 1
    quantity = next((one for one in columns if one.column == "quantity"), None)
    return 10_000 if quantity is not None and quantity.unit.startswith("万") else 1


def named_in(
    rows: Sequence[Sequence[Cell]], known: Callable[[str], object | None], *, least: int = 1
) -> tuple[int | None, list[str]]:
    """Return which of the first rows names most columns, and its texts.

    known: what a heading means. least: how many it must name; None: no row names as many, and the
    texts are those of the first row that has any.
    """
    texts = [[_heading(cell) for cell in row] for row in rows[:_HEAD_ROWS]]
    named = [sum(known(one) is not None for one in row if one) for row in texts]
    most = max(named, default=0)
    if most < least:
        return None, next((row for row in texts if any(row)), [])
    return named.index(most), texts[named.index(most)]


def say_twice(column: Said, first: ColumnRead, second: ColumnRead, spot: Spot) -> None:
    """Say that two columns mean the same."""
    spot.say(
        COLUMN_TWICE,
        column=column,
        first=f"{shown(first.heading, 30)} ({first.letters})",
        second=f"{shown(second.heading, 30)} ({second.letters})",
    )


def say_unread(columns: Sequence[ColumnRead], spot: Spot) -> None:
    """Say which columns are not read, and which of them are nobody's business here."""
    unread = [one for one in columns if one.heading and one.column is None]
    private = [shown(one.heading, 30) for one in unread if one.is_private]
    others = [shown(one.heading, 30) for one in unread if not one.is_private]
    if private:
        spot.say(PRIVATE_NOT_READ, unread=private)
    if others:
        spot.say(COLUMNS_NOT_READ, unread=others)


def _places(
    columns: Sequence[ColumnRead], file: str, spot: Spot, row: int, *, times: int
) -> dict[Column, int]:
    places: dict[Column, int] = {}
    for place, read in enumerate(columns):
        if read.column is None or read.column == "quantity_of":
            if read.counts_in_many:
                here = Spot(spot.findings, f"{file}{read.letters}{row + 1}")
                here.say(COUNTS_IN_MANY, heading=shown(read.heading, 60))
            continue
        here = Spot(spot.findings, f"{file}{read.letters}{row + 1}")
        if read.column in places:
            say_twice(NAMES[read.column], columns[places[read.column]], read, here)
            continue
        places[read.column] = place
        if read.column == "quantity" and times != 1:
            here.say(COUNTED_IN_WAN, heading=shown(read.heading, 60))
        elif read.counts_in_many:
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
    fix="Say which column holds it, or name it so; where there is none, add it.",
)
CLASS_MISSING = Remark(
    severity="error",
    code="spreadsheet.class_missing",
    what="No column names the class; found: {found}.",
    why="Shares are counted class by class, and nothing says of which these are.",
    fix="Say under “Class of rows that name none” which it is, or add the column class (类别).",
)
NOT_A_HEADING_ROW = Remark(
    severity="error",
    code="spreadsheet.not_a_heading_row",
    what="Row {row} holds no headings.",
    why="It is blank, or the sheet ends before it.",
    fix="Give the row in which the names of the columns stand.",
)
OTHER_TABLE = Remark(
    severity="error",
    code="spreadsheet.other_table",
    what="This is no list of holdings: {table}.",
    why="Its rows are options or changes; read as holdings, they would be counted as shares.",
    fix=(
        "Bring the list of shares that are held; a ledger of options is loaded with grant.load, "
        "and changes come in a package."
    ),
)
COUNTED_IN_WAN = Remark(
    severity="warning",
    code="spreadsheet.counted_in_wan",
    what="The heading “{heading}” counts in 万元; every number was multiplied by 10,000.",
    why="Registers of limited companies state contributions so; the register counts in yuan.",
    fix="Check one row; where the figures are rounded, write them in 元.",
)
PRIVATE_NOT_READ = Remark(
    severity="note",
    code="spreadsheet.private_not_read",
    what="Not read, and not kept: {unread}.",
    why="What identifies or reaches a person is not needed here, so it is not recorded.",
    fix="Nothing needs doing; leave such columns out of files that you send.",
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
