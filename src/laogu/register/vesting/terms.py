"""What a grant says of its vesting, and what has happened to it since."""

from datetime import date
from typing import Literal

from msgspec import Struct

Allocation = Literal[
    "cumulative_rounding",
    "cumulative_round_down",
    "front_loaded",
    "back_loaded",
    "front_loaded_to_single_tranche",
    "back_loaded_to_single_tranche",
    "fractional",
]
"""How shares that do not divide are divided; 18 over four: 5-4-5-4, 4-5-4-5, 5-5-4-4, 4-4-5-5,
6-4-4-4, 4-4-4-6, and 4.5 each, as far as the smallest unit of the class goes."""


class Portion(Struct, frozen=True):
    """A part of the grant. of_rest: of what has yet to vest when it counts, not of the whole."""

    numerator: int
    denominator: int
    of_rest: bool = False


class Period(Struct, frozen=True, kw_only=True):
    """A span of time that comes once or several times.

    day_of_month: on which it ends, 1 to 31, in a shorter month the last; None: the day of the month
    on which vesting started. Of months only.
    cliff: the instalment, counted from 1, which holds all before it; below 2: there is none.
    """

    length: int
    unit: Literal["days", "months"] = "months"
    occurrences: int = 1
    day_of_month: int | None = None
    cliff: int | None = None


class AtStart(Struct, frozen=True, tag="start"):
    """Met on the day on which vesting starts."""


class OnDay(Struct, frozen=True, tag="day"):
    """Met on a day of the calendar."""

    on: date


class AfterPeriod(Struct, frozen=True, tag="period"):
    """Met when a period has passed since the (last) day of another condition, time and again."""

    of: str
    period: Period


class OnEvent(Struct, frozen=True, tag="event"):
    """Met when something happens that no calendar knows."""


Trigger = AtStart | OnDay | AfterPeriod | OnEvent


class Condition(Struct, frozen=True, kw_only=True):
    """Something that must come to pass, and what vests each time it does.

    vests: a part of the grant, or a count of smallest units.
    following: conditions that may be met after this one, the first of them first.
    """

    id: str
    trigger: Trigger
    vests: Portion | int = 0
    following: tuple[str, ...] = ()


class Terms(Struct, frozen=True, kw_only=True):
    """How a grant vests. Conditions that follow no other wait from the beginning, all of them.

    gate: an event without which nothing is vested, whatever was earned by then: a second trigger.
    gate_until: the last day on which it may happen; None: any day.
    """

    conditions: tuple[Condition, ...]
    allocation: Allocation = "cumulative_round_down"
    gate: str | None = None
    gate_until: date | None = None


class Instalment(Struct, frozen=True):
    """What vests on a day, in smallest units; of a schedule that is given day by day."""

    on: date
    units: int


class Grant(Struct, frozen=True, kw_only=True):
    """What was granted, and how it vests: by terms, day by day, or (None) all of it at once.

    Nothing is vested before `granted_on`, though vesting may have started before it.
    """

    units: int
    granted_on: date
    vests: Terms | tuple[Instalment, ...] | None = None


class Acceleration(Struct, frozen=True):
    """Units that were let vest ahead of the schedule."""

    on: date
    units: int


class History(Struct, frozen=True, kw_only=True):
    """What has happened to a grant as far as its vesting goes.

    started_on: the day on which vesting starts; None: it has not been said.
    starts: days of single start conditions, where they have days of their own.
    events: when each event happened, by the id of its condition or the name of a gate.
    left_on: the last day of service; what is not earned by then never will be.
    """

    started_on: date | None = None
    starts: tuple[tuple[str, date], ...] = ()
    events: tuple[tuple[str, date], ...] = ()
    accelerations: tuple[Acceleration, ...] = ()
    left_on: date | None = None


NOTHING_HAPPENED = History()
