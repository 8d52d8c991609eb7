"""The row of headings of a ledger, of grants or of convertibles: what is not known stays unread."""

from collections.abc import Mapping

from msgspec import Struct

from laogu.basics import Remark, Said
from laogu.connectors.spreadsheet.columns import Column, ColumnRead, meaning, unit_of
from laogu.connectors.spreadsheet.layout import AS_RECOGNISED, Layout
from laogu.connectors.spreadsheet.listing import Grid
from laogu.connectors.spreadsheet.remarks import Spot, letters, shown
from laogu.connectors.spreadsheet.table import Headed, named_in, row_told, say_twice, say_unread

_NAMED = 2
"""Columns that a row of headings names at least: one word alone may stand in a title."""


class Heads(Struct, frozen=True, kw_only=True):
    """What a ledger's columns are called, which it needs, and what is said of one not there.

    headings: ours, named in findings. known: every name of a column, as headings are compared.
    """

    headings: Mapping[Column, Said]
    known: Mapping[str, Column]
    needed: tuple[Column, ...]
    no_headings: Remark
    missing: Remark

    def column(self, heading: str) -> Column | None:
        """Return which column a heading means; None: none of ours."""
        if not heading or len(heading) > 60:
            return None
        return meaning(heading, self.known)


def ledger_headed(
    grid: Grid, heads: Heads, spot: Spot, layout: Layout = AS_RECOGNISED
) -> Headed | None:
    """Return the headings; without places, and with findings, where rows cannot be read by them.

    layout: in which row they stand and what columns hold, where somebody says so.
    """
    if layout.heading_row is not None:
        at, texts = row_told(grid.rows, spot, layout.heading_row)
        if at is None:
            return None
    else:
        at, texts = named_in(grid.rows, heads.column, least=_NAMED)
    if at is None:
        spot.say(heads.no_headings, found=[shown(one, 30) for one in texts if one][:20])
        return None
    columns = tuple(
        _column(letters(place), text, heads, layout) for place, text in enumerate(texts)
    )
    places: dict[Column, int] = {}
    errors = spot.findings.errors
    for place, read in enumerate(columns):
        if read.column is None:
            continue
        if read.column in places:
            here = Spot(spot.findings, f"{spot.where} {read.letters}{at + 1}")
            say_twice(heads.headings[read.column], columns[places[read.column]], read, here)
        else:
            places[read.column] = place
    for needed in heads.needed:
        if needed not in places:
            spot.say(heads.missing, missing=heads.headings[needed])
    say_unread(columns, spot)
    if spot.findings.errors > errors:
        places = {}
    return Headed(row=at, columns=columns, places=places)


def _column(name: str, text: str, heads: Heads, layout: Layout) -> ColumnRead:
    """Return how a column is taken: as somebody says, else by its heading."""
    is_told = name in layout.columns
    column = layout.columns[name] if is_told else heads.column(text)
    if not is_told and column in layout.columns.values():
        column = None  # Another column was said to hold it.
    return ColumnRead(
        letters=name, heading=text, column=column, unit=unit_of(text), by_hand=is_told
    )
