"""End a mandate: the person may not do that any more.

Asked by: the operator of the market.
Records:  MandateEnded
Refuses:  NotSignedIn, NoMandate, MandateUnknown, StillOperates
"""

from laogu.basics import MandateId, day_in
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.refusals import StillOperates
from laogu.people import MandateEnded, MandateUnknown


class EndMandate(Request, frozen=True, kw_only=True):
    """A mandate to end."""

    mandate: str


def end_mandate(books: Books, request: EndMandate, asked: Asked) -> tuple[Event, ...]:
    """Return the end, or refuse; the last who operates the market keeps that mandate."""
    asked.must_operate()
    given = books.people.mandates.get(MandateId(request.mandate))
    if given is None:
        raise MandateUnknown(given=request.mandate[:60])
    operators = [one for one in books.people.mandates.values() if one.power == "operate"]
    if given.power == "operate" and len(operators) == 1:
        raise StillOperates
    return (MandateEnded(effective_on=day_in("UTC", asked.at), mandate=given.mandate),)
