"""A security of a stock class, which is what most of the register is made of."""

from datetime import date
from typing import Literal

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, Money, Restriction, SecurityId, StockClassId


class IssuedStock(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One security as it came to be: a holding of one class with a life of its own.

    units:        in the smallest unit of its class, above zero.
    certificate:  the human label, such as CS-10; None: the source gives none.
    acquired_on, cost: None: the source does not say; never today's day or zero in its place.
    waived:       rules of the issuer's terms that were let go of for these shares: those of a
                  lock-up pass them over as long as they have this holder.
    waived_through: such rules with the last day on which they do so; they bind again after it.
    source, sure: where the holding is written, and how sure that is; None: our own record.
    origin: its id in the file it came from; None: it was issued here.
    """

    security: SecurityId
    issuer: IssuerId
    stock_class: StockClassId
    holder: HolderId
    units: int
    certificate: str | None = None
    acquired_on: date | None = None
    cost: Money | None = None
    restrictions: tuple[Restriction, ...] = ()
    source: str | None = None
    sure: Literal["high", "medium", "low"] | None = None
    origin: str | None = None
    waived: tuple[str, ...] = ()
    waived_through: tuple[tuple[str, date], ...] = ()
