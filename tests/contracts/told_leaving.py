"""What a kept journal tells of options that become shares, and of whoever leaves."""

from datetime import timedelta
from decimal import Decimal

from tests.web.practice import Practice


def leaving(market: Practice) -> None:
    """Let options be exercised, units delivered, and their holder leave with some of both."""
    dee, today = market.holders["dee"], market.running.journal.now().date()
    given = {
        "issuer": "harrow",
        "stock_class": "Ordinary shares",
        "holder": dee,
        "expires_on": today + timedelta(days=3650),
        "window": "90 days",
    }
    option = market.do("grant.issue", "ida", kind="iso", quantity=Decimal(100),
                       price=Decimal("2.00"), **given)["security"][0]  # fmt: skip
    unit = market.do("grant.issue", "ida", kind="rsu", quantity=Decimal(50), **given)
    market.do("cash.deposit", holder=dee, amount=Decimal("120.00"), currency="USD",
              reference="in (example)")  # fmt: skip
    market.do("grant.exercise", "dee", security=option, quantity=Decimal(60))
    market.do("grant.exercise", "ida", security=option, quantity=Decimal(20), paid="net",
              fair_value=Decimal("18.50"), source="a sale of this market (example)")  # fmt: skip
    market.do("grant.release", "ida", security=unit["security"][0], quantity=Decimal(30),
              rate=Decimal(40))  # fmt: skip
    market.do("holder.leave", "ida", issuer="harrow", holder=dee, on=today + timedelta(days=14),
              reason="voluntary_retirement")  # fmt: skip
