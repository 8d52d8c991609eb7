"""What is measured beside what, how far it should go, and what came out."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

from msgspec import Struct


class Goal(Struct, frozen=True, kw_only=True):
    """One comparison.

    number: of the list of goals; a comparison of our own beside that list has none.
    thing, limit: what is measured, and what it is measured beside. unit: of both figures.
    seen, floor: ratios in hundredths: what a prototype reached, and what must hold.
    at_most: the ratio is to stay below the floor, not above it.
    """

    number: int | None
    name: str
    thing: str
    limit: str
    unit: str
    seen: str
    floor: int
    at_most: bool = False


class Found(Struct, frozen=True, kw_only=True):
    """What a comparison came to: both figures of every round, in order.

    note: what a reader has to know besides, such as who made the load.
    """

    goal: Goal
    thing: Sequence[float]
    limit: Sequence[float]
    note: str = ""

    @property
    def ratio(self) -> float:
        """The median of the thing beside the median of the limit."""
        return median(self.thing) / median(self.limit)

    @property
    def spread(self) -> tuple[float, float]:
        """The lowest and the highest ratio of one round."""
        pairs = [thing / limit for thing, limit in zip(self.thing, self.limit, strict=True)]
        return min(pairs), max(pairs)

    @property
    def holds(self) -> bool:
        """Whether the ratio is on the right side of its floor."""
        hundredths = self.ratio * 100
        floor = self.goal.floor
        return hundredths <= floor if self.goal.at_most else hundredths >= floor


class Bench(Struct, frozen=True):
    """A room of the benchmarks: its goals, and what measures them.

    measure: takes a folder on a real disk and the names that are wanted among the goals.
    """

    goals: Sequence[Goal]
    measure: Callable[[Path, set[str]], Iterator[Found]]

    def named(self, name: str) -> Goal:
        """Return the goal of that name."""
        return next(one for one in self.goals if one.name == name)
