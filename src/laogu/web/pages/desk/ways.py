"""From the desk to the pages beside it: rounds, encumbrances, owners, who gets what, the report."""

from collections.abc import Iterator

from laogu.web.frame import Link
from laogu.web.pages.issuer.subject import Subject


def ways_of(subject: Subject) -> Iterator[Link]:
    """Yield the pages of an issuer that its desk leads to."""
    visit, slug = subject.visit, subject.issuer.slug
    yield Link(says=visit.said("Load a ledger of options"), href=visit.to(f"/desk/{slug}/grants"))
    yield Link(
        says=visit.said("Load convertibles and warrants"),
        href=visit.to(f"/desk/{slug}/convertibles"),
    )
    yield Link(says=visit.said("Rounds and convertibles"), href=visit.to(f"/desk/{slug}/rounds"))
    yield Link(says=visit.said("Encumbrances"), href=visit.to(f"/desk/{slug}/encumbrances"))
    owners = visit.to(f"/company/{slug}/owners")
    yield Link(says=visit.said("Who owns it in the end"), href=owners)
    yield Link(says=visit.said("Who gets what"), href=visit.to(f"/desk/{slug}/waterfall"))
    yield Link(says=visit.said("Board report"), href=visit.to(f"/company/{slug}/report"))
