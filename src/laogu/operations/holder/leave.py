"""Say that a holder leaves: its last day of service, and why, before that day or after it.

With the end of that day what is not vested ends by the clock, and the window of every grant runs.

Asked by: the issuer. Until the day has come, another day or reason takes the place of the first.
Records:  ServiceEnded
Refuses:  IssuerUnknown, HolderUnknown, NotSignedIn, NoMandate, LeftAlready, BeforeItsTime,
          WindowIsOver
"""

from datetime import date

from laogu.basics import HolderId
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.grant.ending import calendar_for
from laogu.register import IssuerRegistered, check_since, holder_of_id, issuer_named, options, plans
from laogu.register.options import Leaving, LeftAlready, Reason, WindowIsOver
from laogu.register.plans import ServiceEnded


class LeaveHolder(Request, frozen=True, kw_only=True):
    """A holder that leaves. on: the last day of service; what vests on it is still the leaver's."""

    issuer: str
    holder: str
    on: date
    reason: Reason


def leave_holder(books: Books, request: LeaveHolder, asked: Asked) -> tuple[Event, ...]:
    """Return the end of service, or refuse."""
    issuer = issuer_named(books.register, request.issuer)
    asked.must_issue(issuer.issuer)
    holder = holder_of_id(books.register, request.holder).holder
    today = asked.today(issuer.zone)
    before = _said_before(books, issuer, holder, today)
    for one in plans.serving(books.register.plans, issuer.issuer, holder):
        leaving = plans.leaving_of(books.register.plans, one)
        if leaving is None or leaving.on == before:
            check_since(request.on, _since(one, today))
            _check_window(books, one, Leaving(request.on, request.reason), today)
    ended = ServiceEnded(
        effective_on=request.on,
        issuer=issuer.issuer,
        holder=holder,
        reason=request.reason,
        replaces=before,
        by_clock=True,
    )
    return (ended,)


def _said_before(
    books: Books, issuer: IssuerRegistered, holder: HolderId, today: date
) -> date | None:
    """Return the last day that was said before and is to come; refuse one that has passed.

    Who was granted something since, or is said to be something since, serves again.
    """
    known = books.register.plans
    last = max(
        (one.effective_on for one in plans.service_ends(known, issuer.issuer, holder)), default=None
    )
    if last is None or last >= today:
        return last
    granted = (
        one.granted.granted_on for one in plans.serving(known, issuer.issuer, holder) if one.lives
    )
    related = (one.effective_on for one, _ in known.service_of(issuer.issuer, holder).related)
    if not any(day > last for day in (*granted, *related)):
        raise LeftAlready(on=last)
    return None


def _since(grant: plans.Grant, today: date) -> date:
    """Return the latest day on which anything happened to a grant that has happened by today."""
    days = [one.event.effective_on for one in grant.acts]
    return max([grant.granted.granted_on, *(day for day in days if day <= today)])


def _check_window(books: Books, grant: plans.Grant, leaving: Leaving, today: date) -> None:
    """Refuse a day so long ago that nobody could have used the window."""
    granted = grant.granted
    end = options.ends_on(
        granted.kind,
        expires_on=None,
        windows=granted.windows,
        leaving=leaving,
        calendar=calendar_for(books, grant),
    )
    if grant.lives and end is not None and end < today:
        raise WindowIsOver(on=leaving.on, ended_on=end)
