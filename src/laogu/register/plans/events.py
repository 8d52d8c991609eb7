"""What can have happened to plans, to the terms on which grants vest, and to grants."""

from datetime import date
from typing import Literal

from msgspec import Struct

from laogu.basics import (
    Event,
    HolderId,
    IssuerId,
    Money,
    PlanId,
    Price,
    SecurityId,
    StockClassId,
    VestingTermsId,
)
from laogu.register.options import Kind, Reason, Window
from laogu.register.stock import IssuedStock
from laogu.register.vesting import Instalment, Terms

WhenCancelled = Literal["return_to_pool", "retire", "hold_as_stock", "by_grant"]
"""What becomes of what a grant no longer needs: it may be granted again; it is gone; the issuer
keeps the shares; each grant says so itself."""

ExercisedBy = Literal["cash", "net", "with_sale", "not_told"]
"""How the price was paid: in cash; with shares held back; from the price at which they were sold at
once; nobody told."""

GrantEndedBy = Literal["cancellation", "forfeiture", "lapse", "retraction", "transfer"]
"""By the issuer; unvested when service ended; not exercised in time; before it was accepted; to
another holder."""

Relationship = Literal[
    "advisor", "board_member", "consultant", "employee", "ex_advisor", "ex_consultant",
    "ex_employee", "executive", "founder", "investor", "non_us_employee", "officer", "other",
]  # fmt: skip
"""What a holder may be to an issuer, in the standard's words."""

Status = Literal["active", "leave_of_absence"]
"""Of who serves; the end of service is an event of its own, with its reason."""


