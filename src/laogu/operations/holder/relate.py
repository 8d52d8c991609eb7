"""Say what a holder is to an issuer from today on: founder, employee, adviser.

Asked by: the issuer.
Records:  HolderRelated
Refuses:  IssuerUnknown, HolderUnknown, NotSignedIn, NoMandate
"""

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import holder_of_id, issuer_named
from laogu.register.plans import HolderRelated, Relationship, Status


class RelateHolder(Request, frozen=True, kw_only=True):
    """A holder, and all that it is. relationship: the first. more: others beside it.

    status: whether who serves is at work; left out: not said. Leaving is an act of its own.
    """

    issuer: str
    holder: str
    relationship: Relationship
    more: tuple[Relationship, ...] = ()
    status: Status | None = None


def relate_holder(books: Books, request: RelateHolder, asked: Asked) -> tuple[Event, ...]:
    """Return what the holder is, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    return (
        HolderRelated(
            effective_on=asked.today(issuer.zone),
            issuer=issuer.issuer,
            holder=holder_of_id(books.register, request.holder).holder,
            relationships=tuple(dict.fromkeys((request.relationship, *request.more))),
            status=request.status,
        ),
    )
