"""The page of an issuer's encumbrances, for who keeps its register."""

from laogu.people import MARKET
from laogu.register.encumbrances import of_issuer
from laogu.web.exports import exported
from laogu.web.frame import Link
from laogu.web.pages.acts import Group
from laogu.web.pages.encumbered.acts import desk_groups
from laogu.web.pages.encumbered.owners import ROUTES as OWNERS
from laogu.web.pages.encumbered.rows import Encumbered, encumbered, sheet_of
from laogu.web.pages.issuer.subject import at_desk
from laogu.web.pages.writing import invented
from laogu.web.routes import Route
from laogu.web.showing import Page, Shown, page
from laogu.web.visit import Visit


class EncumbrancesPage(Page, frozen=True, kw_only=True):
    """Every encumbrance of an issuer's shares, and what may be done about them."""

    live: str
    name: str
    is_example: bool
    back: Link
    table: Encumbered
    groups: tuple[Group, ...]


def encumbrances(visit: Visit, slug: str) -> Shown:
    """Return every encumbrance of an issuer's shares."""
    subject = at_desk(visit, slug)
    issuer = subject.issuer
    subject.note_look()
    standing = of_issuer(visit.books.register.encumbrances, issuer.issuer)
    keeps = visit.may("issue", issuer.issuer) or visit.may("operate", MARKET)
    shown = EncumbrancesPage(
        title=visit.said("Encumbrances, {issuer}", issuer=subject.name()),
        place="desk",
        zone=issuer.zone,
        example=invented(visit, issuer),
        live=f"issuer:{issuer.issuer}",
        name=subject.name(),
        is_example=issuer.example,
        back=Link(says=visit.said("The desk"), href=visit.to(f"/desk/{issuer.slug}")),
        table=encumbered(
            visit,
            standing,
            title=visit.said("What others have in these shares"),
            note=visit.said("in force first"),
            name="encumbrances",
        ),
        groups=desk_groups(subject, standing) if keeps and not subject.is_past else (),
    )
    file = exported(visit, sheet_of(visit, standing, "encumbrances"))
    return file or page(visit, "encumbered/page.html", shown)


ROUTES = (Route(path="/desk/{slug}/encumbrances", page=encumbrances), *OWNERS)
