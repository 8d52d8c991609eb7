"""Record a document: it is on file by its hash, so that nobody can show another one for it.

Asked by: the issuer. The document itself stays with who has it.
Records:  DocumentRecorded
Refuses:  IssuerUnknown, NotSignedIn, NoMandate, NotAName, NotAHash
"""

from laogu.basics import LONGEST_TEXT, PaperId, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import issuer_named
from laogu.register.papers import DocumentRecorded, digest


class RecordDocument(Request, frozen=True, kw_only=True):
    """A document. digest: its SHA-256. address: where it can be had.

    about: ids of what it is about, such as a security, a paper or a holder.
    """

    issuer: str
    name: str
    digest: str
    address: str | None = None
    about: tuple[str, ...] = ()


def record_document(books: Books, request: RecordDocument, asked: Asked) -> tuple[Event, ...]:
    """Return the document's place on file, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    return (
        DocumentRecorded(
            effective_on=asked.today(issuer.zone),
            paper=PaperId(asked.make("paper")),
            issuer=issuer.issuer,
            name=name(request.name),
            digest=digest(request.digest),
            address=name(request.address, longest=LONGEST_TEXT) if request.address else None,
            about=tuple(name(one, longest=60) for one in request.about),
        ),
    )
