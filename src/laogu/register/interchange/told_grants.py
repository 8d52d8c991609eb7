"""Plans and grants of a register, told as a history.

A part of a grant may end here and leave the rest on the same grant. The open formats give the rest
an id of its own, so the grant goes on under another name from then on.
"""

from datetime import date
from typing import Any

from laogu.register import history, plans, vesting
from laogu.register.interchange.figures import Scale, told_price
from laogu.register.interchange.names import Telling, besides

_LEFT = "termination_"


def tell_plans(telling: Telling) -> None:
    """Tell every pool's changes, and every grant with its life."""
    room = telling.register.plans
    for plan in room.plans_of.on(telling.issuer):
        if room.plans[plan].registered_at not in telling.undone.moments:
            # Of a day before a split of its class, in the units of that day.
            _tell_pool(telling, room.plans[plan].as_of(telling.as_of))
    for security in room.of_issuer.on(telling.issuer):
        if not telling.undone.holds(security):
            _Life(telling, room.grants[security].as_of(telling.as_of)).tell()
    for holder in room.served.on(telling.issuer):
        _tell_service(telling, telling.service_of(holder))


def pool_scale(telling: Telling, pool: plans.Pool) -> Scale:
    """Return in which units a pool is counted: those of its first class, else whole shares."""
    classes = pool.plan.classes
    return telling.scales[classes[0]] if classes else Scale(0, 2, "")


def _tell_pool(telling: Telling, pool: plans.Pool) -> None:
    named = pool.plan.origin or pool.plan.plan
    scale = pool_scale(telling, pool)
    for number, (event, _) in enumerate(pool.adjusted):
        telling.add(
            history.PoolAdjusted(
                id=f"pool-{named}-{number}",
                on=event.effective_on,
                line=0,
                plan=named,
                units=scale.told(event.units),
                besides=besides({"reason": event.reason not in {"", "split"}}),
            )
        )
    for number, (back, _) in enumerate(telling.register.plans.returned_to(pool)):
        if telling.undone.holds(back.security):
            continue
        telling.add(
            history.ReturnedToPool(
                id=f"return-{named}-{number}",
                on=back.effective_on,
                line=0,
                security=telling.security(back.security),
                plan=named,
                units=scale.told(back.units),
            )
        )


