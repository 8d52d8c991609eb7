"""What can have happened to the securities of an issuer, and of whom and what it is told.

A history is read from somebody's files and is not our record yet: it may break every rule, which is
what `check` is for. Quantities are whole numbers of `10 ** -DECIMALS`, as fine as the open formats
count; days have no time. `line` is a change's place in what was read, counted from 0.
"""

from datetime import date
from typing import Final, Literal

from msgspec import Struct

DECIMALS = 10
"""Decimals in which a history counts, whatever its classes do later."""

ONE: Final[int] = 10_000_000_000
"""One share."""

SecurityKind = Literal["stock", "equity_compensation", "convertible", "warrant"]
How = Literal[
    "transfer", "cancellation", "repurchase", "conversion", "reissuance", "exercise", "release",
    "retraction",
]  # fmt: skip
Rounding = Literal["CEILING", "FLOOR", "NORMAL"]


class Ratio(Struct, frozen=True, gc=False):
    """New for old, both in the units of the history."""

    new: int
    old: int
    rounding: Rounding | None = None


class Holder(Struct, frozen=True, kw_only=True, gc=False):
    """Someone on the register. is_person: a natural person."""

    holder: str
    name: str
    is_person: bool
    line: int


class StockClass(Struct, frozen=True, kw_only=True):
    """A kind of share. authorized: None: without a limit. converts: into a class, at a ratio."""

    stock_class: str
    name: str
    authorized: int | None
    converts: dict[str, Ratio] = {}
    line: int


class Plan(Struct, frozen=True, kw_only=True):
    """A plan out of which shares are granted. reserved: how many at first."""

    plan: str
    name: str
    reserved: int
    classes: tuple[str, ...]
    line: int


class VestingTerms(Struct, frozen=True, kw_only=True):
    """A schedule as it is stated: each condition with the conditions it names."""

    terms: str
    conditions: dict[str, tuple[str, ...]]
    line: int


class Change(Struct, frozen=True, kw_only=True, gc=False):
    """One thing that happened on a day. id: of the change itself, not of a security."""

    id: str
    on: date
    line: int


class Issuance(Change, frozen=True, kw_only=True, gc=False):
    """A security came to be.

    units: of a convertible, its amount in `currency`; None: a warrant that does not say.
    price: for which it was issued, or at which it may be exercised, as it is written.
    estimated: nobody holds the units to be exact. vestings: day and units, where the issuance lists
    them itself. triggers: by which it converts.
    """

    security: str
    kind: SecurityKind
    holder: str
    certificate: str
    units: int | None
    estimated: bool = False
    stock_class: str | None = None
    plan: str | None = None
    currency: str | None = None
    price: str | None = None
    compensation: str | None = None
    expires_on: date | None = None
    terms: str | None = None
    vestings: tuple[tuple[date, int], ...] = ()
    triggers: tuple[str, ...] = ()
    legends: tuple[str, ...] = ()


class Acceptance(Change, frozen=True, kw_only=True, gc=False):
    """The holder took it."""

    security: str
    kind: SecurityKind


class Retirement(Change, frozen=True, kw_only=True, gc=False):
    """A security ended, in part or whole, and others may have come of it.

    units: how much of it moved; None: all of it. balance: the security that holds the rest.
    split: the split for which shares were issued again. trigger: by which it was converted.
    explained: a text says what was given, which a net exercise and withheld shares need.
    """

    how: How
    security: str
    kind: SecurityKind
    units: int | None = None
    results: tuple[str, ...] = ()
    balance: str | None = None
    split: str | None = None
    trigger: str | None = None
    explained: bool = False


class Consolidation(Change, frozen=True, kw_only=True, gc=False):
    """Several securities of one holder became one."""

    securities: tuple[str, ...]
    result: str


class Repricing(Change, frozen=True, kw_only=True, gc=False):
    """A grant may be exercised at another price from now on."""

    security: str
    price: str


class VestingNoted(Change, frozen=True, kw_only=True, gc=False):
    """Vesting began, or a condition of it came about."""

    security: str
    condition: str
    begins: bool


class VestingAccelerated(Change, frozen=True, kw_only=True, gc=False):
    """Some of a security vested before its time."""

    security: str
    units: int


class Split(Change, frozen=True, kw_only=True, gc=False):
    """Of every share of a class there are more, or fewer, from this day on."""

    stock_class: str
    ratio: Ratio


class RatioAdjusted(Change, frozen=True, kw_only=True, gc=False):
    """A class converts at another ratio from this day on."""

    stock_class: str
    ratio: Ratio


class AuthorizedAdjusted(Change, frozen=True, kw_only=True, gc=False):
    """More or fewer shares may be issued. stock_class: None: of all classes, by the issuer."""

    stock_class: str | None
    issuer: str | None
    units: int


class PoolAdjusted(Change, frozen=True, kw_only=True, gc=False):
    """A plan reserves so many from this day on."""

    plan: str
    units: int


class ReturnedToPool(Change, frozen=True, kw_only=True, gc=False):
    """What a security no longer needs may be granted again."""

    security: str
    plan: str
    units: int


class HolderChanged(Change, frozen=True, kw_only=True, gc=False):
    """What a holder is to the issuer changed, such as that it left. says: in the file's words."""

    holder: str
    says: tuple[str, ...]


AnyChange = (
    Issuance | Acceptance | Retirement | Consolidation | Repricing | VestingNoted
    | VestingAccelerated | Split | RatioAdjusted | AuthorizedAdjusted | PoolAdjusted
    | ReturnedToPool | HolderChanged
)  # fmt: skip


class History(Struct, frozen=True, kw_only=True):
    """What was read of an issuer: who, which kinds of share, and everything that happened.

    `changes` stand in the order of the files, which is no order in time. repeated: ids of objects
    that were there before, with their lines. unread: securities that something could not be read
    of, so that nobody complains a second time that they are not there.
    """

    issuer: str
    name: str
    holders: dict[str, Holder]
    classes: dict[str, StockClass]
    plans: dict[str, Plan]
    terms: dict[str, VestingTerms]
    legends: frozenset[str]
    changes: tuple[AnyChange, ...]
    repeated: tuple[tuple[str, int], ...] = ()
    unread: frozenset[str] = frozenset()
    as_of: date | None = None
