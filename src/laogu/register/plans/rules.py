"""What plans and grants allow: nothing here changes them."""

from collections.abc import Sequence
from datetime import date

from laogu.basics import (
    LARGEST,
    Bilingual,
    Finding,
    IssuerId,
    PlanId,
    SecurityId,
    in_words,
)
from laogu.register import vesting
from laogu.register.plans.events import (
    GrantEnded,
    GrantEndedBy,
    ReturnedToPool,
    VestingEventNoted,
    VestingStarted,
    VestingTermsRegistered,
)
from laogu.register.plans.lives import Grant, Pool
from laogu.register.plans.refusals import (
    BelowGranted,
    BeyondPool,
    ConditionUnknown,
    GrantOver,
    GrantTaken,
    GrantUnknown,
    NameTaken,
    PlanUnknown,
    PoolNotSaid,
    SaidBefore,
    ScheduleUnreadable,
    VestingTermsUnknown,
)
from laogu.register.plans.standing import accepted_on, vests_of
from laogu.register.plans.state import Plans
from laogu.register.plans.views import pool_use
from laogu.register.refusals import HoldsTooFew


def plan_of(plans: Plans, given: str, issuer: IssuerId | None = None) -> Pool:
    """Return the plan of that id; of an issuer, also the one of that name."""
    found = plans.plans.get(PlanId(given))
    if found is not None and issuer in (None, found.plan.issuer):
        return found
    for one in plans.plans_of.on(issuer) if issuer is not None else ():
        if plans.plans[one].plan.name == given:
            return plans.plans[one]
    raise PlanUnknown(given=given[:60])


def terms_of(
    plans: Plans, issuer: IssuerId, given: str, *, named: Bilingual
) -> VestingTermsRegistered:
    """Return the issuer's vesting terms of that id or name. named: the issuer, for a reader."""
    registered = [plans.terms[one] for one in plans.terms_of.on(issuer)]
    for one in registered:
        if given in (one.vesting, one.name):
            return one
    known = tuple(one.name for one in registered)
    raise VestingTermsUnknown(issuer=named, given=given[:60], known=known)


def grant_of(plans: Plans, given: str) -> Grant:
    """Return the grant of that id, whether anything is left of it or not."""
    found = plans.grants.get(SecurityId(given))
    if found is None:
        raise GrantUnknown(given=given[:60])
    return found


def living_grant(plans: Plans, given: str) -> Grant:
    """Return the grant of that id, of which something is left."""
    found = grant_of(plans, given)
    if not found.lives:
        raise GrantOver
    return found


def check_not_taken(grant: Grant) -> None:
    """Refuse, if the holder has accepted a grant."""
    on = accepted_on(grant)
    if on is not None:
        raise GrantTaken(on=on)


def check_start(plans: Plans, grant: Grant, condition: str | None) -> None:
    """Refuse to start what has started, or a condition that does not wait for a start.

    condition: None: the vesting of the whole grant.
    """
    if condition is not None:
        found = conditions_of(plans, grant)
        known = tuple(one.id for one in found if isinstance(one.trigger, vesting.AtStart))
        if condition not in known:
            raise ConditionUnknown(given=condition[:60], known=known)
    elif grant.granted.vests_from is not None:
        raise SaidBefore(on=grant.granted.vests_from)
    for act in grant.acts:
        if isinstance(act.event, VestingStarted) and act.event.condition == condition:
            raise SaidBefore(on=act.event.effective_on)


def check_event(plans: Plans, grant: Grant, condition: str) -> None:
    """Refuse an event that a grant does not wait for, or that was noted before."""
    known = events_of(plans, grant)
    if condition not in known:
        raise ConditionUnknown(given=condition[:60], known=known)
    for act in grant.acts:
        if isinstance(act.event, VestingEventNoted) and act.event.condition == condition:
            raise SaidBefore(on=act.event.effective_on)


def events_of(plans: Plans, grant: Grant) -> tuple[str, ...]:
    """Return what a grant's terms wait for: the ids of conditions, and the gate."""
    found = [
        one.id for one in conditions_of(plans, grant) if isinstance(one.trigger, vesting.OnEvent)
    ]
    vests = vests_of(plans, grant).vests
    if isinstance(vests, vesting.Terms) and vests.gate is not None:
        found.append(vests.gate)
    return tuple(dict.fromkeys(found))


