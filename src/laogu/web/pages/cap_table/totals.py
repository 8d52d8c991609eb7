"""The strip of a cap table: what is issued, fully diluted, the largest holder, the last change."""

from datetime import date, timedelta
from functools import cached_property

from laogu.basics import in_words
from laogu.register.views import FULLY_DILUTED, OUTSTANDING, Conventions, Counted, counted
from laogu.web.drawing import Piece, bar
from laogu.web.frame import Link
from laogu.web.pages.cap_table.lines import DRAWN, Drawn
from laogu.web.pages.issuer.holders import percent
from laogu.web.pages.writing import days_ago, holders
from laogu.web.shapes import Cell


class Totals:
    """What the strip says: issued, fully diluted, the last change."""

    def __init__(self, drawn: Drawn) -> None:
        self.drawn, self.visit, self.subject = drawn, drawn.visit, drawn.subject

    def _counted(self, conventions: Conventions) -> Counted:
        if self.drawn.chosen.conventions == conventions:
            return self.drawn.counted
        subject = self.subject
        return counted(
            subject.books.register,
            subject.issuer.issuer,
            as_of=subject.on,
            known_at=subject.known_at,
            conventions=conventions,
        )

    @cached_property
    def issued(self) -> Counted:
        """What is issued, each class as it is."""
        return self._counted(OUTSTANDING)

    @cached_property
    def diluted(self) -> Counted:
        """What is fully diluted, as the address asks or as usual."""
        chosen = self.drawn.chosen
        return self._counted(chosen.conventions if chosen.is_diluted else FULLY_DILUTED)

    @property
    def has_convertibles(self) -> bool:
        """Whether there is a paper that becomes shares at a price."""
        found = self.diluted
        return bool(
            {"convertibles", "other_currency"} & found.left_out.keys()
            or any("convertibles" in one.parts for one in found.classes)
        )

    def cells(self, days: tuple[date, ...]) -> tuple[Cell, ...]:
        """Return the cells of the strip."""
        return (self._issued(), self._diluted(), self._largest(), self._last_change(days))

    def _issued(self) -> Cell:
        visit = self.visit
        named = [
            one
            for one in self.issued.rows
            if one.holder is not None
            and self.subject.books.register.holders[one.holder].kind != "residual"
        ]
        return Cell(
            name=visit.said("Issued"),
            figure=self._shown(self.issued),
            beside=visit.said("shares"),
            says=visit.said(
                "{holders}; {classes} classes.",
                holders=holders(visit, len(named)),
                classes=len(self.subject.classes),
            )
            if len(self.subject.classes) > 1
            else visit.said("{holders}.", holders=holders(visit, len(named))),
        )

    def _diluted(self) -> Cell:
        visit, full = self.visit, self.diluted
        pieces = tuple(
            Piece(
                amount=sum(one.parts[source].counts for one in full.classes if source in one.parts),
                kind=kind,
            )
            for source, kind in DRAWN.items()
        )
        part = percent(pieces[0].amount, full.total)
        return Cell(
            name=visit.said("Fully diluted"),
            aside=visit.said("by stated conventions"),
            figure=self._shown(full),
            drawing=bar(pieces, of=full.total, says=part, width=250, height=10)
            if full.total
            else None,
            says=visit.said("{part}% of it is issued.", part=part),
        )

    def _largest(self) -> Cell:
        visit, register = self.visit, self.subject.books.register
        named = [one for one in self.issued.rows if one.holder is not None]
        seen = [
            one for one in named if one.holder and self.subject.sees(register.holders[one.holder])
        ]
        name = visit.said("Largest holder")
        if len(seen) < len(named):
            name = visit.said("Largest holder shown")
        if not seen:
            return Cell(name=name, figure="–", says=visit.said("No holder is shown to you."))
        first = seen[0]
        holder = str(first.holder)
        return Cell(
            name=name,
            aside=visit.said("of what is issued"),
            figure=f"{percent(first.counts, self.issued.total)}%",
            link=Link(
                says=visit.name(holder),
                href=self.subject.to(f"/holders/{holder}", **self.subject.kept_days),
            ),
        )

    def _last_change(self, days: tuple[date, ...]) -> Cell:
        visit, subject = self.visit, self.subject
        last = next((one for one in days if one <= subject.on), None)
        name = visit.said("Last change")
        if last is None:
            return Cell(name=name, figure=visit.said("none"))
        before = last - timedelta(days=1)
        return Cell(
            name=name,
            aside=days_ago(visit, (subject.on - last).days),
            figure=visit.show(last),
            link=Link(
                says=visit.said("what changed on it"),
                href=visit.here(
                    since=before.isoformat(),
                    as_of=None if last == subject.today else last.isoformat(),
                )
                + "#changes",
            ),
        )

    def _shown(self, found: Counted) -> str:
        return self.visit.show(in_words(found.total, found.decimals))
