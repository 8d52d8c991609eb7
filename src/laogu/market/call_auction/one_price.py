"""Five steps from demand and supply to one price.

Demand and supply are constant between two order prices, yet differ there from both ends: the
smallest surplus can lie at a price that nobody named. So every limit stands in the grid with its
two neighbours (trap 1). Where prices kept by the first two steps leave buyers at one and sellers
at another, the price is one of these two and nothing in between: elsewhere an order better than
the price would be cut (trap 2).
"""

from collections.abc import Mapping, Sequence
from itertools import accumulate, groupby
from typing import Literal

from msgspec import Struct

from laogu.basics import said
from laogu.market.call_auction.book import ANY_PRICE, HIGHEST, Book, check_figure, listed
from laogu.market.call_auction.refusals import CapBelowFloor, OffTick

DecidedBy = Literal["volume", "surplus", "pressure", "reference", "midpoint", "no_cross"]
"""The step that left one price; `no_cross`: no price lets anybody trade."""


class Bounds(Struct, frozen=True, kw_only=True):
    """Between which prices a call auction may clear, and near which it would rather: in ticks."""

    floor: int
    cap: int
    reference: int | None = None


class Indication(Struct, frozen=True, kw_only=True):
    """What a book would clear at. price None: nobody would trade.

    surplus: units wanted less units offered at the price: above zero, buyers are left over.
    """

    price: int | None
    volume: int
    surplus: int
    decided_by: DecidedBy


class Depth(Struct, frozen=True, kw_only=True):
    """How many units are wanted and offered, by limit; at any price: under `ANY_PRICE`."""

    wanted: Mapping[int, int]
    offered: Mapping[int, int]


class Kept(Struct, frozen=True, kw_only=True):
    """What the first two steps left of the grid.

    after_volume, after_surplus: how many prices. lowest, highest: of those left after both.
    wanted: the highest of them at which more is wanted than offered, None: there is none.
    offered: the lowest of them at which more is offered than wanted, None: there is none.
    """

    volume: int
    imbalance: int
    after_volume: int
    after_surplus: int
    lowest: int
    highest: int
    wanted: int | None
    offered: int | None


class Step(Struct, frozen=True, gc=False):
    """From `lowest` to `highest` price, both included, so much is wanted and offered."""

    lowest: int
    highest: int
    wanted: int
    offered: int


