"""Plans and grants on a desk, and what may be asked of them.

desk = desk_at(MORNING, open_articles, with_plan(1_000))
grant = granted(desk, "dee", 480, vests="four years")
"""

from datetime import date
from decimal import Decimal
from typing import Any

from laogu.basics import PlanId, SecurityId
from laogu.operations import GrantRow, VestingCondition
from laogu.register import plans
from tests.desk import TODAY, Desk

YEARS = "four years"


def with_plan(quantity: object = 10_000, **more: Any) -> Any:
    """Harrow has a plan, and terms of four years with a cliff of one."""

    def step(desk: Desk) -> None:
        plan_of(desk, quantity, **more)
        desk.do(
            "vesting.register", "ida", issuer="harrow", name=YEARS,
            words="48 months, cliff 12, monthly",
        )  # fmt: skip

    return step


def plan_of(desk: Desk, quantity: object = 10_000, **more: Any) -> PlanId:
    """Register a plan and return it."""
    fields = {"issuer": "harrow", "name": "2026 plan", "stock_class": "Ordinary"}
    ids = desk.do("plan.register", "ida", quantity=quantity, **fields | more)
    return PlanId(ids["plan"][0])


def granted(desk: Desk, name: str, quantity: object, **more: Any) -> SecurityId:
    """Grant options to somebody out of the plan of 2026 and return the grant."""
    fields = {"issuer": "harrow", "plan": "2026 plan", "kind": "nso", "price": "2.00"}
    if more.get("kind") == "rsu":
        del fields["price"]
    ids = desk.do(
        "grant.issue", "ida", holder=desk.holder(name), quantity=quantity, **fields | more
    )
    return SecurityId(ids["security"][0])


def stands(desk: Desk, grant: str, on: date | None = None) -> plans.GrantStanding:
    """Return how a grant stands at the end of a day; None: today."""
    room = desk.books.register.plans
    return plans.standing(room, room.grants[SecurityId(grant)], decimals=0, on=on or desk.today)


def pool(desk: Desk, plan: str = "2026 plan", on: date | None = None) -> plans.PoolUse:
    """Return how a plan's pool is used on a day; None: today."""
    room = desk.books.register.plans
    found = plans.plan_of(room, plan, desk.issuer)
    return plans.pool_use(room, found.plan.plan, on=on or desk.today)


def grants_of_fair(desk: Desk) -> dict[str, tuple[str, dict[str, Any]]]:
    """Grant something to Ada and Rook, and return by operation who may ask for what."""
    with_plan()(desk)
    desk.do(
        "vesting.register", "ida", issuer="harrow", name="on a sale", gate="a sale",
        conditions=(
            VestingCondition(id="start", when="start", then=("sold",)),
            VestingCondition(id="sold", when="event", part="1/1"),
        ),
    )  # fmt: skip
    waits = granted(desk, "rook", 100, vests="on a sale")
    starts = granted(desk, "rook", 60, vests=YEARS)
    for taken in (waits, starts):
        desk.do("grant.accept", "rook", security=taken)
    runs = granted(desk, "ada", 480, vests=YEARS, vests_from=TODAY, certificate="OP-1")
    plan = plans.plan_of(desk.books.register.plans, "2026 plan", desk.issuer).plan.plan
    return {
        "plan.register": (
            "ida",
            {"issuer": "harrow", "name": "Founders plan", "stock_class": "Founders",
             "quantity": 40},
        ),
        "plan.adjust": ("ida", {"plan": plan, "quantity": 12_000, "reason": "a round"}),
        "vesting.register": (
            "ida", {"issuer": "harrow", "name": "three years", "words": "3 years, quarterly"},
        ),
        "vesting.start": ("ida", {"security": starts}),
        "vesting.note": ("ida", {"security": waits, "condition": "a sale"}),
        "vesting.accelerate": ("ida", {"security": runs, "quantity": 48}),
        "grant.issue": (
            "ida",
            {"issuer": "harrow", "plan": "2026 plan", "holder": desk.holder("pine"),
             "kind": "iso", "quantity": 120, "price": "2.50", "certificate": "OP-2"},
        ),
        "grant.load": (
            "ida",
            {"issuer": "harrow", "rows": (
                GrantRow(line=2, name="Mara Vint (example)", plan="2026 plan", kind="nso",
                         quantity=Decimal(100), price=Decimal("2.50"), vests="at once",
                         granted_on=TODAY),
            )},
        ),
        "grant.accept": ("ada", {"security": runs}),
        "grant.cancel": ("ida", {"security": runs, "quantity": 80, "reason": "agreed"}),
        "grant.transfer": (
            "ida", {"security": runs, "holder": desk.holder("pine"), "reason": "by will"},
        ),
        "grant.retract": ("ida", {"security": runs, "reason": "a mistake"}),
        "grant.reprice": ("ida", {"security": runs, "price": "1.25"}),
        "holder.relate": (
            "ida",
            {"issuer": "harrow", "holder": desk.holder("elm"), "relationship": "founder"},
        ),
    }  # fmt: skip
