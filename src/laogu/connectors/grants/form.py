"""A file of grants as it is written: one person's, in TOML or JSON, the same names in both."""

from datetime import date
from typing import Literal

from msgspec import Struct

from laogu.register import options, vesting

Figure = int | str
"""A whole number, or a decimal in plain digits between quotation marks."""


class ConditionGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A condition. part, part_of_rest: such as 1/48; or a quantity; none of them: nothing vests."""

    id: str
    when: Literal["start", "day", "period", "event"]
    on: date | None = None
    of: str | None = None
    length: int = 1
    unit: Literal["days", "months"] = "months"
    times: int = 1
    day_of_month: int | None = None
    cliff: int | None = None
    part: str | None = None
    part_of_rest: str | None = None
    quantity: Figure | None = None
    then: tuple[str, ...] = ()


class EveryGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The usual schedule: equal parts from the start on, with or without a cliff."""

    times: int
    length: int = 1
    unit: Literal["days", "months"] = "months"
    cliff: int | None = None
    day_of_month: int | None = None


class OnGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A quantity on a day: an instalment, an acceleration, or what was exercised."""

    on: date
    quantity: Figure


class HappenedGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Something that happened: a condition's event, or the gate's."""

    event: str
    on: date


class WindowGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A line of the table of windows."""

    reason: options.Reason
    period: int
    unit: Literal["days", "months", "years"] = "days"


class GrantGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A grant: `every`, `conditions` or `instalments` say how it vests; none of them: at once."""

    name: str
    kind: options.Kind
    quantity: Figure
    granted_on: date
    decimals: int = 0
    expires_on: date | None = None
    exercise_price: Figure | None = None
    fair_value: Figure | None = None
    currency: str = "USD"
    early_exercise: bool = False
    starts_on: date | None = None
    allocation: vesting.Allocation = "cumulative_round_down"
    every: EveryGiven | None = None
    conditions: tuple[ConditionGiven, ...] | None = None
    instalments: tuple[OnGiven, ...] | None = None
    gate: str | None = None
    gate_until: date | None = None
    windows: tuple[WindowGiven, ...] | None = None
    happened: tuple[HappenedGiven, ...] = ()
    accelerated: tuple[OnGiven, ...] = ()
    exercised: tuple[OnGiven, ...] = ()


class LeftGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The last day of service, and why there is none after it."""

    on: date
    reason: options.Reason


class GrantsGiven(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A whole file. laogu_grants: which form it has; there is one."""

    laogu_grants: Literal[1]
    grants: tuple[GrantGiven, ...]
    holder: str = ""
    left: LeftGiven | None = None
