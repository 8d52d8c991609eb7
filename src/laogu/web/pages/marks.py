"""The place of a mark: no mark is worked out yet, and the page says so and why."""

from collections.abc import Sequence
from datetime import date

from laogu.market import Print
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.writing import days_ago
from laogu.web.shapes import Cell
from laogu.web.visit import Visit


def mark_cell(subject: Subject, prints: Sequence[Print]) -> Cell:
    """Return *no price*, over an empty scale, with what is missing."""
    visit = subject.visit
    return Cell(
        name=visit.said("Mark"),
        aside=subject.class_name(subject.kind) if subject.kind is not None else "",
        figure=visit.said("no price"),
        is_no_mark=True,
        says=why_no_mark(visit, prints, on=subject.on),
    )


def why_no_mark(visit: Visit, prints: Sequence[Print], *, on: date) -> str:
    """Return why there is no mark, in one sentence."""
    if not prints:
        return visit.said("No trade of this class in this market, and no other anchor is read yet.")
    return visit.said(
        "Last trade {ago}; this market does not work out marks yet.",
        ago=days_ago(visit, (on - prints[0].settled_on).days),
    )
