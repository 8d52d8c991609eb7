"""A security with its life: since when it counts, how it ended, and what came of it."""

from datetime import date, datetime
from typing import Literal

from msgspec import Struct

from laogu.basics import Price, SecurityId
from laogu.register.events import RegisterLoaded, StockRetiredBy
from laogu.register.stock import IssuedStock

RetiredBy = Literal["transfer", "cancellation", "undoing"] | StockRetiredBy
How = Literal["issuance"] | RetiredBy
"""By which act a holder came to have more or fewer."""


class Retired(Struct, frozen=True, gc=False):
    """How a security ended, on which day, and when that was written down.

    into: the securities that came of it, what is left of it last.
    price: of a share that the issuer took back; None: nobody told. reason: in words.
    """

    by: RetiredBy
    on: date
    at: datetime
    into: tuple[SecurityId, ...] = ()
    price: Price | None = None
    reason: str = ""


class Security(Struct, frozen=True, kw_only=True, gc=False):
    """A security and its life.

    issued_on counts, issued_at was written; `retired` is None while it lives.
    """

    stock: IssuedStock
    issued_on: date
    issued_at: datetime
    retired: Retired | None = None


class Load(Struct, frozen=True, kw_only=True, gc=False):
    """An import, and when it was undone; None: it stands.

    acts: how often anything of it had been acted on when it was recorded: a history has a past.
    """

    loaded: RegisterLoaded
    at: datetime
    acts: int
    undone_at: datetime | None = None
    reason: str = ""
