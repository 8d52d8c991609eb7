"""A large book, in columns of NumPy: the same answer as order by order, without a loop over orders.

Every limit becomes its place in a row of prices: all ticks from the floor to the cap, or, where
these are far more than the orders, the limits and their neighbours. Quantities are added up by
place in whole numbers (never in doubles), and demand and supply are two running sums.
"""

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

import numpy as np

from laogu.basics import LARGEST
from laogu.market.call_auction.book import (
    ANY_PRICE,
    UNTIMED,
    Book,
    check_figures,
    check_lists,
    check_totals,
)
from laogu.market.call_auction.margin import Filled, Margin, Policy, ration
from laogu.market.call_auction.one_price import Bounds, Indication, Kept, decide
from laogu.market.call_auction.refusals import OffTick, TimeMissing

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Column = NDArray[np.int64]
    Truths = NDArray[np.bool_]

SPARE_TICKS = 65_536
"""So many ticks, and one for each order, are laid out; beyond, only limits and their neighbours."""

STRETCH = 32_768
"""Orders that are worked on at once."""


def fill_columns(book: Book, bounds: Bounds, policy: Policy, *, tick: int = 1) -> Filled:
    """Return what each order gets, as an array in the places of the book's columns."""
    buys = np.asarray(book.buys, dtype=np.bool_)
    quantities, limits, times = (
        _whole(book, column) for column in (book.quantities, book.limits, book.times)
    )
    _check_columns(buys, quantities, limits)
    if policy.rationing == "time":
        _check_times(book, quantities, times)
    limits = _in_ticks(limits, tick)
    row = _row(limits, bounds)
    places = np.empty(len(limits), dtype=np.int64)
    sums = np.zeros(2 * (len(row) + 2), dtype=np.int64)
    for some in _stretches(len(limits)):
        places[some] = _places(limits[some], buys[some], bounds, row)
        np.add.at(sums, places[some], quantities[some])
    kept = _kept(sums, row)
    stands = decide(kept, bounds.reference)
    if stands.price is None:
        return Filled(indication=stands, quantities=np.zeros_like(quantities))
    # Balanced, every price between the lowest and the highest kept fills the same orders.
    price = stands.price if stands.surplus else kept.lowest
    at, width = int(np.searchsorted(row, price)) + 1, len(row) + 2
    first_not_sold = at if stands.surplus < 0 else at + 1
    last_not_bought = width + at if stands.surplus > 0 else width + at - 1
    parts: Column = np.empty_like(quantities)
    for some in _stretches(len(limits)):
        here = places[some]
        parts[some] = quantities[some] * ((here < first_not_sold) | (here > last_not_bought))
    if stands.surplus:
        cut = np.flatnonzero(places == (last_not_bought if stands.surplus > 0 else first_not_sold))
        asked = quantities[cut].tolist()
        margin = Margin(
            order_ids=[book.order_ids[one] for one in cut.tolist()],
            quantities=asked,
            times=times[cut].tolist(),
        )
        parts[cut] = ration(margin, sum(asked) - abs(stands.surplus), policy)
    _check(stands, bounds, parts, (buys, quantities, limits))
    return Filled(indication=stands, quantities=parts)


def _stretches(count: int) -> Iterator[slice]:
    """Yield the orders some thousand at a time: what is worked out with them stays in the cache."""
    for start in range(0, count, STRETCH):
        yield slice(start, start + STRETCH)


def _whole(book: Book, column: Collection[int]) -> "Column":
    """Return a column as whole numbers of 64 bits; a book with larger ones is refused by name."""
    try:
        return np.asarray(column, dtype=np.int64)
    except OverflowError:
        check_lists(list(book.quantities), list(book.limits), list(book.times))
        raise


def _check_columns(buys: "Truths", quantities: "Column", limits: "Column") -> None:
    """Refuse figures that cannot be counted, and sides that do not fit 64 bits together."""
    least, most = int(quantities.min()), int(quantities.max())
    check_figures((least, most), (int(limits.min()), int(limits.max())))
    if most * len(quantities) > LARGEST:
        check_totals(_total(quantities[buys]), _total(quantities[~buys]))


def _total(quantities: "Column") -> int:
    """Return the exact sum, however large: both halves of the figures are added up apart."""
    return (int((quantities >> 32).sum()) << 32) + int((quantities & 0xFFFF_FFFF).sum())


