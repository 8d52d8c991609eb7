"""What is known of a company's price: dated points as they were reported, and what each can say.

Nothing that tells the future is read: not what became of the company, and no note.
"""

from datetime import date
from math import exp, log, sqrt
from typing import Final, Literal

from msgspec import Struct

Kind = Literal[
    "acquisition", "buyback", "direct_listing_reference", "estimate", "first_day_close",
    "first_day_open", "fund_mark", "internal_409a", "ipo_price", "market_close", "merger",
    "placing", "primary_round", "rights_issue", "secondary", "spac", "talks", "tender",
]  # fmt: skip
Basis = Literal["per_share", "valuation"]

TRADES: Final[frozenset[Kind]] = frozenset(
    ("acquisition", "buyback", "first_day_close", "first_day_open", "ipo_price", "market_close",
     "merger", "placing", "primary_round", "rights_issue", "secondary", "spac", "tender")
)  # fmt: skip
"""Kinds in which money moved between strangers. The others are words, opinions and references."""

LISTED: Final[frozenset[Kind]] = frozenset(
    ("first_day_close", "first_day_open", "market_close", "placing")
)
"""Kinds after which anybody may trade."""

SPREADS: Final[dict[Kind, float]] = {
    "market_close": 0.01, "first_day_close": 0.02, "first_day_open": 0.05, "placing": 0.05,
    "primary_round": 0.10, "ipo_price": 0.10, "tender": 0.10, "acquisition": 0.10,
    "secondary": 0.15, "merger": 0.15, "buyback": 0.15, "direct_listing_reference": 0.15,
    "rights_issue": 0.20, "spac": 0.20, "fund_mark": 0.20,
    "talks": 0.35, "internal_409a": 0.35, "estimate": 0.40,
}  # fmt: skip
"""By how much each kind may miss the value of its day, as a standard deviation of the logarithm.

Judgement: rounds and tenders by their terms, marks of funds by how much funds differ, words by how
often nothing comes of them.
"""


class Point(Struct, frozen=True, kw_only=True):
    """One report. price: per share, on one basis of shares throughout. valuation: of the company.

    precision: `month`: only the month is known, and the day stands for its middle.
    """

    on: date
    kind: Kind
    currency: str
    price: float | None = None
    valuation: float | None = None
    precision: Literal["day", "month", "year"] = "day"

    def figure(self, basis: Basis) -> float | None:
        """Return what it says on a basis; None: nothing, or nothing above zero."""
        found = self.price if basis == "per_share" else self.valuation
        return found if found is not None and 0 < found < float("inf") else None


class Anchor(Struct, frozen=True, kw_only=True):
    """A point that counts, or several reports of one thing as one. log: of its figure."""

    on: date
    kind: Kind
    log: float
    spread: float
    reports: int = 1

    @property
    def figure(self) -> float:
        """What it says, in its currency."""
        return exp(self.log)

    @property
    def is_trade(self) -> bool:
        """Whether money moved between strangers."""
        return self.kind in TRADES


SAME_DAYS = 45
"""Days within which two reports of one kind and one figure are taken for one thing."""

SAME_PART = 0.02
"""By how much, as a logarithm, two reports of one thing may differ."""


def anchors(points: tuple[Point, ...], *, basis: Basis, currency: str) -> tuple[Anchor, ...]:
    """Return what counts of some points on one basis, in one currency, in order of days.

    Several marks of funds for one day are one anchor: they watch each other.
    """
    found: list[Anchor] = []
    for one in sorted(points, key=_place):
        figure = one.figure(basis)
        if figure is None or one.currency != currency:
            continue
        spread = SPREADS[one.kind]
        if one.precision != "day":
            spread = sqrt(spread**2 + 0.05**2)
        new = Anchor(on=one.on, kind=one.kind, log=log(figure), spread=spread)
        twin = next((at for at, old in enumerate(found) if _same(old, new)), None)
        if twin is None:
            found.append(new)
            continue
        old = found[twin]
        count = old.reports + 1
        mean = old.log + (new.log - old.log) / count
        spread = min(old.spread, new.spread)
        found[twin] = Anchor(on=old.on, kind=old.kind, log=mean, spread=spread, reports=count)
    return tuple(found)


def _place(point: Point) -> tuple[date, str, float, float]:
    """Return where a point stands: by day, and within a day the same however it was written."""
    return point.on, point.kind, point.price or 0.0, point.valuation or 0.0


def _same(old: Anchor, new: Anchor) -> bool:
    if old.kind != new.kind or old.kind in LISTED:
        return False
    if old.kind == "fund_mark" and old.on == new.on:
        return True
    is_near = (new.on - old.on).days <= SAME_DAYS
    return is_near and abs(new.log - old.log) <= SAME_PART
