"""What a security may become, when, and how much of it: as its papers say."""

from datetime import date
from typing import Literal

from msgspec import Struct

Rounding = Literal["CEILING", "FLOOR", "NORMAL"]
MechanismKind = Literal[
    "fixed_amount", "percent", "ratio", "safe", "valuation", "note", "custom", "per_share",
]  # fmt: skip
"""So many shares; a part of the capital; new for old; as a SAFE or a note says; at a valuation; as
a text says; at the price of a share less a discount."""

TriggerKind = Literal[
    "automatic_on_condition", "automatic_on_date", "elective_in_range", "elective_on_condition",
    "elective_at_will", "unspecified",
]  # fmt: skip
Counted = Literal[
    "outstanding_shares", "outstanding_options", "outstanding_unissued_options", "this_security",
    "other_converting_securities", "option_pool_topup_for_promised_options",
    "additional_option_pool_topup", "new_money",
]  # fmt: skip


class Amount(Struct, frozen=True, gc=False):
    """An amount of money with the digits in which it was written, and its currency."""

    value: str
    currency: str


class Ratio(Struct, frozen=True, gc=False):
    """New for old, both in the units of the history."""

    new: int
    old: int
    rounding: Rounding | None = None


class Interest(Struct, frozen=True, kw_only=True, gc=False):
    """Which part of itself a note earns in a year, from a day on, and until another if it ends."""

    rate: str
    since: date
    until: date | None = None


class Mechanism(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How much a security becomes; of every kind only its own fields say something.

    units: of a fixed amount. percent, discount: parts of 1, as they are written.
    price: at which a ratio was worked out. cap: of a valuation. amount: the valuation itself, or
    what is taken off a price. multiple: paid back instead when the issuer is sold.
    counted: what belongs to the capital; None: nobody listed it. counts: the same in words.
    says: of a custom mechanism, or of a price, what holds, in words.
    matures_on: the last day of a note.
    """

    kind: MechanismKind
    units: int | None = None
    percent: str | None = None
    ratio: Ratio | None = None
    price: Amount | None = None
    discount: str | None = None
    cap: Amount | None = None
    valuation: Literal["fixed", "actual", "cap"] | None = None
    amount: Amount | None = None
    multiple: Ratio | None = None
    most_favoured: bool | None = None
    timing: Literal["pre_money", "post_money"] | None = None
    counts: str | None = None
    counted: tuple[Counted, ...] | None = None
    interest: tuple[Interest, ...] = ()
    day_count: Literal["actual_365", "30_360"] | None = None
    payout: Literal["deferred", "cash"] | None = None
    accrual: Literal["daily", "monthly", "quarterly", "semi_annual", "annual"] | None = None
    compounding: Literal["compounding", "simple"] | None = None
    matures_on: date | None = None
    says: str | None = None


class Right(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a security or class may become. into: a class; None: that is not said, or not yet."""

    mechanism: Mechanism
    into: str | None = None
    into_a_later_round: bool | None = None


class Trigger(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """When a security converts or may be converted. right: None: nobody said into what.

    on: the day. since, until: the days between which its holder may. condition: in words.
    """

    trigger: str
    kind: TriggerKind
    right: Right | None = None
    on: date | None = None
    since: date | None = None
    until: date | None = None
    condition: str | None = None
    nickname: str | None = None
    says: str | None = None