def conditions_of(plans: Plans, grant: Grant) -> tuple[vesting.Condition, ...]:
    """Return the conditions by which a grant vests; none, where it vests day by day or at once."""
    vests = vests_of(plans, grant).vests
    return vests.conditions if isinstance(vests, vesting.Terms) else ()


def free_name(plans: Plans, issuer: IssuerId, name: str, *, named: Bilingual) -> str:
    """Return `name`, if neither a plan nor vesting terms of the issuer have it."""
    taken = {plans.plans[one].plan.name for one in plans.plans_of.on(issuer)}
    taken |= {plans.terms[one].name for one in plans.terms_of.on(issuer)}
    if name.casefold() in {one.casefold() for one in taken}:
        raise NameTaken(issuer=named, name=name)
    return name


def check_terms(terms: vesting.Terms) -> vesting.Terms:
    """Return vesting terms by which something can be counted, or refuse their first fault."""
    found = vesting.check(vesting.Grant(units=LARGEST, granted_on=date.min, vests=terms))
    _refuse(found)
    return terms


def check_instalments(
    instalments: tuple[vesting.Instalment, ...], *, units: int, granted_on: date
) -> tuple[vesting.Instalment, ...]:
    """Return a schedule given day by day that comes to what is granted, or refuse it."""
    _refuse(vesting.check(vesting.Grant(units=units, granted_on=granted_on, vests=instalments)))
    return tuple(sorted(instalments, key=lambda one: one.on))


def check_pool(plans: Plans, pool: Pool, units: int, *, on: date, decimals: int) -> None:
    """Refuse to grant more out of a plan than is left in its pool."""
    use = pool_use(plans, pool.plan.plan, on=on)
    if units > use.left:
        raise BeyondPool(
            plan=pool.plan.name,
            asked=in_words(units, decimals),
            reserved=in_words(use.reserved, decimals),
            left=in_words(max(0, use.left), decimals),
        )


def check_reserve(plans: Plans, pool: Pool, units: int, *, on: date, decimals: int) -> None:
    """Refuse to reserve less than is granted and has not come back."""
    use = pool_use(plans, pool.plan.plan, on=on)
    granted = use.granted - use.returned
    if units < granted:
        raise BelowGranted(
            plan=pool.plan.name,
            asked=in_words(units, decimals),
            granted=in_words(granted, decimals),
        )


def end(
    plans: Plans,
    grant: Grant,
    *,
    by: GrantEndedBy,
    units: int,
    on: date,
    decimals: int,
    reason: str = "",
    returns: bool | None = None,
) -> tuple[GrantEnded | ReturnedToPool, ...]:
    """Return the end of so many units of a grant, and what of them goes back to the pool.

    returns: asked for where the plan leaves it to each grant; elsewhere the plan's rule holds. What
    was never accepted always goes back.
    """
    security, left = grant.granted.security, grant.left
    if units > left:
        raise HoldsTooFew(asked=in_words(units, decimals), held=in_words(left, decimals))
    ended = GrantEnded(
        effective_on=on, security=security, by=by, units=units, left=left - units, reason=reason
    )
    pool = None if grant.granted.plan is None else plans.plans[grant.granted.plan]
    if pool is None:
        return (ended,)
    rule = pool.plan.when_cancelled
    if rule == "by_grant" and returns is None and by != "retraction":
        raise PoolNotSaid(plan=pool.plan.name)
    goes_back = by == "retraction" or rule == "return_to_pool" or (rule == "by_grant" and returns)
    if not goes_back:
        return (ended,)
    plan = pool.plan.plan
    return ended, ReturnedToPool(effective_on=on, plan=plan, security=security, units=units)


def _refuse(findings: Sequence[Finding]) -> None:
    """Refuse the first error of a schedule."""
    for one in findings:
        if one.severity == "error":
            raise ScheduleUnreadable(reason=one.sentence("what"), remedy=one.sentence("fix"))
