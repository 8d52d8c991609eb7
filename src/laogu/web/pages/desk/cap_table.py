"""The cap table of the desk: who held what on a day, every class in a column, by pages."""

from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal

from msgspec import Struct

from laogu.basics import StockClassId, in_words
from laogu.register import CapTable, CapTableRow, first_day
from laogu.web.exports import Sheet, Value, corner
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Column, Exports

SHOWN = 200
"""Rows of a page; the address carries where the next one begins."""


class HolderRow(Struct, frozen=True, kw_only=True):
    """One holder: units of each class, None for none; part of all shares, blank: not said."""

    name: str
    under: str
    units: tuple[str | None, ...]
    part: str


class Table(Struct, frozen=True, kw_only=True):
    """The cap table of a day, one page of it.

    first_on, last_on: the days that may be asked for. next_href: None: no more rows.
    """

    columns: tuple[Column, ...]
    rows: tuple[HolderRow, ...]
    totals: tuple[str, ...]
    total_part: str
    shown: str
    of: str
    next_href: str | None
    has_pages: bool
    exports: Exports
    on: str
    first_on: str
    last_on: str
    href: str


def cap_table_of(subject: Subject) -> Table:
    """Return the cap table that the desk shows."""
    visit, table = subject.visit, subject.table
    begin = _begin(visit.query.get("from", ""), len(table.rows))
    shown = table.rows[begin : begin + SHOWN]
    end = begin + len(shown)
    has_part = _is_comparable(subject)
    columns = [
        Column(says=visit.said("Holder")),
        Column(says=visit.said("Lots"), drops=True),
        *(
            Column(says=subject.class_name(one), is_figure=True, drops=place > 1)
            for place, one in enumerate(subject.classes)
        ),
    ]
    if has_part:
        columns.append(Column(says=visit.said("Part"), unit="%", is_figure=True))
    register = subject.books.register
    first = first_day(register, subject.issuer.issuer) or subject.today
    return Table(
        columns=tuple(columns),
        rows=tuple(_row(subject, one, has_part=has_part) for one in shown),
        totals=tuple(
            visit.quantity(table.totals[one.stock_class], one.decimals) for one in subject.classes
        ),
        total_part="100.00" if has_part else "",
        shown=visit.show(end - begin),
        of=visit.show(len(table.rows)),
        next_href=visit.here(**{"from": end}) if end < len(table.rows) else None,
        has_pages=len(table.rows) > SHOWN,
        exports=corner(visit, "holders"),
        on=subject.on.isoformat(),
        first_on=first.isoformat(),
        last_on=subject.today.isoformat(),
        href=visit.to(visit.path),
    )


def cap_table_sheet(subject: Subject) -> Sheet:
    """Return every row of the cap table, as a program reads it."""
    names = [one.name_en for one in subject.classes]
    heads = ("holder_id", "holder", "kind", *names)
    return Sheet("holders", heads, lambda: _sheet_rows(subject))


def _sheet_rows(subject: Subject) -> list[tuple[Value, ...]]:
    return [
        (
            row.holder.holder,
            subject.visit.name(row.holder),
            row.holder.kind,
            *(_exact(subject, row, one.stock_class) for one in subject.classes),
        )
        for row in subject.table.rows
    ]


def _exact(subject: Subject, row: CapTableRow, stock_class: StockClassId) -> Value:
    decimals = subject.books.register.classes[stock_class].decimals
    return in_words(row.units.get(stock_class, 0), decimals)


def _begin(given: str, rows: int) -> int:
    asked = int(given) if given.isdecimal() and len(given) < 10 else 0
    return asked if asked < rows else 0


def _is_comparable(subject: Subject) -> bool:
    """Return whether units of all classes count alike, so that parts of all shares can be said."""
    return len({one.decimals for one in subject.classes}) == 1 and _all_units(subject.table) > 0


def _all_units(table: CapTable) -> int:
    return sum(table.totals.values())


def _row(subject: Subject, row: CapTableRow, *, has_part: bool) -> HolderRow:
    visit = subject.visit
    units: list[str | None] = []
    for kind in subject.classes:
        held = row.units.get(kind.stock_class, 0)
        units.append(visit.quantity(held, kind.decimals) if held else None)
    count = len(row.securities)
    lots = visit.said("1 lot") if count == 1 else visit.said("{lots} lots", lots=count)
    unnamed = visit.said("nobody named") if row.holder.kind == "residual" else ""
    return HolderRow(
        name=visit.name(row.holder),
        under=unnamed or lots,
        units=tuple(units),
        part=percent(row.total, _all_units(subject.table)) if has_part else "",
    )


def percent(part: int, whole: int) -> str:
    """Return a part in per cent of the whole, two places, rounded half-even."""
    share = Decimal(part) * 100 / Decimal(whole)
    return f"{share.quantize(Decimal('0.01'), ROUND_HALF_EVEN):f}"


def next_release(subject: Subject) -> tuple[date, int] | None:
    """Return the next day on which shares come free of own restrictions, and of how many lots."""
    days: dict[date, int] = {}
    for row in subject.table.rows:
        for stock in row.securities:
            for one in stock.restrictions:
                if one.locked_through is not None and one.locked_through >= subject.today:
                    days[one.locked_through] = days.get(one.locked_through, 0) + 1
    return (min(days), days[min(days)]) if days else None
