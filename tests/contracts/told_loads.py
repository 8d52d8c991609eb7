"""The part of a kept journal that tells of imports, and of one that was undone."""

from datetime import date
from decimal import Decimal

from laogu.operations import PaperRow, RegisterRow
from tests.web.practice import Practice


def loads(market: Practice) -> None:
    """Load a row by mistake, and a ledger of papers, and undo both."""
    row = RegisterRow(
        line=2, holder="Mistaken Fund LP (example)", stock_class="Ordinary shares",
        quantity=Decimal(100), certificate="OS-X",
    )  # fmt: skip
    load = market.do("register.load", "ida", issuer="harrow", rows=(row,))["load"][0]
    market.do("register.undo", "ida", load=load, reason="the wrong file (example)")
    papers = (
        PaperRow(line=2, kind="safe", issued_on=date(2026, 3, 2), name="Safe Fund LP (example)",
                 amount=Decimal("50000.00"), cap=Decimal(9_000_000)),
        PaperRow(line=3, kind="warrant", issued_on=date(2026, 3, 2), holder=market.holders["elm"],
                 stock_class="Ordinary shares", quantity=Decimal(100), price=Decimal("18.50")),
    )  # fmt: skip
    load = market.do("convertible.load", "ida", issuer="harrow", rows=papers)["load"][0]
    market.do("register.undo", "ida", load=load, reason="the wrong file (example)")