class _Life:
    """A grant that is being told: what it is called now, and how much of it is left."""

    def __init__(self, telling: Telling, grant: plans.Grant) -> None:
        self.telling = telling
        self.grant = grant
        self.granted = grant.granted
        self.scale = telling.scales[grant.stock_class]
        self.first = telling.security(grant.granted.security)
        self.named = self.first
        self.parts = 1

    def tell(self) -> None:
        """Tell how it came to be, and everything that happened to it."""
        telling, granted = self.telling, self.granted
        if not telling.is_told(self.grant.issued_on):
            return
        telling.add(self._issuance(self.grant.issued_on, granted.units))
        if granted.vests_from is not None:
            self._started(granted.vests_from, None)
        acts = [one.event for one in self.grant.acts]
        # By day, and as they were written within one: an import tells days of before.
        acts.sort(key=lambda one: one.effective_on)
        before: plans.GrantEvent | None = None
        for number, event in enumerate(acts):
            after = acts[number + 1] if number + 1 < len(acts) else None
            if _rest_after(before, event) is None:
                self._tell(event, number, after)
            before = event

    def _issuance(self, on: date, units: int) -> history.Issuance:
        granted, telling = self.granted, self.telling
        price = None if granted.price is None else told_price(granted.price)
        vests = granted.vests
        terms: str | None = None
        vestings: tuple[tuple[date, int], ...] = ()
        if isinstance(vests, tuple):
            vestings = tuple([(one.on, self.scale.told(one.units)) for one in vests])
        elif vests is not None:
            found = telling.register.plans.terms[vests]
            terms = found.origin or vests
        more = history.Particulars(
            is_early_exercisable=granted.is_early_exercisable or None, windows=granted.windows
        )
        plan = None if granted.plan is None else telling.register.plans.plans[granted.plan].plan
        return history.Issuance(
            id=f"issue-{self.named}",
            on=on,
            line=0,
            security=self.named,
            kind="equity_compensation",
            holder=telling.holder(granted.holder),
            certificate=granted.certificate or "",
            units=self.scale.told(units),
            stock_class=telling.stock_class(granted.stock_class),
            plan=None if plan is None else plan.origin or plan.plan,
            currency=None if price is None else price.currency,
            price=None if price is None else price.value,
            compensation=granted.kind,
            expires_on=granted.expires_on,
            terms=terms,
            vestings=vestings,
            particulars=None if more == history.Particulars() else more,
            besides=self._beyond(),
        )

    def _beyond(self) -> tuple[str, ...]:
        """Return what the grant has for which a history has no words."""
        granted = self.granted
        begins = granted.vests_from is not None
        return besides(
            {
                "day of grant": granted.granted_on != self.grant.issued_on,
                "start of vesting": begins and self._start() is None,
                "fair value": granted.fair_value is not None,
                "units before a split": self.grant.before,
                "whose service counts": granted.served_by is not None,
            }
        )

    def _tell(self, event: plans.GrantEvent, number: int, after: plans.GrantEvent | None) -> None:
        telling, on = self.telling, event.effective_on
        match event:
            case plans.GrantAccepted():
                telling.add(
                    history.Acceptance(
                        id=f"accept-{self.first}", on=on, line=0, security=self.named,
                        kind="equity_compensation",
                    )
                )  # fmt: skip
            case plans.GrantRepriced():
                telling.add(
                    history.Repricing(
                        id=f"reprice-{self.first}-{number}", on=on, line=0, security=self.named,
                        price=told_price(event.price),
                    )
                )  # fmt: skip
            case plans.VestingStarted():
                self._started(on, event.condition)
            case plans.VestingEventNoted():
                self._noted(on, event.condition, number)
            case plans.VestingAccelerated():
                telling.add(
                    history.VestingAccelerated(
                        id=f"accelerate-{self.first}-{number}", on=on, line=0,
                        security=self.named, units=self.scale.told(event.units),
                    )
                )  # fmt: skip
            case plans.GrantExercised() | plans.GrantReleased():
                self._used(event, number, after)
            case plans.GrantEnded():
                self._ended(event, number, after)

    def _started(self, on: date, condition: str | None) -> None:
        if condition is None:
            condition = self._start()
        if condition is not None:
            self.telling.add(
                history.VestingNoted(
                    id=f"start-{self.first}", on=on, line=0, security=self.named,
                    condition=condition, begins=True,
                )
            )  # fmt: skip

    def _start(self) -> str | None:
        """Return the condition that is met when vesting starts; None: the terms have none."""
        vests = self.granted.vests
        if vests is None or isinstance(vests, tuple):
            return None
        conditions = self.telling.register.plans.terms[vests].terms.conditions
        return next(
            (one.id for one in conditions if isinstance(one.trigger, vesting.AtStart)), None
        )

    def _noted(self, on: date, condition: str, number: int) -> None:
        self.telling.add(
            history.VestingNoted(
                id=f"event-{self.first}-{number}", on=on, line=0, security=self.named,
                condition=condition, begins=False,
            )
        )  # fmt: skip

    def _used(
        self,
        event: plans.GrantExercised | plans.GrantReleased,
        number: int,
        after: plans.GrantEvent | None,
    ) -> None:
        how: history.How = "exercise" if isinstance(event, plans.GrantExercised) else "release"
        rest = _rest_after(event, after)
        apart = []
        if event.withheld:
            apart.append(f"{history.amount(self.scale.told(event.withheld)):f} withheld")
        if apart_units := event.elsewhere + event.gone:
            apart.append(f"shares of {history.amount(self.scale.told(apart_units)):f} told apart")
        self._retired(
            how,
            event,
            number,
            results=tuple([self.telling.security(one.security) for one in event.shares]),
            balance=None if rest is None else self.telling.security(rest.security),
            consideration=", ".join(apart) or None,
            besides=_beyond_use(event),
        )

    def _ended(self, event: plans.GrantEnded, number: int, after: plans.GrantEvent | None) -> None:
        telling = self.telling
        rest = _rest_after(event, after)
        how: history.How = "cancellation"
        if event.by in {"retraction", "transfer"}:
            how = event.by
        results = tuple([telling.security(one.security) for one in event.resulting])
        balance = None if event.balance is None else telling.security(event.balance.security)
        units = event.units
        if event.balance is not None:
            units -= event.balance.units
        elif rest is not None:
            balance = telling.security(rest.security)
        elif event.left:
            balance = self._next_name()
        said_so = event.by in {"cancellation", "retraction", "transfer"}
        more: dict[str, Any] = {
            "results": results, "balance": balance,
            "besides": besides({"kind of end": not said_so}),
        }  # fmt: skip
        self._retired(how, event, number, units=units, reason=event.reason or None, **more)
        for grant in (*event.resulting, *(() if event.balance is None else (event.balance,))):
            telling.holder(grant.holder)
        if balance is not None and event.balance is None and rest is None:
            self.named = balance
            telling.add(self._issuance(event.effective_on, event.left))

    def _next_name(self) -> str:
        self.parts += 1
        return f"{self.first}~{self.parts}"

    def _retired(
        self,
        how: history.How,
        event: plans.GrantExercised | plans.GrantReleased | plans.GrantEnded,
        number: int,
        *,
        units: int | None = None,
        **more: Any,
    ) -> None:
        is_retraction = how == "retraction"
        told = self.scale.told(event.units if units is None else units)
        self.telling.add(
            history.Retirement(
                id=f"{how}-{self.first}-{number}",
                on=event.effective_on,
                line=0,
                how=how,
                security=self.named,
                kind="equity_compensation",
                units=None if is_retraction else told,
                settled_on=event.effective_on if how == "release" else None,
                **more,
            )
        )


