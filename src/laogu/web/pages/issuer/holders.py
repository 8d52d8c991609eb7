"""Who holds what: the cap table of one class on a day, with what may not be sold and until when."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from msgspec import Struct

from laogu.basics import in_words
from laogu.register import CapTableRow, HolderRegistered
from laogu.rights import Locked
from laogu.web.drawing import Drawing, Piece, bar
from laogu.web.exports import Sheet, Value, corner
from laogu.web.frame import Link
from laogu.web.pages.answers import rule_link
from laogu.web.pages.as_of import AsOf, as_of_control
from laogu.web.pages.issuer.subject import Subject
from laogu.web.paging import Paged
from laogu.web.shapes import Choice, Column, Exports, Filter, Sure
from laogu.web.sorting import Sorting

SHOWN = 20
"""Rows of holders before the page says how many more there are."""

MOST_DAYS = 6
_SURE: tuple[Sure, ...] = ("low", "medium", "high")


class HolderRow(Struct, frozen=True, kw_only=True):
    """One holder. until: the last locked day; None: nothing of it is locked."""

    name: str
    under: str
    href: str
    held: str
    bar: Drawing
    part: str
    until: str | None
    clause: Link | None
    days: str | None
    sure: Sure | None


class SumRow(Struct, frozen=True, kw_only=True):
    """Several rows in one. kind: subtotal or total; says: what is withheld, if anything is."""

    kind: str
    name: str
    held: str
    part: str


class Holders(Struct, frozen=True, kw_only=True):
    """The section *who holds what*.

    withheld: who may see what is not shown; blank: all is shown. all_rows: the way to more than the
    first of them, a page at a time.
    """

    columns: tuple[Column, ...]
    rows: tuple[HolderRow, ...]
    sums: tuple[SumRow, ...]
    filters: tuple[Filter, ...]
    exports: Exports
    note: str
    withheld: str
    owners: Link
    shown: str
    of: str
    all_rows: str | None
    next_rows: str | None
    first_rows: str | None
    as_of: AsOf


def holders(subject: Subject) -> Holders:
    """Return the section, of the class that is shown."""
    visit = subject.visit
    rows = [row for row in subject.table.rows if _units(subject, row)]
    seen = _sorting(subject).of(row for row in rows if subject.sees(row.holder))
    largest = max((_units(subject, row) for row in rows), default=0)
    shows_all = visit.query.get("rows") == "all" or len(seen) <= SHOWN + 1
    paged = Paged(visit, "holders", seen, at="holders")
    begin, end = (paged.begin, paged.end) if shows_all else (0, SHOWN)
    first, others = seen[begin:end], [*seen[:begin], *seen[end:]]
    hidden = sum(_units(subject, row) for row in rows if not subject.sees(row.holder))
    return Holders(
        columns=_columns(subject),
        rows=tuple(_row(subject, row, subject.lots[row.holder.holder], largest) for row in first),
        sums=tuple(_sums(subject, others, hidden)),
        filters=_filters(subject),
        exports=corner(visit, "holders"),
        note=_note(subject),
        withheld=(
            visit.said(
                "Holders that no published source names are shown to themselves, to the issuer "
                "and to the operator."
            )
            if hidden
            else ""
        ),
        owners=Link(says=visit.said("Who owns it in the end"), href=subject.to("/owners")),
        shown=paged.shown if shows_all else visit.show(len(first)),
        of=paged.of,
        all_rows=None if shows_all else visit.here(rows="all"),
        next_rows=paged.next_href if shows_all else None,
        first_rows=paged.first_href if shows_all else None,
        as_of=as_of_control(
            visit,
            changes(subject),
            on=subject.on,
            today=subject.today,
            known_on=subject.known_on or subject.today,
            at="holders",
        ),
    )


def _sorting(subject: Subject) -> Sorting[CapTableRow]:
    def until(row: CapTableRow) -> date | None:
        own = subject.lots[row.holder.holder]
        found, rule = _until(subject, own)
        return found or (date.max if rule is not None else None)

    return Sorting(
        subject.visit,
        "holders",
        {
            "holder": lambda row: subject.visit.name(row.holder).casefold(),
            "held": lambda row: _units(subject, row),
            "until": until,
        },
        at="holders",
    )


def holders_sheet(subject: Subject) -> Sheet:
    """Return the rows of the section as a table; what is not shown is one row without a name."""
    heads = ("holder_id", "holder", "class", "quantity", "locked", "locked_through", "rule", "sure")
    return Sheet("holders", heads, lambda: _sheet_rows(subject))


def _sheet_rows(subject: Subject) -> list[tuple[Value, ...]]:
    decimals = subject.kind.decimals if subject.kind else 0
    kind = subject.class_name(subject.kind) if subject.kind else None
    found: list[tuple[Value, ...]] = []
    hidden = 0
    for row in _sorting(subject).of(subject.table.rows):
        units = _units(subject, row)
        if not subject.sees(row.holder):
            hidden += units
            continue
        own = subject.lots[row.holder.holder]
        until, rule = _until(subject, own)
        found.append(
            (
                row.holder.holder,
                subject.visit.name(row.holder),
                kind,
                in_words(units, decimals),
                in_words(sum(lot.units for lot in own), decimals),
                until,
                rule,
                _sure(row),
            )
        )
    if hidden:
        found.append((None, None, kind, in_words(hidden, decimals), None, None, None, None))
    return found


def changes(subject: Subject) -> tuple[date, ...]:
    """Return the days on which the register of the class changed, the latest first."""
    if subject.kind is None:
        return ()
    days = subject.books.register.changes.days(subject.kind.stock_class)
    return tuple(sorted(days, reverse=True))


def percent(units: int, of: int) -> str:
    """Return a part in per cent of the whole, two places, rounded half-even; none of nothing."""
    if of <= 0:
        return "–"
    part = Decimal(units) * 100 / Decimal(of)
    return f"{part.quantize(Decimal('0.01'), ROUND_HALF_EVEN):f}"


def _units(subject: Subject, row: CapTableRow) -> int:
    return 0 if subject.kind is None else row.units.get(subject.kind.stock_class, 0)


def _row(subject: Subject, row: CapTableRow, lots: Sequence[Locked], largest: int) -> HolderRow:
    visit, units = subject.visit, _units(subject, row)
    kept = sum(lot.units for lot in lots)
    until, rule = _until(subject, lots)
    pieces = (Piece(amount=kept, kind="filled2"), Piece(amount=units - kept, kind="hollow"))
    says = visit.said(
        "{kept} of {units} may not be sold",
        kept=subject.quantity(kept),
        units=subject.quantity(units),
    )
    return HolderRow(
        name=visit.name(row.holder),
        under=_under(subject, row.holder),
        href=_ask(subject, row.holder),
        held=subject.quantity(units),
        bar=bar(pieces, of=largest, says=says),
        part=percent(units, subject.total),
        until=_until_words(subject, kept, until),
        clause=rule_link(visit, subject.issuer, rule) if rule else None,
        days=visit.show((until - subject.on).days + 1) if kept and until else None,
        sure=_sure(row),
    )


def _ask(subject: Subject, holder: HolderRegistered) -> str:
    kind = subject.kind.name_en if subject.kind else ""
    return subject.to("/transfer", seller=holder.holder, stock_class=kind)


def _under(subject: Subject, holder: HolderRegistered) -> str:
    """Return a holder's name in the other language, where it has one that is open."""
    other = subject.visit.either("en", "zh")
    name = holder.name_en if other == "en" else holder.name
    shown = name if isinstance(name, str) else ""
    return "" if shown == subject.visit.name(holder) else shown


