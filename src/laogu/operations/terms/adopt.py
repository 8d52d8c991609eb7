"""Adopt terms: a charter, an agreement or a law's rules bind an issuer's transfers from a day on.

Asked by: the issuer.
Records:  TermsAdopted
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, TermsUnreadable, TermsAlreadyBind, CalendarUnknown
"""

import hashlib
from datetime import date

from laogu.agreements import CalendarUnknown, Terms, TermsAdopted, TermsAlreadyBind, read_terms
from laogu.basics import TermsId
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import issuer_named


class AdoptTerms(Request, frozen=True, kw_only=True):
    """Terms as a TOML text. binds_on: left out: today."""

    issuer: str
    text: str
    binds_on: date | None = None


def adopt_terms(books: Books, request: AdoptTerms, asked: Asked) -> tuple[Event, ...]:
    """Return the adoption, or refuse; the text itself is kept by its hash."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    content = read_terms(request.text)
    _check(books, issuer.issuer, content)
    document = hashlib.sha256(request.text.encode()).hexdigest()
    asked.keep(document, request.text)
    return (
        TermsAdopted(
            effective_on=request.binds_on or asked.today(issuer.zone),
            terms=TermsId(asked.make("terms")),
            issuer=issuer.issuer,
            document=document,
            content=content,
        ),
    )


def _check(books: Books, issuer: str, content: Terms) -> None:
    for adopted in books.agreements.terms.values():
        same = adopted.content.id == content.id and adopted.content.version == content.version
        if adopted.issuer == issuer and same:
            raise TermsAlreadyBind(id=content.id, version=content.version)
    for right in content.first_refusal:
        if right.calendar is not None and right.calendar not in books.agreements.calendars:
            raise CalendarUnknown(calendar=right.calendar)
