"""A file of a round as it is written: what stands, what converts, what is asked; TOML or JSON."""

from datetime import date
from typing import Literal

from msgspec import Struct

from laogu.connectors.grants.form import Figure
from laogu.register import rounds


class ClassGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A class: who holds how many shares. ratio: of common for one of it, such as 1 or 5/4."""

    name: str
    held: dict[str, Figure]
    preferred: bool = False
    ratio: Figure = 1
    conversion_price: Figure | None = None
    protection: rounds.Protection = "none"


class RateGiven(
    Struct,
    frozen=True,
    kw_only=True,
    forbid_unknown_fields=True,
    rename={"from_on": "from", "until_on": "until"},
):
    """A rate of interest a year, such as "0.08", from a day to a day."""

    rate: Figure
    from_on: date
    until_on: date | None = None


class ConvertibleGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that converts; which fields it needs, its kind says.

    safe, note: amount, and cap, discount, mfn; a safe timing, a note rates and day_count.
    fixed: quantity. percent: part. ratio: new, old, quantity, rounded. valuation: amount,
    valuation, valued. price: amount, discount or discount_amount. words: says.
    """

    name: str
    holder: str
    kind: Literal["safe", "note", "fixed", "percent", "ratio", "valuation", "price", "words"]
    amount: Figure | None = None
    cap: Figure | None = None
    discount: Figure | None = None
    discount_amount: Figure | None = None
    timing: rounds.Timing = "post_money"
    mfn: bool = False
    issued_on: date | None = None
    rates: tuple[RateGiven, ...] = ()
    day_count: rounds.DayCount = "actual_365"
    payout: rounds.Payout = "deferred"
    quantity: Figure | None = None
    part: Figure | None = None
    new: Figure | None = None
    old: Figure = 1
    rounded: rounds.Rounded = "down"
    valuation: Figure | None = None
    valued: Literal["fixed", "cap", "actual"] = "fixed"
    counts: rounds.Counted | None = None
    says: str = ""


class MoneyGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who puts in how much."""

    holder: str
    amount: Figure


class PoolGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far the pool is filled up: to a part after, such as "0.10", or by so many."""

    part: Figure | None = None
    increase: Figure | None = None
    of: rounds.PoolOf = "available"
    counts: rounds.Counts = "pre_money"


class RightGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A right to take a part of the round."""

    holder: str
    basis: rounds.Basis
    part: Figure | None = None


class RoundGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A round: one of price, pre_money and post_money; left out, `on` is today by UTC.

    laogu_round: the version of this form.
    """

    laogu_round: Literal[1]
    name: str
    currency: str
    classes: tuple[ClassGiven, ...]
    money: tuple[MoneyGiven, ...]
    convertibles: tuple[ConvertibleGiven, ...] = ()
    options: Figure = 0
    warrants: Figure = 0
    unissued: Figure = 0
    promised: Figure = 0
    price: Figure | None = None
    pre_money: Figure | None = None
    post_money: Figure | None = None
    pool: PoolGiven = PoolGiven()
    rights: tuple[RightGiven, ...] = ()
    on: date | None = None
    convertibles_count: rounds.Counts = "pre_money"
    protections_count: rounds.Counts = "pre_money"
    scale: int = 4
    decimals: int = 0
    price_rounding: rounds.PriceRounding = "half_up"