def _beyond_use(event: plans.GrantExercised | plans.GrantReleased) -> tuple[str, ...]:
    """Return what an exercise or a release has for which a history has no words."""
    if isinstance(event, plans.GrantReleased):
        return besides({"rate of tax": event.rate})
    return besides(
        {
            "way of paying": event.by != "not_told",
            "payment": event.paid is not None,
            "reference": event.reference,
            "fair value": event.fair_value is not None,
            "source": event.source,
            "cash paid out": event.rest is not None,
        }
    )


def _rest_after(
    before: plans.GrantEvent | None, event: plans.GrantEvent | None
) -> plans.IssuedGrant | None:
    """Return as which grant what an act left goes on by the next one; None: it does not."""
    if not isinstance(before, plans.GrantExercised | plans.GrantReleased | plans.GrantEnded):
        return None
    if not isinstance(event, plans.GrantEnded) or event.by != "transfer" or event.balance:
        return None
    is_rest = before.effective_on == event.effective_on and before.left == event.units
    if len(event.resulting) != 1 or not is_rest or event.resulting[0].units != event.units:
        return None
    return event.resulting[0]


def _tell_service(telling: Telling, service: plans.Tenure) -> None:
    """Tell what changed of what a holder is to the issuer; what it was at first is no change."""
    if not service.related and not service.ended:
        return
    named = telling.holder(service.holder)
    known = sorted(service.related, key=lambda one: one[0].effective_on)
    said: set[tuple[date, str]] = set()
    before: plans.HolderRelated | None = None
    number = 0
    for event, _ in known:
        on = event.effective_on
        is_first = before is None and not any(one.effective_on == on for one, _ in service.ended)
        old = () if before is None else before.relationships
        started = [] if is_first else [one for one in event.relationships if one not in old]
        ended = [one for one in old if one not in event.relationships]
        for at in range(max(len(started), len(ended))):
            number += 1
            telling.add(
                history.HolderChanged(
                    id=f"relate-{named}-{number}",
                    on=on,
                    line=0,
                    holder=named,
                    started=started[at] if at < len(started) else None,  # type: ignore[arg-type]
                    ended=ended[at] if at < len(ended) else None,  # type: ignore[arg-type]
                )
            )
        status = None if event.status is None else event.status.removeprefix(_LEFT)
        was = None if before is None or before.status is None else before.status.removeprefix(_LEFT)
        if status is not None and status != was and not is_first:
            said.add((on, status))
            _tell_status(telling, named, on, status)
        before = event
    for left, _ in service.ended:
        if (left.effective_on, left.reason) not in said:
            _tell_status(telling, named, left.effective_on, left.reason)


def _tell_status(telling: Telling, named: str, on: date, status: Any) -> None:
    telling.add(
        history.HolderChanged(id=f"status-{named}-{on}", on=on, line=0, holder=named, status=status)
    )
