"""Record a legend: words that stand on certificates of the issuer.

Asked by: the issuer.
Records:  LegendRecorded
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, NotAName
"""

from laogu.basics import PaperId, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import issuer_named
from laogu.register.papers import LegendRecorded

LONGEST_LEGEND = 4000
"""Characters of the text of a legend."""


class RecordLegend(Request, frozen=True, kw_only=True):
    """A legend. name: by which it is known. text: all of its words."""

    issuer: str
    name: str
    text: str


def record_legend(books: Books, request: RecordLegend, asked: Asked) -> tuple[Event, ...]:
    """Return the legend, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    return (
        LegendRecorded(
            effective_on=asked.today(issuer.zone),
            paper=PaperId(asked.make("paper")),
            issuer=issuer.issuer,
            name=name(request.name),
            text=name(request.text, longest=LONGEST_LEGEND),
        ),
    )
