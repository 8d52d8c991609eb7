"""Forget a person: what was kept of them is erased, and every mandate and token ends.

The names of holders that are this very person, a natural one for whom they acted, go with it. What
the record holds of them says nothing any more.

Asked by: the operator of the market.
Records:  PersonForgotten
Refuses:  NotSignedIn, NoMandate, PersonUnknown, StillOperates
"""

from collections.abc import Iterator

from laogu.basics import HolderId, Personal, PersonId, day_in
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
    erased = (known.name.ref, *_own_names(books, known.person))
    return (
        PersonForgotten(
            effective_on=day_in("UTC", asked.at), person=known.person, erased=tuple(erased)
        ),
    )


def _own_names(books: Books, person: PersonId) -> Iterator[str]:
    """Return the references of names that belong to a holder who is this person.

    Who acts for a natural person may be that person, or act for them. It is taken to be the same
    only where nobody else acts for the holder, and the person acts for no other: another's name
    once erased could never be brought back.
    """
    natural = [
        holder
        for power, over in books.people.mandates_of.on(person)
        if power == "act"
        and (holder := books.register.holders.get(HolderId(over))) is not None
        and holder.kind == "person"
    ]
    for holder in natural if len(natural) == 1 else ():
        acting = [
            one
            for one in books.people.mandates.values()
            if one.power == "act" and one.over == holder.holder
        ]
        for name in (holder.name, holder.name_en, holder.details):
            if len(acting) == 1 and isinstance(name, Personal):
                yield name.ref
