"""Why a mark is what it is: what it rests on, what would change it, by class, through time."""

from msgspec import Struct

from laogu.web.drawing import Drawing
from laogu.web.exports import corner, exported
from laogu.web.frame import Link
from laogu.web.pages.issuer.anchor_drawing import drawn
from laogu.web.pages.issuer.anchored import known_anchors
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.marks.cells import mark_cells
from laogu.web.pages.marks.changes import ChangeRow, change_rows, changes_sheet
from laogu.web.pages.marks.classes import ClassRow, class_rows, classes_sheet
from laogu.web.pages.marks.counted import CountedRow, counted_rows, counted_sheet
from laogu.web.pages.marks.moments import MomentRow, moment_rows, moments_sheet
from laogu.web.pages.marks.words import figures_of, model_note
from laogu.web.paging import Paged
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

SHOWN = 12
"""Rows of a table of this page that are shown at once."""


class Model(Struct, frozen=True, kw_only=True):
    """By what a mark was worked out, as names and what they stand at."""

    pairs: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]


class MarkPage(Page, frozen=True, kw_only=True):
    """Why a mark is what it is. unit: of every figure; it stands in the heads.

    drawing: wide and narrow; None: there is too little to draw.
    """

    name: str
    back: Link
    live: str
    cells: tuple[Cell, ...]
    unit: str
    drawing: tuple[Drawing, Drawing] | None
    counted: Paged[CountedRow]
    counted_exports: Exports
    nothing: str
    changes: tuple[ChangeRow, ...]
    changes_exports: Exports
    classes: tuple[ClassRow, ...]
    classes_exports: Exports
    moments: Paged[MomentRow]
    moments_exports: Exports
    model: Model


def mark(visit: Visit, slug: str) -> Shown:
    """Return the page that says why a company's mark is what it is."""
    subject = Subject(visit, slug)
    file = exported(
        visit,
        counted_sheet(subject),
        changes_sheet(subject),
        classes_sheet(subject),
        moments_sheet(subject),
    )
    if file is not None:
        return file
    standard = subject.mark
    shown = MarkPage(
        title=visit.said("Why this mark"),
        is_of_a_day=True,
        place="markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        note=model_note(visit),
        told_by=frozenset({f"issuer:{subject.issuer.issuer}", "window:", "market", "clock"}),
        live=f"issuer:{subject.issuer.issuer}",
        name=subject.name(),
        back=Link(says=subject.name(), href=subject.to(**subject.kept_days)),
        cells=mark_cells(subject),
        unit=figures_of(visit, standard).unit if standard.value is not None else "",
        drawing=drawn(subject, known_anchors(subject)),
        counted=Paged(visit, "counted", counted_rows(subject), most=SHOWN, at="counted"),
        counted_exports=corner(visit, "counted"),
        nothing=visit.say(standard.reason),
        changes=change_rows(subject),
        changes_exports=corner(visit, "changes"),
        classes=class_rows(subject),
        classes_exports=corner(visit, "classes"),
        moments=Paged(visit, "moments", moment_rows(subject), most=SHOWN, at="through-time"),
        moments_exports=corner(visit, "moments"),
        model=_model(subject),
    )
    return page(visit, "issuer/mark.html", shown)


def _model(subject: Subject) -> Model:
    visit, standard = subject.visit, subject.mark
    pairs = [(visit.said("Version of the marks"), standard.version)]
    if standard.volatility is not None:
        whole = f"{standard.volatility:.0%}"
        pairs.append((visit.said("Spread of a year"), whole))
    if standard.level is not None:
        pairs.append((visit.said("Level of fair value"), visit.show(standard.level)))
    pairs.append((visit.said("Hash of what counted"), standard.input_hash[:16]))
    again = f"laogu issuer mark --issuer {subject.issuer.slug} --on {subject.on.isoformat()}"
    if subject.known_at is not None:
        again += f" --known-at {subject.known_at.isoformat()}"
    pairs.append((visit.said("Made again by"), again))
    return Model(pairs=tuple(pairs), missing=tuple(visit.say(one) for one in standard.missing))


ROUTES = (Route(path="/company/{slug}/mark", page=mark),)
