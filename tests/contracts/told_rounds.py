"""What a kept journal tells of convertibles, warrants and a round."""

from decimal import Decimal
from typing import Any

from laogu.operations.round.asking import TakerRow
from tests.web.practice import Practice


def rounds(market: Practice) -> None:
    """Let papers be issued, taken, moved and ended, and a round be closed."""
    kit, rui = market.holders["kit"], market.holders["rui"]

    def issued(operation: str, **more: Any) -> str:
        ids = market.do(operation, "ida", issuer="harrow", holder=kit, **more)
        return ids["security"][0]

    safe = issued(
        "convertible.issue", kind="safe", amount=Decimal(500_000), cap=Decimal(20_000_000),
        discount=Decimal("0.1"), certificate="SAFE-1",
    )  # fmt: skip
    note = issued("convertible.issue", kind="note", amount=Decimal(10_000), rate=Decimal("0.08"))
    issued("convertible.issue", kind="convertible_security", amount=Decimal(5), says="as agreed")
    market.do("convertible.accept", "kit", security=safe)
    market.do("convertible.transfer", "ida", security=safe, holder=rui, amount=Decimal(100_000))
    market.do("convertible.convert", "ida", security=note, stock_class="Ordinary shares",
              price=Decimal("18.50"), reason="agreed (example)")  # fmt: skip
    right = {"stock_class": "Ordinary shares", "exercise_price": Decimal("2.50")}
    warrant = issued("warrant.issue", quantity=Decimal(1_000), **right)
    market.do("warrant.accept", "kit", security=warrant)
    market.do("warrant.exercise", "ida", security=warrant, quantity=Decimal(400), how="net",
              value=Decimal(10))  # fmt: skip
    market.do("warrant.cancel", "ida", security=warrant, reason="agreed (example)")
    market.do(
        "round.close", "ida", issuer="harrow", stock_class="Series B (example)",
        pre_money=Decimal(40_000_000), money=(TakerRow(holder=rui, amount=Decimal(1_000_000)),),
    )  # fmt: skip