def _until(subject: Subject, lots: Sequence[Locked]) -> tuple[date | None, str | None]:
    """Return the last day on which anything of the lots is locked, and the rule that says so.

    A rule without a day: it is locked, and no last day is known.
    """
    binding = [one for lot in lots if lot.units for one in lot.binding(subject.on)]
    if not binding:
        return None, None
    last = max(binding, key=lambda one: one.locked_through or date.max)
    return last.locked_through, last.rule


def _until_words(subject: Subject, kept: int, until: date | None) -> str | None:
    if not kept:
        return None
    return subject.visit.said("no last day") if until is None else subject.visit.show(until)


def _sure(row: CapTableRow) -> Sure | None:
    known = [stock.sure for stock in row.securities if stock.sure is not None]
    return min(known, key=_SURE.index) if known else None


def _sums(subject: Subject, others: Sequence[CapTableRow], hidden: int) -> list[SumRow]:
    def one(kind: str, name: str, units: int) -> SumRow:
        held, part = subject.quantity(units), percent(units, subject.total)
        return SumRow(kind=kind, name=name, held=held, part=part)

    visit = subject.visit
    sums = []
    if others:
        units = sum(_units(subject, row) for row in others)
        sums.append(one("subtotal", visit.said("{holders} more", holders=len(others)), units))
    if hidden:
        sums.append(one("subtotal", visit.said("Holders not shown to you"), hidden))
    return [*sums, one("total", visit.said("Total"), subject.total)]


def _columns(subject: Subject) -> tuple[Column, ...]:
    visit = subject.visit
    order = _sorting(subject)
    return (
        order.column("holder", Column(says=visit.said("Holder"))),
        order.column(
            "held", Column(says=visit.said("Held"), unit=visit.said("shares"), is_figure=True)
        ),
        Column(says=visit.said("Locked part"), said_only=True, drops=True),
        Column(says=visit.said("Part"), unit="%", is_figure=True),
        order.column("until", Column(says=visit.said("Locked through"))),
        Column(says=visit.said("Under"), drops=True),
        Column(says=visit.said("Left"), unit=visit.said("days"), is_figure=True, drops=True),
        Column(says=visit.said("Sure"), drops=True),
    )


def _filters(subject: Subject) -> tuple[Filter, ...]:
    """Return the classes and the days to choose from."""
    visit = subject.visit
    filters = []
    if len(subject.classes) > 1:
        choices = [
            Choice(
                says=subject.class_name(one),
                href=visit.here(stock_class=one.name_en, rows=None),
                is_chosen=one is subject.kind,
            )
            for one in subject.classes
        ]
        filters.append(Filter(says=visit.said("Class"), choices=tuple(choices)))
    days = [one for one in changes(subject) if one < subject.today][:MOST_DAYS]
    before = [] if not days else [days[-1] - timedelta(days=1)]
    choices = [
        Choice(
            says=visit.said("today") if one == subject.today else visit.show(one),
            href=visit.here(as_of=None if one == subject.today else one.isoformat()),
            is_chosen=one == subject.on,
        )
        for one in dict.fromkeys((subject.today, *days, *before, subject.on))
    ]
    return (*filters, Filter(says=visit.said("As of"), choices=tuple(choices)))


def _note(subject: Subject) -> str:
    visit = subject.visit
    says = visit.said("filled may not be sold, hollow is free; a name leads to the answer")
    if subject.known_at is None:
        return says
    known = visit.said("as known at the end of {day}", day=subject.known_on)
    return f"{known}{visit.either('；', '; ')}{says}"
