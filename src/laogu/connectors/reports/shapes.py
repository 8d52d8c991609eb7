"""A board's report as plain data: every figure is a decimal string, every day YYYY-MM-DD.

More keys may come; none of these goes. None: that is not known, or there is none.
"""

from msgspec import Struct

Ends = tuple[str, str]
"""The lower and the upper end of something."""


class RestrictedTold(Struct, frozen=True, kw_only=True):
    """Shares that may not be sold until a day, and what one of them is worth till then."""

    until: str
    quantity: str
    clause: str
    formula: str
    discount: str
    mark: str
    band: Ends


class ClassTold(Struct, frozen=True, kw_only=True):
    """A class. headline: what the last price of a round would put on one share."""

    stock_class_id: str
    stock_class: str
    quantity: str
    mark: str | None
    band: Ends | None
    middle: Ends | None
    reason: str
    headline: str | None
    restricted: tuple[RestrictedTold, ...]


class TakenOffTold(Struct, frozen=True, kw_only=True):
    """What was taken off an anchor, and which part of it."""

    what: str
    part: str


class AnchorTold(Struct, frozen=True, kw_only=True):
    """An anchor as it counts. each: what a common share is by it, or the whole company.

    side: where the value lies by it: at, above or below.
    """

    on: str
    kind: str
    figure: str
    currency: str
    each: str
    weight: str
    reports: str
    side: str = "at"
    fact_id: str | None
    stock_class_id: str | None
    taken_off: tuple[TakenOffTold, ...]


class ChangeTold(Struct, frozen=True, kw_only=True):
    """What the mark would be. anchor: the number of the one that is left out, from 0."""

    what: str
    low: str
    high: str
    low_as: str | None
    high_as: str | None
    anchor: str | None


class HeadlineTold(Struct, frozen=True, kw_only=True):
    """All shares at the price of the last round. part: which part of all shares has a mark."""

    on: str
    figure: str
    counted: str
    part: str


class StandardTold(Struct, frozen=True, kw_only=True):
    """The price standard of the day, as the question `issuer.mark` tells it."""

    basis: str | None
    currency: str | None
    mark: str | None
    band: Ends | None
    grade: str | None
    level: str | None
    reason: str
    volatility: str | None
    classes: tuple[ClassTold, ...]
    anchors: tuple[AnchorTold, ...]
    changes: tuple[ChangeTold, ...]
    headline: HeadlineTold | None
    version: str
    input_hash: str


class MomentTold(Struct, frozen=True, kw_only=True):
    """The mark of a day, by what was known on it."""

    on: str
    basis: str
    currency: str
    mark: str
    band: Ends
    middle: Ends


class CalibrationTold(Struct, frozen=True, kw_only=True):
    """The last price paid beside the mark before it and of its day. off: above the mark before."""

    on: str
    kind: str
    figure: str
    currency: str
    each: str
    stock_class_id: str | None
    before: MomentTold | None
    after: MomentTold | None
    off: str | None
    expected: bool | None


class MissTold(Struct, frozen=True, kw_only=True):
    """A trade, and what was expected of it. kept: the last price paid before it."""

    on: str
    kind: str
    came: str
    expected: str
    band: Ends
    inside: bool
    score: str
    kept: str | None


class DoneTold(Struct, frozen=True, kw_only=True):
    """How the method has done on the company's own last trades.

    kept: before how many of them somebody had paid a price; kept_miss and kept_score are of that
    price carried forward, beside_miss and beside_score ours of the same trades.
    """

    trades: tuple[MissTold, ...]
    inside: str
    miss: str
    score: str
    kept: str
    kept_miss: str | None
    kept_score: str | None
    beside_miss: str | None
    beside_score: str | None


class ElsewhereTold(Struct, frozen=True, kw_only=True):
    """How the method has done on other companies, out of sample: which part each band held."""

    forecasts: str
    coverage: dict[str, str]
    log_score: str | None
    version: str


class CitedTold(Struct, frozen=True, kw_only=True):
    """A fact that counted, with its source."""

    fact_id: str
    on: str
    says: str
    source: str
    address: str | None
    sure: str


class ReportTold(Struct, frozen=True, kw_only=True):
    """The whole report. again: the command that makes it again. lang: of its sentences.

    terms_on: from which day the latest terms in force hold. unknown: what is not known.
    """

    lang: str
    issuer: str
    name: str
    legal_name: str
    example: bool
    on: str
    known_at: str | None
    standard: StandardTold
    through: tuple[MomentTold, ...]
    calibration: CalibrationTold | None
    done: DoneTold | None
    elsewhere: ElsewhereTold
    sources: tuple[CitedTold, ...]
    unknown: tuple[str, ...]
    terms_on: str | None
    again: str
