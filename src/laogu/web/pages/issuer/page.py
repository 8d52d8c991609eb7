"""A company: the register of one issuer on a day, as its visitor may see it."""

from laogu.web.exports import Sheet, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.as_of import to_changed_day
from laogu.web.pages.issuer.anchored import Anchors, anchored, anchors_sheet
from laogu.web.pages.issuer.clauses import clause_rows, notes, rules_sheet
from laogu.web.pages.issuer.facts import Facts, contradictions_sheet, facts, facts_sheet
from laogu.web.pages.issuer.holders import Holders, changes, holders, holders_sheet
from laogu.web.pages.issuer.lock_ups import LockUps, lock_ups, lock_ups_sheet, stated_sheet
from laogu.web.pages.issuer.releases import Releases, release_calendar, releases_sheet
from laogu.web.pages.issuer.rulebook import (
    Rulebook,
    TermsRow,
    documents,
    documents_sheet,
    rulebook,
    rulebook_sheet,
)
from laogu.web.pages.issuer.strip import cells
from laogu.web.pages.issuer.subject import Subject
from laogu.web.pages.issuer.trading import Trading, offers_sheet, tape_sheet, trading
from laogu.web.pages.issuer.windows import Windows, windows, windows_sheet
from laogu.web.pages.marks.classes import ClassRow, class_rows, classes_sheet
from laogu.web.pages.marks.words import figures_of, model_note
from laogu.web.routes import Route
from laogu.web.shapes import Cell, Exports, Note
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class IssuerPage(Page, frozen=True, kw_only=True):
    """A company on a day.

    live: what its regions listen to. facts_line: the second line of the head. is_past: nothing can
    be acted on. unit: of the figures of `classes`, which are blank where the strip says all.
    elsewhere: why nothing of a real company is traded here; blank: it may be.
    """

    live: str
    name: str
    other: str
    is_example: bool
    facts_line: tuple[str, ...]
    is_past: bool
    rulebook: Rulebook
    cells: tuple[Cell, ...]
    anchors: Anchors
    unit: str
    classes: tuple[ClassRow, ...]
    classes_exports: Exports
    elsewhere: str
    lock_ups: LockUps
    holders: Holders | None
    releases: Releases
    trading: Trading
    windows: Windows
    rights: tuple[Note, ...]
    rights_exports: Exports
    documents: tuple[TermsRow, ...]
    documents_exports: Exports
    facts: Facts
    rules_href: str
    cap_table: Link


class FactsPage(Page, frozen=True, kw_only=True):
    """Everything that is known of a company."""

    name: str
    facts: Facts
    back: Link


def issuer(visit: Visit, slug: str) -> Shown:
    """Return a company's page."""
    subject = Subject(visit, slug)
    if (way := to_changed_day(visit, changes(subject), at="holders")) is not None:
        return way
    subject.note_look()
    file = exported(visit, *_sheets(subject))
    if file is not None:
        return file
    releases = release_calendar(subject)
    rows = clause_rows(subject)
    one = subject.issuer
    shown = IssuerPage(
        title=subject.name(),
        is_of_a_day=True,
        place="markets",
        zone=one.zone,
        example=example_sentence(subject),
        note=model_note(visit),
        live=f"issuer:{one.issuer}",
        told_by=frozenset({f"issuer:{one.issuer}", "window:", "market", "clock"}),
        name=subject.name(),
        other=visit.either(one.name_en, one.name_zh) if one.name_en != one.name_zh else "",
        is_example=one.example,
        facts_line=facts_line(subject),
        is_past=subject.is_past,
        rulebook=rulebook(subject),
        cells=cells(subject, releases),
        anchors=anchored(subject),
        unit=figures_of(visit, subject.mark).unit if subject.mark.value is not None else "",
        classes=_classes(subject),
        classes_exports=corner(visit, "classes"),
        elsewhere=_elsewhere(subject),
        lock_ups=lock_ups(subject),
        holders=holders(subject) if subject.kind is not None else None,
        releases=releases,
        trading=trading(subject),
        windows=windows(subject),
        rights=notes(subject, rows),
        rights_exports=corner(visit, "rules"),
        documents=documents(subject),
        documents_exports=corner(visit, "documents"),
        facts=facts(subject, shows_all=False),
        rules_href=subject.to("/rules"),
        cap_table=_cap_table(subject),
    )
    return page(visit, "issuer/page.html", shown)


def _sheets(subject: Subject) -> tuple[Sheet, ...]:
    """Return every table of the page."""
    return (
        holders_sheet(subject),
        releases_sheet(subject),
        anchors_sheet(subject),
        classes_sheet(subject),
        lock_ups_sheet(subject),
        stated_sheet(subject),
        tape_sheet(subject),
        windows_sheet(subject),
        offers_sheet(subject),
        facts_sheet(subject),
        contradictions_sheet(subject),
        rulebook_sheet(subject),
        documents_sheet(subject),
        rules_sheet(lambda: clause_rows(subject)),
    )


def _classes(subject: Subject) -> tuple[ClassRow, ...]:
    """Return every class with its mark; blank where the strip has said all there is."""
    rows = class_rows(subject)
    return rows if len(rows) > 1 else ()


def _cap_table(subject: Subject) -> Link:
    href = subject.to("/captable", **subject.kept_days)
    return Link(says=subject.visit.said("cap table"), href=href)


def _elsewhere(subject: Subject) -> str:
    """Return why nothing is traded; blank where somebody trades, or everything is invented."""
    visit, market = subject.visit, subject.books.market
    if market.is_practice or market.offers or visit.sight.mandates:
        return ""
    return visit.said(
        "A real company: what is known of it is shown, and no order of it is invented. How "
        "shares change hands is shown in the practice market: {command}.",
        command="./run serve --practice",
    )


def all_facts(visit: Visit, slug: str) -> Shown:
    """Return everything that is known of a company."""
    subject = Subject(visit, slug)
    file = exported(visit, facts_sheet(subject), contradictions_sheet(subject))
    if file is not None:
        return file
    shown = FactsPage(
        title=subject.name(),
        is_of_a_day=True,
        place="markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        name=subject.name(),
        facts=facts(subject, shows_all=True),
        back=Link(says=subject.name(), href=subject.to()),
    )
    return page(visit, "issuer/facts.html", shown)


def example_sentence(subject: Subject) -> str:
    """Return what stands under the bar of every page of an invented company; else blank."""
    if not subject.issuer.example:
        return ""
    return subject.visit.said(
        "{issuer}, its holders and every figure on this page are invented.", issuer=subject.name()
    )


def facts_line(subject: Subject) -> tuple[str, ...]:
    """Return the second line of a company's head: legal name, country and form, dates, par."""
    visit, one = subject.visit, subject.issuer
    place = (subject.country(), subject.form())
    known = [part for part in place if part not in ("", "unknown")]
    par = subject.kind.par if subject.kind is not None else None
    return (
        visit.either(one.legal_name_zh, one.legal_name_en),
        visit.either("，", ", ").join(known),
        visit.said("founded {day}", day=one.established_on) if one.established_on else "",
        visit.said("par {par}", par=par) if par else "",
    )


ROUTES = (
    Route(path="/company/{slug}", page=issuer),
    Route(path="/company/{slug}/facts", page=all_facts),
)
