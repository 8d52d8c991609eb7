"""A company's sparkline in a table."""

from laogu.evidence import anchors_of
from laogu.web.anchor_chart import Level
from laogu.web.drawing import Drawing
from laogu.web.pages.issuer.anchor_drawing import counted_points, largest_points
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.asked import exact, exact_span
from laogu.web.sparkline import sparkline


def spark(subject: Subject) -> Drawing:
    """Return what the mark of a company counts, small, and its band of today.

    Only what is in the currency of the mark: another is not converted, and has no height here.
    """
    visit, mark = subject.visit, subject.mark
    found = anchors_of(subject.books.evidence, subject.issuer.issuer, as_of=subject.on)
    if mark.value is None or mark.band is None or mark.middle is None or mark.currency is None:
        points = largest_points(visit, found)
        level = None
    else:
        points = [one for one in counted_points(subject, found) if one.currency == mark.currency]
        level = Level(
            on=subject.on, currency=mark.currency, value=exact(mark.value),
            band=exact_span(mark.band), middle=exact_span(mark.middle),
        )  # fmt: skip
    points = [one for one in points if one.currency == points[-1].currency]
    says = visit.said("{count} anchors; the company's page has every one.", count=len(points))
    first = points[0].on if points else subject.on
    return sparkline(points, first=first, today=subject.on, says=says, level=level)
