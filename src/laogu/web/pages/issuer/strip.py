"""The strip of a company's page: the mark, what was paid last, how much there is and is locked."""

from laogu.evidence import last_anchor
from laogu.web.drawing import Piece, bar
from laogu.web.frame import Link
from laogu.web.pages.issuer.anchored import kind_words, paid_words
from laogu.web.pages.issuer.facts import day_of, fact_href
from laogu.web.pages.issuer.holders import percent
from laogu.web.pages.issuer.releases import Releases
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.issuer.trading import tape_of
from laogu.web.pages.marks.asked import chosen_of
from laogu.web.pages.marks.cells import mark_cells
from laogu.web.pages.writing import currency_name, days_ago
from laogu.web.shapes import Cell

MOST = 4
"""Cells of the strip."""


def cells(subject: Subject, releases: Releases) -> tuple[Cell, ...]:
    """Return the marks, and in what room is left what is on the register and was paid last."""
    rest = [_last(subject)]
    if subject.kind is not None:
        register = [_registered(subject), _locked(subject, releases)]
        has_mark = chosen_of(subject).value is not None
        rest = [*register, *rest] if has_mark else [*rest, *register]
    return (*mark_cells(subject), *rest)[:MOST]


def _last(subject: Subject) -> Cell:
    """Return the last trade in this market; where there was none, the last anchor."""
    visit, kind = subject.visit, subject.kind
    prints = tape_of(subject)
    if prints:
        last = prints[0]
        ago = days_ago(visit, (subject.on - last.settled_on).days)
        return Cell(
            name=visit.said("Last trade"),
            aside=visit.said(
                "{currency} a share", currency=currency_name(visit, last.price.currency)
            ),
            figure=visit.show(last.price.decimal()),
            beside=visit.show(last.settled_on),
            says=visit.said("{units} shares, {ago}.", units=subject.quantity(last.units), ago=ago),
        )
    evidence, issuer = subject.books.evidence, subject.issuer
    anchor = last_anchor(evidence, issuer.issuer, as_of=subject.on)
    if anchor is None:
        nothing = visit.said("No trade of this class was ever settled in this market.")
        return Cell(
            name=visit.said("Last trade"),
            figure=visit.said("none"),
            says=nothing
            if kind is not None
            else visit.said("Nobody is known to have paid a price."),
        )
    figure, unit = paid_words(visit, anchor)
    return Cell(
        name=visit.said("Last anchor"),
        aside=kind_words(visit, anchor.kind),
        figure=figure,
        beside=unit,
        says=visit.said(
            "{day}. No trade was ever settled in this market.", day=day_of(visit, anchor.said)
        ),
        link=Link(
            says=visit.said("the fact"), href=fact_href(visit, issuer.slug, anchor.said.fact)
        ),
    )


def _registered(subject: Subject) -> Cell:
    visit = subject.visit
    named = sum(1 for row in subject.table.rows if row.holder.kind != "residual")
    if len(subject.table.rows) > named:
        says = visit.said("{holders} holders by name, and one row that names none.", holders=named)
    elif named == 1:
        says = visit.said("One holder.")
    else:
        says = visit.said("{holders} holders.", holders=named)
    return Cell(
        name=visit.said("On the register"),
        aside=subject.class_name(subject.kind) if subject.kind is not None else "",
        figure=subject.quantity(subject.total),
        beside=visit.said("shares"),
        says=says,
    )


def _locked(subject: Subject, releases: Releases) -> Cell:
    visit, locked = subject.visit, subject.kept
    part = f"{percent(locked, subject.total)}%"
    pieces = (
        Piece(amount=locked, kind="filled"),
        Piece(amount=subject.total - locked, kind="hollow"),
    )
    return Cell(
        name=visit.said("May not be sold on this day"),
        aside=part,
        figure=subject.quantity(locked),
        beside=visit.said("shares"),
        drawing=bar(pieces, of=subject.total, says=part, width=250, height=10),
        says=_next(subject, releases),
    )


def _next(subject: Subject, releases: Releases) -> str:
    visit = subject.visit
    ahead = next((one for one in releases.rows if one.day is not None), None)
    if ahead is None:
        return visit.said("No day is known on which more comes free.")
    return visit.said(
        "{units} come free on {day}, {left}.", units=ahead.units, day=ahead.day, left=ahead.left
    )
