"""How a registered grant stands on a day: a bridge to `vesting` and to `options`.

Everything may be asked by what was written at a moment: `known_at`; None: by what is written now.
A part that was cancelled comes off the last instalments; what was exercised or released came off
the first ones; what is left of a grant is `vested + unvested + held + lost`.
"""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from laogu.basics import Calendar, HolderId, IssuerId, Price, SecurityId
from laogu.register import options, vesting
from laogu.register.plans.events import (
    GrantAccepted,
    GrantExercised,
    GrantRepriced,
    ServiceEnded,
    VestingAccelerated,
    VestingEventNoted,
    VestingStarted,
)
from laogu.register.plans.lives import Grant
from laogu.register.plans.state import Plans
from laogu.register.plans.used import Used, acts_known, rows_of


class GrantStanding(Struct, frozen=True, kw_only=True):
    """How a grant stands at the end of a day, in smallest units.

    left: that live. vested, unvested, held, lost: of these; they sum to it. held: earned, and kept
    by a gate that may still open. lost: left, and never will be vested, since service ended or a
    gate did not open in time. exercised, released, ended: what is gone, and how.
    exercisable: of what is left, on this day. price: in force on it.
    last_on: the last day to exercise, as far as is known. following: what vests next.
    waits: events that are waited for.
    """

    security: SecurityId
    on: date
    units: int
    left: int
    vested: int
    unvested: int
    held: int
    lost: int
    exercised: int
    released: int
    ended: int
    exercisable: int
    price: Price | None
    is_accepted: bool
    last_on: date | None
    leaving: options.Leaving | None
    following: vesting.Row | None
    waits: tuple[str, ...]


class Timelines:
    """The days of vesting, worked out once for all grants of the same terms, start and history."""

    def __init__(self, plans: Plans, reading: vesting.Reading = vesting.USUAL) -> None:
        self._plans, self._reading = plans, reading
        self._known: dict[object, vesting.Timeline] = {}

    def schedule(self, grant: Grant, known_at: datetime | None = None) -> vesting.Schedule:
        """Return the schedule of a grant."""
        granted, history = grant.granted, history_of(self._plans, grant, known_at=known_at)
        key = (granted.vests, granted.granted_on, history)
        found = self._known.get(key)
        if found is None:
            found = vesting.Timeline(vests_of(self._plans, grant), history, self._reading)
            self._known[key] = found
        return found.of(granted.units)


def vests_of(plans: Plans, grant: Grant) -> vesting.Grant:
    """Return a grant as `vesting` reads it, with the terms it vests by written out."""
    granted, vests = grant.granted, grant.granted.vests
    return vesting.Grant(
        units=granted.units,
        granted_on=granted.granted_on,
        vests=plans.terms[vests].terms if isinstance(vests, str) else vests,
    )


def history_of(plans: Plans, grant: Grant, *, known_at: datetime | None = None) -> vesting.History:
    """Return what has happened to a grant as far as its vesting goes: start, events, leaving."""
    started_on, starts = grant.granted.vests_from, dict[str, date]()
    events, ahead = dict[str, date](), list[vesting.Acceleration]()
    for event in acts_known(grant, known_at):
        match event:
            case VestingStarted(condition=None):
                started_on = event.effective_on
            case VestingStarted(condition=str(condition)):
                starts[condition] = event.effective_on
            case VestingEventNoted():
                events[event.condition] = event.effective_on
            case VestingAccelerated():
                ahead.append(vesting.Acceleration(event.effective_on, event.units))
            case _:
                pass
    leaving = leaving_of(plans, grant, known_at=known_at)
    return vesting.History(
        started_on=started_on,
        starts=tuple(starts.items()),
        events=tuple(events.items()),
        accelerations=tuple(ahead),
        left_on=leaving.on if leaving else None,
    )


def leaving_of(
    plans: Plans, grant: Grant, *, known_at: datetime | None = None
) -> options.Leaving | None:
    """Return the end of the service in which a grant was made; None: it goes on.

    It is the first end on the day of the grant or after it: who comes back gets new grants.
    """
    granted, since = grant.granted, grant.granted.granted_on
    served_by = granted.served_by or granted.holder
    ended = service_ends(plans, granted.issuer, served_by, known_at=known_at)
    found = min((one for one in ended if one.effective_on >= since), key=_day, default=None)
    return None if found is None else options.Leaving(found.effective_on, found.reason)


def service_ends(
    plans: Plans, issuer: IssuerId, holder: HolderId, *, known_at: datetime | None = None
) -> Iterator[ServiceEnded]:
    """Yield every last day of service of a holder with an issuer.

    One that was said anew before it came is told as it was said last.
    """
    found: list[ServiceEnded] = []
    for event, at in plans.service_of(issuer, holder).ended:
        if known_at is not None and at > known_at:
            continue
        if found and found[-1].effective_on == event.replaces:
            found.pop()
        found.append(event)
    yield from found


