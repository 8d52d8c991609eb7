"""The part of a kept journal that tells of imports, and of one that was undone."""

from decimal import Decimal

from laogu.operations import RegisterRow
from tests.web.practice import Practice


def loads(market: Practice) -> None:
    """Load a row by mistake, and undo it."""
    row = RegisterRow(
        line=2, holder="Mistaken Fund LP (example)", stock_class="Ordinary shares",
        quantity=Decimal(100), certificate="OS-X",
    )  # fmt: skip
    load = market.do("register.load", "ida", issuer="harrow", rows=(row,))["load"][0]
    market.do("register.undo", "ida", load=load, reason="the wrong file (example)")
