"""A small book, order by order, in plain Python."""

from collections.abc import Sequence

from laogu.market.call_auction.book import (
    ANY_PRICE,
    UNTIMED,
    Book,
    check_lists,
    check_totals,
    listed,
)
from laogu.market.call_auction.margin import Filled, Margin, Policy, ration
from laogu.market.call_auction.one_price import Bounds, Indication, depth_of, found, in_ticks
from laogu.market.call_auction.refusals import TimeMissing


def fill_small(book: Book, bounds: Bounds, policy: Policy, *, tick: int = 1) -> Filled:
    """Return what each order gets, in the places of the book's columns."""
    buys, quantities = listed(book.buys), listed(book.quantities)
    limits, times = listed(book.limits), listed(book.times)
    check_lists(quantities, limits, times)
    depth = in_ticks(depth_of(book), tick)
    check_totals(sum(depth.wanted.values()), sum(depth.offered.values()))
    if policy.rationing == "time":
        for order, quantity, time in zip(book.order_ids, quantities, times, strict=True):
            if quantity and time == UNTIMED:
                raise TimeMissing(order=order[:60])
    stands = found(depth, bounds)
    if stands.price is None:
        return Filled(indication=stands, quantities=[0] * len(limits))
    better = [
        _better(limit, bounds, tick, is_buy=is_buy, price=stands.price)
        for is_buy, limit in zip(buys, limits, strict=True)
    ]
    is_long = [stands.surplus > 0 if is_buy else stands.surplus < 0 for is_buy in buys]
    margin = [at for at, by in enumerate(better) if by == 0 and is_long[at]]
    parts = [quantity if by >= 0 else 0 for by, quantity in zip(better, quantities, strict=True)]
    in_full = sum(part for at, part in enumerate(parts) if is_long[at] and better[at] > 0)
    if stands.surplus:
        at_price = Margin(
            order_ids=[book.order_ids[at] for at in margin],
            quantities=[quantities[at] for at in margin],
            times=[times[at] for at in margin],
        )
        shared = ration(at_price, stands.volume - in_full, policy)
        for at, part in zip(margin, shared, strict=True):
            parts[at] = part
    _check(stands, bounds, parts, list(zip(buys, quantities, better, strict=True)))
    return Filled(indication=stands, quantities=parts)


def _better(limit: int, bounds: Bounds, tick: int, *, is_buy: bool, price: int) -> int:
    """Return by how much a limit is better than the price, in ticks; below zero: it is worse."""
    if is_buy:
        return (bounds.cap if limit == ANY_PRICE else min(limit // tick, bounds.cap)) - price
    return price - (bounds.floor if limit == ANY_PRICE else max(limit // tick, bounds.floor))


def _check(
    stands: Indication,
    bounds: Bounds,
    parts: Sequence[int],
    orders: Sequence[tuple[bool, int, int]],
) -> None:
    """Assert what is true of every clearing, from what was given out and not from how."""
    price = stands.price
    assert price is not None, "fills without a price"
    assert bounds.floor <= price <= bounds.cap, "the price is outside its bounds"
    both = [0, 0]
    for part, (is_buy, quantity, better) in zip(parts, orders, strict=True):
        assert 0 <= part <= quantity, "an order got more than it asked for"
        assert better >= 0 or part == 0, "an order was filled through its limit"
        assert better <= 0 or part == quantity, "an order better than the price was cut"
        both[is_buy] += part
    assert both == [stands.volume] * 2, "bought and sold differ"
