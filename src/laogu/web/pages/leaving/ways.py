"""The ways out of grants, in words, and the forms of those that their holder may take here."""

from collections.abc import Iterator

from msgspec import Struct

from laogu.operations import GrantNow, GrantsFound
from laogu.register import options
from laogu.web.pages.acts import Act
from laogu.web.pages.leaving.acts import exercise
from laogu.web.pages.writing import handle
from laogu.web.visit import Visit


class Way(Struct, frozen=True, kw_only=True):
    """A way out: its name, and what it means here."""

    name: str
    says: str


def label_of(one: GrantNow) -> str:
    """Return what a grant is called here."""
    return one.grant.granted.certificate or handle(one.grant.granted.security)


def ways_of(visit: Visit, found: GrantsFound) -> Iterator[Way]:
    """Yield every way out of the grants of an issuer."""
    kinds = {one.option.kind for one in found.grants}
    if kinds - options.COSTLESS:
        yield Way(
            name=visit.said("In cash"),
            says=visit.said(
                "The price is paid here, or outside, and then the issuer says that it arrived."
            ),
        )
        yield Way(
            name=visit.said("Net"),
            says=visit.said(
                "The issuer holds back shares for the price, at a fair value with its source; "
                "whole shares, rounded up."
            ),
        )
        yield Way(
            name=visit.said("With a sale"),
            says=visit.said(
                "Exercise, then offer the shares: they are sold as any others, after the notice "
                "that the articles ask for. Nobody here advances the price."
            ),
        )
        yield Way(
            name=visit.said("Let it lapse"),
            says=visit.said(
                "Do nothing: after its last day a grant is over, and its plan says whether it may "
                "be granted again."
            ),
        )
    if kinds & options.DELIVERED:
        yield Way(
            name=visit.said("Units"),
            says=visit.said("The issuer delivers what is vested; nothing is paid."),
        )


def forms_of(visit: Visit, found: GrantsFound) -> Iterator[Act]:
    """Yield the exercise of every grant of which something may be exercised today."""
    for one in found.grants:
        if one.stands.exercisable and one.option.kind not in options.COSTLESS:
            yield exercise(visit, one)
