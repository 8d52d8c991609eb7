"""What a transfer costs besides its price: fees, duties, taxes withheld."""

from datetime import date
from typing import Literal

from msgspec import Struct

from laogu.basics.money import Money


class Charge(Struct, frozen=True, kw_only=True, gc=False):
    """An amount that somebody owes because of a transfer.

    payer, collector: in words or as an id; due: the last day, None: at settlement.
    """

    payer: str
    collector: str
    kind: Literal["fee", "duty", "tax", "claim"]
    amount: Money
    due: date | None = None
