"""Clear a book: all orders at once, at one price, to the last unit.

A small book is cleared in plain Python, a large one in columns of NumPy, which is imported on
first use. Both give the same answer, and both check what must be true of it before they give it.
"""

from operator import itemgetter
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from laogu.market.call_auction.book import Book, check_length, check_once, listed
from laogu.market.call_auction.margin import Filled, Policy, Rationing
from laogu.market.call_auction.one_price import (
    Bounds,
    DecidedBy,
    Depth,
    Indication,
    Step,
    bounds_of,
    found,
    grid_of,
    in_ticks,
    steps_of,
)
from laogu.market.call_auction.small_book import fill_small

RULE_VERSION: Final = "call-auction.1"

LARGE = 2_000
"""A book of so many orders is cleared in columns. Smaller ones take plain Python a few ms, and
are not worth NumPy, which costs 100 ms and 16 MB when it is first imported."""


class Clearing(Struct, frozen=True, kw_only=True):
    """One price and every fill. price None: nobody could trade.

    surplus: units wanted less units offered at the price: above zero, buyers are left over.
    fills: order id and quantity, by id; orders that got nothing are left out.
    """

    price: int | None
    volume: int
    surplus: int
    decided_by: DecidedBy
    fills: tuple[tuple[str, int], ...]


def clear(
    orders: Book,
    *,
    floor: int,
    cap: int,
    tick: int = 1,
    reference: int | None = None,
    rationing: Rationing = "pro_rata",
    small: int = 0,
    seed: str = "",
) -> Clearing:
    """Return the one price at which `orders` clear, and what each gets.

    floor, cap, reference, tick: in the smallest step of the price, as the limits; every price is
    a whole multiple of `tick`. The order in which the orders are given does not matter.
    Method: docs/concepts/call-auction.md.
    """
    check_once(orders.order_ids)
    bounds = bounds_of(floor, cap, reference, tick=tick)
    policy = Policy(rationing=rationing, small=small, seed=seed)
    done = fill(orders, bounds, policy, tick=tick)
    fills = [
        pair for pair in zip(orders.order_ids, listed(done.quantities), strict=True) if pair[1]
    ]
    fills.sort(key=itemgetter(0))
    stands = done.indication
    return Clearing(
        price=None if stands.price is None else stands.price * tick,
        volume=stands.volume,
        surplus=stands.surplus,
        decided_by=stands.decided_by,
        fills=tuple(fills),
    )


def indicate(
    depth: Depth, *, floor: int, cap: int, tick: int = 1, reference: int | None = None
) -> Indication:
    """Return what a book of that depth would clear at now: price, volume and surplus, no fills."""
    bounds = bounds_of(floor, cap, reference, tick=tick)
    stands = found(in_ticks(depth, tick), bounds)
    return replace(stands, price=None if stands.price is None else stands.price * tick)


def curve(depth: Depth, *, floor: int, cap: int, tick: int = 1) -> tuple[Step, ...]:
    """Return demand and supply from the floor to the cap, one step after the other."""
    grid = grid_of(in_ticks(depth, tick), bounds_of(floor, cap, None, tick=tick))
    return tuple(
        Step(step.lowest * tick, step.highest * tick, step.wanted, step.offered)
        for step in steps_of(*grid)
    )


def fill(book: Book, bounds: Bounds, policy: Policy, *, tick: int = 1) -> Filled:
    """Return what each order of a book gets, in the places of its columns; ids are not compared."""
    check_length(book)
    if len(book) >= LARGE:
        from laogu.market.call_auction.columns import fill_columns  # NumPy: on first use

        return fill_columns(book, bounds, policy, tick=tick)
    return fill_small(book, bounds, policy, tick=tick)
