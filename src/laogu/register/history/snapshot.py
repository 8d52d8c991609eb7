"""What stands on a day, told as if it had been issued so: a history without a past."""

from collections import Counter
from datetime import date

from msgspec.structs import replace

from laogu.register.history.changes import (
    Acceptance,
    AnyChange,
    AuthorizedAdjusted,
    History,
    HolderChanged,
    Issuance,
    PoolAdjusted,
    RatioAdjusted,
    Repricing,
    Retirement,
    ReturnedToPool,
    VestingAccelerated,
    VestingNoted,
)
from laogu.register.history.conversions import Right
from laogu.register.history.lives import PARTIAL, Lives
from laogu.register.history.parties import Plan, Status, StockClass
from laogu.register.history.positions import positions
from laogu.register.history.readings import USUAL, Readings


def snapshot(lives: Lives, *, as_of: date, readings: Readings = USUAL) -> History:
    """Return the securities that live at the end of a day, each as it was issued then.

    A grant that was used in part is of what is left of it. What happened to classes and pools is
    in the classes and pools; of what happened to a security, only its vesting is told.
    """
    told = lives.history
    standing = list(positions(lives, as_of=as_of, readings=readings))
    changes: list[AnyChange] = []
    for one in standing:
        issued = _at_its_price(lives, one.issuance, as_of)
        whole = one.units == issued.units
        vestings = issued.vestings if whole else ()
        changes.append(replace(issued, units=one.units, vestings=vestings))
        for act in lives.acts.get(issued.security, ()):
            is_vesting = isinstance(act, VestingNoted | VestingAccelerated) and whole
            if act.on <= as_of and (is_vesting or isinstance(act, Acceptance)):
                changes.append(act)
    statuses = _statuses(told, as_of)
    issuances = {one.issuance.id for one in standing} | {one.issuance.security for one in standing}
    financings = {
        name: replace(one, issuances=tuple([each for each in one.issuances if each in issuances]))
        for name, one in told.financings.items()
        if one.on <= as_of
    }
    return replace(
        told,
        classes={name: _class(lives, one, as_of) for name, one in told.classes.items()},
        plans={name: _plan(lives, one, as_of) for name, one in told.plans.items()},
        valuations={name: one for name, one in told.valuations.items() if one.on <= as_of},
        financings={name: one for name, one in financings.items() if one.issuances},
        holders={
            name: replace(one, status=statuses.get(name, one.status))
            for name, one in told.holders.items()
        },
        changes=tuple(changes),
        as_of=as_of,
        authorized=_authorized(told, None, as_of, told.authorized),
    )


def _at_its_price(lives: Lives, issued: Issuance, as_of: date) -> Issuance:
    """Return an issuance at the price to which it was set last."""
    for act in lives.acts.get(issued.security, ()):
        if isinstance(act, Repricing) and act.on <= as_of:
            issued = replace(issued, price=act.price.value, currency=act.price.currency)
    return issued


def _authorized(
    told: History, stock_class: str | None, as_of: date, first: int | None
) -> int | None:
    latest = [
        one
        for one in told.changes
        if isinstance(one, AuthorizedAdjusted)
        and one.stock_class == stock_class
        and one.on <= as_of
    ]
    return max(latest, key=lambda one: (one.on, one.line)).units if latest else first


def _class(lives: Lives, one: StockClass, as_of: date) -> StockClass:
    """Return a class with as many shares as may be issued, and the ratio that is in force."""
    authorized = _authorized(lives.history, one.stock_class, as_of, one.authorized)
    adjusted = [each for each in lives.adjusted.get(one.stock_class, ()) if each.on <= as_of]
    rights = one.rights
    if adjusted:
        rights = tuple([_at_ratio(each, adjusted[-1]) for each in rights])
    return replace(one, authorized=authorized, rights=rights)


def _at_ratio(right: Right, adjusted: RatioAdjusted) -> Right:
    if right.mechanism.kind != "ratio":
        return right
    price = adjusted.price or right.mechanism.price
    return replace(right, mechanism=replace(right.mechanism, ratio=adjusted.ratio, price=price))


def _plan(lives: Lives, plan: Plan, as_of: date) -> Plan:
    """Return a plan that reserves what may still be granted and what lives of it.

    Units that became shares are used up, and so are those that ended and never came back.
    """
    told = lives.history
    reserved = [
        one
        for one in told.changes
        if isinstance(one, PoolAdjusted) and one.plan == plan.plan and one.on <= as_of
    ]
    units = max(reserved, key=lambda one: (one.on, one.line)).units if reserved else plan.reserved
    gone: Counter[str] = Counter()
    for security, issued in lives.issued.items():
        if issued.plan != plan.plan or issued.kind != "equity_compensation":
            continue
        for act in lives.acts.get(security, ()):
            if isinstance(act, Retirement) and act.on <= as_of:
                moved = issued.units if act.units is None else act.units
                how = "used" if act.how in PARTIAL else act.how
                gone[how] += moved or 0
    back = sum(
        one.units
        for one in told.changes
        if isinstance(one, ReturnedToPool) and one.plan == plan.plan and one.on <= as_of
    )
    ended = gone["cancellation"] + gone["retraction"]
    return replace(plan, reserved=max(0, units - gone["used"] - max(0, ended - back)))


def _statuses(told: History, as_of: date) -> dict[str, Status]:
    """Return what every holder of whom a change tells was last."""
    known = [one for one in told.changes if isinstance(one, HolderChanged) and one.on <= as_of]
    known.sort(key=lambda one: (one.on, one.line))
    return {one.holder: one.status for one in known if one.status is not None}
