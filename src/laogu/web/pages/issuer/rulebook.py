"""The rulebook in force: which ways of finding a buyer are open, and the documents that say so."""

from msgspec import Struct

from laogu.agreements import Mechanism, RulebookAdopted, TermsAdopted
from laogu.basics import Way
from laogu.rights import DEFAULT, open_ways
from laogu.web.exports import Sheet, corner
from laogu.web.frame import Link
from laogu.web.pages.answers import rule_link
from laogu.web.pages.issuer.subject import Subject
from laogu.web.shapes import Exports
from laogu.web.visit import Visit

WAYS: tuple[Way, ...] = (
    "negotiated",
    "board",
    "listing",
    "lawful_auction",
    "call_auction",
    "continuous",
)


class WayRow(Struct, frozen=True, kw_only=True):
    """One way of finding a buyer, whether it is open here, and the clause that says so."""

    name: str
    is_on: bool
    clause: Link


class Rulebook(Struct, frozen=True, kw_only=True):
    """Which ways of finding a buyer are open. name: of the terms, or of this market's default."""

    name: str
    version: str
    ways: tuple[WayRow, ...]
    exports: Exports

    @property
    def open_ways(self) -> tuple[str, ...]:
        """The names of those that are open."""
        return tuple(one.name for one in self.ways if one.is_on)


class TermsRow(Struct, frozen=True, kw_only=True):
    """A document that binds: from when, of which layer, under which hash."""

    title: str
    version: str
    layer: str
    binds_on: str
    source: str
    hash: Link


def rulebook(subject: Subject) -> Rulebook:
    """Return which ways of finding a buyer are open on the page's day."""
    visit = subject.visit
    name, version, own = rulebook_named(subject)
    closed = open_ways(visit.books.standing, subject.issuer.issuer, on=subject.on)
    ways = tuple(
        WayRow(
            name=way_name(visit, way),
            is_on=not closed[way],
            clause=rule_link(
                visit, subject.issuer, (closed[way][0].clause if closed[way] else own).rule
            ),
        )
        for way in WAYS
    )
    return Rulebook(name=name, version=version, ways=ways, exports=corner(visit, "rulebook"))


def rulebook_named(subject: Subject) -> tuple[str, str, Mechanism]:
    """Return the name and version of the rulebook in force, and the clause it rests on.

    It goes by its id, which is English; in Chinese by its title, up to what the title explains.
    """
    either = subject.visit.either
    found = [one for one in subject.papers if one.content.mechanism]
    if found:
        # An adopted rulebook comes first, and outweighs what terms say of mechanisms.
        is_adopted = isinstance(found[0], RulebookAdopted)
        content = (found[0] if is_adopted else found[-1]).content
        name = either(_before_colon(content.title_zh), content.id)
        return name, content.version, content.mechanism[0]
    assert isinstance(DEFAULT.clause, Mechanism), "the default is a mechanism"
    title = DEFAULT.clause.clause_zh or DEFAULT.clause.clause
    return either(_before_colon(title), "board"), DEFAULT.version, DEFAULT.clause


def _before_colon(title: str) -> str:
    return title.partition("：")[0]


def rulebook_sheet(subject: Subject) -> Sheet:
    """Return the ways of finding a buyer as a table."""
    rows = [
        (one.name, "on" if one.is_on else "off", one.clause.says) for one in rulebook(subject).ways
    ]
    return Sheet("rulebook", ("way", "state", "rule"), rows)


def documents_sheet(subject: Subject, *, every: bool = False) -> Sheet:
    """Return the documents in force, or every one adopted, as a table with their whole hashes."""
    either = subject.visit.either
    agreements = subject.books.agreements
    adopted = [agreements.terms[one] for one in agreements.terms_of.get(subject.issuer.issuer, ())]
    rows = [
        (
            either(one.content.title_zh, one.content.title_en),
            one.content.version,
            one.content.layer,
            one.effective_on,
            one.content.source,
            one.document,
        )
        for one in (adopted[::-1] if every else subject.papers)
    ]
    heads = ("document", "version", "layer", "binds_on", "source", "sha256")
    return Sheet("documents", heads, rows)


def rulebook_link(subject: Subject) -> Link:
    """Return the name of the rulebook in force, which leads to the rules."""
    book = rulebook(subject)
    return Link(says=f"{book.name} {book.version}", href=subject.to("/rules"))


def way_name(visit: Visit, way: str) -> str:
    """Return a way of finding a buyer in words."""
    names = {
        "negotiated": visit.said("Agreed sale"),
        "board": visit.said("Board of offers"),
        "listing": visit.said("Listing by one seller"),
        "lawful_auction": visit.said("Lawful auction"),
        "call_auction": visit.said("Call auction"),
        "continuous": visit.said("Continuous trading"),
    }
    return names[way]


def documents(subject: Subject) -> tuple[TermsRow, ...]:
    """Return the documents in force, with their hashes."""
    visit = subject.visit
    return tuple(
        TermsRow(
            title=visit.either(one.content.title_zh, one.content.title_en),
            version=one.content.version,
            layer=visit.show(one.content.layer, "layer"),
            binds_on=visit.show(one.effective_on),
            source=visit.cited(one.content.source),
            hash=document_link(subject, one),
        )
        for one in subject.papers
    )


def document_link(subject: Subject, adopted: TermsAdopted | RulebookAdopted) -> Link:
    digest = adopted.document
    return Link(says=f"{digest[:4]}…{digest[-4:]}", href=subject.to(f"/terms/{digest}"))
