"""The page of an issuer's capital: rights of its classes, contributions, and what is on file."""

import hashlib

from laogu.web.exports import Sheet, corner, exported
from laogu.web.frame import Link
from laogu.web.pages.acts import Group, ask_for, sent_of
from laogu.web.pages.as_of import AsOf, as_of_control, to_changed_day
from laogu.web.pages.capital.acts import groups_of
from laogu.web.pages.capital.lines import Line
from laogu.web.pages.capital.tables import (
    CONTRIBUTIONS,
    Listed,
    Terms,
    class_lines,
    contribution_lines,
    listed_papers,
    sheets_of,
    terms_said,
)
from laogu.web.pages.desk.cap_table import changed_days
from laogu.web.pages.issuer.subject import Subject, at_desk
from laogu.web.pages.writing import invented
from laogu.web.routes import Route
from laogu.web.shapes import Exports
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit

MANY = ("securities", "quantities", "certificates", "about")
"""Fields of which several may be given: in a form, one on a line."""


class CapitalPage(Page, frozen=True, kw_only=True):
    """What holds of an issuer's classes on a day, what is owed on them, and what is on file.

    groups: what may be done here; empty on a day that is over, and for who only looks.
    """

    name: str
    is_example: bool
    back: Link
    as_of: AsOf
    classes: tuple[Line, ...]
    classes_exports: Exports
    authorised: str
    terms: tuple[Terms, ...]
    contributions: tuple[Line, ...]
    contributions_exports: Exports
    papers: tuple[Listed, ...]
    groups: tuple[Group, ...]


def capital_page(visit: Visit, slug: str) -> CapitalPage:
    """Return the values of an issuer's capital page, or refuse who may not see its register."""
    return _page_of(at_desk(visit, slug))


def capital(visit: Visit, slug: str) -> Shown:
    """Return an issuer's capital page, or one of its tables as a file."""
    subject = at_desk(visit, slug)
    if (way := to_changed_day(visit, changed_days(subject), at="classes")) is not None:
        return way
    subject.note_look()
    sheets: tuple[Sheet, ...] = sheets_of(subject)
    return exported(visit, *sheets) or page(visit, "capital.html", _page_of(subject))


async def ask(visit: Visit, slug: str, operation: str) -> Shown | Visit:
    """Ask for an operation whose form names several things, one on a line, or a file."""
    sent = sent_of(visit)
    fields: dict[str, object] = {**sent.fields, "issuer": slug}
    for name in MANY:
        if name in sent.fields:
            lines = sent.fields[name].splitlines()
            fields[name] = tuple(one.strip() for one in lines if one.strip())
    chosen = sent.files.get("file")
    fields.pop("file", None)
    if chosen is not None and chosen.content:
        fields["digest"] = hashlib.sha256(chosen.content).hexdigest()
    if operation in {"security.reissue", "security.consolidate"}:
        del fields["issuer"]
    on = f"/desk/{slug}/capital"
    return await ask_for(
        visit,
        operation,
        fields,
        on=on,
        then=lambda _: visit.to(on),
    )


def _page_of(subject: Subject) -> CapitalPage:
    visit = subject.visit
    issuer = subject.issuer
    may_act = not subject.is_past and visit.may("issue", issuer.issuer)
    contributions, authorised = contribution_lines(subject), class_lines(subject)
    return CapitalPage(
        title=visit.said("Capital of {issuer}", issuer=subject.name()),
        is_of_a_day=True,
        place="desk",
        zone=issuer.zone,
        example=invented(visit, issuer),
        name=subject.name(),
        is_example=issuer.example,
        back=Link(says=visit.said("The desk"), href=visit.to(f"/desk/{issuer.slug}")),
        as_of=as_of_control(
            visit,
            changed_days(subject),
            on=subject.on,
            today=subject.today,
            known_on=subject.known_on,
            at="classes",
        ),
        classes=authorised.lines,
        classes_exports=corner(visit, "classes"),
        authorised=authorised.note,
        terms=terms_said(subject),
        contributions=contributions,
        contributions_exports=corner(visit, CONTRIBUTIONS),
        papers=tuple(listed_papers(subject)),
        groups=groups_of(subject) if may_act else (),
    )


ROUTES = (
    Route(path="/desk/{slug}/capital", page=capital),
    Route(path="/desk/{slug}/capital/{operation}", page=ask, method="POST"),
)
