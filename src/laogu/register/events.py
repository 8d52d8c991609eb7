"""What can have happened on the register."""

from datetime import date
from typing import Literal

from laogu.basics import (
    Bilingual,
    Event,
    HolderId,
    IssuerId,
    LoadId,
    Name,
    Personal,
    Price,
    Restriction,
    SecurityId,
    StockClassId,
)
from laogu.register.capital.events import IssuerFormChanged
from laogu.register.convertibles.events import ConvertibleConverted, WarrantExercised
from laogu.register.plans.events import GrantExercised, GrantReleased
from laogu.register.stock import IssuedStock

HolderKind = Literal["person", "organisation", "residual"]
"""A residual holder stands for those whom the source does not name, who knows how many."""


class IssuerRegistered(Event, frozen=True, kw_only=True, tag="register.issuer_registered.1"):
    """A company entered this market: its register is kept here.

    slug: its short name in addresses and commands. zone: the time zone in which its days begin.
    example: invented, and marked so on every page.
    """

    issuer: IssuerId
    slug: str
    name_zh: str
    name_en: str
    legal_name_zh: str
    legal_name_en: str
    jurisdiction: str
    form: str
    zone: str
    currency: str
    established_on: date | None = None
    example: bool = False

    @property
    def named(self) -> Bilingual:
        """Its name, for a reader of either language."""
        return Bilingual(self.name_en, self.name_zh)


class StockClassRegistered(
    Event, frozen=True, kw_only=True, tag="register.stock_class_registered.1"
):
    """A kind of share came to be.

    decimals: of a quantity, 0 to 10. price_scale: decimals of a price. par: in words, as written.
    origin: its id in the file it came from; None: it was registered here.
    """

    stock_class: StockClassId
    issuer: IssuerId
    name_zh: str
    name_en: str
    decimals: int
    price_scale: int
    currency: str
    par: str | None = None
    origin: str | None = None

    @property
    def named(self) -> Bilingual:
        """The name of the class, for a reader of either language."""
        return Bilingual(self.name_en, self.name_zh)


class HolderRegistered(Event, frozen=True, kw_only=True, tag="register.holder_registered.1"):
    """Someone may now stand on a register.

    name:   open for an organisation, a reference for a natural person.
    public: a published source names this holder, so that a page may show it to anyone.
    origin: its id in the file it came from; None: it was registered here.
    details: what else a file says of a natural person, sealed; None: nothing.
    """

    holder: HolderId
    kind: HolderKind
    name: Name
    name_en: Name | None = None
    public: bool = False
    origin: str | None = None
    details: Personal | None = None


class HolderForgotten(Event, frozen=True, kw_only=True, tag="register.holder_forgotten.1"):
    """What was kept of a natural person on registers it left was erased; nobody ever acted for it.

    erased: references of the names and details that were kept.
    """

    holder: HolderId
    erased: tuple[str, ...]


class StockIssued(Event, frozen=True, kw_only=True, tag="register.stock_issued.1"):
    """A security came to be."""

    stock: IssuedStock


class StockTransferred(Event, frozen=True, kw_only=True, tag="register.stock_transferred.1"):
    """A security was retired; `resulting` went to the buyers, `balance` stayed with the seller."""

    security: SecurityId
    resulting: tuple[IssuedStock, ...]
    balance: IssuedStock | None


class StockCancelled(Event, frozen=True, kw_only=True, tag="register.stock_cancelled.1"):
    """A security was retired; `balance` is what is left of it, None: nothing."""

    security: SecurityId
    balance: IssuedStock | None
    reason: str


StockRetiredBy = Literal[
    "repurchase", "conversion", "reissuance", "consolidation", "retraction", "split",
]  # fmt: skip


class StockRetired(Event, frozen=True, kw_only=True, tag="register.stock_retired.1"):
    """Securities of one holder were retired otherwise than by a transfer or a cancellation.

    securities: several where they were consolidated. resulting: what came of them, of another class
    after a conversion. balance: what is left of the one security of which a part was retired.
    price: paid by the issuer for a share it took back.
    """

    by: StockRetiredBy
    securities: tuple[SecurityId, ...]
    resulting: tuple[IssuedStock, ...] = ()
    balance: IssuedStock | None = None
    price: Price | None = None
    reason: str = ""


class RestrictionAttached(Event, frozen=True, kw_only=True, tag="register.restriction_attached.1"):
    """Shares of a security may not be sold for a while, or until it is lifted."""

    security: SecurityId
    restriction: Restriction


class RestrictionLifted(
    Event, frozen=True, kw_only=True, omit_defaults=True, tag="register.restriction_lifted.1"
):
    """Who may let go of a restriction did: it keeps nothing from sale from then on.

    last_day: the last on which it keeps nothing; the day after it binds again. None: for good.
    restriction: as it stood. document: SHA-256 of the paper that says so; None: none is kept here.
    by_terms: a clause of the issuer's terms laid it on these shares, and was let go of for them.
    """

    security: SecurityId
    restriction: Restriction
    reason: str
    document: str | None = None
    by_terms: bool = False
    last_day: date | None = None


class RegisterLoaded(Event, frozen=True, kw_only=True, omit_defaults=True, tag="register.loaded.1"):
    """What stands before it in the entry was brought in at once, from a file.

    first, securities: the securities that came to be with it, one after the other; None and 0 where
    there are none. way: rows of a table as of a day, a whole history, a ledger of grants, or one of
    convertibles and warrants. first_grant, grants: the same of the grants of a ledger; and so of
    convertibles and warrants.
    """

    load: LoadId
    issuer: IssuerId
    way: Literal["rows", "history", "grants", "convertibles"]
    first: SecurityId | None
    securities: int
    source: str | None = None
    first_grant: SecurityId | None = None
    grants: int = 0
    first_convertible: SecurityId | None = None
    convertibles: int = 0
    first_warrant: SecurityId | None = None
    warrants: int = 0


class LoadUndone(Event, frozen=True, kw_only=True, tag="register.load_undone.1"):
    """An import was a mistake: none of its securities counts on any day.

    What was recorded stays in the record, and what was known before can still be asked.
    """

    load: LoadId
    reason: str


RegisterEvent = (
    IssuerRegistered
    | StockClassRegistered
    | HolderRegistered
    | HolderForgotten
    | StockIssued
    | StockTransferred
    | StockCancelled
    | StockRetired
    | RestrictionAttached
    | RestrictionLifted
    | RegisterLoaded
    | LoadUndone
    | ConvertibleConverted
    | WarrantExercised
    | GrantExercised
    | GrantReleased
    | IssuerFormChanged
)
"""What changes stock; what changes one of the rooms alone stands in that room."""
