"""What is measured beside what, how far it should go, and what came out."""

from collections.abc import Mapping, Sequence
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

    goal: str
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
        goal = GOALS[self.goal]
        hundredths = self.ratio * 100
        return hundredths <= goal.floor if goal.at_most else hundredths >= goal.floor


def _goals(*given: Goal) -> Mapping[str, Goal]:
    return {one.name: one for one in given}


GOALS: Mapping[str, Goal] = _goals(
    Goal(
        number=1,
        name="single",
        thing="cash.deposit settled, one caller, one entry a commit",
        limit="raw append and fdatasync of the same bytes",
        unit="a second",
        seen="0.69 to 0.82",
        floor=60,
    ),
    Goal(
        number=2,
        name="callers-64",
        thing="cash.deposit durable, 64 callers",
        limit="one caller's raw append and fdatasync",
        unit="a second",
        seen="12",
        floor=800,
    ),
    Goal(
        number=3,
        name="callers-256",
        thing="cash.deposit durable, 256 callers",
        limit="one caller's raw append and fdatasync",
        unit="a second",
        seen="17 to 20",
        floor=1200,
    ),
    Goal(
        number=None,
        name="slow-disk",
        thing="cash.deposit durable, 256 callers, every write 5 ms late",
        limit="the same, undelayed",
        unit="a second",
        seen="none",
        floor=30,
    ),
    Goal(
        number=8,
        name="route-batch",
        thing="offer.post without storage, a hundred a call, with a token",
        limit="bare ASGI route, the same decoding, one a call",
        unit="us of CPU an order",
        seen="1.6",
        floor=200,
        at_most=True,
    ),
    Goal(
        number=8,
        name="route-single",
        thing="offer.post without storage, one a call, with a token",
        limit="bare ASGI route, the same decoding, one a call",
        unit="us of CPU an order",
        seen="3 to 4",
        floor=400,
        at_most=True,
    ),
    Goal(
        number=9,
        name="durable",
        thing="offer.post durable, 64 connections",
        limit="the same without storage",
        unit="orders a second",
        seen="0.77",
        floor=60,
    ),
    Goal(
        number=11,
        name="batch",
        thing="offer.post durable, a hundred a call, 64 connections",
        limit="the same, one a call",
        unit="orders a second",
        seen="9 to 11",
        floor=600,
    ),
    Goal(
        number=12,
        name="tail",
        thing="99 of 100 durable offer.post answered, 64 connections",
        limit="30 ms",
        unit="ms",
        seen="0.47 (14 ms)",
        floor=100,
        at_most=True,
    ),
    Goal(
        number=12,
        name="tail-beside-middle",
        thing="99 of 100 durable offer.post answered, 64 connections",
        limit="half of them answered",
        unit="ms",
        seen="none",
        floor=600,
        at_most=True,
    ),
)
