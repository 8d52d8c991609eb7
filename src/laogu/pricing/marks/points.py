"""What is known of a company's price: dated points as they were reported, and what each kind is.

Nothing that tells the future is read: not what became of the company, and no note.
"""

from datetime import date
from typing import Final, Literal

from msgspec import Struct

Kind = Literal[
    "acquisition", "ask", "bid", "buyback", "direct_listing_reference", "estimate",
    "first_day_close", "first_day_open", "fund_mark", "internal_409a", "ipo_price", "market_close",
    "merger", "placing", "primary_round", "quote", "rights_issue", "secondary", "spac", "talks",
    "tender",
]  # fmt: skip
"""How a figure came to be. bid: somebody would pay that much and nobody took it; ask: somebody
would take that much and nobody paid it, a reserve that nobody met too; quote: both at once."""

Basis = Literal["per_share", "valuation"]
Precision = Literal["day", "month", "year"]
Side = Literal["at", "above", "below"]
"""Where the value lies by a figure: about it, or only above or below it."""

Seller = Literal["former_staff", "staff", "holder", "issuer"]
Venue = Literal["window", "platform", "broker"]
Rank = Literal["common", "preferred"]

TRADES: Final[frozenset[Kind]] = frozenset(
    ("acquisition", "buyback", "first_day_close", "first_day_open", "ipo_price", "market_close",
     "merger", "placing", "primary_round", "rights_issue", "secondary", "spac", "tender")
)  # fmt: skip
"""Kinds in which money moved between strangers. The others are words, opinions and references."""

LISTED: Final[frozenset[Kind]] = frozenset(
    ("first_day_close", "first_day_open", "market_close", "placing")
)
"""Kinds after which anybody may trade."""

SIDES: Final[dict[Kind, Side]] = {"bid": "above", "ask": "below"}
"""Kinds that only say on which side of them the value lies: what nobody took, what nobody paid."""

SPREADS: Final[dict[Kind, float]] = {
    "market_close": 0.01, "first_day_close": 0.02, "first_day_open": 0.05, "placing": 0.05,
    "primary_round": 0.10, "ipo_price": 0.10, "tender": 0.10, "acquisition": 0.10, "quote": 0.10,
    "secondary": 0.15, "merger": 0.15, "buyback": 0.15, "direct_listing_reference": 0.15,
    "rights_issue": 0.20, "spac": 0.20, "fund_mark": 0.20, "bid": 0.20, "ask": 0.20,
    "internal_409a": 0.35, "talks": 0.35, "estimate": 0.40,
}  # fmt: skip
"""By how much each kind may miss the value of its day, as a standard deviation of the logarithm.

Judgement: rounds and tenders by their terms, marks of funds by how much funds differ, words by how
often nothing comes of them. Of bids and asks: how soft the side is. Of quotes: beside their width.
Appraisals for taxes are low by their nature, yet those that become known are cuts: read as a bound
they forecast worse than read as a figure.
"""

UNSETTLING: Final[dict[Kind, float]] = {"talks": 0.02}
"""Variance that comes with words of a kind: where there is talk, something has happened."""


class Point(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One report. price: per share, on one basis of shares throughout. valuation: of the company.

    precision: `month` or `year`: no more is known, and the day stands for its middle.
    low, high: the bid and the ask of a quote, or the ends of a range that was told; of the price
    where one is given, else of the valuation. since: the day from which a bid or ask stood.
    by: who marks it or tells it, so that one who says the same again is heard once.
    seller: whose shares they were. venue: where they were sold. rank: what was sold, where the
    structure of classes is not known, and nobody has made it a common share before.
    fee: of what was paid, beside the price, as a part of it; carry: of the gain, to be paid later.
    is_floor: it says what a share is worth at least: a certificate of net assets, or a price at
    which somebody with a first right took the shares. is_firm: False: nothing is agreed or closed,
    so that a trade is only talk. until: the day from which it counts no more, as it was met.
    is_inside: only those who held before took part in the round. is_large: the sale was one.
    """

    on: date
    kind: Kind
    currency: str
    price: float | None = None
    valuation: float | None = None
    precision: Precision = "day"
    low: float | None = None
    high: float | None = None
    since: date | None = None
    by: str | None = None
    seller: Seller | None = None
    venue: Venue | None = None
    rank: Rank | None = None
    fee: float = 0
    carry: float = 0
    is_floor: bool = False
    is_firm: bool = True
    until: date | None = None
    is_inside: bool = False
    is_large: bool = False

    def figure(self, basis: Basis) -> float | None:
        """Return what it says on a basis; None: nothing, or nothing above zero."""
        found = self.price if basis == "per_share" else self.valuation
        if found is None and self.is_range(basis):
            assert self.low is not None, "a range has ends"
            assert self.high is not None, "a range has ends"
            return float((self.low * self.high) ** 0.5)
        return found if found is not None and 0 < found < float("inf") else None

    def is_range(self, basis: Basis) -> bool:
        """Return whether it has two ends in order on a basis.

        They are of the price where one is given; of the valuation where only that is; and where
        neither is, as of a quote, of a share.
        """
        if self.low is None or self.high is None or not 0 < self.low <= self.high < float("inf"):
            return False
        of_valuation = self.price is None and self.valuation is not None
        return of_valuation == (basis == "valuation")
