"""Every rule that binds an issuer's transfers, with an anchor each; and the documents."""

from laogu.agreements import RulebookAdopted, TermsAdopted
from laogu.web.exports import corner, exported
from laogu.web.frame import Link
from laogu.web.pages.issuer.clauses import ClauseRow, clause_rows, ours, rules_sheet
from laogu.web.pages.issuer.page import example_sentence
from laogu.web.pages.issuer.rulebook import (
    Rulebook,
    TermsRow,
    documents,
    documents_sheet,
    rulebook,
    rulebook_sheet,
)
from laogu.web.pages.issuer.subject import Subject
from laogu.web.refusals import PageUnknown
from laogu.web.routes import Route
from laogu.web.shapes import Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class RulesPage(Page, frozen=True, kw_only=True):
    """Every clause in force, and the rules of this market."""

    name: str
    rows: tuple[ClauseRow, ...]
    ours: tuple[ClauseRow, ...]
    documents: tuple[TermsRow, ...]
    rulebook: Rulebook
    exports: Exports
    ours_exports: Exports
    documents_exports: Exports
    back: Link


class TermsPage(Page, frozen=True, kw_only=True):
    """One document as it was adopted. text: None: its content was not kept."""

    name: str
    facts_line: tuple[str, ...]
    text: str | None
    digest: str
    back: Link


def rules(visit: Visit, slug: str) -> Shown:
    """Return the rules of an issuer on a day."""
    subject = Subject(visit, slug)
    rows = clause_rows(subject)
    file = exported(
        visit,
        rules_sheet(lambda: rows),
        rules_sheet(lambda: ours(subject), "ours"),
        rulebook_sheet(subject),
        documents_sheet(subject),
    )
    if file is not None:
        return file
    shown = RulesPage(
        title=visit.said("Rules of {issuer}", issuer=subject.name()),
        is_of_a_day=True,
        place="markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        name=subject.name(),
        rows=tuple(one for one in rows if one.document is not None or one.source),
        ours=tuple(ours(subject)),
        documents=documents(subject),
        rulebook=rulebook(subject),
        exports=corner(visit, "rules"),
        ours_exports=corner(visit, "ours"),
        documents_exports=corner(visit, "documents"),
        back=Link(says=subject.name(), href=subject.to()),
    )
    return page(visit, "issuer/rules.html", shown)


def terms(visit: Visit, slug: str, digest: str) -> Shown:
    """Return a document by its hash, if it was ever adopted for this issuer."""
    subject = Subject(visit, slug)
    agreements = visit.books.agreements
    papers: list[TermsAdopted | RulebookAdopted] = [*agreements.terms.values()]
    papers.extend(agreements.rulebooks.values())
    adopted = next(
        (
            one
            for one in papers
            if one.document == digest and one.issuer in {subject.issuer.issuer, None}
        ),
        None,
    )
    if adopted is None:
        raise PageUnknown(path=visit.here()[:200])
    content = adopted.content
    shown = TermsPage(
        title=visit.either(content.title_zh, content.title_en),
        place="markets",
        zone=subject.issuer.zone,
        example=example_sentence(subject),
        name=visit.either(content.title_zh, content.title_en),
        facts_line=(
            subject.name(),
            visit.show(content.layer, "layer"),
            visit.said("version {version}", version=content.version),
            visit.said("binds from {day}", day=adopted.effective_on),
            visit.cited(content.source),
        ),
        text=visit.running.journal.document(digest),
        digest=digest,
        back=Link(says=subject.name(), href=subject.to("/rules")),
    )
    return page(visit, "issuer/terms.html", shown)


ROUTES = (
    Route(path="/company/{slug}/rules", page=rules),
    Route(path="/company/{slug}/terms/{digest}", page=terms),
)
