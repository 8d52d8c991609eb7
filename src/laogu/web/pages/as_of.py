"""The control of an as-of day: the days on which a register changed, and a field for any other."""

from collections.abc import Sequence
from datetime import date

from msgspec import Struct

from laogu.web.frame import Link
from laogu.web.showing import Shown, moved
from laogu.web.visit import Visit

CHANGE = "change"
MOST_SAID = 500
"""Days up to which the control says, while it is moved, on which of them it stands."""


class AsOf(Struct, frozen=True, kw_only=True):
    """Two ways to another day; both are forms whose answer is this page at its address.

    place:          the day's place among the days of a change, from 1; 0: before the first.
    days:           those days as written, one after the other; blank where there are too many.
    earlier, later: the nearest day of a change on either side; None: there is none.
    known_on:       the day by whose knowledge it is drawn; blank where that is not asked.
    """

    on: str
    first_on: str
    last_on: str
    known_on: str
    hidden: tuple[tuple[str, str], ...]
    place: int
    count: int
    days: str
    shown: str
    earlier: Link | None
    later: Link | None
    at: str


def as_of_control(
    visit: Visit, days: Sequence[date], *, on: date, today: date, known_on: date | None, at: str
) -> AsOf:
    """Return the control. days: on which something changed, the latest first. at: its section."""
    ordered = days[::-1]
    place = sum(1 for one in ordered if one <= on)
    before = [one for one in ordered if one < on]
    after = [one for one in ordered if one > on]
    hidden = {**visit.query, "as_of": None, "known_at": None, CHANGE: None}

    def to(day: date) -> Link:
        asked = None if day == today else day.isoformat()
        return Link(says=visit.show(day), href=visit.here(as_of=asked) + f"#{at}")

    return AsOf(
        on=on.isoformat(),
        first_on=(ordered[0] if ordered else today).isoformat(),
        last_on=today.isoformat(),
        known_on=known_on.isoformat() if known_on is not None else "",
        hidden=tuple((name, one) for name, one in hidden.items() if one is not None),
        place=place,
        count=len(ordered),
        days="|".join(visit.show(one) for one in ordered) if len(ordered) <= MOST_SAID else "",
        shown=visit.show(ordered[place - 1]) if place else visit.said("before the first"),
        earlier=to(before[-1]) if before else None,
        later=to(after[0]) if after else None,
        at=at,
    )


def to_changed_day(visit: Visit, days: Sequence[date], *, at: str) -> Shown | None:
    """Return the way to the day of a change that the control was moved to; None: it was not."""
    given = visit.query.get(CHANGE, "")
    if not given.isdecimal() or len(given) > 9:
        return None
    place = min(int(given), len(days))
    asked = days[len(days) - place].isoformat() if place else None
    return moved(visit, visit.here(**{CHANGE: None, "as_of": asked}) + f"#{at}")
