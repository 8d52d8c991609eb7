"""A column of percentages, compared with what the quantities come to."""

import re
from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from laogu.basics import Remark
from laogu.connectors.spreadsheet.holdings import RowReader
from laogu.connectors.spreadsheet.remarks import Spot, shown
from laogu.operations import RegisterRow

_WRITTEN = re.compile(r"(?P<figure>[0-9]{1,3}(?:\.[0-9]{1,15})?)\s*(?P<sign>%?)")


class Part(Struct, frozen=True):
    """What a row states of the whole, in hundredths, and how far it may be rounded."""

    stated: str
    figure: Decimal
    has_sign: bool
    spot: Spot


def part_of(reader: RowReader) -> Part | None:
    """Return the percentage a row states; None where it states none that can be compared."""
    text = reader.word("percent").replace("％", "%")
    found = _WRITTEN.fullmatch(text)
    if found is None:
        return None
    return Part(text, Decimal(found["figure"]), bool(found["sign"]), reader.spot("percent"))


def compare_parts(rows: Sequence[RegisterRow], parts: Sequence[Part | None]) -> None:
    """Say of each row whose percentage is not what its quantity comes to; of one class only."""
    stated = [part for part in parts if part is not None]
    if not stated or len({row.stock_class for row in rows}) != 1:
        return
    whole = sum((row.quantity for row in rows), Decimal(0))
    # A workbook keeps 12.5% as 0.125: without a sign, all of them together tell which it is.
    as_fraction = not any(one.has_sign for one in stated) and sum(
        (one.figure for one in stated), Decimal(0)
    ) <= Decimal("1.01")
    for row, part in zip(rows, parts, strict=True):
        if part is None:
            continue
        figure = part.figure * 100 if as_fraction else part.figure
        found = row.quantity * 100 / whole
        exponent = figure.as_tuple().exponent
        places = -exponent if isinstance(exponent, int) else 0
        if abs(found - figure) > max(Decimal(1).scaleb(-max(places, 0)), Decimal("0.00001")):
            part.spot.say(
                PERCENT_DIFFERS,
                stated=shown(part.stated),
                summed=f"{found:.4f}%",
            )


PERCENT_DIFFERS = Remark(
    severity="warning",
    code="spreadsheet.percent_differs",
    what="The row states {stated} of the whole; by the quantities it is {summed}.",
    why="A holding is missing or wrong, or the percentage counts something else.",
    fix="Find out which; what is recorded is the quantity.",
)
