"""Questions to the plans: how a pool is used, whose grants they are, and what a holder is."""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, PlanId, SecurityId
from laogu.register.plans.lives import Grant
from laogu.register.plans.state import Plans
from laogu.register.plans.used import Used


class PoolUse(Struct, frozen=True, kw_only=True):
    """How a plan's pool is used on a day, in the smallest unit of its classes.

    reserved - granted + returned = left, and living + became_shares + ended = granted.
    granted: all that ever was; what only went to another holder counts once. returned: what may be
    granted again. left: to grant, below 0 where more was granted than is reserved.
    """

    plan: PlanId
    on: date
    reserved: int
    granted: int
    living: int
    became_shares: int
    ended: int
    returned: int

    @property
    def left(self) -> int:
        """Units that may still be granted; below 0: the plan is over-granted."""
        return self.reserved - self.granted + self.returned

    @property
    def over(self) -> int:
        """Units granted beyond what is reserved."""
        return max(0, -self.left)


class Relation(Struct, frozen=True, kw_only=True):
    """What a holder is to an issuer on a day. left_on: the last day of service, where it ended."""

    holder: HolderId
    relationships: tuple[str, ...]
    status: str | None
    left_on: date | None = None


EX = {
    "employee": "ex_employee",
    "non_us_employee": "ex_employee",
    "officer": "ex_employee",
    "executive": "ex_employee",
    "advisor": "ex_advisor",
    "consultant": "ex_consultant",
}
"""What somebody who served becomes by leaving."""


def pool_use(plans: Plans, plan: PlanId, *, on: date, known_at: datetime | None = None) -> PoolUse:
    """Return how a plan's pool is used at the end of a day."""
    pool = plans.plans[plan].as_of(on, known_at)
    granted = living = shares = ended = 0
    for grant in grants_of_plan(plans, plan, on=on, known_at=known_at):
        used = Used.of(grant, on, known_at)
        units = grant.granted.units
        granted += units - used.transferred
        living += units - used.exercised - used.released - used.ended
        shares += used.exercised + used.released
        ended += used.ended - used.transferred
    return PoolUse(
        plan=plan,
        on=on,
        reserved=reserved_on(plans, plan, on=on, known_at=known_at),
        granted=granted,
        living=living,
        became_shares=shares,
        ended=ended,
        returned=sum(
            event.units
            for event, at in plans.returned_to(pool)
            if event.effective_on <= on
            and (known_at is None or at <= known_at)
            and _counts(plans, event.security, known_at)
        ),
    )


def _counts(plans: Plans, security: SecurityId, known_at: datetime | None) -> bool:
    """Return whether what a grant gave back counts: not where the import it came with was undone.

    A return may name what is no grant here; it counts as it is told.
    """
    grant = plans.grants.get(security)
    return grant is None or grant.counts(known_at)


def reserved_on(plans: Plans, plan: PlanId, *, on: date, known_at: datetime | None = None) -> int:
    """Return how many units a plan reserves on a day: the last of that day counts."""
    pool = plans.plans[plan].as_of(on, known_at)
    if pool.registered_on > on or (known_at is not None and pool.registered_at > known_at):
        return 0
    adjusted = [
        event
        for event, at in pool.adjusted
        if event.effective_on <= on and (known_at is None or at <= known_at)
    ]
    by_day = sorted(adjusted, key=lambda event: event.effective_on)
    return by_day[-1].units if by_day else pool.plan.units


def grants_of_plan(
    plans: Plans, plan: PlanId, *, on: date, known_at: datetime | None = None
) -> Iterator[Grant]:
    """Yield the grants out of a plan that had been made by a day, in the order they came."""
    for security in plans.of_plan.on(plan):
        if _is_there(grant := plans.grants[security], on, known_at):
            yield grant.as_of(on, known_at)


def grants_of_holder(
    plans: Plans, holder: HolderId, *, on: date, known_at: datetime | None = None
) -> Iterator[Grant]:
    """Yield a holder's grants that had been made by a day, those that ended among them."""
    for security in plans.grants_of.on(holder):
        if _is_there(grant := plans.grants[security], on, known_at):
            yield grant.as_of(on, known_at)


def grants_of_issuer(
    plans: Plans, issuer: IssuerId, *, on: date, known_at: datetime | None = None
) -> Iterator[Grant]:
    """Yield every grant of an issuer that had been made by a day."""
    for security in plans.of_issuer.on(issuer):
        if _is_there(grant := plans.grants[security], on, known_at):
            yield grant.as_of(on, known_at)


def relation_of(
    plans: Plans, issuer: IssuerId, holder: HolderId, *, on: date, known_at: datetime | None = None
) -> Relation:
    """Return what a holder is to an issuer on a day; nothing, where nobody said.

    Who left after it was last said is what leaving makes of it: an employee is a former one.
    """
    service = plans.service_of(issuer, holder)
    related = [
        one
        for one, at in service.related
        if one.effective_on <= on and (known_at is None or at <= known_at)
    ]
    ended = [
        one
        for one, at in service.ended
        if one.effective_on < on and (known_at is None or at <= known_at)
    ]
    said_last = max(related, key=lambda one: one.effective_on, default=None)
    left = max(ended, key=lambda one: one.effective_on, default=None)
    found = said_last.relationships if said_last else ()
    status = said_last.status if said_last else None
    if left is None or (said_last and said_last.effective_on > left.effective_on):
        return Relation(holder=holder, relationships=found, status=status)
    after = tuple(dict.fromkeys(EX.get(one, one) for one in found))
    return Relation(
        holder=holder,
        relationships=after,
        status=f"termination_{left.reason}",
        left_on=left.effective_on,
    )


def relations(
    plans: Plans, issuer: IssuerId, *, on: date, known_at: datetime | None = None
) -> dict[HolderId, Relation]:
    """Return what every holder of whom anybody said something is to an issuer on a day."""
    found = {
        holder: relation_of(plans, issuer, holder, on=on, known_at=known_at)
        for holder in plans.served.on(issuer)
    }
    return {holder: one for holder, one in found.items() if one.relationships or one.status}


def groups(
    plans: Plans, issuer: IssuerId, *, on: date, known_at: datetime | None = None
) -> dict[str, tuple[HolderId, ...]]:
    """Return the holders of each relationship on a day, by its word; one may be in several."""
    found: dict[str, list[HolderId]] = {}
    for holder, one in relations(plans, issuer, on=on, known_at=known_at).items():
        for word in one.relationships:
            found.setdefault(word, []).append(holder)
    return {word: tuple(holders) for word, holders in sorted(found.items())}


def _is_there(grant: Grant, on: date, known_at: datetime | None) -> bool:
    if not grant.counts(known_at):
        return False
    return grant.issued_on <= on and (known_at is None or grant.issued_at <= known_at)
