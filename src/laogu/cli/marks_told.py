"""What a market answers about marks, as far as a table shows it. More keys may come; none goes."""

from msgspec import Struct

BandTold = tuple[str, str]


class RestrictedTold(Struct, frozen=True, kw_only=True):
    """Shares that may not be sold until a day."""

    until: str
    quantity: str
    clause: str
    mark: str
    band: BandTold


class ClassMarkTold(Struct, frozen=True, kw_only=True):
    """A class and what a share of it is worth. mark: None: no price, and `reason` says why."""

    stock_class: str
    quantity: str
    mark: str | None
    band: BandTold | None
    grade: str | None
    reason: str
    headline: str | None
    restricted: tuple[RestrictedTold, ...]
    terms: tuple[str, ...] = ()


class CountedTold(Struct, frozen=True, kw_only=True):
    """An anchor as it counts."""

    on: str
    kind: str
    basis: str
    figure: str
    each: str
    weight: str
    without: str | None


class HeadlineTold(Struct, frozen=True, kw_only=True):
    """All shares at the last price of a round."""

    on: str
    figure: str


class MarkTold(Struct, frozen=True, kw_only=True):
    """What a company's shares are worth. mark: None: no price."""

    issuer: str
    on: str
    basis: str | None
    currency: str | None
    mark: str | None
    band: BandTold | None
    grade: str | None
    reason: str
    classes: tuple[ClassMarkTold, ...]
    anchors: tuple[CountedTold, ...]
    headline: HeadlineTold | None
    missing: tuple[str, ...]
    remarks: tuple[str, ...]


class MomentTold(Struct, frozen=True, kw_only=True):
    """The mark of a day."""

    on: str
    currency: str
    mark: str
    band: BandTold


class MarksTold(Struct, frozen=True, kw_only=True):
    """The marks of some days, oldest first."""

    issuer: str
    marks: tuple[MomentTold, ...]
