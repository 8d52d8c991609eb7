"""What became of a grant's units by a day, and what still vests of the others."""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct
from msgspec.structs import replace

from laogu.register import vesting
from laogu.register.plans.events import GrantEnded, GrantExercised, GrantReleased
from laogu.register.plans.lives import Grant, GrantEvent


class Used(Struct, frozen=True, kw_only=True):
    """What became of a grant's units by a day. ended: the sum of the last five."""

    exercised: int = 0
    released: int = 0
    cancelled: int = 0
    forfeited: int = 0
    lapsed: int = 0
    retracted: int = 0
    transferred: int = 0

    @property
    def ended(self) -> int:
        """Units that ended without becoming shares, those that went to somebody else among them."""
        return self.cancelled + self.forfeited + self.lapsed + self.retracted + self.transferred

    @staticmethod
    def of(grant: Grant, on: date, known_at: datetime | None = None) -> "Used":
        """Return what became of a grant by a day."""
        found = dict.fromkeys(Used.__struct_fields__, 0)
        for event in acts_known(grant, known_at):
            if event.effective_on > on:
                continue
            match event:
                case GrantExercised():
                    found["exercised"] += event.units
                case GrantReleased():
                    found["released"] += event.units
                case GrantEnded():
                    found[_ENDED[event.by]] += event.units
                case _:
                    pass
        return Used(**found)


_ENDED = {
    "cancellation": "cancelled",
    "forfeiture": "forfeited",
    "lapse": "lapsed",
    "retraction": "retracted",
    "transfer": "transferred",
}


def rows_of(
    schedule: vesting.Schedule, cancelled: int = 0, *, after: date | None = None
) -> Iterator[vesting.Row]:
    """Yield the days on which something vests, less what was cancelled off the end.

    after: only later days; days on which nothing vests are left out.
    """
    most = schedule.units - cancelled
    for row in schedule.rows:
        total = min(row.total, most)
        units = total - min(row.total - row.units, most)
        if units and (after is None or row.on > after):
            yield replace(row, units=units, total=total)


def acts_known(grant: Grant, known_at: datetime | None) -> Iterator[GrantEvent]:
    """Yield what happened to a grant, by what was written at a moment; None: by now."""
    for act in grant.acts:
        if known_at is None or act.at <= known_at:
            yield act.event
