"""An option as its holder has it: what it costs, when it ends, and what leaving does to it."""

from datetime import date
from typing import Literal

from msgspec import Struct

from laogu.basics import Price, Said, said
from laogu.register.vesting import Grant

Kind = Literal["iso", "nso", "option", "rsu", "csar", "ssar"]
"""An option with or without the tax treatment of section 422, of neither; a restricted stock unit;
an appreciation right paid in cash or in shares."""

Reason = Literal[
    "voluntary_other",
    "voluntary_good_cause",
    "voluntary_retirement",
    "involuntary_other",
    "involuntary_death",
    "involuntary_disability",
    "involuntary_with_cause",
]
"""Why somebody left: the seven reasons that a grant's table of windows may tell apart."""

REASONS: dict[Reason, Said] = {
    "voluntary_other": said("leaving of one's own accord"),
    "voluntary_good_cause": said("leaving for good cause"),
    "voluntary_retirement": said("retirement"),
    "involuntary_other": said("dismissal without cause"),
    "involuntary_death": said("death"),
    "involuntary_disability": said("disability"),
    "involuntary_with_cause": said("dismissal for cause"),
}

COSTLESS: frozenset[Kind] = frozenset(("rsu", "csar", "ssar"))


class Window(Struct, frozen=True, kw_only=True):
    """How long after leaving for this reason what is vested may still be exercised."""

    reason: Reason
    period: int
    unit: Literal["days", "months", "years"] = "days"

    @property
    def says(self) -> Said:
        """How long it is, in words."""
        match self.unit:
            case "days":
                return said("{count} days", count=self.period)
            case "months":
                return said("{count} calendar months", count=self.period)
            case "years":
                return said("{count} years", count=self.period)


class Exercise(Struct, frozen=True):
    """Units that were exercised on a day."""

    on: date
    units: int


class Leaving(Struct, frozen=True):
    """The last day of service, and why there is none after it."""

    on: date
    reason: Reason


class Option(Struct, frozen=True, kw_only=True):
    """A grant that may be exercised.

    decimals: of its smallest unit. exercise_price: of a whole share; None: it costs nothing.
    fair_value: of a whole share on the day of the grant; None: it is not known.
    expires_on: the last day on which it may ever be exercised; None: it is not known.
    windows: None: the grant's table is not known; empty: it has none.
    """

    name: str
    kind: Kind
    grant: Grant
    decimals: int = 0
    exercise_price: Price | None = None
    fair_value: Price | None = None
    expires_on: date | None = None
    windows: tuple[Window, ...] | None = None
    is_early_exercisable: bool = False
