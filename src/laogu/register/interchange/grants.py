"""Grants of a history as events of a register: how each came to be, and what became of it."""

from collections.abc import Iterator
from typing import Any, Final

from laogu.basics import Price
from laogu.register import history, plans
from laogu.register.interchange.figures import Scale, price_of
from laogu.register.interchange.ground import Ground
from laogu.register.interchange.parties import pool_units
from laogu.register.interchange.stock import stock_of
from laogu.register.vesting import Instalment

_ENDED_BY: Final[dict[str, plans.GrantEndedBy]] = {
    "cancellation": "cancellation",
    "retraction": "retraction",
    # A grant is not bought back or converted; where a file says so, it was cancelled.
    "repurchase": "cancellation",
    "conversion": "cancellation",
    "reissuance": "cancellation",
}


def grant_of(ground: Ground, issued: history.Issuance) -> plans.IssuedGrant:
    """Return a grant as it came to be."""
    name = ground.of_grant[issued.security]
    scale = ground.scales[name]
    more = issued.particulars
    return plans.IssuedGrant(
        security=ground.security(issued.security),
        issuer=ground.issuer,
        stock_class=ground.classes[name],
        plan=ground.plans.get(issued.plan or ""),
        holder=ground.holders[issued.holder],
        kind=issued.compensation or "option",
        units=scale.units(issued.units or 0),
        granted_on=issued.on,
        certificate=issued.certificate or None,
        price=price_of(issued.price, issued.currency),
        vests=_vests(ground, issued, scale),
        expires_on=issued.expires_on,
        windows=None if more is None else more.windows,
        is_early_exercisable=bool(more is not None and more.is_early_exercisable),
        origin=issued.security,
    )


def _vests(ground: Ground, issued: history.Issuance, scale: Scale) -> Any:
    if issued.vestings:
        return tuple([Instalment(on, scale.units(units)) for on, units in issued.vestings])
    return None if issued.terms is None else ground.terms.get((issued.terms, scale.decimals))


def grant_acts(
    ground: Ground, change: history.Retirement, left: dict[str, int]
) -> Iterator[plans.PlansEvent]:
    """Yield how a grant was used or ended. left: units of grants that were used in part."""
    lives = ground.lives
    issued = lives.issued[change.security]
    scale = ground.scales[ground.of_grant[change.security]]
    security = ground.security(change.security)
    held = left.get(change.security, scale.units(issued.units or 0))
    units = held if change.units is None else scale.units(change.units)
    made = [lives.issued[one] for one in change.results if one in lives.issued]
    rest = lives.issued.get(change.balance or "")
    if change.how in {"exercise", "release"}:
        shares = tuple([stock_of(ground, one) for one in made])
        withheld = max(0, units - sum([one.units for one in shares]))
        used: dict[str, Any] = {
            "effective_on": change.on, "security": security, "units": units, "shares": shares,
            "withheld": withheld, "left": held - units,
        }  # fmt: skip
        left[change.security] = held - units
        if change.how == "exercise":
            yield plans.GrantExercised(by="not_told", **used)
        else:
            yield plans.GrantReleased(**used)
        if held > units and (rest is not None or ground.is_strict):
            left[change.security] = 0
            yield _rest(ground, change, held - units, rest)
        return
    left[change.security] = 0
    if change.how == "transfer":
        yield plans.GrantEnded(
            effective_on=change.on,
            security=security,
            by="transfer",
            units=held,
            resulting=tuple([grant_of(ground, one) for one in made]),
            balance=None if rest is None else grant_of(ground, rest),
        )
        return
    yield plans.GrantEnded(
        effective_on=change.on,
        security=security,
        by=_ENDED_BY[change.how],
        units=units,
        left=held - units,
        reason=change.reason or "",
    )
    if held > units:
        yield _rest(ground, change, held - units, rest)


def _rest(
    ground: Ground, change: history.Retirement, units: int, rest: history.Issuance | None
) -> plans.GrantEnded:
    """Return how what is left of a grant goes on as one of its own, or ends where none holds it."""
    return plans.GrantEnded(
        effective_on=change.on,
        security=ground.security(change.security),
        by="cancellation" if rest is None else "transfer",
        units=units,
        resulting=() if rest is None else (grant_of(ground, rest),),
    )


def other_acts(ground: Ground, change: history.AnyChange) -> Iterator[plans.PlansEvent]:
    """Yield what else happened to a grant or a pool."""
    match change:
        case history.Acceptance():
            security = ground.security(change.security)
            yield plans.GrantAccepted(effective_on=change.on, security=security)
        case history.Repricing():
            price: Price | None = price_of(change.price.value, change.price.currency)
            if price is not None:
                security = ground.security(change.security)
                yield plans.GrantRepriced(effective_on=change.on, security=security, price=price)
        case history.VestingNoted():
            security = ground.security(change.security)
            kind = plans.VestingStarted if change.begins else plans.VestingEventNoted
            yield kind(effective_on=change.on, security=security, condition=change.condition)
        case history.VestingAccelerated():
            scale = ground.scales[ground.of_grant[change.security]]
            yield plans.VestingAccelerated(
                effective_on=change.on,
                security=ground.security(change.security),
                units=scale.units(change.units),
            )
        case history.PoolAdjusted() if change.plan in ground.plans:
            yield plans.PoolAdjusted(
                effective_on=change.on,
                plan=ground.plans[change.plan],
                units=pool_units(ground, ground.told.plans[change.plan], change.units),
            )
        case history.ReturnedToPool() if change.plan in ground.plans:
            yield plans.ReturnedToPool(
                effective_on=change.on,
                plan=ground.plans[change.plan],
                security=ground.security(change.security),
                units=ground.scales[ground.of_grant[change.security]].units(change.units),
            )
        case _:
            pass
