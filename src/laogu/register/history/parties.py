"""Of whom and what a history is told: holders, classes, plans, terms, and papers on file."""

from datetime import date
from typing import Literal

from msgspec import Struct

from laogu.register.history.conversions import Amount, Ratio, Right
from laogu.register.vesting import AfterPeriod, Terms

WhenCancelled = Literal["return_to_pool", "retire", "hold_as_stock", "by_grant"]
Relationship = Literal[
    "advisor", "board_member", "consultant", "employee", "ex_advisor", "ex_consultant",
    "ex_employee", "executive", "founder", "investor", "non_us_employee", "officer", "other",
]  # fmt: skip
Status = Literal[
    "active", "leave_of_absence", "voluntary_other", "voluntary_good_cause",
    "voluntary_retirement", "involuntary_other", "involuntary_death", "involuntary_disability",
    "involuntary_with_cause",
]  # fmt: skip
"""Of who serves the issuer; the last seven are why somebody left."""


class Holder(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Someone on the register. is_person: a natural person.

    assigned: the number or name that the issuer gave it. relationships, status: what it is to the
    issuer, at the end of what was read; None: nobody said.
    """

    holder: str
    name: str
    is_person: bool
    line: int
    first_name: str | None = None
    last_name: str | None = None
    assigned: str | None = None
    relationships: tuple[Relationship, ...] = ()
    status: Status | None = None


class StockClass(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A kind of share.

    authorized: None: without a limit. prefix: of its certificates. rights: what it converts into.
    votes: of a share. seniority: the higher is paid first. preference: what is paid before others,
    as a multiple of the price. participation_cap: the multiple at which it shares no more.
    besides: what else it has, for which a history has no words of its own.
    """

    stock_class: str
    name: str
    authorized: int | None
    line: int
    kind: Literal["common", "preferred"] = "common"
    prefix: str | None = None
    votes: str | None = None
    seniority: str | None = None
    par: Amount | None = None
    price: Amount | None = None
    rights: tuple[Right, ...] = ()
    preference: str | None = None
    participation_cap: str | None = None
    board_on: date | None = None
    holders_on: date | None = None
    besides: tuple[str, ...] = ()

    @property
    def converts(self) -> dict[str, Ratio]:
        """Into which classes it converts, at which ratio to begin with."""
        found = ((one.into, one.mechanism.ratio) for one in self.rights)
        return {into: ratio for into, ratio in found if into is not None and ratio is not None}


class Plan(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A plan out of which shares are granted. reserved: how many at first.

    besides: what else it has, for which a history has no words of its own.
    """

    plan: str
    name: str
    reserved: int
    classes: tuple[str, ...]
    line: int
    when_cancelled: WhenCancelled | None = None
    board_on: date | None = None
    holders_on: date | None = None
    besides: tuple[str, ...] = ()


class VestingTerms(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A schedule as it is stated; its quantities are in the units of the history.

    says: of each condition that is described, how.
    """

    terms: str
    name: str
    vests: Terms
    line: int
    description: str | None = None
    says: dict[str, str] = {}

    @property
    def conditions(self) -> dict[str, tuple[str, ...]]:
        """Each condition with the others that it names."""
        return {
            one.id: (*one.following, one.trigger.of)
            if isinstance(one.trigger, AfterPeriod)
            else one.following
            for one in self.vests.conditions
        }


class Legend(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A text that stands on certificates."""

    legend: str
    line: int
    name: str | None = None
    text: str | None = None


class Valuation(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """What a share was found to be worth from a day on. kind: as it is written, such as 409A."""

    valuation: str
    on: date
    price: Amount
    line: int
    stock_class: str | None = None
    kind: str | None = None
    provider: str | None = None
    board_on: date | None = None
    holders_on: date | None = None


class Financing(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Issuances that belong together, as the rounds of an issuer do."""

    financing: str
    on: date
    issuances: tuple[str, ...]
    line: int
    name: str | None = None


class Document(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A paper on file: where it lies and by which MD5 it is known.

    of: the objects it belongs to, each with the word of the standard for what it is.
    """

    document: str
    line: int
    path: str | None = None
    uri: str | None = None
    md5: str | None = None
    of: tuple[tuple[str, str], ...] = ()
