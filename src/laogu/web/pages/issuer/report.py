"""The report of a company's board: a page that prints as it is read, and the same as a PDF."""

import asyncio
from collections.abc import Iterator

from laogu.connectors import read_typed, reports
from laogu.connectors.reports import Paper, Row, Section
from laogu.web.exports import Sheet, Value, corner, exported, figure_or_text
from laogu.web.frame import Link
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.issuer.subject import Subject
from laogu.web.routes import Route
from laogu.web.shapes import Exports
from laogu.web.showing import Page, Shown, file, page
from laogu.web.visit import Visit

ASK = "issuer.report"


class ReportPage(Page, frozen=True, kw_only=True):
    """What a board is told, as it lies on paper. rows: its sections, one or two beside each other.

    exports: of each table, by the name of its section.
    """

    paper: Paper
    rows: tuple[tuple[Section, ...], ...]
    exports: dict[str, Exports]
    back: Link
    pdf: Link


def report(visit: Visit, slug: str) -> Shown:
    """Return the report of a day, for those whom it is for."""
    subject = Subject(visit, slug)
    paper = _paper(subject)
    tables = [one for one in paper.sections if one.table is not None]
    found = exported(visit, *(_sheet(one) for one in tables))
    if found is not None:
        return found
    shown = ReportPage(
        title=paper.head[0],
        is_of_a_day=True,
        place="desk" if visit.sight.issues_for else "markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        note=visit.said("Every figure on this page is worked out by a model."),
        paper=paper,
        rows=tuple(_side_by_side(paper)),
        exports={one.name: corner(visit, one.name) for one in tables},
        back=Link(says=subject.name(), href=subject.to()),
        pdf=Link(
            says=visit.said("PDF for print"), href=subject.to("/report.pdf", **subject.kept_days)
        ),
    )
    return page(visit, "issuer/report.html", shown)


async def report_pdf(visit: Visit, slug: str) -> Shown:
    """Return the same report as a file for print; while it is set, others are answered."""
    paper = _paper(Subject(visit, slug))
    content = await asyncio.to_thread(reports.pdf_of, paper)
    return file(visit, content, kind="application/pdf", name=paper.file_name)


def _paper(subject: Subject) -> Paper:
    """Return the report laid out in the reader's language, or refuse who may not see it."""
    visit = subject.visit
    if not visit.sight.sees_register(subject.issuer.issuer):
        visit.must("issue", subject.issuer.issuer)
    fields = {"issuer": subject.issuer.slug, "on": subject.on.isoformat()}
    if subject.known_at is not None:
        fields["known_at"] = subject.known_at.isoformat()
    found = visit.running.ask(ASK, read_typed(ASK, fields), by=visit.person)
    told = reports.report_told(found, visit.books, lang=visit.lang, known_at=subject.known_at)
    return reports.laid_out(reports.read_told(told))


def _side_by_side(paper: Paper) -> Iterator[tuple[Section, ...]]:
    """Yield the sections, two halves together where they follow each other."""
    waits: Section | None = None
    for one in paper.sections:
        if one.is_half and waits is not None:
            yield waits, one
            waits = None
            continue
        if waits is not None:
            yield (waits,)
        waits = one if one.is_half else None
        if waits is None:
            yield (one,)
    if waits is not None:
        yield (waits,)


def _sheet(section: Section) -> Sheet:
    """Return a table of the report as rows; what only a picture shows has no column."""
    table = section.table
    assert table is not None, "only sections with a table are asked for"
    places = [at for at, one in enumerate(table.columns) if one.picture is None and one.says]
    heads = tuple(f"{table.columns[at].says} {table.columns[at].unit}".strip() for at in places)

    def rows() -> Iterator[tuple[Value, ...]]:
        for row in table.rows:
            yield tuple(_value(row, at) for at in places)

    return Sheet(section.name, heads, rows)


def _value(row: Row, at: int) -> Value:
    cell = row.cells[at]
    says = figure_or_text(cell.says)
    return says if not cell.second or not isinstance(says, str) else f"{says} ({cell.second})"


ROUTES = (
    Route(path="/company/{slug}/report", page=report),
    Route(path="/company/{slug}/report.pdf", page=report_pdf),
)
