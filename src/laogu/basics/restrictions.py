"""What the law, a contract or a pledge keeps from sale; and how sure we are of its source."""

from datetime import date, timedelta
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

Sure = Literal["T", "S", "M"]
"""How a rule is known: T its own text was read, S a secondary source was read, M from memory."""


class Restriction(Struct, frozen=True, kw_only=True, gc=False):
    """Shares of one security that may not be sold, from when, until when, and under which rule.

    rule:        the rule's id, such as CN-JSC-05, or the clause's.
    source:      where it is written, for a reader.
    locked_through: the last locked day; None: without an end, until it is lifted.
    units:       how many units it holds; None: all of the security.
    waivable_by: who may let go of it; the law, never.
    """

    kind: Literal[
        "lock_up", "pledge", "freeze", "dispute_hold", "unpaid_capital", "refusal_cloud", "legend",
    ]  # fmt: skip
    rule: str
    source: str
    sure: Sure
    starts_on: date | None = None
    locked_through: date | None = None
    units: int | None = None
    waivable_by: Literal["nobody", "regulator", "board", "holder", "amendment"] = "nobody"

    def binds_on(self, day: date) -> bool:
        """Return whether the restriction is in force on `day`."""
        began = self.starts_on is None or self.starts_on <= day
        return began and (self.locked_through is None or day <= self.locked_through)

    def after(self, day: date) -> "tuple[Restriction, ...]":
        """Return what is left of it where nothing is kept up to and with `day`; it may be none."""
        if self.locked_through is not None and self.locked_through <= day:
            return ()
        first = day + timedelta(days=1)
        starts_on = first if self.starts_on is None else max(self.starts_on, first)
        return (replace(self, starts_on=starts_on),)
