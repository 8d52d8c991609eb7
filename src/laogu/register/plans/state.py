"""How plans and grants stand."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from typing import Any, ClassVar, assert_never

from msgspec.structs import replace

from laogu.basics import (
    HolderId,
    IssuerId,
    PlanId,
    SecurityId,
    Shelves,
    StockClassId,
    Table,
    Undo,
    VestingTermsId,
)
from laogu.register.plans.events import (
    GrantAccepted,
    GrantEnded,
    GrantExercised,
    GrantIssued,
    GrantReleased,
    GrantRepriced,
    GrantSplit,
    HolderRelated,
    IssuedGrant,
    Plan,
    PlanRegistered,
    PlansEvent,
    PoolAdjusted,
    PoolSplit,
    ReturnedToPool,
    ServiceEnded,
    VestingAccelerated,
    VestingEventNoted,
    VestingStarted,
    VestingTermsRegistered,
)
from laogu.register.plans.lives import Act, Grant, GrantEvent, Pool, Return, Tenure
from laogu.register.plans.splitting import grant_after, pool_after, return_after


class Plans:
    """Plans, terms of vesting, grants, and who serves the issuer."""

    PRIMARY: ClassVar[Mapping[str, Any]] = {
        "plans": dict[PlanId, Pool],
        "returns": dict[int, Return],
        "terms": dict[VestingTermsId, VestingTermsRegistered],
        "grants": dict[SecurityId, Grant],
        "service": dict[str, Tenure],
    }

    def __init__(self, undo: Undo) -> None:
        self.plans: Table[PlanId, Pool] = Table(undo)
        # By number: one entry may end thousands of grants, and each gives back to its pool.
        self.returns: Table[int, Return] = Table(undo)
        self.terms: Table[VestingTermsId, VestingTermsRegistered] = Table(undo)
        self.grants: Table[SecurityId, Grant] = Table(undo)
        self.service: Table[str, Tenure] = Table(undo)
        # What follows from the tables above.
        self.plans_of: Shelves[IssuerId, PlanId, None] = Shelves(undo)
        self.returns_of: Shelves[PlanId, int, None] = Shelves(undo)
        self.terms_of: Shelves[IssuerId, VestingTermsId, None] = Shelves(undo)
        self.grants_of: Shelves[HolderId, SecurityId, None] = Shelves(undo)
        self.of_issuer: Shelves[IssuerId, SecurityId, None] = Shelves(undo)
        self.of_plan: Shelves[PlanId, SecurityId, None] = Shelves(undo)
        self.served: Shelves[IssuerId, HolderId, None] = Shelves(undo)
        # The labels of an issuer's grants.
        self.labels: Shelves[IssuerId, str, SecurityId] = Shelves(undo)
        # Of which grant one came by a transfer.
        self.came_of: Table[SecurityId, SecurityId] = Table(undo)
        # Units of living grants by class.
        self.left_units: Shelves[StockClassId, SecurityId, int] = Shelves(undo)

    def apply(self, event: PlansEvent, recorded_at: datetime) -> None:
        """Take in what happened."""
        match event:
            case PlanRegistered(plan=plan):
                self.plans[plan.plan] = Pool(
                    plan=plan, registered_on=event.effective_on, registered_at=recorded_at
                )
                self._index_plan(plan)
            case PoolAdjusted():
                pool = self.plans[event.plan]
                adjusted = (*pool.adjusted, (event, recorded_at))
                self.plans[event.plan] = replace(pool, adjusted=adjusted)
            case ReturnedToPool():
                after = len(self.plans[event.plan].before)
                number = len(self.returns) + 1
                self.returns[number] = Return(event=event, at=recorded_at, after=after)
                self.returns_of[event.plan][number] = None
            case VestingTermsRegistered():
                self.terms[event.vesting] = event
                self.terms_of[event.issuer][event.vesting] = None
            case GrantIssued(grant=grant):
                self._begin(grant, event.effective_on, recorded_at)
            case GrantExercised() | GrantReleased() | GrantEnded():
                self._act(event, recorded_at, left=event.left)
                for grant in _made(event):
                    self.came_of[grant.security] = event.security
                    self._begin(grant, event.effective_on, recorded_at)
            case (
                GrantAccepted()
                | GrantRepriced()
                | VestingStarted()
                | VestingEventNoted()
                | VestingAccelerated()
            ):
                self._act(event, recorded_at, left=self.grants[event.security].left)
            case ServiceEnded() | HolderRelated():
                self._serve(event, recorded_at)
            case GrantSplit():
                self.grants.change(event.security, lambda one: grant_after(one, event, recorded_at))
                self._count(self.grants[event.security])
            case PoolSplit():
                self.plans.change(event.plan, lambda one: pool_after(one, event, recorded_at))
                for number in self.returns_of.on(event.plan):
                    self.returns.change(number, lambda one: return_after(one, event))
            case _:
                assert_never(event)

    def returned_to(self, pool: Pool) -> Iterator[tuple[ReturnedToPool, datetime]]:
        """Yield what came back to a pool as it stood, and when that was written down."""
        for number in self.returns_of.on(pool.plan.plan):
            found = self.returns[number]
            if (event := found.told_in(pool)) is not None:
                yield event, found.at

    def take_back(
        self, securities: Iterable[SecurityId], *, came_at: datetime, at: datetime
    ) -> None:
        """Let none of an import's grants count on any day, nor the last days that came with them.

        came_at: when it was recorded. A last day that an import tells ends nothing by the clock,
        one that somebody says does.
        """
        for security in securities:
            self.grants.change(security, lambda one: replace(one, undone_at=at))
            granted = self.grants[security].granted
            self._free_label(granted)
            key = f"{granted.issuer}/{granted.holder}"
            served = self.service.get(key)
            if served is not None:
                kept = (one for one in served.ended if one[0].by_clock or one[1] != came_at)
                self.service[key] = replace(served, ended=tuple(kept))

    def service_of(self, issuer: IssuerId, holder: HolderId) -> Tenure:
        """Return what a holder is and was to an issuer; nothing, where nobody said."""
        found = self.service.get(f"{issuer}/{holder}")
        return Tenure(issuer=issuer, holder=holder) if found is None else found

    def reindex(self) -> None:
        """Work out the tables that follow from the primary ones."""
        for pool in self.plans.values():
            self._index_plan(pool.plan)
        for number, returned in self.returns.items():
            self.returns_of[returned.event.plan][number] = None
        for terms in self.terms.values():
            self.terms_of[terms.issuer][terms.vesting] = None
        for grant in self.grants.values():
            self._index_grant(grant)
            for act in grant.acts:
                for made in _made(act.event):
                    self.came_of[made.security] = grant.granted.security
        for served in self.service.values():
            self.served[served.issuer][served.holder] = None

    def _begin(self, grant: IssuedGrant, on: date, at: datetime) -> None:
        found = Grant(granted=grant, issued_on=on, issued_at=at, left=grant.units)
        self.grants[grant.security] = found
        self._index_grant(found)

    def _act(self, event: GrantEvent, at: datetime, *, left: int) -> None:
        found = self.grants[event.security]
        changed = replace(found, acts=(*found.acts, Act(event, at)), left=left)
        self.grants[event.security] = changed
        self._count(changed)
        if _never_counted(changed):
            self._free_label(changed.granted)

    def _serve(self, event: ServiceEnded | HolderRelated, at: datetime) -> None:
        served = self.service_of(event.issuer, event.holder)
        if isinstance(event, ServiceEnded):
            served = replace(served, ended=(*served.ended, (event, at)))
        else:
            served = replace(served, related=(*served.related, (event, at)))
        self.service[f"{event.issuer}/{event.holder}"] = served
        self.served[event.issuer][event.holder] = None

    def _index_plan(self, plan: Plan) -> None:
        self.plans_of[plan.issuer][plan.plan] = None

    def _index_grant(self, grant: Grant) -> None:
        granted = grant.granted
        self.grants_of[granted.holder][granted.security] = None
        self.of_issuer[granted.issuer][granted.security] = None
        if granted.plan is not None:
            self.of_plan[granted.plan][granted.security] = None
        if granted.certificate is not None and not _never_counted(grant):
            self.labels[granted.issuer][granted.certificate] = granted.security
        self._count(grant)

    def _free_label(self, granted: IssuedGrant) -> None:
        shelf, label = self.labels[granted.issuer], granted.certificate
        if label is not None and shelf.get(label) == granted.security:
            del shelf[label]

    def _count(self, grant: Grant) -> None:
        shelf = self.left_units[grant.granted.stock_class]
        if grant.lives:
            shelf[grant.granted.security] = grant.left
        elif grant.granted.security in shelf:
            del shelf[grant.granted.security]


def _never_counted(grant: Grant) -> bool:
    """Return whether a grant was taken back as if it had never been made."""
    if not grant.counts():
        return True
    last = grant.acts[-1].event if grant.acts else None
    return isinstance(last, GrantEnded) and last.by == "retraction" and not grant.lives


def _made(event: GrantEvent) -> tuple[IssuedGrant, ...]:
    """Return the grants that came of an act: by a transfer, and by nothing else."""
    if not isinstance(event, GrantEnded):
        return ()
    return event.resulting if event.balance is None else (*event.resulting, event.balance)
