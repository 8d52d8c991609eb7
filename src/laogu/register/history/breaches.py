"""What must be true of every history, and where one breaks it."""

from decimal import Decimal
from typing import Any

from msgspec import Struct

from laogu.basics import Remark
from laogu.register.history.changes import DECIMALS, Change


class Breach(Struct, frozen=True, kw_only=True):
    """What must be true, or a reader must be told, and the change or other object it is said of.

    line: its place in what was read. field: the part of it that shows it; blank: all of it.
    """

    remark: Remark
    id: str
    line: int
    field: str
    facts: dict[str, Any]


class Breaches:
    """All that was found, in the order in which it was looked for."""

    def __init__(self) -> None:
        self.found: list[Breach] = []

    def say(self, remark: Remark, change: Change, field: str = "", **facts: object) -> None:
        """Add what a change does not keep."""
        self.at(remark, change.id, change.line, field, **facts)

    def at(self, remark: Remark, id_: str, line: int, field: str, **facts: object) -> None:
        """Add what an object that is no change does not keep."""
        known = {"id": id_, **facts}
        self.found.append(Breach(remark=remark, id=id_, line=line, field=field, facts=known))


def amount(units: int) -> Decimal:
    """Return units of a history as people write them, without zeros at the end."""
    whole, part = divmod(units, 10**DECIMALS)
    return Decimal(whole) if not part else Decimal(units).scaleb(-DECIMALS).normalize()
