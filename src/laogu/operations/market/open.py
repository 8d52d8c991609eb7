"""Open a market: its first entry says for ever whether it is real or practice.

Asked by: the program, when it meets an empty database.
Records:  MarketOpened, PersonRegistered, MandateGiven
Refuses:  AlreadyOpened
"""

from typing import Literal

from laogu.basics import MandateId, PersonId, day_in
from laogu.market import AlreadyOpened, MarketOpened
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.people import MARKET, MandateGiven, PersonRegistered


class OpenMarket(Request, frozen=True, kw_only=True):
    """Open a market under a name, with one person who operates it."""

    kind: Literal["real", "practice"]
    name: str = "laogu"
    operator: str = "Operator"


def open_market(books: Books, request: OpenMarket, asked: Asked) -> tuple[Event, ...]:
    """Return the first entry, or refuse where there is one."""
    if not asked.is_market:
        asked.must_operate()
    opened = books.market.opened.get("market")
    if opened is not None:
        raise AlreadyOpened(kind=opened.kind)
    on = day_in("UTC", asked.at)
    person = PersonId(asked.make("person"))
    return (
        MarketOpened(effective_on=on, kind=request.kind, name=request.name),
        PersonRegistered(effective_on=on, person=person, name=asked.seal(request.operator)),
        MandateGiven(
            effective_on=on,
            mandate=MandateId(asked.make("mandate")),
            person=person,
            power="operate",
            over=MARKET,
        ),
    )
