"""The lines of a cap table before they are written: by holder, by class, by group, by votes."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property

from msgspec import Struct

from laogu.basics import HolderId, StockClassId, in_words
from laogu.register.views import (
    Counted,
    CountedRow,
    Groups,
    Source,
    Votes,
    counted,
    group_of,
    votes,
)
from laogu.web.drawing import Piece
from laogu.web.pages.cap_table.asked import Asked, By
from laogu.web.pages.cap_table.words import class_name, group_name
from laogu.web.pages.issuer.subject import Subject

DRAWN: Mapping[Source, str] = {
    "stock": "filled2", "grants": "hollow", "warrants": "hollow", "convertibles": "dashed",
    "pool": "hatched",
}  # fmt: skip
"""Issued is filled; granted, and not yet shares, is hollow; what nobody has yet is hatched."""


class Line(Struct, frozen=True, kw_only=True):
    """A row before it is written: figures by column; `shown` marks what stands for nobody named."""

    id: str
    name: str
    figures: tuple[Decimal | None, ...]
    counts: Decimal
    pieces: tuple[Piece, ...] = ()
    href: str = ""
    under: str = ""
    kind: str = ""


class Drawn:
    """The cap table as it is asked for, of a subject on its day."""

    def __init__(self, subject: Subject, chosen: Asked) -> None:
        self.subject, self.chosen, self.visit = subject, chosen, subject.visit
        self.register = subject.books.register
        self.issuer = subject.issuer.issuer

    @cached_property
    def counted(self) -> Counted:
        """How many shares there are by the conventions that are asked for."""
        return counted(
            self.register,
            self.issuer,
            as_of=self.subject.on,
            known_at=self.subject.known_at,
            conventions=self.chosen.conventions,
        )

    @cached_property
    def votes(self) -> Votes:
        """Who has how many votes."""
        return votes(
            self.register, self.issuer, as_of=self.subject.on, known_at=self.subject.known_at
        )

    @cached_property
    def groups(self) -> Groups:
        """In which group each holder stands."""
        return group_of(
            self.register, self.issuer, as_of=self.subject.on, known_at=self.subject.known_at
        )

    def note_look(self) -> None:
        """Note that the visitor sees holders that are not public, where that is so."""
        holders = self.register.holders
        if self.visit.sight.sees_register(self.issuer) and any(
            one.holder is None or not holders[one.holder].public for one in self.counted.rows
        ):
            self.visit.saw("register", self.issuer)

    @cached_property
    def seen(self) -> tuple[list[CountedRow], list[CountedRow]]:
        """The rows that the visitor may see, and those that are only summed up."""
        return self.visit.sight.counted(self.counted)

    @cached_property
    def sources(self) -> tuple[Source, ...]:
        """Which kinds of shares there are, issued ones first."""
        there = {source for one in self.counted.classes for source in one.parts}
        return tuple(one for one in DRAWN if one in there)

    def lines(self) -> list[Line]:
        """Return every line of the table, those that sum up what may not be shown at the end."""
        match self.chosen.by:
            case "holder":
                return self.by_holder()
            case "class":
                return self.by_class()
            case "group":
                return self.by_group()
            case "votes":
                return self.by_votes()

    def by_holder(self) -> list[Line]:
        """Return a line for each holder, and for what plans have left to grant."""
        shown, hidden = self.seen
        lines = [
            self._plan(row) if row.holder is None else self._holder(row, row.holder)
            for row in shown
        ]
        return [*lines, *self._hidden(hidden)]

    def _holder(self, row: CountedRow, holder: HolderId) -> Line:
        known = self.register.holders[holder]
        return Line(
            id=holder,
            name=self.visit.name(known),
            figures=self._figures([row]),
            counts=self._count(row.counts),
            pieces=self._pieces([row]),
            href=self.subject.to(f"/holders/{holder}", **self.subject.kept_days),
            under=self.visit.said("nobody named") if known.kind == "residual" else "",
        )

    def _plan(self, row: CountedRow) -> Line:
        plan = self.register.plans.plans[row.plan].plan if row.plan is not None else None
        name = plan.name if plan is not None else ""
        return Line(
            id=str(row.plan),
            name=self.visit.said("{plan}: left to grant", plan=name),
            figures=self._figures([row]),
            counts=self._count(row.counts),
            pieces=self._pieces([row]),
            href=self.visit.to(f"/plan/{row.plan}"),
        )

    def _hidden(self, rows: Sequence[CountedRow], by: By = "holder") -> list[Line]:
        if not rows:
            return []
        return [
            Line(
                id="",
                name=self.visit.said("Not shown to you")
                if self.chosen.is_diluted
                else self.visit.said("Holders not shown to you"),
                figures=self._figures(rows, by),
                counts=self._count(sum(one.counts for one in rows)),
                kind="hidden",
            )
        ]

    def by_class(self) -> list[Line]:
        """Return a line for each class."""
        lines = []
        for row in self.counted.classes:
            if row.stock_class is None:
                name, under = self.visit.said("Of no class yet"), ""
            else:
                kind = self.register.classes[row.stock_class]
                name, under = class_name(self.visit, kind), ""
                if row.into is not None and row.into != row.stock_class:
                    into = class_name(self.visit, self.register.classes[row.into])
                    ratio = f"{Decimal(row.ratio.numerator) / row.ratio.denominator:.10f}"
                    under = self.visit.said(
                        "{ratio} {stock_class} for one",
                        ratio=self.visit.show(Decimal(ratio.rstrip("0").rstrip("."))),
                        stock_class=into,
                    )
            figures = [
                self._count(row.parts[one].counts) if one in row.parts else None
                for one in self.sources
            ]
            together = self._count(row.counts)
            lines.append(
                Line(
                    id=row.stock_class or "",
                    href=self._of_kind(row.stock_class),
                    name=name,
                    under=under,
                    figures=(*figures, together) if len(self.sources) > 1 else tuple(figures),
                    counts=together,
                    pieces=tuple(
                        Piece(amount=row.parts[one].counts, kind=DRAWN[one])
                        for one in self.sources
                        if one in row.parts
                    ),
                )
            )
        return lines

    def _of_kind(self, stock_class: StockClassId | None) -> str:
        """Return the way to who holds a class, and what locks it; blank: there is none yet."""
        if stock_class is None:
            return ""
        name = self.register.classes[stock_class].name_en
        return self.subject.to(stock_class=name, **self.subject.kept_days)

    def by_group(self) -> list[Line]:
        """Return a line for each group, the largest first; who is not named, and plans, last."""
        found: defaultdict[str, list[CountedRow]] = defaultdict(list)
        lines = []
        shown, hidden = self.seen
        for row in shown:
            word = "pool" if row.holder is None else self.groups.of(row.holder)
            found[word].append(row)
        for word, rows in found.items():
            lines.append(
                Line(
                    id=word,
                    name=group_name(self.visit, word),
                    figures=self._figures(rows, "group"),
                    counts=self._count(sum(one.counts for one in rows)),
                    pieces=self._pieces(rows),
                )
            )
        lines.sort(key=lambda one: (one.id in {"residual", "pool"}, -one.counts))
        return [*lines, *self._hidden(hidden, "group")]

    def by_votes(self) -> list[Line]:
        """Return a line for each holder with votes."""
        lines, hidden = [], Decimal(0)
        for holder, count in self.votes.rows:
            known = self.register.holders[holder]
            if not self.subject.sees(known):
                hidden += count
                continue
            lines.append(
                Line(
                    id=holder,
                    name=self.visit.name(known),
                    figures=(count,),
                    counts=count,
                    pieces=(Piece(amount=int(count), kind="filled2"),),
                    href=self.subject.to(f"/holders/{holder}", **self.subject.kept_days),
                )
            )
        if hidden:
            name = self.visit.said("Holders not shown to you")
            lines.append(Line(id="", name=name, figures=(hidden,), counts=hidden, kind="hidden"))
        return lines

    def exact(self, counts: Decimal) -> int:
        """Return a count in the smallest units that count."""
        return int(counts.scaleb(self.counted.decimals))

    def hidden(self, units: int) -> tuple[Piece, ...]:
        """Return how a bar is drawn of whom nothing more is told."""
        return (Piece(amount=units, kind="filled3"),)

    def _figures(self, rows: Sequence[CountedRow], by: By = "holder") -> tuple[Decimal | None, ...]:
        """Return what rows together have, by the columns of a table."""
        if by == "holder" and not self.chosen.is_diluted:
            figures = [self._of_class(rows, one.stock_class) for one in self.subject.classes]
            several = len(self.subject.classes) > 1
        else:
            figures = [
                self._count(found) if (found := sum(one.of(source) for one in rows)) else None
                for source in self.sources
            ]
            several = len(self.sources) > 1
        if several:
            figures.append(self._count(sum(one.counts for one in rows)))
        if by == "group":
            holders = sum(1 for one in rows if one.holder is not None)
            return (Decimal(holders) if holders else None, *figures)
        return tuple(figures)

    def _of_class(self, rows: Sequence[CountedRow], stock_class: StockClassId) -> Decimal | None:
        units = sum(
            one.parts["stock", stock_class].units
            for one in rows
            if ("stock", stock_class) in one.parts
        )
        return in_words(units, self.register.classes[stock_class].decimals) if units else None

    def _pieces(self, rows: Sequence[CountedRow]) -> tuple[Piece, ...]:
        return tuple(
            Piece(amount=sum(row.of(one) for row in rows), kind=DRAWN[one]) for one in self.sources
        )

    def _count(self, counts: int) -> Decimal:
        return in_words(counts, self.counted.decimals)
