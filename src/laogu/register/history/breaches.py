"""What must be true of every history, and where one breaks it."""

from decimal import Decimal
from typing import Any, Literal

from msgspec import Struct

from laogu.register.history.changes import DECIMALS, Change


class Invariant(Struct, frozen=True, kw_only=True):
    """One thing that must be true, or that a reader must be told.

    what, why, fix: English templates, also the keys of their translations.
    """

    severity: Literal["error", "warning", "note"]
    code: str
    what: str
    why: str
    fix: str


class Breach(Struct, frozen=True, kw_only=True):
    """An invariant and the change, or other object, that does not keep it.

    line: its place in what was read. field: the part of it that shows it; blank: all of it.
    """

    invariant: Invariant
    id: str
    line: int
    field: str
    facts: dict[str, Any]


class Breaches:
    """All that was found, in the order in which it was looked for."""

    def __init__(self) -> None:
        self.found: list[Breach] = []

    def say(self, invariant: Invariant, change: Change, field: str = "", **facts: object) -> None:
        """Add what a change does not keep."""
        self.at(invariant, change.id, change.line, field, **facts)

    def at(self, invariant: Invariant, id_: str, line: int, field: str, **facts: object) -> None:
        """Add what an object that is no change does not keep."""
        known = {"id": id_, **facts}
        self.found.append(Breach(invariant=invariant, id=id_, line=line, field=field, facts=known))


def amount(units: int) -> Decimal:
    """Return units of a history as people write them, without zeros at the end."""
    whole, part = divmod(units, 10**DECIMALS)
    return Decimal(whole) if not part else Decimal(units).scaleb(-DECIMALS).normalize()
