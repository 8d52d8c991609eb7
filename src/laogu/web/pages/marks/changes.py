"""What would change a mark, that which moves it most first, on one scale."""

from decimal import Decimal

from msgspec import Struct

from laogu.pricing.standard import Change
from laogu.web.drawing import Drawing
from laogu.web.exports import Sheet
from laogu.web.pages.issuer.signs import price_words
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.asked import exact, exact_span
from laogu.web.pages.marks.words import figures_of
from laogu.web.scale import ends_around, scale
from laogu.web.visit import Visit


class ChangeRow(Struct, frozen=True, kw_only=True):
    """What is assumed otherwise, and where the mark would lie."""

    what: str
    assumed: str
    low: str
    high: str
    drawing: Drawing


def change_rows(subject: Subject) -> tuple[ChangeRow, ...]:
    """Return what would change the mark, the most first, on one scale."""
    found = _most_first(subject)
    value = subject.mark.value
    if not found or value is None:
        return ()
    ends = ends_around(
        [exact(each) for one in found for each in (one.low, one.high)] + [exact(value)]
    )
    figures = figures_of(subject.visit, subject.mark)
    rows = []
    for one in found:
        low, high = exact_span((min(one.low, one.high), max(one.low, one.high)))
        rows.append(
            ChangeRow(
                what=_changed(subject, one),
                assumed=_assumed(subject.visit, one),
                low=figures.mark(low),
                high=figures.mark(high),
                drawing=scale(
                    exact(value), (low, high), (low, high), ends=ends, width=170,
                    says=f"{figures.mark(low)}–{figures.mark(high)}",
                ),
            )
        )  # fmt: skip
    return tuple(rows)


def changes_sheet(subject: Subject) -> Sheet:
    """Return what would change the mark, as a table."""
    rows = [
        (
            one.what,
            subject.mark.anchors[one.at].on if one.at is not None else None,
            exact(one.low_as) if one.low_as is not None else None,
            exact(one.high_as) if one.high_as is not None else None,
            exact(one.low),
            exact(one.high),
        )
        for one in _most_first(subject)
    ]
    heads = ("what", "anchor_on", "low_assumed", "high_assumed", "low", "high")
    return Sheet("changes", heads, rows)


def _most_first(subject: Subject) -> list[Change]:
    """Return the changes, that which moves the mark most first."""

    def moves(one: Change) -> Decimal:
        low, high = exact_span((min(one.low, one.high), max(one.low, one.high)))
        return -(high / low)

    return sorted(subject.mark.changes, key=moves)


def _changed(subject: Subject, one: Change) -> str:
    visit = subject.visit
    if one.at is None:
        return visit.show(one.what, of="assumed")
    anchor = subject.mark.anchors[one.at]
    kind = price_words(subject, anchor)
    return visit.said("Without the {kind} of {day}", kind=kind, day=anchor.on)


def _assumed(visit: Visit, one: Change) -> str:
    """Return between which figures something is assumed; blank: it is left out."""
    if one.low_as is None or one.high_as is None:
        return ""
    low, high = exact(one.low_as), exact(one.high_as)
    if one.what in ("volatility", "rate"):
        low, high = low * 100, high * 100
        return visit.said("{low}% to {high}% a year", low=_plain(low), high=_plain(high))
    if one.what == "exits":
        return visit.said("{low} to {high} a year", low=_plain(low), high=_plain(high))
    return f"{_plain(low)}–{_plain(high)}"


def _plain(value: Decimal) -> str:
    return f"{value.normalize():f}"
