"""A grant that goes to another holder, in part or whole: which units vest when, on either side.

A whole grant of which nothing was used keeps its terms and what has happened to it. Else what vests
when is written out day by day. What was used came off the first instalments; each of the others is
divided in proportion, with what does not divide carried on, so that both sides sum to what there
was, day by day.
"""

from collections.abc import Callable, Iterable
from datetime import date

from msgspec.structs import replace

from laogu.basics import HolderId, SecurityId, in_words
from laogu.register import vesting
from laogu.register.plans.events import (
    GrantAccepted,
    GrantEnded,
    IssuedGrant,
    PlansEvent,
    VestingAccelerated,
    VestingEventNoted,
    VestingStarted,
)
from laogu.register.plans.lives import Grant
from laogu.register.plans.refusals import StillWaits, ToItself
from laogu.register.plans.rules import conditions_of
from laogu.register.plans.standing import (
    GrantStanding,
    Timelines,
    accepted_on,
    standing,
)
from laogu.register.plans.state import Plans
from laogu.register.plans.used import Used, rows_of
from laogu.register.refusals import HoldsTooFew

_CARRIED = (VestingStarted, VestingEventNoted, VestingAccelerated)


def transfer_grant(
    plans: Plans,
    grant: Grant,
    *,
    to: HolderId,
    units: int | None,
    on: date,
    decimals: int,
    reason: str,
    make_id: Callable[[], SecurityId],
) -> tuple[PlansEvent, ...]:
    """Return what takes a grant, or a part of it, to another holder. units: None: all of it.

    It goes on vesting by the service of whoever was granted it.
    """
    granted = grant.granted
    if to == granted.holder:
        raise ToItself
    now = standing(plans, grant, decimals=decimals, on=on)
    asked = grant.left if units is None else units
    is_whole = grant.left == granted.units and asked == grant.left
    most = grant.left if is_whole else grant.left - now.lost
    if asked > most:
        raise HoldsTooFew(asked=in_words(asked, decimals), held=in_words(most, decimals))
    goes = replace(
        granted,
        security=make_id(),
        holder=to,
        units=asked,
        certificate=None,
        price=now.price,
        served_by=granted.served_by or granted.holder,
        origin=None,
    )
    if is_whole:
        carried = [one.event for one in grant.acts if isinstance(one.event, _CARRIED)]
        ended = _transferred(grant, on=on, resulting=goes, reason=reason, left=0)
        return (ended, *(replace(one, security=goes.security) for one in carried))
    return _divide(plans, grant, now, goes, reason=reason, make_id=make_id)


def _divide(
    plans: Plans,
    grant: Grant,
    now: GrantStanding,
    goes: IssuedGrant,
    *,
    reason: str,
    make_id: Callable[[], SecurityId],
) -> tuple[PlansEvent, ...]:
    """Return the division of a grant into what goes and what stays. What is lost stays as it is."""
    used = Used.of(grant, now.on)
    gone, vests = used.exercised + used.released + used.lapsed, grant.left - now.lost
    rows = tuple(rows_of(Timelines(plans).schedule(grant), used.cancelled))
    if sum(row.units for row in rows) - gone != vests:
        # Not every day is known: it waits for an event, or nobody has said when vesting starts.
        waits = now.waits or tuple(one.id for one in conditions_of(plans, grant))
        raise StillWaits(waits=waits)
    first, rest = divided(rows, used=gone, units=goes.units, of=vests)
    goes = replace(goes, vests=first, vests_from=None)
    stays = None
    if rest:
        stays = replace(
            grant.granted,
            security=make_id(),
            units=vests - goes.units,
            price=now.price,
            vests=rest,
            vests_from=None,
            origin=None,
        )
    ended = _transferred(
        grant, on=now.on, resulting=goes, balance=stays, reason=reason, left=now.lost
    )
    taken = accepted_on(grant)
    if stays is None or taken is None:
        return (ended,)
    return ended, GrantAccepted(effective_on=taken, security=stays.security)


def _transferred(
    grant: Grant,
    *,
    on: date,
    resulting: IssuedGrant,
    reason: str,
    left: int,
    balance: IssuedGrant | None = None,
) -> GrantEnded:
    return GrantEnded(
        effective_on=on,
        security=grant.granted.security,
        by="transfer",
        units=resulting.units + (balance.units if balance else 0),
        left=left,
        resulting=(resulting,),
        balance=balance,
        reason=reason,
    )


def divided(
    rows: Iterable[vesting.Row], *, used: int, units: int, of: int
) -> tuple[tuple[vesting.Instalment, ...], tuple[vesting.Instalment, ...]]:
    """Return the instalments of `units` that go, and of those that stay.

    rows: of the whole grant. of: what is left of it and vests, now or later.
    """
    goes: list[vesting.Instalment] = []
    stays: list[vesting.Instalment] = []
    come = went = 0
    for row in rows:
        skipped = min(used, row.units)
        used -= skipped
        come += row.units - skipped
        part = come * units // of - went
        went += part
        if part:
            goes.append(vesting.Instalment(row.on, part))
        if rest := row.units - skipped - part:
            stays.append(vesting.Instalment(row.on, rest))
    assert went == units, "as many units leave as were to go"
    return tuple(goes), tuple(stays)
