"""Start the vesting of a grant: a schedule that waits for its beginning gets its day.

Asked by: the issuer.
Records:  VestingStarted
Refuses:  GrantUnknown, GrantOver, NotSignedIn, NoMandate, ConditionUnknown, SaidBefore,
          BeforeItsTime, AfterToday
"""

from datetime import date

from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register import check_day
from laogu.register.plans import VestingStarted, check_start, living_grant


class StartVesting(Request, frozen=True, kw_only=True):
    """The beginning. on: left out: today. condition: of one only; left out: of the whole grant."""

    security: str
    on: date | None = None
    condition: str | None = None


def start_vesting(books: Books, request: StartVesting, asked: Asked) -> tuple[Event, ...]:
    """Return the start, or refuse."""
    register = books.register
    grant = living_grant(register.plans, request.security)
    issuer = register.issuers[grant.granted.issuer]
    asked.must_issue(issuer.issuer)
    today = asked.today(issuer.zone)
    on = request.on or today
    check_start(register.plans, grant, request.condition)
    check_day(on, since=issuer.established_on, today=today)
    security = grant.granted.security
    return (VestingStarted(effective_on=on, security=security, condition=request.condition),)
