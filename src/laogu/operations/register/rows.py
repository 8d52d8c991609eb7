"""A row of a cap table, as a file says it, once it has been read."""

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from msgspec import Struct

from laogu.basics import NotAName, name
from laogu.register import HolderKind


class Lock(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A lock-up on a row's shares: the rule's id, and the last locked day; None: not known."""

    rule: str
    until: date | None


class RegisterRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One holding.

    line:     where it stands in the file, for findings.
    public:   a published source names this holder.
    quantity: of shares. cost: in all, in the currency of the class; None: not known.
    """

    line: int
    holder: str
    stock_class: str
    quantity: Decimal
    holder_en: str | None = None
    kind: HolderKind = "organisation"
    public: bool = False
    certificate: str | None = None
    acquired_on: date | None = None
    cost: Decimal | None = None
    locks: tuple[Lock, ...] = ()
    source: str | None = None
    sure: Literal["high", "medium", "low"] | None = None

    @property
    def class_name(self) -> str:
        """The class as names are kept; as it was written, where it is no name."""
        return _tidy(self.stock_class)

    @property
    def holder_name(self) -> str:
        """The holder as names are kept; as it was written, where it is no name."""
        return _tidy(self.holder)


@lru_cache(maxsize=512)
def _tidy(text: str) -> str:
    # A row is asked for its names several times, and a file for few classes thousands of times.
    try:
        return name(text)
    except NotAName:
        return text
