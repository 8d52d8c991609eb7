"""Adjust a plan's pool: from today on it reserves so many shares, those granted among them.

Asked by: the issuer.
Records:  PoolAdjusted
Refuses:  PlanUnknown, NotSignedIn, NoMandate, NotAQuantity, BelowGranted, NotAName
"""

from decimal import Decimal

from laogu.basics import LONGEST_TEXT, name, units
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.register.plans import PoolAdjusted, check_reserve, plan_of


class AdjustPlan(Request, frozen=True, kw_only=True):
    """A pool. quantity: reserved from now on, in all. reason: why, in words, kept for ever."""

    plan: str
    quantity: Decimal
    reason: str


def adjust_plan(books: Books, request: AdjustPlan, asked: Asked) -> tuple[Event, ...]:
    """Return the adjustment, or refuse."""
    register = books.register
    pool = plan_of(register.plans, request.plan)
    asked.must_issue(pool.plan.issuer)
    decimals = register.classes[pool.plan.classes[0]].decimals
    reserved = units(request.quantity, decimals)
    today = asked.today(register.issuers[pool.plan.issuer].zone)
    check_reserve(register.plans, pool, reserved, on=today, decimals=decimals)
    return (
        PoolAdjusted(
            effective_on=today,
            plan=pool.plan.plan,
            units=reserved,
            reason=name(request.reason, longest=LONGEST_TEXT),
        ),
    )
