"""What changed between two days: a row for each holder and class, a column for each kind of act."""

from collections.abc import Iterator
from datetime import date
from functools import cached_property

from msgspec import Struct

from laogu.basics import in_words
from laogu.register.views import CHANGE_KINDS, Between, ChangeKind, ClassMoved, Moved, between
from laogu.web.exports import Sheet, Value, corner
from laogu.web.pages.cap_table.asked import Asked
from laogu.web.pages.cap_table.words import change_name, class_name
from laogu.web.pages.issuer.subject import Subject
from laogu.web.paging import Paged
from laogu.web.shapes import Column, Exports

HIDDEN = "hidden"


class ChangeRow(Struct, frozen=True, kw_only=True):
    """Who, and of which class. cells: by kind, None: nothing; kind: blank, subtotal, total."""

    name: str
    under: str
    start: str
    cells: tuple[str | None, ...]
    end: str
    kind: str = ""
    href: str = ""


class Changed(Struct, frozen=True, kw_only=True):
    """The section *what changed*. rows: None: no second day is asked for.

    since, through: the days, as fields take them; first_on: the first on which anything changed.
    """

    note: str
    since: str
    through: str
    first_on: str
    hidden: tuple[tuple[str, str], ...]
    columns: tuple[Column, ...] = ()
    rows: tuple[ChangeRow, ...] | None = None
    sums: tuple[ChangeRow, ...] = ()
    paged: Paged[Moved] | None = None
    exports: Exports | None = None


class Compared:
    """Two days of a subject, as its visitor may see them."""

    def __init__(self, subject: Subject, chosen: Asked) -> None:
        self.subject, self.visit = subject, subject.visit
        self.days = tuple(sorted((chosen.since or subject.on, subject.on)))

    @cached_property
    def found(self) -> Between:
        """What changed between the two days, whichever of them was named first."""
        after, through = self.days
        return between(
            self.subject.books.register,
            self.subject.issuer.issuer,
            after=after,
            through=through,
            known_at=self.subject.known_at,
        )

    @cached_property
    def kinds(self) -> tuple[ChangeKind, ...]:
        """The kinds of acts that happened between the days."""
        return tuple(one for one in CHANGE_KINDS if any(row.by.get(one) for row in self.found.rows))

    def rows(self) -> list[Moved]:
        """Return the rows of holders that the visitor may see."""
        holders = self.subject.books.register.holders
        return [one for one in self.found.rows if self.subject.sees(holders[one.holder])]

    def rest(self) -> Iterator[ClassMoved]:
        """Yield what all others together have more or fewer of, class by class."""
        shown = self.rows()
        for one in self.found.classes:
            mine = [row for row in shown if row.stock_class == one.stock_class]
            by = {kind: one.by[kind] - sum(row.by.get(kind, 0) for row in mine) for kind in one.by}
            if any(by.values()):
                start = one.start - sum(row.start for row in mine)
                end = one.end - sum(row.end for row in mine)
                yield ClassMoved(stock_class=one.stock_class, start=start, by=by, end=end)

    def sheet(self) -> Sheet:
        """Return every row as a program reads it; those who are not shown stand in one a class."""
        heads = ("holder_id", "holder", "class", "start", *CHANGE_KINDS, "end")
        return Sheet("changes", heads, self._values)

    def _values(self) -> list[tuple[Value, ...]]:
        def row(one: Moved | ClassMoved, holder: str | None, name: str | None) -> tuple[Value, ...]:
            kind = self.subject.books.register.classes[one.stock_class]
            figures = (one.start, *(one.by.get(each, 0) for each in CHANGE_KINDS), one.end)
            return (
                holder,
                name,
                class_name(self.visit, kind),
                *(in_words(units, kind.decimals) for units in figures),
            )

        named = [row(one, one.holder, self.visit.name(str(one.holder))) for one in self.rows()]
        return [*named, *(row(one, None, None) for one in self.rest())]


def changed(subject: Subject, chosen: Asked, days: tuple[date, ...]) -> Changed:
    """Return the section. days: on which something changed, the latest first."""
    visit = subject.visit
    first_on = (days[-1] if days else subject.today).isoformat()
    before = next((one for one in days if one < subject.on), None)
    hidden = {**visit.query, "since": None}
    asks = Changed(
        note=visit.said("nothing is compared: name another day"),
        since=(chosen.since or before or subject.on).isoformat(),
        through=subject.today.isoformat(),
        first_on=first_on,
        hidden=tuple((name, one) for name, one in hidden.items() if one is not None),
    )
    if chosen.since is None:
        return asks
    compared = Compared(subject, chosen)
    after, through = compared.days
    paged = Paged(visit, "changes", compared.rows(), at="changes")
    several = len(subject.classes) > 1
    return Changed(
        note=visit.said(
            "from the end of {after} to the end of {through}", after=after, through=through
        ),
        since=chosen.since.isoformat(),
        through=asks.through,
        first_on=first_on,
        hidden=asks.hidden,
        columns=_columns(compared),
        rows=tuple(_moved(compared, one, several=several) for one in paged.rows),
        sums=tuple(_sums(compared, several=several)),
        paged=paged,
        exports=corner(visit, "changes"),
    )


def _columns(compared: Compared) -> tuple[Column, ...]:
    visit = compared.visit
    after, through = compared.days
    return (
        Column(says=visit.said("Holder")),
        Column(says=visit.show(after), is_figure=True),
        *(
            Column(says=change_name(visit, one), is_figure=True, drops=True)
            for one in compared.kinds
        ),
        Column(says=visit.show(through), is_figure=True),
    )


def _moved(compared: Compared, one: Moved, *, several: bool) -> ChangeRow:
    subject = compared.subject
    return _row(
        compared,
        one,
        name=compared.visit.name(str(one.holder)),
        several=several,
        href=subject.to(f"/holders/{one.holder}", **subject.kept_days),
    )


def _sums(compared: Compared, *, several: bool) -> Iterator[ChangeRow]:
    visit = compared.visit
    for one in compared.rest():
        name = visit.said("Holders not shown to you")
        yield _row(compared, one, name=name, several=several, kind="subtotal")
    for one in compared.found.classes:
        if any(one.by.values()):
            name = visit.said("Total")
            yield _row(compared, one, name=name, several=several, kind="total")


def _row(
    compared: Compared,
    one: Moved | ClassMoved,
    *,
    name: str,
    several: bool,
    kind: str = "",
    href: str = "",
) -> ChangeRow:
    visit = compared.visit
    stock_class = compared.subject.books.register.classes[one.stock_class]

    def signed(units: int) -> str | None:
        if not units:
            return None
        shown = visit.quantity(abs(units), stock_class.decimals)
        return f"+{shown}" if units > 0 else f"\u2212{shown}"

    return ChangeRow(
        name=name,
        under=class_name(visit, stock_class) if several else "",
        start=visit.quantity(one.start, stock_class.decimals),
        cells=tuple(signed(one.by.get(each, 0)) for each in compared.kinds),
        end=visit.quantity(one.end, stock_class.decimals),
        kind=kind,
        href=href,
    )