class Plan(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """A plan out of which shares are granted.

    units: reserved at first, in the smallest unit of its first class.
    origin: its id in the file it came from; None: it was registered here.
    needs_acceptance: nothing comes of a grant before its holder accepted it.
    rest_days: the calendar by whose rest days a last day moves on; None: it stays where it is.
    """

    plan: PlanId
    issuer: IssuerId
    name: str
    classes: tuple[StockClassId, ...]
    units: int
    when_cancelled: WhenCancelled = "return_to_pool"
    approved_on: date | None = None
    origin: str | None = None
    needs_acceptance: bool = False
    rest_days: str | None = None


class IssuedGrant(Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """Options, units or rights as they were granted to somebody.

    units:        of its class, in the smallest unit, above zero.
    price:        at which one share may be had; None: it costs nothing, or nobody told.
    fair_value:   of one share on the day of the grant; None: not known.
    vests:        by registered terms, or day by day; None: all of it at once.
    vests_from:   the day on which vesting starts; None: it has yet to be said.
    expires_on:   the last day on which it may ever be exercised; None: not known.
    windows:      how long after leaving, by reason; None: not known; empty: there are none.
    origin:       its id in the file it came from; None: it was granted here.
    served_by:    whose service it vests by, where it was transferred; None: the holder's own.
    """

    security: SecurityId
    issuer: IssuerId
    stock_class: StockClassId
    plan: PlanId | None
    holder: HolderId
    kind: Kind
    units: int
    granted_on: date
    certificate: str | None = None
    price: Price | None = None
    fair_value: Price | None = None
    vests: VestingTermsId | tuple[Instalment, ...] | None = None
    vests_from: date | None = None
    expires_on: date | None = None
    windows: tuple[Window, ...] | None = None
    is_early_exercisable: bool = False
    origin: str | None = None
    served_by: HolderId | None = None


class PlanRegistered(Event, frozen=True, kw_only=True, tag="register.plan_registered.1"):
    """A plan came to be, and reserves shares."""

    plan: Plan


class PoolAdjusted(Event, frozen=True, kw_only=True, tag="register.pool_adjusted.1"):
    """A plan reserves so many units from this day on, those already granted among them."""

    plan: PlanId
    units: int
    reason: str = ""


class ReturnedToPool(Event, frozen=True, kw_only=True, tag="register.returned_to_pool.1"):
    """Units that a grant no longer needs may be granted again."""

    plan: PlanId
    security: SecurityId
    units: int


class VestingTermsRegistered(
    Event, frozen=True, kw_only=True, tag="register.vesting_terms_registered.1"
):
    """A schedule got a name, so that grants can vest by it."""

    vesting: VestingTermsId
    issuer: IssuerId
    name: str
    terms: Terms
    origin: str | None = None


class GrantIssued(Event, frozen=True, kw_only=True, tag="register.grant_issued.1"):
    """Somebody was granted options, units or rights."""

    grant: IssuedGrant


class GrantAccepted(Event, frozen=True, kw_only=True, tag="register.grant_accepted.1"):
    """The holder took it."""

    security: SecurityId


class GrantExercised(Event, frozen=True, kw_only=True, tag="register.grant_exercised.1"):
    """Units of a grant became shares at its price.

    units: of the grant that were used. shares: what came of them, fewer where some were withheld.
    paid:  in cash; None: nothing, or nobody told. left: units of the grant that live on.
    elsewhere: units whose shares stood on the register by then, as where a grant is brought in
    that was exercised before; gone: units whose shares its holder had given away by then.
    reference: of a payment outside this market; blank: it was paid here, or nobody told.
    fair_value: of one share, at which some were withheld; source: who says so.
    rest: what the withheld shares were worth above the price, paid out; None: nothing was.
    """

    security: SecurityId
    units: int
    by: ExercisedBy
    shares: tuple[IssuedStock, ...]
    withheld: int = 0
    paid: Money | None = None
    left: int = 0
    reference: str = ""
    fair_value: Price | None = None
    source: str = ""
    rest: Money | None = None
    elsewhere: int = 0
    gone: int = 0


class GrantReleased(Event, frozen=True, kw_only=True, tag="register.grant_released.1"):
    """Vested units were delivered as shares, fewer where some were withheld for tax.

    rate: of the tax in percent, as written; blank: the number of units was given, or none is held.
    elsewhere, gone: as of what was exercised.
    """

    security: SecurityId
    units: int
    shares: tuple[IssuedStock, ...]
    withheld: int = 0
    left: int = 0
    rate: str = ""
    elsewhere: int = 0
    gone: int = 0


class GrantEnded(Event, frozen=True, kw_only=True, tag="register.grant_ended.1"):
    """Units of a grant ended without becoming shares.

    units: that ended. left: units that live on in the same grant. resulting: to whom a transfer
    took it. balance: what stayed with the holder as a grant of its own, if it got one.
    """

    security: SecurityId
    by: GrantEndedBy
    units: int
    left: int = 0
    resulting: tuple[IssuedGrant, ...] = ()
    balance: IssuedGrant | None = None
    reason: str = ""


class GrantRepriced(Event, frozen=True, kw_only=True, tag="register.grant_repriced.1"):
    """A grant may be exercised at another price from this day on."""

    security: SecurityId
    price: Price


class GrantSplit(Event, frozen=True, kw_only=True, tag="register.grant_split.1"):
    """A grant follows a split of its class: all of it counts in the new units from this day on.

    new, old: the ratio. units: of the whole grant from now on; left: that live.
    """

    security: SecurityId
    new: int
    old: int
    units: int
    left: int


class PoolSplit(Event, frozen=True, kw_only=True, tag="register.pool_split.1"):
    """A pool follows a split of its class. new, old: the ratio. units: reserved from now on."""

    plan: PlanId
    new: int
    old: int
    units: int


class VestingStarted(Event, frozen=True, kw_only=True, tag="register.vesting_started.1"):
    """Vesting of a grant starts on this day. condition: of which one; None: of all."""

    security: SecurityId
    condition: str | None = None


class VestingEventNoted(Event, frozen=True, kw_only=True, tag="register.vesting_event_noted.1"):
    """What a condition or gate of a grant waits for came about on this day."""

    security: SecurityId
    condition: str


class VestingAccelerated(Event, frozen=True, kw_only=True, tag="register.vesting_accelerated.1"):
    """Units of a grant vested ahead of its schedule."""

    security: SecurityId
    units: int


class ServiceEnded(Event, frozen=True, kw_only=True, tag="register.service_ended.1"):
    """This is a holder's last day of service with an issuer; said before it, or after.

    replaces: the last day that was said before. by_clock: what is not vested ends with that day by
    itself; a history that was brought in tells itself what ended.
    """

    issuer: IssuerId
    holder: HolderId
    reason: Reason
    replaces: date | None = None
    by_clock: bool = False


class HolderRelated(Event, frozen=True, kw_only=True, tag="register.holder_related.1"):
    """What a holder is to an issuer from this day on: founder, employee, investor …

    relationships: all of them, in the standard's words in lower case. status: active, on leave …
    """

    issuer: IssuerId
    holder: HolderId
    relationships: tuple[str, ...]
    status: str | None = None


PlansEvent = (
    PlanRegistered | PoolAdjusted | ReturnedToPool | VestingTermsRegistered | GrantIssued
    | GrantAccepted | GrantExercised | GrantReleased | GrantEnded | GrantRepriced | VestingStarted
    | VestingEventNoted | VestingAccelerated | ServiceEnded | HolderRelated | GrantSplit | PoolSplit
)  # fmt: skip
"""`GrantExercised` and `GrantReleased` make shares as well, so they come through the register."""
