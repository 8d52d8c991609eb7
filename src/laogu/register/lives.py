"""A security with its life: since when it counts, how it ended, and what came of it."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from laogu.basics import SecurityId
from laogu.register.events import StockRetiredBy
from laogu.register.stock import IssuedStock

RetiredBy = Literal["transfer", "cancellation"] | StockRetiredBy
How = Literal["issuance"] | RetiredBy
"""By which act a holder came to have more or fewer."""


class Retired(Struct, frozen=True, gc=False):
    """How a security ended, on which day, and when that was written down.

    into: the securities that came of it, what is left of it last.
    """

    by: RetiredBy
    on: date
    at: datetime
    into: tuple[SecurityId, ...] = ()


class Security(Struct, frozen=True, kw_only=True, gc=False):
    """A security and its life.

    issued_on counts, issued_at was written; `retired` is None while it lives.
    """

    stock: IssuedStock
    issued_on: date
    issued_at: datetime
    retired: Retired | None = None
