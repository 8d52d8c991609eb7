"""Note an event that vesting waits for: what depends on it vests, or is no longer kept back.

Asked by: the issuer.
Records:  VestingEventNoted
Refuses:  GrantUnknown, GrantOver, NotSignedIn, NoMandate, ConditionUnknown, SaidBefore,
          BeforeItsTime, AfterToday
"""

from datetime import date

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import check_day
from laogu.register.plans import VestingEventNoted, check_event, living_grant


class NoteVesting(Request, frozen=True, kw_only=True):
    """What came about. condition: by its id, or the name of the gate. on: left out: today."""

    security: str
    condition: str
    on: date | None = None


def note_vesting(books: Books, request: NoteVesting, asked: Asked) -> tuple[Event, ...]:
    """Return the event, or refuse."""
    register = books.register
    grant = living_grant(register.plans, request.security)
    issuer = register.issuers[grant.granted.issuer]
    asked.must_issue(issuer.issuer)
    today = asked.today(issuer.zone)
    on = request.on or today
    check_event(register.plans, grant, request.condition)
    check_day(on, since=issuer.established_on, today=today)
    security = grant.granted.security
    return (VestingEventNoted(effective_on=on, security=security, condition=request.condition),)
