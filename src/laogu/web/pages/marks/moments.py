"""The mark of every day that is told, as a table beside the drawing."""

from collections.abc import Iterator

from msgspec import Struct

from laogu.web.exports import Sheet, Value
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.asked import exact, exact_span
from laogu.web.pages.marks.words import figures_for


class MomentRow(Struct, frozen=True, kw_only=True):
    """The mark of one day, by what was known then."""

    day: str
    value: str
    band: str
    middle: str
    unit: str


def moment_rows(subject: Subject) -> tuple[MomentRow, ...]:
    """Return the mark of every day that is told, the newest first."""
    visit, rows = subject.visit, []
    for one in reversed(subject.marks):
        figures = figures_for(visit, one.basis, one.currency, exact(one.value))
        rows.append(
            MomentRow(
                day=visit.show(one.on),
                value=figures.mark(exact(one.value)),
                band=figures.band(exact_span(one.band)),
                middle=figures.band(exact_span(one.middle)),
                unit=figures.unit,
            )
        )
    return tuple(rows)


def moments_sheet(subject: Subject) -> Sheet:
    """Return the mark through time as a table, the oldest first."""
    heads = ("on", "basis", "currency", "mark", "low", "high", "lower_middle", "upper_middle")

    def rows() -> Iterator[tuple[Value, ...]]:
        for one in subject.marks:
            yield (
                one.on, one.basis, one.currency, exact(one.value), *exact_span(one.band),
                *exact_span(one.middle),
            )  # fmt: skip

    return Sheet("moments", heads, rows)