def price_on(grant: Grant, on: date, *, known_at: datetime | None = None) -> Price | None:
    """Return the price at which a grant may be exercised on a day; None: nothing, or not told."""
    prices = [
        one
        for one in acts_known(grant, known_at)
        if isinstance(one, GrantRepriced) and one.effective_on <= on
    ]
    return max(prices, key=_day).price if prices else grant.granted.price


def accepted_on(grant: Grant, *, known_at: datetime | None = None) -> date | None:
    """Return the day on which the holder took a grant; None: nobody said that it was taken."""
    taken = (one for one in acts_known(grant, known_at) if isinstance(one, GrantAccepted))
    return next((one.effective_on for one in taken), None)


def option_of(
    plans: Plans, grant: Grant, *, decimals: int, on: date, known_at: datetime | None = None
) -> options.Option:
    """Return a grant as `options` reads it, at the price in force on a day.

    decimals: of a quantity of its class. It goes by the name of its security.
    """
    granted = grant.granted
    return options.Option(
        name=granted.security,
        kind=granted.kind,
        grant=vests_of(plans, grant),
        decimals=decimals,
        exercise_price=price_on(grant, on, known_at=known_at),
        fair_value=granted.fair_value,
        expires_on=granted.expires_on,
        windows=granted.windows,
        is_early_exercisable=granted.is_early_exercisable,
    )


def exercises_of(grant: Grant, *, known_at: datetime | None = None) -> tuple[options.Exercise, ...]:
    """Return what was exercised of a grant, day by day."""
    return tuple(
        options.Exercise(one.effective_on, one.units)
        for one in acts_known(grant, known_at)
        if isinstance(one, GrantExercised)
    )


def standing(
    plans: Plans,
    grant: Grant,
    *,
    decimals: int,  # noqa: ARG001 - everybody who asks gives it; nothing is priced here
    on: date,
    known_at: datetime | None = None,
    timelines: Timelines | None = None,
    calendar: Calendar | None = None,
) -> GrantStanding:
    """Return how a grant stands at the end of a day; before it was made nothing of it is vested.

    timelines: shared by many grants of the same terms, under the reading that they were made for.
    calendar: where the plan says that a last day at rest moves on.
    """
    grant = grant.as_of(on, known_at)
    schedule = (timelines or Timelines(plans)).schedule(grant, known_at)
    used = Used.of(grant, on, known_at)
    granted = grant.granted
    left = granted.units - used.exercised - used.released - used.ended
    position = schedule.position(on)
    # What was cancelled comes off the end: nothing beyond this ever vests.
    most = granted.units - used.cancelled
    gone = used.exercised + used.released + used.lapsed + used.transferred
    vested = _within(min(position.vested, most) - gone, left)
    kept = min(position.vested + position.held, most)
    held = _within(kept - min(position.vested, most), left - vested)
    unearned = most - kept if position.forfeited else 0
    lost = _within(min(position.forfeited, unearned) - used.forfeited, left - vested - held)
    leaving = leaving_of(plans, grant, known_at=known_at)
    may, last_on = _exercisable(
        grant,
        used,
        position,
        vested=vested,
        leaving=leaving if leaving and leaving.on <= on else None,
        calendar=calendar,
    )
    taken = accepted_on(grant, known_at=known_at)
    return GrantStanding(
        security=granted.security,
        on=on,
        units=granted.units,
        left=left,
        vested=vested,
        unvested=left - vested - held - lost,
        held=held,
        lost=lost,
        exercised=used.exercised,
        released=used.released,
        ended=used.ended,
        exercisable=may,
        price=price_on(grant, on, known_at=known_at),
        is_accepted=taken is not None and taken <= on,
        last_on=last_on,
        leaving=leaving,
        following=_following(schedule, used, position, left),
        waits=schedule.timeline.waits(on) if left else (),
    )


def _following(
    schedule: vesting.Schedule, used: Used, position: vesting.Position, left: int
) -> vesting.Row | None:
    """Return what vests next, less what was cancelled off the end; None: nothing does."""
    if not left:
        return None
    if not used.cancelled:
        return position.following
    return next(rows_of(schedule, used.cancelled, after=position.on), None)


def _exercisable(
    grant: Grant,
    used: Used,
    position: vesting.Position,
    *,
    vested: int,
    leaving: options.Leaving | None,
    calendar: Calendar | None,
) -> tuple[int, date | None]:
    """Return what may be exercised on the day of a position, and the last day to do so.

    leaving: that has come by then. None: there is no last day, or nobody knows it.
    """
    granted = grant.granted
    if granted.kind in options.DELIVERED:
        return 0, None
    last_on = options.ends_on(
        granted.kind,
        expires_on=granted.expires_on,
        windows=granted.windows,
        leaving=leaving,
        calendar=calendar,
    )
    is_early = granted.is_early_exercisable and leaving is None
    left = granted.units - used.exercised - used.released - used.ended
    within = granted.units if is_early else position.vested
    may = min(max(0, within - used.exercised), left if is_early else vested)
    if last_on is not None and position.on > last_on:
        return 0, last_on if may else None
    return may, last_on if may else None


def _within(units: int, most: int) -> int:
    return max(0, min(units, most))


def _day(event: ServiceEnded | GrantRepriced) -> date:
    return event.effective_on
