"""What was held on many days: one pass over the securities, then a step for each change of a day.

A security is what it holds from a day to another; the days of a history are swept in order, and
what begins and ends between two of them is added up in columns.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from laogu.register.history.changes import ONE, Issuance, SecurityKind
from laogu.register.history.lives import Lives
from laogu.register.history.positions import left_on
from laogu.register.history.readings import USUAL, Readings

if TYPE_CHECKING:
    import numpy as np


class Place(Struct, frozen=True, gc=False):
    """Of what a security is: a class, a plan, or, of convertibles, a currency."""

    kind: SecurityKind
    by: Literal["stock_class", "plan", "currency"]
    of: str


def place_of(issued: Issuance) -> Place:
    """Return of what a security is: of equity compensation the plan, where there is one."""
    if issued.kind == "convertible":
        return Place(issued.kind, "currency", issued.currency or "")
    if issued.kind == "equity_compensation" and issued.plan is not None:
        return Place(issued.kind, "plan", issued.plan)
    return Place(issued.kind, "stock_class", issued.stock_class or "")


class Held(Struct, frozen=True):
    """What everybody held at the end of a day, in the units of the history."""

    on: date
    keys: tuple[tuple[str, Place], ...]
    whole: "np.ndarray"
    part: "np.ndarray"

    def by_holder(self) -> dict[tuple[str, Place], int]:
        """Return what each holder had of each place; nothing is left out but zeros."""
        return {
            self.keys[at]: int(self.whole[at]) * ONE + int(self.part[at])
            for at in (self.whole | self.part).nonzero()[0]
        }

    def by_place(self) -> dict[Place, int]:
        """Return what was held of each place together."""
        found: dict[Place, int] = {}
        for (_, place), units in self.by_holder().items():
            found[place] = found.get(place, 0) + units
        return found


class OverDays:
    """The holdings of a history as columns: who holds how much from which day on, or no longer.

    Whole shares and parts of one lie in columns of their own, so that neither leaves 64 bits.
    """

    def __init__(self, lives: Lives, readings: Readings = USUAL) -> None:
        import numpy as np

        numbers: dict[tuple[str, Place], int] = {}
        places: dict[tuple[str, str | None, str | None, str | None], Place] = {}
        days: list[int] = []
        keys: list[int] = []
        units: list[int] = []
        applies_splits = readings.split == "applied" and bool(lives.splits)
        for security, issued in lives.issued.items():
            named = issued.kind, issued.stock_class, issued.plan, issued.currency
            place = places.get(named)
            if place is None:
                place = places[named] = place_of(issued)
            key = numbers.setdefault((issued.holder, place), len(numbers))
            if security not in lives.acts and not applies_splits:
                days.append(issued.on.toordinal())
                keys.append(key)
                units.append(issued.units or 0)
                continue
            before = 0
            for day in _days(lives, issued, readings):
                found = left_on(lives, issued, day, readings)
                now = 0 if found is None else found.units or 0
                if now != before:
                    days.append(day.toordinal())
                    keys.append(key)
                    units.append(now - before)
                    before = now
        in_order = np.argsort(np.array(days, dtype=np.int32), kind="stable")
        self.keys = tuple(numbers)
        self._days = np.array(days, dtype=np.int32)[in_order]
        self._keys = np.array(keys, dtype=np.int32)[in_order]
        self._whole = np.array([one // ONE for one in units], dtype=np.int64)[in_order]
        self._part = np.array([one % ONE for one in units], dtype=np.int64)[in_order]

    def changed(self) -> tuple[date, ...]:
        """Return every day on which anything that is held changed, in order."""
        return tuple(date.fromordinal(one) for one in dict.fromkeys(self._days.tolist()))

    def columns(self) -> tuple["np.ndarray", "np.ndarray", "np.ndarray"]:
        """Return the day, the number of the key and the whole shares of every change, in order."""
        return self._days, self._keys, self._whole

    def held(self, days: Sequence[date]) -> Iterator[Held]:
        """Yield what was held at the end of each of some days, which stand in order."""
        import numpy as np

        whole = np.zeros(len(self.keys), dtype=np.int64)
        part = np.zeros(len(self.keys), dtype=np.int64)
        done = 0
        for day in days:
            upto = int(np.searchsorted(self._days, day.toordinal(), side="right"))
            now = slice(done, upto)
            np.add.at(whole, self._keys[now], self._whole[now])
            np.add.at(part, self._keys[now], self._part[now])
            done = max(done, upto)
            whole, part = whole + part // ONE, part % ONE
            yield Held(day, self.keys, whole.copy(), part.copy())


def _days(lives: Lives, issued: Issuance, readings: Readings) -> list[date]:
    """Return the days from its issuance on, on which a security may have come to hold less."""
    days = {issued.on, *(max(act.on, issued.on) for act in lives.acts.get(issued.security, ()))}
    if readings.split == "applied" and issued.stock_class is not None:
        splits = lives.splits.get(issued.stock_class, ())
        days |= {split.on for split in splits if split.on > issued.on}
    return sorted(days)
