"""The place of a mark: no mark is worked out yet, and the page says so and why."""

from collections.abc import Sequence

from laogu.evidence import last_anchor
from laogu.market import Print
from laogu.web.pages.issuer.anchored import kind_words, why_no_anchor
from laogu.web.pages.issuer.facts import day_of
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import days_ago
from laogu.web.shapes import Cell


def mark_cell(subject: Subject, prints: Sequence[Print]) -> Cell:
    """Return *no price*, over an empty scale, with what is missing."""
    visit = subject.visit
    return Cell(
        name=visit.said("Mark"),
        aside=subject.class_name(subject.kind) if subject.kind is not None else "",
        figure=visit.said("no price"),
        is_no_mark=True,
        says=why_no_mark(subject, prints),
    )


def why_no_mark(subject: Subject, prints: Sequence[Print]) -> str:
    """Return why there is no mark, in one sentence or two."""
    visit, on = subject.visit, subject.on
    if prints:
        return visit.said(
            "Last trade {ago}; this market does not work out marks yet.",
            ago=days_ago(visit, (on - prints[0].settled_on).days),
        )
    last = last_anchor(subject.books.evidence, subject.issuer.issuer, as_of=on)
    if last is None:
        return why_no_anchor(subject)
    facts = {"kind": kind_words(visit, last.kind), "day": day_of(visit, last.said)}
    if last.is_money:
        return visit.said("Last paid: {kind}, {day}; no mark is worked out yet.", **facts)
    return visit.said("Nobody is known to have paid; last said: {kind}, {day}.", **facts)
