"""What a holder's lots come to at the mark: free shares at it, locked ones at what is left."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from msgspec import Struct

from laogu.basics import StockClassId, in_words
from laogu.pricing.standard import ClassMark, Standard
from laogu.register import IssuedStock
from laogu.rights import LotFree, locked, releases
from laogu.web.frame import Link
from laogu.web.pages.marks.asked import exact, exact_span, of_class
from laogu.web.pages.marks.words import Figures, Marked, grade_says, marked_of
from laogu.web.pages.marks.words import in_words as said_in_words
from laogu.web.pages.writing import currency_name, sentences
from laogu.web.scale import Span, ends_around, scale
from laogu.web.shapes import Cell
from laogu.web.visit import Visit

WHOLE = Figures(power=0, unit="")
"""How an amount is written: four digits that count, and whole from 100 up."""


class Value(Struct, frozen=True):
    """What shares come to, with 5 to 95 % of it."""

    middle: Decimal
    low: Decimal
    high: Decimal

    def plus(self, other: "Value") -> "Value":
        """Return both together: they move together, so that their ends add up."""
        return Value(self.middle + other.middle, self.low + other.low, self.high + other.high)


NOTHING = Value(Decimal(0), Decimal(0), Decimal(0))


class Worth(Struct, frozen=True, kw_only=True):
    """What the lots of a class come to.

    each: by lot, in their order; None: no price. total: None: none of them has one. left_out: units
    that may not be sold, with no end that is known, so that they are not counted.
    """

    standard: Standard
    mark: ClassMark | None
    each: tuple[Value | None, ...]
    total: Value | None
    left_out: int


def worth_of(visit: Visit, stock_class: StockClassId, lots: Sequence[LotFree], on: date) -> Worth:
    """Return what lots of a class come to at its mark of today."""
    standard, mark = of_class(visit, stock_class)
    if mark is None or mark.value is None or mark.band is None:
        return Worth(standard=standard, mark=mark, each=(None,) * len(lots), total=None, left_out=0)
    found = [_lot(visit, mark, one.stock, on) for one in lots]
    total = NOTHING
    for value, _ in found:
        total = total.plus(value)
    return Worth(
        standard=standard,
        mark=mark,
        each=tuple(value for value, _ in found),
        total=total,
        left_out=sum(units for _, units in found),
    )


def _lot(visit: Visit, mark: ClassMark, stock: IssuedStock, on: date) -> tuple[Value, int]:
    """Return what a lot comes to, and how many of its units are not counted."""
    assert mark.value is not None, "there is a mark"
    assert mark.band is not None, "there is a mark"
    decimals = visit.books.register.classes[stock.stock_class].decimals
    free = Value(exact(mark.value), *exact_span(mark.band))
    value, rest, left_out = NOTHING, stock.units, 0
    for one in releases(locked(visit.books.agreements, stock.issuer, [stock], on=on), on=on):
        rest -= one.units
        if one.on is None:
            left_out += one.units
            continue
        until = one.on - timedelta(days=1)
        kept = next((each for each in mark.restricted if each.until == until), None)
        each = free if kept is None else Value(exact(kept.value), *exact_span(kept.band))
        value = value.plus(_times(each, in_words(one.units, decimals)))
    return value.plus(_times(free, in_words(rest, decimals))), left_out


def _times(each: Value, quantity: Decimal) -> Value:
    return Value(each.middle * quantity, each.low * quantity, each.high * quantity)


def written(value: Value | None) -> str | None:
    """Return an amount as a cell shows it; None: no price."""
    return None if value is None else WHOLE.end(value.middle) if value.middle else "0"


def mark_of_lots(visit: Visit, worth: Worth) -> Marked:
    """Return the mark at which lots are counted, with its band and grade."""
    return marked_of(visit, worth.standard, worth.mark or worth.standard)


def cell(visit: Visit, worths: Sequence[tuple[str, Worth, Link]]) -> Cell:
    """Return what is held in all, of the classes of the first currency; each with its title."""
    name = visit.said("What it is worth")
    marked = [one for one in worths if one[1].total is not None]
    if not marked:
        reason = worths[0][1].mark.reason if worths and worths[0][1].mark is not None else None
        return Cell(
            name=name,
            figure=visit.said("No price"),
            is_no_mark=True,
            is_why=True,
            says=visit.say(reason)
            if reason is not None
            else visit.said("What was paid is not what it is worth."),
            link=worths[0][2] if worths else None,
        )
    _, first, why = marked[0]
    code = first.standard.currency or ""
    same = [one for one in marked if one[1].standard.currency == code]
    total = NOTHING
    for _, one, _ in same:
        total = total.plus(one.total or NOTHING)
    band: Span = (total.low, total.high)
    others = len(worths) - len(same)
    assert first.mark is not None, "it has a mark"
    return Cell(
        name=name,
        aside=currency_name(visit, code),
        figure=WHOLE.end(total.middle) if total.middle else "0",
        grade=first.mark.grade or "",
        grade_says=grade_says(visit, first.mark),
        drawing=scale(
            total.middle,
            band,
            None,
            ends=ends_around((total.middle, *band)),
            says=said_in_words(visit, WHOLE, total.middle, band),
            width=250,
        )
        if total.low > 0
        else None,
        says=sentences(
            visit,
            visit.said("5 to 95%: {band}.", band=WHOLE.band(band)) if total.low > 0 else "",
            visit.said("At the mark of today, and not what was paid."),
            _not_counted(visit, others),
        ),
        link=why,
        is_why=True,
    )


def _not_counted(visit: Visit, others: int) -> str:
    """Return how many classes have no mark in the currency of the total; blank: none."""
    if others < 2:
        return visit.said("1 class is not counted in it.") if others else ""
    return visit.said("{count} classes are not counted in it.", count=others)
