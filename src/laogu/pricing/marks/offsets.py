"""What is taken off a figure before it says what a share is worth, and how much less sure it is.

All of it is judgement after published figures, and none is applied unless a point asks for it.
"""

from math import log, sqrt
from typing import Final, Literal

from msgspec import Struct

from laogu.pricing.marks.points import SIDES, SPREADS, TRADES, Basis, Kind, Point, Rank, Side
from laogu.pricing.random_term import RandomTerm, random_call

FORMER_STAFF: Final = log(0.85)
"""Those who left sell for 15 % less: 90 days and no say in when."""

COMMON: Final = -log(1.2825)
"""A common share beside the latest preferred one, by the published table of Gornall and Strebulaev:
of the plain round, 28 % above common."""

UNSURE_OF_SELLER, UNSURE_OF_RANK = 0.10, 0.15
"""How much less sure a figure is once so much was taken off it."""

VENUES: Final = {"window": 0.0, "platform": 0.05, "broker": 0.10}
"""How much less sure a price is that somebody passes on."""

DATES: Final = {"day": 0.0, "month": 0.05, "year": 0.25}
"""How much less sure a figure is whose day is not known: the value wanders within a month or a
year, by half of it a year."""

LARGE, INSIDE, AGES, FRESH_DAYS = 0.08, 0.225, 0.05, 30
"""Spread of a large sale and of a round among those who held before; by how much a bid or ask grows
softer with every month beyond the first thirty days."""

What = Literal["fee", "carry", "seller", "rank"]


class Offset(Struct, frozen=True, kw_only=True):
    """What was taken off, as a logarithm: below zero, the share is worth less than was paid."""

    what: What
    log: float


class Read(Struct, frozen=True, kw_only=True):
    """A point as the filter reads it. log: of its figure, with all offsets; kind: what it is."""

    kind: Kind
    log: float
    spread: float
    side: Side
    offsets: tuple[Offset, ...]


def read(point: Point, basis: Basis, *, rank: Rank | None = None) -> Read | None:
    """Return what a point says on a basis; None: nothing.

    rank: which share the mark is of, where points tell ranks: one of another rank is moved to it.
    """
    figure = point.figure(basis)
    if figure is None:
        return None
    kind: Kind = point.kind if point.is_firm or point.kind not in TRADES else "talks"
    side = "above" if point.is_floor else SIDES.get(kind, "at")
    offsets = tuple(_offsets(point, basis, rank))
    return Read(
        kind=kind,
        log=log(figure) + sum(one.log for one in offsets),
        spread=_spread(point, kind, basis, side, offsets),
        side=side,
        offsets=offsets,
    )


def _offsets(point: Point, basis: Basis, rank: Rank | None) -> list[Offset]:
    found: list[Offset] = []
    if 0 < point.fee < 1:
        found.append(Offset(what="fee", log=-log(1 + point.fee)))
    if 0 < point.carry < 1:
        found.append(Offset(what="carry", log=log(_before_carry(point.carry))))
    if point.seller == "former_staff":
        found.append(Offset(what="seller", log=-FORMER_STAFF))
    if basis == "per_share" and rank is not None and point.rank not in {None, rank}:
        found.append(Offset(what="rank", log=COMMON if rank == "common" else -COMMON))
    return found


def _before_carry(carry: float) -> float:
    """Return what a share is worth beside what is paid for one that gives up part of its gain.

    Who buys so is short a call at what was paid: worth less that call comes to what was paid.
    """
    model = RandomTerm()
    found = 1.0
    for _ in range(60):
        found = 1 + carry * random_call(found, 1.0, model)
    return found


def _spread(
    point: Point, kind: Kind, basis: Basis, side: Side, offsets: tuple[Offset, ...]
) -> float:
    own = SPREADS[kind]
    if side != "at":
        own = SPREADS["bid"]
        age = 0 if point.since is None else (point.on - point.since).days - FRESH_DAYS
        own += AGES * max(age, 0) / 30
    elif kind == "secondary" and point.is_large:
        own = LARGE
    elif kind == "primary_round" and point.is_inside:
        own = INSIDE
    parts = [own, DATES[point.precision], VENUES.get(point.venue or "window", 0.0)]
    parts += [UNSURE_OF_SELLER for one in offsets if one.what == "seller"]
    parts += [UNSURE_OF_RANK for one in offsets if one.what == "rank"]
    if side == "at" and point.is_range(basis):
        assert point.low is not None, "a range has ends"
        assert point.high is not None, "a range has ends"
        parts.append(log(point.high / point.low) / 2 / sqrt(3))
    return sqrt(sum(one**2 for one in parts))
