"""Forget a person: what was kept of them is erased, and every mandate and token ends.

Asked by: the operator of the market. What the record holds of them says nothing any more.
Records:  PersonForgotten
Refuses:  NotSignedIn, NoMandate, PersonUnknown, StillOperates
"""

from laogu.basics import PersonId, day_in
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.refusals import StillOperates
from laogu.people import MARKET, PersonForgotten, PersonUnknown


class ForgetPerson(Request, frozen=True, kw_only=True):
    """A person to forget."""

    person: str


def forget_person(books: Books, request: ForgetPerson, asked: Asked) -> tuple[Event, ...]:
    """Return the erasure, or refuse."""
    asked.must_operate()
    known = books.people.persons.get(PersonId(request.person))
    if known is None:
        raise PersonUnknown(given=request.person[:60])
    if books.people.holds(known.person, "operate", MARKET):
        raise StillOperates
    return (
        PersonForgotten(
            effective_on=day_in("UTC", asked.at), person=known.person, erased=(known.name.ref,)
        ),
    )
