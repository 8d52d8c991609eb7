"""Register a holder: somebody who may stand on a register, or buy.

Asked by: the operator of the market, or an issuer for its own register.
Records:  HolderRegistered, MandateGiven
Refuses:  NotSignedIn, NoMandate, IssuerUnknown, NotAName, PersonUnknown
"""

from typing import Literal

from laogu.basics import HolderId, MandateId, PersonId, day_in, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.people import MandateGiven, PersonUnknown
from laogu.register import HolderRegistered, issuer_named


class RegisterHolder(Request, frozen=True, kw_only=True):
    """A holder by name.

    kind:   a natural person's name is kept where it can be forgotten.
    public: a published source names it, so that anyone may see it on a register.
    issuer: on whose behalf it is registered, where the operator does not ask.
    person: who may act for it from now on.
    """

    name: str
    kind: Literal["person", "organisation"] = "organisation"
    name_en: str | None = None
    public: bool = False
    issuer: str | None = None
    person: str | None = None


def register_holder(books: Books, request: RegisterHolder, asked: Asked) -> tuple[Event, ...]:
    """Return the holder, and the mandate of who may act for it, or refuse."""
    if request.issuer is not None and request.person is None:
        asked.must_issue(issuer_named(books.register, request.issuer).issuer)
    else:
        asked.must_operate()
    if request.person is not None and PersonId(request.person) not in books.people.persons:
        raise PersonUnknown(given=request.person[:60])
    on = day_in("UTC", asked.at)
    holder = HolderId(asked.make("holder"))
    registered = HolderRegistered(
        effective_on=on,
        holder=holder,
        kind=request.kind,
        name=asked.name(request.kind, name(request.name)),
        name_en=asked.name(request.kind, name(request.name_en)) if request.name_en else None,
        public=request.public,
    )
    if request.person is None:
        return (registered,)
    mandate = MandateGiven(
        effective_on=on,
        mandate=MandateId(asked.make("mandate")),
        person=PersonId(request.person),
        power="act",
        over=holder,
    )
    return (registered, mandate)
