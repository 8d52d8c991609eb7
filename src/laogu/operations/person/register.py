"""Register a person: somebody who may sign in; the name is kept where it can be forgotten.

Asked by: the operator of the market.
Records:  PersonRegistered
Refuses:  NotSignedIn, NoMandate, NotAName
"""

from laogu.basics import PersonId, day_in, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.people import PersonRegistered


class RegisterPerson(Request, frozen=True, kw_only=True):
    """A natural person, by name."""

    name: str


def register_person(books: Books, request: RegisterPerson, asked: Asked) -> tuple[Event, ...]:  # noqa: ARG001
    """Return the person, or refuse."""
    asked.must_operate()
    return (
        PersonRegistered(
            effective_on=day_in("UTC", asked.at),
            person=PersonId(asked.make("person")),
            name=asked.seal(name(request.name)),
        ),
    )
