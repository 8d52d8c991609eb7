"""Questions to what is on file."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import TypeVar

from laogu.basics import IssuerId, StockClassId
from laogu.register.papers.events import PapersEvent, ValuationKind, ValuationRecorded
from laogu.register.papers.state import Papers

Kind = TypeVar("Kind", bound=PapersEvent)


def papers_of(
    papers: Papers, issuer: IssuerId, kind: type[Kind], *, known_at: datetime | None = None
) -> Iterator[Kind]:
    """Yield the papers of one kind, in the order in which they came on file."""
    for one in papers.papers_of.on(issuer):
        paper = papers.papers[one]
        if isinstance(paper.event, kind) and (known_at is None or paper.at <= known_at):
            yield paper.event


def valuation_on(
    papers: Papers,
    issuer: IssuerId,
    stock_class: StockClassId,
    on: date,
    *,
    kind: ValuationKind = "409A",
) -> ValuationRecorded | None:
    """Return the latest valuation of a class that may be used on a day; None: there is none."""
    found = [
        one
        for one in papers_of(papers, issuer, ValuationRecorded)
        if one.kind == kind
        and one.stock_class == stock_class
        and one.effective_on <= on
        and (one.expires_on is None or on <= one.expires_on)
    ]
    return max(found, key=lambda one: one.effective_on, default=None)
