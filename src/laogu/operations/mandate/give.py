"""Give a mandate: to act for a holder, issue for an issuer, operate or inspect the market.

Asked by: the operator of the market.
Records:  MandateGiven
Refuses:  NotSignedIn, NoMandate, PersonUnknown, OverUnknown, MandateHeld
"""

from laogu.basics import HolderId, IssuerId, MandateId, PersonId, day_in
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.refusals import OverUnknown
from laogu.people import MARKET, MandateGiven, MandateHeld, PersonUnknown, Power


class GiveMandate(Request, frozen=True, kw_only=True):
    """A mandate. over: the id of a holder or an issuer, or `market`."""

    person: str
    power: Power
    over: str


def give_mandate(books: Books, request: GiveMandate, asked: Asked) -> tuple[Event, ...]:
    """Return the mandate, or refuse."""
    asked.must_operate()
    person = PersonId(request.person)
    if person not in books.people.persons:
        raise PersonUnknown(given=request.person[:60])
    match request.power:
        case "act":
            known = HolderId(request.over) in books.register.holders
        case "issue":
            known = IssuerId(request.over) in books.register.issuers
        case _:
            known = request.over == MARKET
    if not known:
        raise OverUnknown(over=request.over[:60])
    if books.people.holds(person, request.power, request.over):
        raise MandateHeld
    return (
        MandateGiven(
            effective_on=day_in("UTC", asked.at),
            mandate=MandateId(asked.make("mandate")),
            person=person,
            power=request.power,
            over=request.over,
        ),
    )
