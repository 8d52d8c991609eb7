"""What can have happened to the rights of a class, to how many may be issued, and to contributions.

What makes or ends shares with it stands in `register/events.py`.
"""

from datetime import date
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from laogu.basics import Event, HolderId, IssuerId, Money, Price, SecurityId, StockClassId
from laogu.register.capital.terms import Dividends, Listing, Redemption

ClassKind = Literal["common", "preferred"]
Rounding = Literal["floor", "ceiling", "nearest", "cash_in_lieu"]
"""What becomes of a part of a unit: let go; made whole; made whole from a half on; paid in cash."""

AntiDilution = Literal["none", "full_ratchet", "broad_weighted_average", "narrow_weighted_average"]
Participation = Literal["none", "full", "capped"]
"""After its preference a class takes nothing more; shares in the rest; shares in it up to a cap."""

Cause = Literal["stated", "split", "down_round"]
"""Why a ratio changed: somebody stated it; one of the classes was split; cheaper new shares."""


class Ratio(Struct, frozen=True, order=False, gc=False):
    """New for old, as it was stated: 2 for 1, or 1.25 for 1."""

    new: Decimal
    old: Decimal


class ConversionRight(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Shares of a class may become shares of another one.

    into:  None: of a class that a future round will make. ratio: shares of `into` for one of these.
    price: at which one share of `into` counts; None: nobody stated it.
    """

    into: StockClassId | None
    ratio: Ratio
    rounding: Rounding = "floor"
    price: Price | None = None


class ClassRights(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a share of a class is entitled to.

    kind:          None: nobody stated it. votes: of one share; None: nobody stated it.
    par, issue_price: of one share, with as many decimals as were stated; None: none is stated.
    seniority:     the higher is paid first; equal ones together. None: nobody stated it.
    preference:    how many times the issue price is paid first; None: there is no preference.
    participates:  None: nobody stated it. cap: how many times the issue price it takes at most.
    anti_dilution: by which rule its ratio follows cheaper shares; None: nobody stated it.
    prefix:        of its certificates, such as CS-.
    dividends, redemption: what is owed to it and grows; None: nobody stated such a right.
    ratchet:       how many times the issue price it has at least in an offering; None: not stated.
    listing:       which offering converts it; None: nobody stated that it may stop one.
    protected_when_listed: its ratio follows a cheap offering too, by the rule of anti_dilution.
    board_approved_on, holders_approved_on: None: nobody stated it.
    """

    kind: ClassKind | None = None
    votes: Decimal | None = None
    par: Price | None = None
    issue_price: Price | None = None
    seniority: Decimal | None = None
    preference: Decimal | None = None
    participates: Participation | None = None
    cap: Decimal | None = None
    converts: tuple[ConversionRight, ...] = ()
    anti_dilution: AntiDilution | None = None
    prefix: str | None = None
    board_approved_on: date | None = None
    holders_approved_on: date | None = None
    dividends: Dividends | None = None
    redemption: Redemption | None = None
    ratchet: Decimal | None = None
    listing: Listing | None = None
    protected_when_listed: bool = False


class StockClassDescribed(Event, frozen=True, kw_only=True, tag="register.stock_class_described.1"):
    """The rights of a class are these from this day on, all of them."""

    stock_class: StockClassId
    rights: ClassRights
    origin: str | None = None


class ClassAuthorised(Event, frozen=True, kw_only=True, tag="register.class_authorised.1"):
    """So many units of a class may be issued in all from this day on.

    units: in the smallest unit of the class; None: without a limit.
    """

    stock_class: StockClassId
    units: int | None
    board_approved_on: date | None = None
    holders_approved_on: date | None = None
    origin: str | None = None


class IssuerAuthorised(Event, frozen=True, kw_only=True, tag="register.issuer_authorised.1"):
    """So many shares of all classes together may be issued from this day on; None: no limit."""

    issuer: IssuerId
    shares: Decimal | None
    board_approved_on: date | None = None
    holders_approved_on: date | None = None
    origin: str | None = None


class RatioAdjusted(Event, frozen=True, kw_only=True, tag="register.ratio_adjusted.1"):
    """A class converts at another ratio from this day on.

    right: with the class it converts into. cause: why. basis: how it was worked out, in words.
    """

    stock_class: StockClassId
    right: ConversionRight
    cause: Cause = "stated"
    basis: str = ""
    origin: str | None = None


class StockClassSplit(Event, frozen=True, kw_only=True, tag="register.stock_class_split.1"):
    """Of every share of a class there are more, or fewer, from this day on.

    The securities themselves are retired and issued again by events of their own beside this one.
    before, after: units issued of the class. rounding: what became of parts of a unit.
    par, issue_price: of one share from now on; None: none was stated before.
    """

    stock_class: StockClassId
    ratio: Ratio
    rounding: Rounding
    before: int
    after: int
    par: Price | None = None
    issue_price: Price | None = None
    origin: str | None = None


class FractionPaid(Event, frozen=True, kw_only=True, tag="register.fraction_paid.1"):
    """A holder got cash, outside this market, in place of a part of a unit that a change left over.

    part: of one unit, rounded down to ten decimals. amount: nothing where it is below a minor unit.
    """

    stock_class: StockClassId
    holder: HolderId
    part: Decimal
    amount: Money


class StockAccepted(Event, frozen=True, kw_only=True, tag="register.stock_accepted.1"):
    """The holder of a security took it."""

    security: SecurityId
    origin: str | None = None


class ContributionSubscribed(
    Event, frozen=True, kw_only=True, tag="register.contribution_subscribed.1"
):
    """What a security stands for was subscribed and is to be paid in by a day.

    units: subscribed, in the smallest unit of the class. due_on: None: nobody stated it.
    """

    security: SecurityId
    units: int
    due_on: date | None


class ContributionPaid(Event, frozen=True, kw_only=True, tag="register.contribution_paid.1"):
    """So much of what was subscribed was paid in.

    evidence: by which it is known, in words. document: its SHA-256; None: none is on file.
    """

    security: SecurityId
    units: int
    evidence: str
    document: str | None = None


class IssuerFormChanged(Event, frozen=True, kw_only=True, tag="register.issuer_form_changed.1"):
    """A company changed its form: its contributions became shares of a new class.

    source, target: the classes. net_worth: on `net_worth_on`, of which the shares are part.
    before, after: units issued of the two. name_…: the legal names from now on; None: as before.
    """

    issuer: IssuerId
    form: str
    was: str
    source: StockClassId
    target: StockClassId
    net_worth: Money
    net_worth_on: date
    before: int
    after: int
    legal_name_en: str | None = None
    legal_name_zh: str | None = None


CapitalEvent = (
    StockClassDescribed | ClassAuthorised | IssuerAuthorised | RatioAdjusted | StockClassSplit
    | FractionPaid | StockAccepted | ContributionSubscribed | ContributionPaid | IssuerFormChanged
)  # fmt: skip

ClassEvent = StockClassDescribed | ClassAuthorised | RatioAdjusted | StockClassSplit | FractionPaid
"""What happens to one class."""

IssuerEvent = IssuerAuthorised | IssuerFormChanged
"""What happens to an issuer as a whole; a change of form comes through the register."""
