"""What can have happened to the securities of an issuer.

A history is read from somebody's files and is not our record yet: it may break every rule, which is
what `check` is for. Quantities are whole numbers of `10 ** -DECIMALS`, as fine as the open formats
count; days have no time. `line` is a change's place in what was read, counted from 0.
"""

from datetime import date
from typing import Final, Literal

from msgspec import Struct

from laogu.register.history.conversions import Amount, Ratio, Trigger
from laogu.register.history.parties import (
    Document,
    Financing,
    Holder,
    Legend,
    Plan,
    Relationship,
    Status,
    StockClass,
    Valuation,
    VestingTerms,
)
from laogu.register.options import Kind, Window

DECIMALS = 10
"""Decimals in which a history counts, whatever its classes do later."""

ONE: Final[int] = 10_000_000_000
"""One share."""

SecurityKind = Literal["stock", "equity_compensation", "convertible", "warrant"]
How = Literal[
    "transfer", "cancellation", "repurchase", "conversion", "reissuance", "exercise", "release",
    "retraction",
]  # fmt: skip
CountedBy = Literal[
    "human_estimated", "machine_estimated", "unspecified", "instrument_fixed", "instrument_max",
    "instrument_min",
]  # fmt: skip
"""Who or what says how many units of a warrant there are."""


class Change(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False, tag_field="change"):
    """One thing that happened on a day. id: of the change itself, not of a security.

    besides: what else our record has of it, for which a history has no words of its own.
    """

    id: str
    on: date
    line: int
    besides: tuple[str, ...] = ()


class Exemption(Struct, frozen=True, gc=False):
    """By which exemption, of which law, a security was issued without a registration."""

    description: str
    jurisdiction: str


