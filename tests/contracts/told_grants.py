"""What a kept journal tells of plans and grants."""

from decimal import Decimal
from typing import Any

from laogu.operations import VestingCondition
from tests.web.practice import Practice


def grants(market: Practice) -> None:
    """Let plans and grants be made, changed, vest, and end otherwise than by leaving."""
    told = _Told(market)
    told.do("plan.register", name="Plan of words (example)", stock_class="Ordinary shares",
            quantity=Decimal(100_000))  # fmt: skip
    plan = told.last["plan"][0]
    market.do("plan.adjust", "ida", plan=plan, quantity=Decimal(120_000), reason="a round")
    told.do("vesting.register", name="Four years (example)", words="48 months, cliff 12, monthly")
    told.do("vesting.register", name="Sale (example)", conditions=(
        VestingCondition(id="start", when="start", then=("sale",)),
        VestingCondition(id="sale", when="event", part="1/1"),
    ))  # fmt: skip
    for_time = told.grant(plan, 4_800, vests="Four years (example)")
    waits = told.grant(plan, 500, vests="Sale (example)")
    told.do("holder.relate", holder=market.holders["dee"], relationship="employee")
    market.do("grant.accept", "dee", security=for_time)
    market.do("vesting.start", "ida", security=for_time)
    market.do("vesting.note", "ida", security=waits, condition="sale")
    market.do("vesting.accelerate", "ida", security=for_time, quantity=Decimal(100))
    market.do("grant.reprice", "ida", security=for_time, price=Decimal("1.50"))
    market.do("grant.transfer", "ida", security=for_time, holder=market.holders["rui"],
              quantity=Decimal(1_000), reason="a trust (example)")  # fmt: skip
    market.do("grant.cancel", "ida", security=waits, quantity=Decimal(100), reason="agreed")
    market.do("grant.retract", "ida", security=told.grant(plan, 10), reason="a mistake")


class _Told:
    """What Harrow's secretary asks for."""

    def __init__(self, market: Practice) -> None:
        self._market = market
        self.last: dict[str, list[str]] = {}

    def do(self, operation: str, **fields: Any) -> None:
        self.last = self._market.do(operation, "ida", issuer="harrow", **fields)

    def grant(self, plan: str, quantity: int, **more: Any) -> str:
        self.do("grant.issue", plan=plan, holder=self._market.holders["dee"], kind="nso",
                quantity=Decimal(quantity), price=Decimal("2.00"), **more)  # fmt: skip
        return self.last["security"][0]
