"""How a convertible or a warrant becomes shares: the eight ways of the open formats, as typed.

Parts are fractions of one: a discount of 0.20 is twenty percent off. The safe of Y Combinator
writes the same as a discount rate of 80%.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from laogu.basics import Money

Timing = Literal["pre_money", "post_money"]
"""Whether a cap is of the company before all convertibles become shares, or after it."""

DayCount = Literal["actual_365", "30_360"]
Payout = Literal["deferred", "cash"]
Accrual = Literal["daily", "monthly", "quarterly", "semi_annual", "annual"]
Compounding = Literal["simple", "compounding"]
Rounded = Literal["up", "down", "nearest"]


class Counted(Struct, frozen=True, kw_only=True, gc=False):
    """Which shares a capitalization counts, as the eight rules of the open formats name them.

    own: the shares that this security becomes. promised: what a pool grows by to cover promised
    options. more_pool: what it grows by beyond that. new_money: the shares sold in the round.
    """

    shares: bool = True
    options: bool = True
    unissued: bool = True
    own: bool = False
    others: bool = False
    promised: bool = True
    more_pool: bool = False
    new_money: bool = False


POST_MONEY = Counted(own=True, others=True)
"""Company Capitalization of the post-money safe: all that converts, and no increase of the pool
but for promised options."""

PRE_MONEY = Counted(more_pool=True)
"""Company Capitalization of the safe before 2018: no safes, no notes, but the increase of the
pool."""


class Capitalization(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """How a paper defines what it divides its valuation by. says: in its own words."""

    says: str | None = None
    counts: Counted | None = None


class InterestRate(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A rate a year, from a day on. until_on: the last day; None: until the next rate begins."""

    rate: Decimal
    from_on: date
    until_on: date | None = None


class Proportion(Struct, frozen=True, gc=False):
    """So many for so many, as it is written."""

    new: Decimal
    old: Decimal


class FixedQuantity(Struct, frozen=True, kw_only=True, tag="fixed", gc=False):
    """So many shares, whatever happens."""

    quantity: Decimal


class PartOfCapital(Struct, frozen=True, kw_only=True, tag="percent", omit_defaults=True, gc=False):
    """A part of the company at that time."""

    part: Decimal
    capitalization: Capitalization | None = None


class ByRatio(Struct, frozen=True, kw_only=True, tag="ratio", omit_defaults=True, gc=False):
    """So many shares for each: how one class converts into another."""

    ratio: Proportion
    conversion_price: Money | None = None
    rounded: Rounded = "down"


class Safe(Struct, frozen=True, kw_only=True, tag="safe", omit_defaults=True, gc=False):
    """A simple agreement for future equity.

    timing: None: the paper does not say. mfn: it may take the terms of a later one. exit_multiple:
    of the amount, in a sale of the company.
    """

    cap: Money | None = None
    discount: Decimal | None = None
    timing: Timing | None = None
    mfn: bool = False
    exit_multiple: Proportion | None = None
    capitalization: Capitalization | None = None


class Note(Struct, frozen=True, kw_only=True, tag="note", omit_defaults=True, gc=False):
    """A loan that becomes shares, with its interest."""

    rates: tuple[InterestRate, ...]
    day_count: DayCount = "actual_365"
    payout: Payout = "deferred"
    accrual: Accrual = "daily"
    compounding: Compounding = "simple"
    cap: Money | None = None
    discount: Decimal | None = None
    mfn: bool = False
    matures_on: date | None = None
    exit_multiple: Proportion | None = None
    capitalization: Capitalization | None = None


class ByValuation(Struct, frozen=True, kw_only=True, tag="valuation", omit_defaults=True, gc=False):
    """At a valuation over a capitalization: a fixed one, at most so much, or that of the day."""

    kind: Literal["fixed", "cap", "actual"]
    valuation: Money | None = None
    capitalization: Capitalization | None = None


class ByPrice(Struct, frozen=True, kw_only=True, tag="price", omit_defaults=True, gc=False):
    """At the price of the round, less a part or an amount. says: how, in the paper's words."""

    says: str = ""
    discount: Decimal | None = None
    discount_amount: Money | None = None


class InWords(Struct, frozen=True, kw_only=True, tag="words", gc=False):
    """As a text says, which no formula follows from."""

    says: str


Mechanism = FixedQuantity | PartOfCapital | ByRatio | Safe | Note | ByValuation | ByPrice | InWords
