"""How grants end by themselves: what is lost when service ends, and what lapses on its last day.

What was over when it was written down stays as it was told: a history that somebody brings in says
itself what ended.
"""

from collections.abc import Iterator
from datetime import date, datetime

from laogu.basics import Calendar, HolderId, IssuerId, end_of
from laogu.register import options
from laogu.register.plans.events import GrantEnded, GrantEndedBy, ReturnedToPool
from laogu.register.plans.lives import Grant
from laogu.register.plans.rules import end
from laogu.register.plans.standing import leaving_of, standing
from laogu.register.plans.state import Plans


def ends_on(plans: Plans, grant: Grant, calendar: Calendar | None = None) -> date | None:
    """Return the last day of a grant, as far as is known: of its window, or of itself.

    calendar: where the plan says that a last day at rest moves on.
    """
    granted = grant.granted
    return options.ends_on(
        granted.kind,
        expires_on=granted.expires_on,
        windows=granted.windows,
        leaving=leaving_of(plans, grant),
        calendar=calendar,
    )


def ends_at(
    plans: Plans, grant: Grant, *, zone: str, calendar: Calendar | None = None
) -> datetime | None:
    """Return the moment at which a grant lapses; None: nobody knows, or it was over before."""
    on = ends_on(plans, grant, calendar)
    at = None if on is None else end_of(on, zone)
    return at if at is not None and at > grant.issued_at else None


def serving(plans: Plans, issuer: IssuerId, holder: HolderId) -> Iterator[Grant]:
    """Yield every grant of an issuer that vests by a holder's service, whoever has it by now."""
    waits = list(plans.grants_of.on(holder))
    seen = set(waits)
    while waits:
        grant = plans.grants[waits.pop(0)]
        granted = grant.granted
        if granted.issuer == issuer and (granted.served_by or granted.holder) == holder:
            yield grant
        for act in grant.acts:
            for made in act.event.resulting if isinstance(act.event, GrantEnded) else ():
                if made.security not in seen:
                    seen.add(made.security)
                    waits.append(made.security)


def forfeited(
    plans: Plans, grant: Grant, *, on: date, decimals: int
) -> tuple[GrantEnded | ReturnedToPool, ...]:
    """Return the end of what of a grant never will be vested; nothing, where that is none."""
    lost = standing(plans, grant, decimals=decimals, on=on).lost
    if not lost:
        return ()
    return _ended(plans, grant, by="forfeiture", units=lost, on=on, decimals=decimals)


def lapsed(
    plans: Plans, grant: Grant, *, on: date, decimals: int
) -> tuple[GrantEnded | ReturnedToPool, ...]:
    """Return the end of all that is left of a grant whose last day has passed."""
    return _ended(plans, grant, by="lapse", units=grant.left, on=on, decimals=decimals)


def _ended(
    plans: Plans, grant: Grant, *, by: GrantEndedBy, units: int, on: date, decimals: int
) -> tuple[GrantEnded | ReturnedToPool, ...]:
    # Nobody is asked: what a plan leaves to each grant does not go back by itself.
    return end(plans, grant, by=by, units=units, on=on, decimals=decimals, returns=False)
