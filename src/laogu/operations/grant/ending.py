"""How grants end by the clock, in the issuer's own days: with service, with a window, with time."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from laogu.basics import Calendar, HolderId, IssuerId, SecurityId, day_in, end_of
from laogu.operations.books import Books, Event
from laogu.register import kept_back, plans, vesting


def calendar_for(books: Books, grant: plans.Grant) -> Calendar | None:
    """Return the rest days by which a grant's last day moves on; None: it stays where it is."""
    plan = grant.granted.plan
    named = None if plan is None else books.register.plans.plans[plan].plan.rest_days
    return None if named is None else books.agreements.calendars.get(named)


def moments_of(books: Books, security: SecurityId) -> Iterator[datetime]:
    """Yield when a grant may end by itself: its last day, and the last day of its gate."""
    known = books.register.plans
    grant = known.grants[security]
    zone = books.register.issuers[grant.granted.issuer].zone
    at = plans.ends_at(known, grant, zone=zone, calendar=calendar_for(books, grant))
    if at is not None:
        yield at
    terms = plans.vests_of(known, grant).vests
    if isinstance(terms, vesting.Terms) and terms.gate_until is not None:
        gate = end_of(terms.gate_until, zone)
        if gate > grant.issued_at:
            yield gate


def departures_of(books: Books, served: plans.Tenure) -> Iterator[datetime]:
    """Yield when service ends, where the clock ends something with it."""
    zone = books.register.issuers[served.issuer].zone
    for event, at in served.ended[-1:]:
        moment = end_of(event.effective_on, zone)
        if event.by_clock or moment > at:
            yield moment


def service_over(
    books: Books, issuer: IssuerId, holder: HolderId, due: datetime
) -> Iterator[Event]:
    """Return what ends with a holder's last day: what is not vested, and is not going to be."""
    register = books.register
    left_on = day_in(register.issuers[issuer].zone, due) - timedelta(days=1)
    for grant in plans.serving(register.plans, issuer, holder):
        leaving = plans.leaving_of(register.plans, grant)
        if leaving is None or leaving.on != left_on:
            continue
        if grant.lives:
            decimals = register.classes[grant.stock_class].decimals
            yield from plans.forfeited(register.plans, grant, on=left_on, decimals=decimals)
        yield from kept_back(register, grant, left_on=left_on)


def grant_over(books: Books, security: SecurityId, due: datetime) -> Iterator[Event]:
    """Return what ends of a grant at a moment: all of it, or what its gate has shut out."""
    register = books.register
    grant = register.plans.grants[security]
    zone = register.issuers[grant.granted.issuer].zone
    decimals = register.classes[grant.stock_class].decimals
    on = day_in(zone, due)
    at = plans.ends_at(register.plans, grant, zone=zone, calendar=calendar_for(books, grant))
    # An earlier moment rings in vain: the last day was said anew since.
    if at is not None and at <= due:
        yield from plans.lapsed(register.plans, grant, on=on, decimals=decimals)
    elif any(moment == due for moment in moments_of(books, security)):
        yield from plans.forfeited(register.plans, grant, on=on, decimals=decimals)
