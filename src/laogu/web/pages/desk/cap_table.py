"""The cap table of the desk: who held what on a day, every class in a column, by pages."""

from collections.abc import Callable
from datetime import date

from msgspec import Struct

from laogu.basics import StockClassId, in_words
from laogu.register import CapTable, CapTableRow
from laogu.web.exports import Sheet, Value, corner
from laogu.web.pages.as_of import AsOf, as_of_control
from laogu.web.pages.issuer.holders import percent
from laogu.web.pages.issuer.subject import Subject
from laogu.web.paging import Paged
from laogu.web.shapes import Column, Exports
from laogu.web.sorting import Sorting


class HolderRow(Struct, frozen=True, kw_only=True):
    """One holder: units of each class, None for none; part of all shares, blank: not said."""

    name: str
    href: str
    under: str
    units: tuple[str | None, ...]
    part: str


class Table(Struct, frozen=True, kw_only=True):
    """The cap table of a day, one page of it."""

    columns: tuple[Column, ...]
    rows: tuple[HolderRow, ...]
    totals: tuple[str, ...]
    total_part: str
    paged: Paged[CapTableRow]
    exports: Exports
    as_of: AsOf


def cap_table_of(subject: Subject) -> Table:
    """Return the cap table that the desk shows."""
    visit, table = subject.visit, subject.table
    order = _sorting(subject)
    paged = Paged(visit, "holders", order.of(table.rows), at="holders")
    has_part = _is_comparable(subject)
    columns = [
        order.column("holder", Column(says=visit.said("Holder"))),
        order.column("lots", Column(says=visit.said("Lots"), drops=True)),
        *(
            order.column(
                f"class{place}",
                Column(says=subject.class_name(one), is_figure=True, drops=place > 1),
            )
            for place, one in enumerate(subject.classes)
        ),
    ]
    if has_part:
        columns.append(Column(says=visit.said("Part"), unit="%", is_figure=True))
    return Table(
        columns=tuple(columns),
        rows=tuple(_row(subject, one, has_part=has_part) for one in paged.rows),
        totals=tuple(
            visit.quantity(table.totals[one.stock_class], one.decimals) for one in subject.classes
        ),
        total_part="100.00" if has_part else "",
        paged=paged,
        exports=corner(visit, "holders"),
        as_of=as_of_control(
            visit,
            changed_days(subject),
            on=subject.on,
            today=subject.today,
            known_on=None,
            at="holders",
        ),
    )


def changed_days(subject: Subject) -> tuple[date, ...]:
    """Return the days on which the register changed, of any class, the latest first."""
    changes = subject.books.register.changes
    days = {day for one in subject.classes for day in changes.days(one.stock_class)}
    return tuple(sorted(days, reverse=True))


def _sorting(subject: Subject) -> Sorting[CapTableRow]:
    def units_of(kind: StockClassId) -> Callable[[CapTableRow], int]:
        return lambda row: row.units.get(kind, 0)

    keys: dict[str, Callable[[CapTableRow], object]] = {
        "holder": lambda row: subject.visit.name(row.holder).casefold(),
        "lots": lambda row: len(row.securities),
    }
    for place, one in enumerate(subject.classes):
        keys[f"class{place}"] = units_of(one.stock_class)
    return Sorting(subject.visit, "holders", keys, at="holders")


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
        for row in _sorting(subject).of(subject.table.rows)
    ]


def _exact(subject: Subject, row: CapTableRow, stock_class: StockClassId) -> Value:
    decimals = subject.books.register.classes[stock_class].decimals
    return in_words(row.units.get(stock_class, 0), decimals)


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
        href=subject.to(f"/holders/{row.holder.holder}", **subject.kept_days),
        under=unnamed or lots,
        units=tuple(units),
        part=percent(row.total, _all_units(subject.table)) if has_part else "",
    )


def next_release(subject: Subject) -> tuple[date, int] | None:
    """Return the next day on which shares come free of own restrictions, and of how many lots."""
    days: dict[date, int] = {}
    for row in subject.table.rows:
        for stock in row.securities:
            for one in stock.restrictions:
                if one.locked_through is not None and one.locked_through >= subject.today:
                    days[one.locked_through] = days.get(one.locked_through, 0) + 1
    return (min(days), days[min(days)]) if days else None