def bounds_of(floor: int, cap: int, reference: int | None, *, tick: int = 1) -> Bounds:
    """Return checked bounds in ticks; every price is a whole multiple of `tick`."""
    check_figure(said("tick"), tick, least=1, most=HIGHEST)
    given = [(said("floor"), floor), (said("cap"), cap)]
    if reference is not None:
        given.append((said("reference"), reference))
    for figure, price in given:
        check_figure(figure, price, least=0, most=HIGHEST)
        if price % tick:
            raise OffTick(price=price, tick=tick)
    if cap < floor:
        raise CapBelowFloor(floor=floor, cap=cap)
    near = None if reference is None else reference // tick
    return Bounds(floor=floor // tick, cap=cap // tick, reference=near)


def depth_of(book: Book) -> Depth:
    """Return what a book wants and offers at each limit."""
    sides: tuple[dict[int, int], dict[int, int]] = ({}, {})
    quantities, limits = listed(book.quantities), listed(book.limits)
    for is_buy, quantity, limit in zip(book.buys, quantities, limits, strict=True):
        side = sides[0] if is_buy else sides[1]
        side[limit] = side.get(limit, 0) + quantity
    return Depth(wanted=sides[0], offered=sides[1])


def in_ticks(depth: Depth, tick: int) -> Depth:
    """Return a depth whose limits are counted in `tick`."""
    if tick == 1:
        return depth
    for price in sorted({*depth.wanted, *depth.offered} - {ANY_PRICE}):
        if price % tick:
            raise OffTick(price=price, tick=tick)
    wanted, offered = (
        {(one if one == ANY_PRICE else one // tick): units for one, units in side.items()}
        for side in (depth.wanted, depth.offered)
    )
    return Depth(wanted=wanted, offered=offered)


def grid_of(depth: Depth, bounds: Bounds) -> tuple[list[int], list[int], list[int]]:
    """Return prices, rising, with all that is wanted and all that is offered at each.

    The prices: floor and cap, every limit between them, and the neighbours of each. What is wanted
    and offered changes at no other price.
    """
    floor, cap = bounds.floor, bounds.cap
    wanted: dict[int, int] = {}
    offered: dict[int, int] = {}
    for limit, units in depth.wanted.items():
        at = cap if limit == ANY_PRICE else min(limit, cap)
        if at >= floor:
            wanted[at] = wanted.get(at, 0) + units
    for limit, units in depth.offered.items():
        at = floor if limit == ANY_PRICE else max(limit, floor)
        if at <= cap:
            offered[at] = offered.get(at, 0) + units
    near = {
        price
        for limit in {floor, cap, *wanted, *offered}
        for price in (limit - 1, limit, limit + 1)
    }
    prices = sorted(price for price in near if floor <= price <= cap)
    demand = list(accumulate(wanted.get(price, 0) for price in reversed(prices)))[::-1]
    supply = list(accumulate(offered.get(price, 0) for price in prices))
    return prices, demand, supply


def kept_of(prices: Sequence[int], demand: Sequence[int], supply: Sequence[int]) -> Kept:
    """Return what is left after keeping the largest volume, and of it the smallest surplus."""
    volumes = [min(pair) for pair in zip(demand, supply, strict=True)]
    most = max(volumes)
    first = [at for at, volume in enumerate(volumes) if volume == most]
    least = min(abs(demand[at] - supply[at]) for at in first)
    second = [at for at in first if abs(demand[at] - supply[at]) == least]
    wanted = [prices[at] for at in second if demand[at] > supply[at]]
    offered = [prices[at] for at in second if demand[at] < supply[at]]
    return Kept(
        volume=most,
        imbalance=least,
        after_volume=len(first),
        after_surplus=len(second),
        lowest=prices[second[0]],
        highest=prices[second[-1]],
        wanted=wanted[-1] if wanted else None,
        offered=offered[0] if offered else None,
    )


def decide(kept: Kept, reference: int | None) -> Indication:
    """Return the one price, and the step that left it."""
    if kept.volume == 0:
        return Indication(price=None, volume=0, surplus=0, decided_by="no_cross")
    price, decided_by = _last_steps(kept, reference)
    surplus = 0
    if price == kept.wanted:
        surplus = kept.imbalance
    elif price == kept.offered:
        surplus = -kept.imbalance
    return Indication(price=price, volume=kept.volume, surplus=surplus, decided_by=decided_by)


def _last_steps(kept: Kept, reference: int | None) -> tuple[int, DecidedBy]:
    wanted, offered = kept.wanted, kept.offered
    if kept.after_volume == 1:
        return kept.lowest, "volume"
    if kept.after_surplus == 1:
        return kept.lowest, "surplus"
    if wanted is not None and offered is not None:
        if reference is None or abs(wanted - reference) == abs(offered - reference):
            return wanted, "pressure"
        nearer = min(wanted, offered, key=lambda price: abs(price - reference))
        return nearer, "reference"
    if wanted is not None:
        return wanted, "pressure"
    if offered is not None:
        return offered, "pressure"
    if reference is None:
        return (kept.lowest + kept.highest) // 2, "midpoint"
    return max(kept.lowest, min(reference, kept.highest)), "reference"


def found(depth: Depth, bounds: Bounds) -> Indication:
    """Return the price of a depth, in ticks."""
    return decide(kept_of(*grid_of(depth, bounds)), bounds.reference)


def steps_of(prices: Sequence[int], demand: Sequence[int], supply: Sequence[int]) -> list[Step]:
    """Return the stretches of the grid on which neither demand nor supply changes."""
    rows = zip(prices, demand, supply, strict=True)
    steps = []
    for (wanted, offered), run in groupby(rows, key=lambda row: (row[1], row[2])):
        stretch = [row[0] for row in run]
        steps.append(Step(stretch[0], stretch[-1], wanted, offered))
    return steps