def _check_times(book: Book, quantities: "Column", times: "Column") -> None:
    missing = np.flatnonzero((times == UNTIMED) & (quantities > 0))
    if len(missing):
        raise TimeMissing(order=book.order_ids[int(missing[0])][:60])


def _in_ticks(limits: "Column", tick: int) -> "Column":
    if tick == 1:
        return limits
    named = limits != ANY_PRICE
    off = np.flatnonzero(named & (limits % tick != 0))
    if len(off):
        raise OffTick(price=int(limits[off].min()), tick=tick)
    return np.where(named, limits // tick, ANY_PRICE)


def _row(limits: "Column", bounds: Bounds) -> "Column":
    """Return the prices at which demand and supply are looked at, rising."""
    floor, cap = bounds.floor, bounds.cap
    if cap - floor < len(limits) + SPARE_TICKS:
        return np.arange(floor, cap + 1, dtype=np.int64)
    named = np.unique(np.clip(limits, floor, cap))
    near = np.unique(np.concatenate([named - 1, named, named + 1, [floor, cap]]))
    return near[(near >= floor) & (near <= cap)]


def _places(limits: "Column", buys: "Truths", bounds: Bounds, row: "Column") -> "Column":
    """Return the place of each order: sellers first, then buyers.

    Of each side, 1 and on are the prices of the row, with limits beyond the far bound drawn in;
    0 and the one after the last are for orders that cannot trade within the bounds.
    """
    last = len(row)
    if last == bounds.cap - bounds.floor + 1:
        places = np.clip(limits, bounds.floor - 1, bounds.cap + 1)
        places -= bounds.floor - 1
    else:
        places = np.searchsorted(row, limits) + 1
        places[limits < bounds.floor] = 0
    least, most = int(limits.min()), int(limits.max())
    if least < bounds.floor:
        places[(places == 0) & ~buys] = 1
    if most > bounds.cap:
        places[(places == last + 1) & buys] = last
    if least == ANY_PRICE:
        places[(limits == ANY_PRICE) & buys] = last
    places += buys * (last + 2)
    return places


def _kept(sums: "Column", row: "Column") -> Kept:
    """Return what the first two steps leave of the row. sums: of quantities by place."""
    width = len(row) + 2
    supply = np.cumsum(sums[:width])[1:-1]
    demand = np.cumsum(sums[: width - 1 : -1])[::-1][1:-1]
    volumes = np.minimum(demand, supply)
    most = int(volumes.max())
    first = np.flatnonzero(volumes == most)
    gaps = demand[first] - supply[first]
    least = int(np.abs(gaps).min())
    is_second = np.abs(gaps) == least
    second, gaps = row[first[is_second]], gaps[is_second]
    wanted, offered = second[gaps > 0], second[gaps < 0]
    return Kept(
        volume=most,
        imbalance=least,
        after_volume=len(first),
        after_surplus=len(second),
        lowest=int(second[0]),
        highest=int(second[-1]),
        wanted=int(wanted[-1]) if len(wanted) else None,
        offered=int(offered[0]) if len(offered) else None,
    )


def _check(
    stands: Indication, bounds: Bounds, parts: "Column", orders: tuple["Truths", "Column", "Column"]
) -> None:
    """Assert what is true of every clearing, from what was given out and not from how."""
    price = stands.price
    assert price is not None, "fills without a price"
    assert bounds.floor <= price <= bounds.cap, "the price is outside its bounds"
    both = [0, 0]
    for some in _stretches(len(parts)):
        buys, quantities, limits = (column[some] for column in orders)
        given = parts[some]
        assert ((given >= 0) & (given <= quantities)).all(), "an order got more than it asked for"
        sells, below, above = ~buys, limits < price, limits > price
        free = limits == ANY_PRICE
        worse = (buys & below & ~free) | (sells & above)
        assert not (worse & (given > 0)).any(), "an order was filled through its limit"
        # Limits beyond a bound count as the bound: nothing is better than a price that is there.
        better = sells & below if price > bounds.floor else np.zeros_like(buys)
        if price < bounds.cap:
            better |= buys & (above | free)
        assert not (better & (given < quantities)).any(), "an order better than the price was cut"
        both[0] += int((given * buys).sum())
        both[1] += int((given * sells).sum())
    assert both == [stands.volume] * 2, "bought and sold differ"
