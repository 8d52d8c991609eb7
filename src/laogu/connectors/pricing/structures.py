"""A capital structure from a file, with what is asked of it: in JSON or TOML, the same names."""

from typing import Annotated, Literal

from msgspec import Meta, Struct

from laogu.connectors.pricing.forms import read_form
from laogu.connectors.pricing.refusals import NoSuchStructure

LARGEST_STRUCTURE = 256 * 1024
"""Bytes of a file."""

MOST_CLASSES = 200
"""Classes of one structure."""

Above = Annotated[float, Meta(gt=0, le=10**18)]
AtLeastZero = Annotated[float, Meta(ge=0, le=10**18)]
Rate = Annotated[float, Meta(ge=-1, le=1)]
Volatility = Annotated[float, Meta(gt=0, le=5)]
Years = Annotated[float, Meta(ge=0, le=100)]
Part = Annotated[float, Meta(ge=0, le=1)]
Multiple = Annotated[float, Meta(ge=0, le=100)]
Rank = Annotated[int, Meta(ge=0, le=1000)]


class RedemptionGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A right to be bought out, as `laogu.pricing.Redemption` has it; amount: of all its shares."""

    amount: Above
    rate: Part = 0
    compounds: bool = False
    held: Years = 0
    starts: Years = 0
    rank: Rank = 1
    most: Above | None = None


class NoteGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A loan that converts, as `laogu.pricing.Note` has it."""

    principal: Above
    rate: Part = 0
    compounds: bool = False
    held: Years = 0
    converts_at: Above | None = None
    discount: Annotated[float, Meta(ge=0, lt=1)] = 0
    multiple: Multiple = 1


class CarveOutGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A part of a sale for people, before or after what comes first."""

    part: Annotated[float, Meta(gt=0, lt=1)]
    before: bool = True
    most: Above | None = None


class AutomaticGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """When a class must convert in an offering, as `laogu.pricing.Automatic` has it."""

    proceeds: AtLeastZero = 0
    valuation: AtLeastZero = 0
    per_share: AtLeastZero = 0
    by_vote: bool = False
    raised: Annotated[float, Meta(gt=0, le=1)] | None = None


class EncumbranceGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Who receives what some shares of a class bring, up to an amount."""

    name: Annotated[str, Meta(min_length=1, max_length=200)]
    stock_class: str
    shares: Above
    most: Above | None = None


class ClassGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A class; what is left out is as `laogu.pricing.Holding` says."""

    stock_class: Annotated[str, Meta(min_length=1, max_length=200)]
    shares: Above
    price: Above | None = None
    converts_at: Above | None = None
    converts_into: str | None = None
    multiple: Multiple = 1
    preference: AtLeastZero | None = None
    rank: Rank = 1
    participation: Literal["none", "full", "capped"] = "none"
    cap: Above | None = None
    dividends: AtLeastZero = 0
    dividend_rate: Part = 0
    dividends_compound: bool = False
    ratchet: Annotated[float, Meta(gt=0, le=100)] | None = None
    averaged: bool = False
    strike: AtLeastZero | None = None
    stops_below: AtLeastZero = 0
    automatic: AutomaticGiven | None = None
    redemption: RedemptionGiven | None = None
    note: NoteGiven | None = None
    carve_out: CarveOutGiven | None = None


class KnownGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The price of one class, from which the company's value follows."""

    stock_class: str
    per_share: Above


class TermGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long, how uncertain. years: of a fixed term; exits: a year, of a random one.

    dollars: that one unit of the file is worth, for the likelihood of an offering.
    """

    years: Years = 3
    exits: Annotated[float, Meta(gt=0, le=100)] | None = None
    volatility: Volatility | None = None
    rate: Rate | None = None
    offerings: bool = True
    dollars: Above = 1


class ScenarioGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One way in which the company may end."""

    name: str
    amount: AtLeastZero
    years: Years
    likely: Part
    ends: Literal["sold", "listed"] = "sold"


class RestrictedGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A restriction on the sale of a class: how long it lasts, and how uncertain the share is."""

    stock_class: str
    years: Years
    volatility: Volatility
    dividend: Rate = 0
    method: Literal["finnerty", "ghaidarov", "chaffe", "longstaff"] = "finnerty"
    rate: Rate = 0


Method = Literal["random_term", "fixed_term", "current", "alike", "weighted", "hybrid"]


class Asked(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a file asks: the value of each class, of an equity or from a known price.

    unissued_as: whether what is reserved vanishes at the end, or is all granted by then.
    """

    classes: Annotated[tuple[ClassGiven, ...], Meta(min_length=1, max_length=MOST_CLASSES)]
    method: Method = "random_term"
    issuer: str = ""
    currency: str = ""
    unissued: AtLeastZero = 0
    unissued_as: Literal["vanishes", "granted"] = "vanishes"
    stopped: Literal["all", "itself"] = "all"
    encumbered: Annotated[tuple[EncumbranceGiven, ...], Meta(max_length=MOST_CLASSES)] = ()
    equity: Above | None = None
    known: KnownGiven | None = None
    term: TermGiven = TermGiven()
    scenarios: tuple[ScenarioGiven, ...] = ()
    discount_rate: Rate = 0
    restricted: tuple[RestrictedGiven, ...] = ()


def read_structure(content: bytes, file: str) -> tuple[Asked, str]:
    """Return what a file asks, and the SHA-256 of its bytes; or refuse it."""
    return read_form(content, file, Asked, NoSuchStructure)
