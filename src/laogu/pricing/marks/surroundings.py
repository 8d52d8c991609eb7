"""What moved outside a company that its own anchors do not tell: an index of peers, and events."""

from bisect import bisect_right
from datetime import date
from math import log
from typing import Final

from msgspec import Struct

EVENT_VARIANCE: Final = 0.02
"""What a flagged event adds to the variance of a value: as much as talk does."""


class Level(Struct, frozen=True):
    """An index of listed peers on a day, as it closed."""

    on: date
    level: float


class Surroundings(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """An index in order of days, in any unit, and the days of events that may have moved the value.

    By what is known on a day: nothing after the day a mark is asked for is looked at.
    """

    index: tuple[Level, ...] = ()
    events: tuple[date, ...] = ()

    def until(self, day: date) -> "Surroundings":
        """Return what of it was known on a day."""
        index = tuple(one for one in self.index if one.on <= day)
        return Surroundings(index=index, events=tuple(one for one in self.events if one <= day))

    def moved(self, first: date, last: date) -> float:
        """Return by how much the index moved between two days, as a logarithm.

        On a day without a level the last one stands; before the first level nothing moved.
        """
        if not self.index or last <= first:
            return 0.0
        return log(self._at(last) / self._at(first))

    def shaken(self, first: date, last: date) -> float:
        """Return the variance that the events after a day and up to another bring."""
        return EVENT_VARIANCE * sum(first < one <= last for one in self.events)

    def _at(self, day: date) -> float:
        place = bisect_right(self.index, day, key=lambda one: one.on)
        return self.index[max(place - 1, 0)].level


NOTHING: Final = Surroundings()
"""Nothing is known of what moved outside."""
