"""Harrow with two more classes, for tests of what changes shares otherwise than by a sale."""

from decimal import Decimal
from typing import Any

from laogu.basics import StockClassId
from laogu.register import IssuedStock
from tests.desk import MORNING, Desk, open_articles


class Raised(Desk):
    """A desk on which Harrow has preferred shares, Series A, that become two ordinary each."""

    preferred: StockClassId


def raised(**rights: Any) -> Raised:
    """Return the desk; rights: of Series A, beside its ratio of two for one."""
    desk = Raised(MORNING)
    open_articles(desk)
    made = desk.do("stock_class.register", "ida", issuer="harrow", name_en="Series A")
    desk.preferred = StockClassId(made["stock_class"][0])
    given = {"kind": "preferred", "converts_into": "Ordinary", "new": Decimal(2)} | rights
    desk.do("stock_class.describe", "ida", issuer="harrow", stock_class="Series A", **given)
    return desk


def preferred_of(desk: Raised, name: str) -> list[IssuedStock]:
    """Return somebody's living lots of Series A, oldest first."""
    return list(desk.books.register.living(desk.preferred, desk.holder(name)))


def is_conserved(desk: Desk) -> bool:
    """Return whether held is issued for every class, and the books break no promise."""
    desk.books.check_all()
    register = desk.books.register
    return all(register.held_units[one] == register.issued_units[one] for one in register.classes)
