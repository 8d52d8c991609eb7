"""What a spreadsheet becomes."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct


class Lock(Struct, frozen=True, kw_only=True):
    """A lock-up that a row states: the last locked day, and the rule."""

    until: date
    rule: str


class RegisterRow(Struct, frozen=True, kw_only=True):
    """One holding, as one row of a file states it."""

    line: int
    holder: str
    holder_en: str | None = None
    kind: Literal["person", "organisation", "residual"]
    public: bool = False
    stock_class: str
    quantity: Decimal
    certificate: str | None = None
    acquired_on: date | None = None
    cost: Decimal | None = None
    locks: tuple[Lock, ...] = ()
    source: str | None = None
    sure: Literal["high", "medium", "low"] | None = None
