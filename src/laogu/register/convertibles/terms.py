"""What a convertible or a warrant says: by what it becomes shares, and when."""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, Money, Price, SecurityId, StockClassId, VestingTermsId
from laogu.register.rounds import Mechanism
from laogu.register.vesting import Instalment

ConvertibleKind = Literal["safe", "note", "convertible_security"]
"""A simple agreement for future equity; a loan; any other paper that becomes shares."""

TriggerKind = Literal[
    "automatic_on_condition", "automatic_on_date", "elective_in_range", "elective_on_condition",
    "elective_at_will", "unspecified",
]  # fmt: skip
"""Whether the conversion happens by itself or somebody chooses it, and what it waits for."""

QuantitySource = Literal[
    "unspecified", "human_estimated", "machine_estimated", "fixed", "maximum", "minimum",
]  # fmt: skip
"""Where the number of shares of a warrant comes from; estimates are nobody's promise."""


class ConvertsBy(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Into what something converts, and how. into: None: a class that a future round will make.

    of_future_round: as the paper states it; None: it does not.
    """

    mechanism: Mechanism
    into: StockClassId | None = None
    of_future_round: bool | None = None


class ConversionTrigger(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What lets a paper convert. name: its own, within the paper.

    condition: in the words of the paper. on: the day it happens by itself. from_on, until_on: the
    days between which it may be chosen.
    """

    name: str
    kind: TriggerKind
    converts: ConvertsBy
    nickname: str | None = None
    says: str | None = None
    condition: str | None = None
    on: date | None = None
    from_on: date | None = None
    until_on: date | None = None


class Exemption(Struct, frozen=True, gc=False):
    """By which rule of which law a paper was issued without registration."""

    says: str
    jurisdiction: str


class IssuedConvertible(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A paper that becomes shares, as it was issued.

    amount:      paid for it and outstanding, without interest.
    pro_rata:    as the paper states it: what its holder may buy of the next round.
    seniority:   1 is the highest; None: not stated.
    certificate: the human label, such as CN-1. origin: its id in the file it came from.
    """

    security: SecurityId
    issuer: IssuerId
    holder: HolderId
    kind: ConvertibleKind
    amount: Money
    triggers: tuple[ConversionTrigger, ...]
    certificate: str | None = None
    seniority: int | None = None
    pro_rata: Decimal | None = None
    consideration: str | None = None
    exemptions: tuple[Exemption, ...] = ()
    board_approved_on: date | None = None
    holders_approved_on: date | None = None
    origin: str | None = None


class IssuedWarrant(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A right to buy shares, as it was issued.

    quantity:       shares it is for; None: it does not say, its triggers do.
    exercise_price: of one share; None: not stated. purchase_price: paid for the warrant itself.
    expires_on:     the last day; None: not stated. vests: None: all of it at once.
    """

    security: SecurityId
    issuer: IssuerId
    holder: HolderId
    purchase_price: Money | None
    triggers: tuple[ConversionTrigger, ...]
    quantity: Decimal | None = None
    quantity_source: QuantitySource = "unspecified"
    exercise_price: Price | None = None
    expires_on: date | None = None
    vests: VestingTermsId | tuple[Instalment, ...] | None = None
    certificate: str | None = None
    consideration: str | None = None
    exemptions: tuple[Exemption, ...] = ()
    board_approved_on: date | None = None
    holders_approved_on: date | None = None
    origin: str | None = None

    @property
    def into(self) -> StockClassId | None:
        """The class it buys, where a trigger names one."""
        return next((one.converts.into for one in self.triggers if one.converts.into), None)
