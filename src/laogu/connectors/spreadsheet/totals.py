"""Recognising the rows of a table that are not holdings: totals, and headings said again."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from decimal import Decimal

from laogu.basics import Remark
from laogu.connectors.spreadsheet.columns import Column
from laogu.connectors.spreadsheet.names import text_of
from laogu.connectors.spreadsheet.presets import score
from laogu.connectors.spreadsheet.quantities import Numbers
from laogu.connectors.spreadsheet.remarks import Findings, Spot, shown
from laogu.connectors.spreadsheet.workbook import Cell

_ENGLISH = r"(?:grand|sub)?-?(?:total|totals|sum)(?:shares)?"
_CHINESE = r"(?:合计|总计|总数|总和|小计|共计|总股数|总股本)"
_TOTAL = re.compile(
    rf"{_ENGLISH}|{_CHINESE}|{_ENGLISH}[/(]?{_CHINESE}\)?|{_CHINESE}[/(]?{_ENGLISH}\)?"
)
_HOLDINGS_ONLY: tuple[Column, ...] = ("kind", "certificate", "acquired_on", "public", "locks")
"""What no total has: a row with one of these is a holding, even of a holder named Total."""


class TotalRow:
    """A row that states a total.

    quantity:    None where its quantity could not be read.
    stock_class: the class it is the total of; None: of all.
    """

    def __init__(self, label: str, quantity: Decimal | None, stock_class: str | None) -> None:
        self.label = label
        self.quantity = quantity
        self.stock_class = stock_class


def total_in(cells: Sequence[Cell], places: Mapping[Column, int]) -> TotalRow | None:
    """Return the total a row states; None where it is a holding."""

    def at(column: Column) -> Cell:
        place = places.get(column, len(cells))
        cell = cells[place] if place < len(cells) else ""
        return text_of(cell) if isinstance(cell, str) else cell

    if any(at(column) != "" for column in _HOLDINGS_ONLY):
        return None
    before = cells[: places["quantity"]]
    texts = [text_of(cell) for cell in before if isinstance(cell, str) and text_of(cell)]
    label = next((text for text in texts if _is_total(text)), None)
    holder = at("holder")
    if label is None or (holder not in ("", label)):
        return None
    named = at("stock_class")
    stock_class = named if isinstance(named, str) and named and named != label else None
    return TotalRow(label, _quietly(at("quantity")), stock_class)


def total_at(cells: Sequence[Cell], place: int) -> TotalRow | None:
    """Return the total that a row states at a place; None where none of its cells calls it one."""
    texts = (text_of(cell) for cell in cells if isinstance(cell, str))
    label = next((text for text in texts if text and _is_total(text)), None)
    return (
        None
        if label is None or place >= len(cells)
        else TotalRow(label, _quietly(cells[place]), None)
    )


def unlabelled(cells: Sequence[Cell], places: Mapping[Column, int]) -> Decimal | None:
    """Return the quantity of a row that holds a quantity and nothing else of ours."""
    for column, place in places.items():
        if column not in {"quantity", "cost"} and place < len(cells):
            cell = cells[place]
            if (text_of(cell) if isinstance(cell, str) else cell) != "":
                return None
    place = places["quantity"]
    return _quietly(cells[place]) if place < len(cells) else None


def is_heading_again(cells: Sequence[Cell]) -> bool:
    """Return whether a row is a row of headings, as printed tables repeat them."""
    return score([text_of(cell) if isinstance(cell, str) else "" for cell in cells]) >= 2


def compare(total: TotalRow, sums: Mapping[str, Decimal], *, complete: bool, spot: Spot) -> None:
    """Compare a total with what the rows above it sum to, and say that it was left out.

    complete: every row above was read; otherwise there is nothing to compare with.
    """
    if total.stock_class is not None:
        summed = sums.get(total.stock_class, Decimal(0))
    else:
        summed = sum(sums.values(), Decimal(0))
    if total.quantity is None or not complete:
        spot.say(TOTAL_NOT_COMPARED, label=shown(total.label, 30))
    elif total.quantity != summed:
        spot.say(TOTAL_DIFFERS, label=shown(total.label, 30), stated=total.quantity, summed=summed)
    else:
        spot.say(TOTAL_LEFT_OUT, label=shown(total.label, 30), stated=total.quantity)


def _is_total(text: str) -> bool:
    plain = "".join(unicodedata.normalize("NFKC", text).casefold().split()).strip(":.*")
    return _TOTAL.fullmatch(plain) is not None


def _quietly(cell: Cell) -> Decimal | None:
    """Return a cell's number; None where it is none, without a finding."""
    nowhere = Spot(Findings(0), "")
    reader = Numbers(zero=True)
    if isinstance(cell, Decimal):
        return reader.from_cell(cell, nowhere)
    text = text_of(cell) if isinstance(cell, str) else ""
    return reader.from_text(text, nowhere) if text and len(text) <= 60 else None


TOTAL_LEFT_OUT = Remark(
    severity="note",
    code="spreadsheet.total_left_out",
    what="The row “{label}” is a total and was left out; it agrees with the rows: {stated}.",
    why="A total is not a holding.",
    fix="Nothing needs doing.",
)
TOTAL_DIFFERS = Remark(
    severity="error",
    code="spreadsheet.total_differs",
    what="The row “{label}” states {stated}; the rows above it sum to {summed}.",
    why="A holding is missing, written twice, or wrong; or the total is of other rows.",
    fix="Find the difference, and correct the row or the total.",
)
TOTAL_NOT_COMPARED = Remark(
    severity="warning",
    code="spreadsheet.total_not_compared",
    what="The row “{label}” is a total and was left out; it could not be compared with the sum.",
    why="Its own quantity, or that of a row above it, could not be read.",
    fix="Correct the other findings first.",
)
TOTAL_IN_THE_MIDDLE = Remark(
    severity="error",
    code="spreadsheet.total_in_the_middle",
    what="The row “{label}” reads as a total, but holdings follow it.",
    why="Taken as a holding it would count the shares above it twice.",
    fix="Remove it; if it is a holder's name, write what kind of holder it is.",
)
HEADINGS_AGAIN = Remark(
    severity="error",
    code="spreadsheet.headings_again",
    what="The headings stand here again.",
    why="A second table may count other things than the first.",
    fix="Remove the row if the table goes on; otherwise save the second table by itself.",
)
