"""The row of headings of a ledger, of grants or of convertibles: what is not known stays unread."""

from collections.abc import Mapping

from msgspec import Struct

from laogu.basics import Remark, Said
from laogu.connectors.spreadsheet.columns import Column, ColumnRead, spellings, unit_of
from laogu.connectors.spreadsheet.listing import Grid
from laogu.connectors.spreadsheet.remarks import Spot, letters, shown
from laogu.connectors.spreadsheet.table import Headed, named_in, say_twice, say_unread

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
        return next((self.known[one] for one in spellings(heading) if one in self.known), None)


def ledger_headed(grid: Grid, heads: Heads, spot: Spot) -> Headed | None:
    """Return the headings; without places, and with findings, where rows cannot be read by them."""
    at, texts = named_in(grid.rows, heads.column, least=_NAMED)
    if at is None:
        spot.say(heads.no_headings, found=[shown(one, 30) for one in texts if one][:20])
        return None
    columns = tuple(
        ColumnRead(letters=letters(place), heading=text, column=heads.column(text),
                   unit=unit_of(text))
        for place, text in enumerate(texts)
    )  # fmt: skip
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
