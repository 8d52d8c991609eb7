"""What a kept journal tells of capital: every kind of event of it, and of papers on file."""

from datetime import date
from decimal import Decimal

from tests.web.practice import Practice

HASH = "ab" * 32
HARROW = {"issuer": "harrow"}
CLASS = {**HARROW, "stock_class": "Series K (example)"}


def capital(market: Practice) -> None:
    """Let Harrow have a class that is described, granted, split and bought back; and papers."""
    market.do("stock_class.register", "ida", **HARROW, name_en="Series K (example)")
    market.do("stock_class.describe", "ida", **CLASS, kind="preferred",
              converts_into="Ordinary shares", issue_price=Decimal("1.50"),
              dividends="simple", dividend_rate=Decimal("0.08"), redemption="compound",
              redemption_rate=Decimal("0.1"), redemption_most=Decimal(9_000),
              ratchet=Decimal("1.2"), listing_price=Decimal(3))  # fmt: skip
    market.do("stock_class.authorise", "ida", **CLASS, quantity=Decimal(9_000))
    market.do("issuer.authorise", "ida", **HARROW, quantity=Decimal(90_000_000))
    market.do("stock_class.adjust_ratio", "ida", **CLASS, into="Ordinary shares",
              new=Decimal("1.5"))  # fmt: skip
    made = market.do("security.issue", "ida", **CLASS, holder=market.holders["dee"],
                     quantity=Decimal(101))  # fmt: skip
    market.do("security.accept", "ida", security=made["security"][0])
    market.do("plan.register", "ida", **CLASS, name="Plan K (example)", quantity=Decimal(500))
    market.do("grant.issue", "ida", issuer="harrow", plan="Plan K (example)", kind="nso",
              holder=market.holders["dee"], quantity=Decimal(30), price=Decimal(2))  # fmt: skip
    market.do("stock_class.split", "ida", **CLASS, new=Decimal(1), old=Decimal(2),
              rounding="cash_in_lieu", price=Decimal("3.00"))  # fmt: skip
    _contributions(market)
    _papers(market)


def _contributions(market: Practice) -> None:
    market.do("issuer.register", slug="tarn", name_en="Tarn (example)", currency="CNY",
              form="limited company")  # fmt: skip
    market.do("stock_class.register", issuer="tarn", name_en="Capital", decimals=2)
    made = market.do("contribution.subscribe", issuer="tarn", stock_class="Capital",
                     holder=market.holders["dee"], quantity=Decimal(100),
                     due_on=date(2030, 3, 1))  # fmt: skip
    market.do("contribution.pay", security=made["security"][0], evidence="the bank (example)")
    market.do("issuer.change_form", issuer="tarn", stock_class="Capital", quantity=Decimal(80),
              net_worth=Decimal(100), net_worth_on=date(2026, 10, 31), name_en="S")  # fmt: skip


def _papers(market: Practice) -> None:
    market.do("valuation.record", "ida", **CLASS, price=Decimal("1.25"))
    market.do("financing.record", "ida", **HARROW, name="Series K (example)")
    market.do("document.record", "ida", **HARROW, name="Agreement (example)", digest=HASH)
    market.do("legend.record", "ida", **HARROW, name="Act (example)", text="Not registered.")
