"""Anchors: facts that say what shares were worth to somebody on a day, by their question and unit.

A fact is an anchor where its question says how the figure came to be (`close`, `round.b6`: what
stands before the first dot counts) and its unit says of what it is: `HKD a share`,
`USD after the round`, `CNY for 28.095%`, `CNY for 3471000000 shares`. What follows a comma
(`CNY a share, derived`) tells how it was got. Everything else that is known is no anchor.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Literal

from msgspec import Struct

from laogu.basics import (
    CURRENCIES,
    Money,
    NotAnAmount,
    NotAPrice,
    cost,
    in_proportion,
    money,
    price,
    units,
)
from laogu.evidence.events import FactRecorded, Sureness

AnchorKind = Literal[
    "round", "transfer", "tender", "offer", "placing", "close",
    "reserve", "talks", "valuation", "fund_mark", "appraisal",
]  # fmt: skip
Basis = Literal["share", "after", "before", "company", "percent", "shares"]
"""Of what an anchor is: one share; the company after or before a round, or as it is; a part."""

KINDS: Mapping[str, AnchorKind] = {
    "round": "round",
    "transfer": "transfer",
    "tender": "tender",
    "offer_price": "offer",
    "placing": "placing",
    "close": "close",
    "reserve": "reserve",
    "talks": "talks",
    "valuation_reported": "valuation",
    "fund_mark": "fund_mark",
    "appraisal": "appraisal",
}
"""The questions whose answers are anchors, and what kind each is."""

MONEY_MOVED: frozenset[AnchorKind] = frozenset(
    ("round", "transfer", "tender", "offer", "placing", "close")
)
"""The kinds for which somebody paid; the others are words only."""


class Anchor(Struct, frozen=True, kw_only=True):
    """A fact as an anchor.

    value: in whole units of `currency`. of: per cent or shares that `value` is for, where its basis
    is a part. is_derived: it was worked out and not said so by its source.
    """

    said: FactRecorded
    kind: AnchorKind
    basis: Basis
    value: Decimal
    currency: str
    of: Decimal | None
    is_derived: bool

    @property
    def on(self) -> date:
        """The day it speaks of; the first of the month or year, where no day was said."""
        return self.said.effective_on

    @property
    def rank(self) -> tuple[date, int]:
        """What makes it the last anchor: its day, and of one day how sure it is."""
        return self.on, _SURE[self.said.sure]

    @property
    def is_money(self) -> bool:
        """Whether somebody paid; otherwise it is words only."""
        return self.kind in MONEY_MOVED


_SURE: Mapping[Sureness, int] = {"low": 0, "medium": 1, "high": 2}


class Holding(Struct, frozen=True, kw_only=True):
    """What somebody holds: a number of shares of a class with `decimals`, or per cent of all."""

    quantity: Decimal | None = None
    percent: Decimal | None = None
    decimals: int = 0


def anchor(said: FactRecorded) -> Anchor | None:
    """Return a fact as an anchor; None: it is none."""
    kind = KINDS.get(said.question.partition(".")[0])
    match = _UNIT.fullmatch(said.unit or "")
    if kind is None or match is None or match["currency"] not in CURRENCIES:
        return None
    part = match["percent"] or match["shares"]
    value = _above_zero(said.value)
    if value is None or (part is not None and not Decimal(part)):
        return None
    return Anchor(
        said=said,
        kind=kind,
        basis=_basis(match),
        value=value,
        currency=match["currency"],
        of=Decimal(part) if part is not None else None,
        is_derived=(match["how"] or "").strip() == "derived",
    )


def comes_to(one: Anchor, held: Holding) -> Money | None:
    """Return what a holding comes to at an anchor; None: the two cannot be compared exactly.

    Shares go with a price of one share, or of so many; per cent with a whole company, or so much of
    it. Shares are not made per cent here: how many there were that day is another fact. Nor is
    anything counted with a figure that has parts of a cent, or that does not fit 64 bits.
    """
    try:
        return _comes_to(one, held)
    except (NotAPrice, NotAnAmount):
        return None


def _comes_to(one: Anchor, held: Holding) -> Money | None:
    match one.basis, held:
        case "share", Holding(quantity=Decimal() as quantity, decimals=decimals):
            scale = max(-int(one.value.as_tuple().exponent), 0)
            each = price(one.value, scale=scale, currency=one.currency)
            return cost(each, units(quantity, decimals), decimals=decimals)
        case "shares", Holding(quantity=Decimal() as part):
            whole = one.of
        case "percent", Holding(percent=Decimal() as part):
            whole = one.of
        case "after" | "before" | "company", Holding(percent=Decimal() as part):
            whole = Decimal(100)
        case _:
            return None
    assert whole is not None, "an anchor for a part says for how much"
    return in_proportion(money(one.value, one.currency), part, of=whole)


def of_the_whole(one: Anchor) -> Money | None:
    """Return what an anchor says of the whole company; None: it does not, without a share count."""
    match one.basis:
        case "percent":
            return comes_to(one, Holding(percent=Decimal(100)))
        case "after" | "before" | "company":
            return money(one.value, one.currency)
        case _:
            return None


def _above_zero(value: str | None) -> Decimal | None:
    try:
        found = Decimal(value or "")
    except InvalidOperation:  # A day, which a fact may state too.
        return None
    return found if found > 0 else None


def _basis(match: re.Match[str]) -> Basis:
    if match["percent"] is not None:
        return "percent"
    if match["shares"] is not None:
        return "shares"
    return _WORDS[match["words"]]


_WORDS: Mapping[str, Basis] = {
    "a share": "share",
    "after the round": "after",
    "before the round": "before",
    "for the whole company": "company",
}
_UNIT = re.compile(
    r"(?P<currency>[A-Z]{3}) (?:(?P<words>a share|after the round|before the round|for the whole "
    r"company)|for (?P<percent>\d{1,3}(?:\.\d{1,10})?)%|for (?P<shares>\d{1,18}) shares)"
    r"(?:,(?P<how> [a-z ]+))?"
)
