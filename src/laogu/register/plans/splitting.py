"""What a split of the class makes of a grant or of a pool: all of it in the new units.

What was used, what vested and what came back is told in the new units too, so that every sum still
holds; how it stood before the split is kept, for questions about an earlier day.
"""

from collections.abc import Sequence
from datetime import datetime
from fractions import Fraction

from msgspec.structs import replace

from laogu.basics import Price, split
from laogu.register.capital.splitting import price_times
from laogu.register.plans.events import (
    GrantEnded,
    GrantExercised,
    GrantReleased,
    GrantRepriced,
    GrantSplit,
    IssuedGrant,
    PoolAdjusted,
    PoolSplit,
    VestingAccelerated,
)
from laogu.register.plans.lives import Act, Grant, Pool, Return
from laogu.register.vesting import Instalment


def grant_after(grant: Grant, event: GrantSplit, at: datetime) -> Grant:
    """Return a grant in the units of its class after a split."""
    by = Fraction(event.new, event.old)
    used = [one for one in grant.acts if isinstance(one.event, _USED)]
    gone = event.units - event.left
    parts = split(gone, [_units(one) for one in used]) if gone else [0] * len(used)
    shares = dict(zip([id(one) for one in used], parts, strict=True))
    return replace(
        grant,
        granted=_granted(grant.granted, event, by),
        left=event.left,
        acts=tuple([_act(one, by, shares.get(id(one), 0)) for one in grant.acts]),
        before=(*grant.before, (event.effective_on, at, grant)),
    )


def pool_after(pool: Pool, event: PoolSplit, at: datetime) -> Pool:
    """Return a pool in the units of its class after a split."""
    adjusted = PoolAdjusted(
        effective_on=event.effective_on, plan=event.plan, units=event.units, reason="split"
    )
    return replace(
        pool,
        adjusted=(*pool.adjusted, (adjusted, at)),
        before=(*pool.before, (event.effective_on, at, pool)),
    )


def return_after(returned: Return, event: PoolSplit) -> Return:
    """Return what came back to a pool, in the units of its class after a split."""
    one = returned.event
    units = int(one.units * Fraction(event.new, event.old))
    return replace(returned, event=replace(one, units=units), before=(*returned.before, one))


def price_after(price: Price | None, by: Fraction) -> Price | None:
    """Return an exercise price after a split, rounded up: nobody may buy for less than before."""
    return None if price is None else price_times(price, 1 / by, up=True)


def _granted(granted: IssuedGrant, event: GrantSplit, by: Fraction) -> IssuedGrant:
    vests = granted.vests
    if isinstance(vests, tuple):
        vests = _instalments(vests, event.units, granted.units, by)
    return replace(
        granted,
        units=event.units,
        price=price_after(granted.price, by),
        fair_value=price_after(granted.fair_value, by),
        vests=vests,
    )


def _instalments(
    vests: Sequence[Instalment], units: int, before: int, by: Fraction
) -> tuple[Instalment, ...]:
    total = sum(one.units for one in vests)
    if not total:
        return tuple(vests)
    parts = split(units if total == before else int(total * by), [one.units for one in vests])
    return tuple(Instalment(one.on, part) for one, part in zip(vests, parts, strict=True))


_USED = (GrantExercised, GrantReleased, GrantEnded)


def _units(act: Act) -> int:
    assert isinstance(act.event, _USED), "only what was used has units"
    return act.event.units


def _act(act: Act, by: Fraction, part: int) -> Act:
    """Return what happened to a grant, in the new units. part: of what was used."""
    match act.event:
        case GrantExercised() | GrantReleased() as event:
            changed = replace(
                event, units=part, left=int(event.left * by), withheld=int(event.withheld * by)
            )
            return Act(changed, act.at)
        case GrantEnded() as event:
            return Act(replace(event, units=part, left=int(event.left * by)), act.at)
        case GrantRepriced() as event:
            return Act(replace(event, price=price_times(event.price, 1 / by, up=True)), act.at)
        case VestingAccelerated() as event:
            return Act(replace(event, units=int(event.units * by)), act.at)
        case _:
            return act
