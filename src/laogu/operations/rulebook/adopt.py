"""Adopt a rulebook: from a day on it says in which ways shares may find a buyer.

Asked by: the operator of the market, whose licence it stands on.
Records:  RulebookAdopted
Refuses:  NotSignedIn, NoMandate, IssuerUnknown, TermsUnreadable, TermsAlreadyBind
"""

import hashlib
from datetime import date

from laogu.agreements import RulebookAdopted, Terms, TermsAlreadyBind, read_rulebook
from laogu.basics import IssuerId, TermsId
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import issuer_named


class AdoptRulebook(Request, frozen=True, kw_only=True):
    """A rulebook as a TOML text.

    issuer: left out: for every issuer that has none of its own. binds_on: left out: today.
    """

    text: str
    issuer: str | None = None
    binds_on: date | None = None


def adopt_rulebook(books: Books, request: AdoptRulebook, asked: Asked) -> tuple[Event, ...]:
    """Return the adoption, or refuse; the text itself is kept by its hash."""
    asked.must_operate()
    zone, issuer = "UTC", None
    if request.issuer is not None:
        found = issuer_named(books.register, request.issuer)
        zone, issuer = found.zone, found.issuer
    content = read_rulebook(request.text)
    binds_on = request.binds_on or asked.today(zone)
    _check(books, issuer, content, binds_on)
    document = hashlib.sha256(request.text.encode()).hexdigest()
    asked.keep(document, request.text)
    return (
        RulebookAdopted(
            effective_on=binds_on,
            rulebook=TermsId(asked.make("terms")),
            issuer=issuer,
            document=document,
            content=content,
        ),
    )


def _check(books: Books, issuer: IssuerId | None, content: Terms, binds_on: date) -> None:
    """Refuse what would be in force for the same issuer on that day already."""
    adopted = [
        books.agreements.rulebooks[one] for one in books.agreements.rulebooks_of.get(issuer, ())
    ]
    stands = [one.content for one in adopted if one.effective_on <= binds_on][-1:]
    if [(one.id, one.version) for one in stands] == [(content.id, content.version)]:
        raise TermsAlreadyBind(id=content.id, version=content.version)
