"""The shapes of the price standard: what a company's shares are worth on a day, and why."""

from datetime import date
from typing import Literal

from msgspec import Struct

from laogu.basics import FactId, IssuerId, Said, StockClassId, TradeId
from laogu.pricing.marks import Basis, Grade, Kind

Band = tuple[float, float]
Level = Literal[1, 2, 3]
"""Of fair value: 1 quoted and free to sell, 2 seen in a sale of it, 3 worked out."""

Side = Literal["at", "above", "below"]
"""Where the value lies by a figure: about it, or only above or below it."""

Part = Literal["fee", "carry", "preference", "lock_up", "reserved_shares", "offset", "age"]
"""What is taken off a figure before it says what a common share is worth."""

Term = Literal[
    "volatility", "exits", "years", "rate", "anchor", "restriction", "preference",
    "beyond_preference",
]  # fmt: skip
"""What is assumed, and changed to see by how much the mark follows; `anchor`: one is left out;
`beyond_preference`: all that classes have besides what comes first."""

ClassTerm = Literal[
    "preference", "participation", "dividends", "redemption", "ratchet", "veto", "protection",
]  # fmt: skip
"""What a class has that common shares have not, and that counts in its mark."""


class TakenOff(Struct, frozen=True, kw_only=True):
    """What was taken off an anchor, and by how much of it: 0.1 is a tenth off."""

    what: Part
    part: float


class Counted(Struct, frozen=True, kw_only=True):
    """An anchor as it counts. figure: as it was told; each: what a common share is by it.

    weight: in the mark; all of them sum to one. without: the mark if this one were not known; None:
    there would be none. fact, trade: where it stands; None: not there. side: of its figure, on
    which the value lies by it.
    """

    on: date
    kind: Kind
    basis: Basis
    figure: float
    currency: str
    each: float
    weight: float
    reports: int = 1
    fact: FactId | None = None
    trade: TradeId | None = None
    stock_class: StockClassId | None = None
    taken_off: tuple[TakenOff, ...] = ()
    without: float | None = None
    side: Side = "at"


class Restricted(Struct, frozen=True, kw_only=True):
    """Shares of a class that may not be sold until a day, and what one of them is worth till then.

    discount: of the mark, by `formula` with `volatility` over `years`. clause: of the restriction.
    """

    until: date
    units: int
    clause: str
    years: float
    volatility: float
    formula: Literal["finnerty", "ghaidarov", "chaffe", "longstaff"]
    discount: float
    value: float
    band: Band


class ClassMark(Struct, frozen=True, kw_only=True):
    """A class. value: of one share, free to sell; None: no price, and `reason` says why.

    band: 5 to 95 % of the value; middle: 25 to 75 %. headline: what the last price of a round would
    put on it. units: issued, in the smallest unit of the class. terms: what it has that common
    shares have not; empty where it has nothing, or its terms are not known.
    """

    stock_class: StockClassId
    units: int
    value: float | None
    band: Band | None
    middle: Band | None
    grade: Grade | None
    level: Level | None
    reason: Said
    headline: float | None = None
    restricted: tuple[Restricted, ...] = ()
    terms: tuple[ClassTerm, ...] = ()


class Headline(Struct, frozen=True, kw_only=True):
    """All shares at the last price of a round, beside what they are worth class by class.

    counted: the value of the classes that have a mark; part: of all shares that they are.
    """

    on: date
    figure: float
    counted: float
    part: float
    fact: FactId | None = None


class Change(Struct, frozen=True, kw_only=True):
    """What the mark would be, were something assumed otherwise. at: of which anchor, by number."""

    what: Term
    low: float
    high: float
    low_as: float | None = None
    high_as: float | None = None
    at: int | None = None


class Standard(Struct, frozen=True, kw_only=True):
    """What a company's shares are worth on a day.

    basis: of what `value` is: one common share, or the whole company as a headline counts it.
    quantiles: at `marks.LEVELS`, of the next arm's-length figure on that basis. middle: 25 to 75 %.
    volatility: of a year, as the marks have it. missing: facts that would give more. remarks: what
    to know of what it stands on: contradictions, what did not count and why. failed: how likely
    the company is gone and nobody told.
    """

    issuer: IssuerId
    as_of: date
    basis: Basis | None
    currency: str | None
    value: float | None
    band: Band | None
    middle: Band | None
    quantiles: tuple[float, ...]
    grade: Grade | None
    level: Level | None
    reason: Said
    classes: tuple[ClassMark, ...]
    anchors: tuple[Counted, ...]
    changes: tuple[Change, ...]
    headline: Headline | None
    missing: tuple[Said, ...]
    volatility: float | None
    version: str
    input_hash: str
    remarks: tuple[Said, ...] = ()
    failed: float = 0.0


class Moment(Struct, frozen=True, kw_only=True):
    """The mark on one day of its history, by what was known then; for the chart.

    basis: as of `Standard`. Where basis or currency changes, a line is cut.
    """

    on: date
    currency: str
    value: float
    band: Band
    middle: Band
    basis: Basis = "per_share"
