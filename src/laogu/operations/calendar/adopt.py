"""Adopt a calendar: the rest days of some years, by which last days are moved.

Asked by: the operator of the market.
Records:  CalendarAdopted
Refuses:  NotSignedIn, NoMandate, NotAName
"""

from datetime import date

from laogu.agreements import CalendarAdopted
from laogu.basics import LONGEST_TEXT, Calendar, day_in, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event


class AdoptCalendar(Request, frozen=True, kw_only=True):
    """Rest days. The same name again replaces the earlier."""

    name: str
    source: str
    years: tuple[int, ...]
    holidays: tuple[date, ...]
    makeup_workdays: tuple[date, ...] = ()


def adopt_calendar(books: Books, request: AdoptCalendar, asked: Asked) -> tuple[Event, ...]:  # noqa: ARG001
    """Return the adoption, or refuse."""
    asked.must_operate()
    calendar = Calendar(
        name=name(request.name, longest=40),
        source=name(request.source, longest=LONGEST_TEXT),
        years=request.years,
        holidays=request.holidays,
        makeup_workdays=request.makeup_workdays,
    )
    return (CalendarAdopted(effective_on=day_in("UTC", asked.at), calendar=calendar),)
