"""A row of a ledger of grants, as a file says it, once it has been read."""

from datetime import date
from decimal import Decimal
from typing import Annotated

from msgspec import Meta, Struct

from laogu.register import HolderKind
from laogu.register.options import Kind, Reason

NOTHING = Decimal(0)


class GrantRow(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One grant, and what has become of it.

    line:       where it stands in the file, for findings.
    holder:     the id of somebody on the register; or name, of somebody new, with holder_kind.
    plan:       by its name or id; left out: out of none. stock_class: left out: the plan's first.
    price:      at which one share may be had. fair_value: of one share when it was granted.
    currency:   of both; left out: that of the class.
    vests:      the name of vesting terms, or words such as 48 months, cliff 12, monthly; left out:
                all of it at once. vests_from: left out: the day of the grant.
    window:     how long after leaving, such as 3 months. expires_on: the last day of all.
    is_accepted, accepted_on: whether the holder took it, and when, where that is known.
    exercised:  or, of units, released; no_longer_held: of these, shares given away since.
    forfeited, lapsed, cancelled: what ended of it; ended_on: when, where that is known.
    vested, outstanding: what the file says they come to; compared, and not recorded.
    left_on:    the holder's last day of service, and left_for, why.
    """

    line: Annotated[int, Meta(ge=1, le=1_048_576)]
    quantity: Decimal
    granted_on: date
    holder: str | None = None
    name: str | None = None
    holder_kind: HolderKind = "person"
    kind: Kind = "option"
    plan: str | None = None
    stock_class: str | None = None
    certificate: str | None = None
    price: Decimal | None = None
    fair_value: Decimal | None = None
    currency: str | None = None
    vests: str | None = None
    vests_from: date | None = None
    expires_on: date | None = None
    window: str | None = None
    is_early_exercisable: bool = False
    is_accepted: bool = False
    accepted_on: date | None = None
    exercised: Decimal = NOTHING
    exercised_on: date | None = None
    no_longer_held: Decimal = NOTHING
    forfeited: Decimal = NOTHING
    lapsed: Decimal = NOTHING
    cancelled: Decimal = NOTHING
    ended_on: date | None = None
    vested: Decimal | None = None
    outstanding: Decimal | None = None
    left_on: date | None = None
    left_for: Reason | None = None