class Particulars(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What only some issuances say.

    numbers: the first and last of the shares' own numbers. issued_as: restricted stock, or that of
    founders. grant: an option's treatment by tax as the paper has it. windows: None: not told.
    form, seniority, pro_rata: of a convertible. counted_by: of a warrant.
    """

    exemptions: tuple[Exemption, ...] = ()
    numbers: tuple[tuple[int, int], ...] = ()
    issued_as: Literal["rsa", "founders_stock"] | None = None
    grant: Literal["nso", "iso", "intl"] | None = None
    is_early_exercisable: bool | None = None
    windows: tuple[Window, ...] | None = None
    form: Literal["note", "safe", "convertible_security"] | None = None
    seniority: int | None = None
    pro_rata: str | None = None
    counted_by: CountedBy | None = None


class Issuance(Change, frozen=True, kw_only=True, gc=False, tag="issued"):
    """A security came to be.

    units: of a convertible, its amount in `currency`; None: a warrant that does not say.
    price: for which it was issued, or at which it may be exercised, as it is written, in
    `currency`. cost: what was paid for all of it, where that is told beside the price.
    estimated: nobody holds the units to be exact. vestings: day and units, where the issuance lists
    them itself. triggers: by which it converts. board_on, holders_on: the days of their consent.
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
    cost: Amount | None = None
    compensation: Kind | None = None
    expires_on: date | None = None
    terms: str | None = None
    vestings: tuple[tuple[date, int], ...] = ()
    triggers: tuple[Trigger, ...] = ()
    legends: tuple[str, ...] = ()
    board_on: date | None = None
    holders_on: date | None = None
    consideration: str | None = None
    particulars: Particulars | None = None


class Acceptance(Change, frozen=True, kw_only=True, gc=False, tag="accepted"):
    """The holder took it."""

    security: str
    kind: SecurityKind


class Retirement(Change, frozen=True, kw_only=True, gc=False, tag="retired"):
    """A security ended, in part or whole, and others may have come of it.

    units: how much of it moved; None: all of it; of a convertible in `currency`.
    balance: the security that holds the rest. split: the split for which shares were issued again.
    trigger: by which it was converted. price: of a share that was bought back or released.
    consideration: what was given, in words, which a net exercise and withheld shares need.
    """

    how: How
    security: str
    kind: SecurityKind
    units: int | None = None
    currency: str | None = None
    results: tuple[str, ...] = ()
    balance: str | None = None
    split: str | None = None
    trigger: str | None = None
    price: Amount | None = None
    settled_on: date | None = None
    consideration: str | None = None
    reason: str | None = None


class Consolidation(Change, frozen=True, kw_only=True, gc=False, tag="consolidated"):
    """Several securities of one holder became one."""

    securities: tuple[str, ...]
    result: str
    reason: str | None = None


class Repricing(Change, frozen=True, kw_only=True, gc=False, tag="repriced"):
    """A grant may be exercised at another price from now on."""

    security: str
    price: Amount


class VestingNoted(Change, frozen=True, kw_only=True, gc=False, tag="vesting_noted"):
    """Vesting began, or a condition of it came about."""

    security: str
    condition: str
    begins: bool


class VestingAccelerated(Change, frozen=True, kw_only=True, gc=False, tag="vesting_accelerated"):
    """Some of a security vested before its time."""

    security: str
    units: int
    reason: str | None = None


class Split(Change, frozen=True, kw_only=True, gc=False, tag="split"):
    """Of every share of a class there are more, or fewer, from this day on."""

    stock_class: str
    ratio: Ratio


class RatioAdjusted(Change, frozen=True, kw_only=True, gc=False, tag="ratio_adjusted"):
    """A class converts at another ratio from this day on. price: from which it was worked out."""

    stock_class: str
    ratio: Ratio
    price: Amount | None = None


class AuthorizedAdjusted(Change, frozen=True, kw_only=True, gc=False, tag="authorized_adjusted"):
    """More or fewer shares may be issued. stock_class: None: of all classes, by the issuer."""

    stock_class: str | None
    issuer: str | None
    units: int
    board_on: date | None = None
    holders_on: date | None = None


class PoolAdjusted(Change, frozen=True, kw_only=True, gc=False, tag="pool_adjusted"):
    """A plan reserves so many from this day on."""

    plan: str
    units: int
    board_on: date | None = None
    holders_on: date | None = None


class ReturnedToPool(Change, frozen=True, kw_only=True, gc=False, tag="returned_to_pool"):
    """What a security no longer needs may be granted again."""

    security: str
    plan: str
    units: int
    reason: str | None = None


class HolderChanged(Change, frozen=True, kw_only=True, gc=False, tag="holder_changed"):
    """What a holder is to the issuer changed, such as that it left.

    A relationship started or ended, or the status is another; None: that stayed as it was.
    """

    holder: str
    started: Relationship | None = None
    ended: Relationship | None = None
    status: Status | None = None


AnyChange = (
    Issuance | Acceptance | Retirement | Consolidation | Repricing | VestingNoted
    | VestingAccelerated | Split | RatioAdjusted | AuthorizedAdjusted | PoolAdjusted
    | ReturnedToPool | HolderChanged
)  # fmt: skip


class History(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was read of an issuer: who, which kinds of share, and everything that happened.

    `changes` stand in the order of the files, which is no order in time. repeated: ids of objects
    that were there before, with their lines. unread: securities that something could not be read
    of, so that nobody complains a second time that they are not there.
    authorized: shares of all classes that may be issued; None: without a limit, or not told.
    """

    issuer: str
    name: str
    holders: dict[str, Holder]
    classes: dict[str, StockClass]
    plans: dict[str, Plan] = {}
    terms: dict[str, VestingTerms] = {}
    legends: dict[str, Legend] = {}
    valuations: dict[str, Valuation] = {}
    financings: dict[str, Financing] = {}
    documents: dict[str, Document] = {}
    changes: tuple[AnyChange, ...]
    repeated: tuple[tuple[str, int], ...] = ()
    unread: frozenset[str] = frozenset()
    as_of: date | None = None
    formed_on: date | None = None
    country: str | None = None
    authorized: int | None = None
