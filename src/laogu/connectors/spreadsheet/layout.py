"""How a table is to be read, where somebody says so."""

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from laogu.connectors.spreadsheet.columns import Column

DayOrder = Literal["year", "month", "day"]
"""What days begin with that are written in digits; with the year, any day can be read."""


class Layout(Struct, frozen=True, kw_only=True):
    """What a reader was told of a file; a part that is left out is read as it is recognised.

    sheet:       the name of a visible sheet. heading_row: as a spreadsheet counts rows, from 1.
    columns:     what a column of the file holds, by its letters; None: it is not read.
    days:        what days begin with that do not begin with the year.
    stock_class: the class of rows that name none.
    currency:    of the issuer: an amount may carry its sign.
    """

    sheet: str = ""
    heading_row: int | None = None
    columns: Mapping[str, Column | None] = {}
    days: DayOrder | None = None
    stock_class: str | None = None
    currency: str | None = None


AS_RECOGNISED = Layout()
"""Nothing was said."""
