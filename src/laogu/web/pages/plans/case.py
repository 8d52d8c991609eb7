"""A plan on a day, as one visitor may see it; what was reserved, and what came back."""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from laogu.basics import SecurityId
from laogu.register import check_day, plans
from laogu.web.exports import Sheet, Value
from laogu.web.frame import Link
from laogu.web.pages.entries import entry_link
from laogu.web.pages.plans.words import price_unit
from laogu.web.pages.writing import handle, quantity, units
from laogu.web.visit import Visit


class ChangeRow(Struct, frozen=True, kw_only=True):
    """A change of what is reserved, or what came back."""

    on: str
    what: str
    reserved: str | None
    entry: Link | None


class Case:
    """A plan on a day, as one visitor may see it."""

    def __init__(self, visit: Visit, given: str) -> None:
        visit.must_be_somebody()
        self.visit = visit
        self.room = visit.books.register.plans
        self.pool = visit.sight.plan(given)
        self.plan = self.pool.plan
        self.issuer = visit.books.register.issuers[self.plan.issuer]
        self.today = visit.today(self.issuer.zone)
        self.on = visit.as_of or self.today
        check_day(self.on, since=None, today=self.today)
        self.is_whole = visit.sight.sees_register(self.plan.issuer)
        self.stock_class = self.plan.classes[0]
        self.use = plans.pool_use(self.room, self.plan.plan, on=self.on)
        found = plans.grants_of_plan(self.room, self.plan.plan, on=self.on)
        seen = [one for one in found if visit.sight.sees_grant(one)]
        self.grants = sorted(seen, key=lambda one: (not self.lives(one), one.issued_on))
        self.unit = price_unit(visit, self.plan.classes)
        self._timelines = plans.Timelines(self.room)

    def lives(self, grant: plans.Grant) -> bool:
        """Return whether anything of a grant was left on the day."""
        used = plans.Used.of(grant, self.on)
        return grant.granted.units > used.exercised + used.released + used.ended

    def standing(self, grant: plans.Grant) -> plans.GrantStanding:
        """Return how a grant stood on the day."""
        decimals = self.visit.books.register.classes[grant.stock_class].decimals
        return plans.standing(
            self.room, grant, decimals=decimals, on=self.on, timelines=self._timelines
        )

    def units(self, count: int) -> str:
        """Return units of the plan in figures; below nothing with its sign."""
        shown = units(self.visit, abs(count), self.stock_class)
        return f"−{shown}" if count < 0 else shown


def changed(case: Case) -> list[tuple[date, str, int | None, str, Link | None]]:
    """Return what was reserved and what came back, in the order in which it counts.

    Day, words, reserved from then on, reason, entry.
    """
    found = sorted(_written(case), key=lambda one: (one[0], one[1]))
    return [(on, *rest) for on, _, *rest in found]  # type: ignore[misc]


def _written(
    case: Case,
) -> Iterator[tuple[date, datetime, str, int | None, str, Link | None]]:
    visit, pool = case.visit, case.pool
    tag = "register.plan_registered"
    link = entry_link(visit, pool.registered_at, pool.plan.plan, tag)
    at = pool.registered_at
    yield pool.registered_on, at, visit.said("registered"), pool.plan.units, "", link
    for event, at in pool.adjusted:
        link = entry_link(visit, at, pool.plan.plan, "register.pool_")
        yield event.effective_on, at, visit.said("adjusted"), event.units, event.reason, link
    if not case.is_whole:
        return
    for back, at in case.room.returned_to(pool):
        grant = case.room.grants.get(back.security)
        if grant is not None and not grant.counts():
            continue
        link = entry_link(visit, at, back.security, "register.returned_to_pool")
        shown = units(visit, back.units, case.stock_class)
        name = _name_of(case, back.security)
        says = visit.said("{units} came back from {grant}", units=shown, grant=name)
        yield back.effective_on, at, says, None, "", link


def _name_of(case: Case, security: SecurityId) -> str:
    grant = case.room.grants.get(security)
    return (grant and grant.granted.certificate) or handle(security)


def changes(case: Case) -> Iterator[ChangeRow]:
    found = [one for one in changed(case) if one[0] <= case.on]
    for on, what, reserved, reason, link in reversed(found):
        yield ChangeRow(
            on=case.visit.show(on),
            what=f"{what} · {reason}" if reason else what,
            reserved=None if reserved is None else case.units(reserved),
            entry=link,
        )


def changes_sheet(case: Case) -> Sheet:
    def rows() -> Iterator[tuple[Value, ...]]:
        for on, what, reserved, reason, _ in changed(case):
            if on <= case.on:
                shown = (
                    None if reserved is None else quantity(case.visit, reserved, case.stock_class)
                )
                yield on, what, shown, reason or None

    return Sheet("pool", ("on", "what", "reserved", "reason"), rows)
