"""The bell: what the orders of a window come to, and who trades with whom.

Nothing here changes a book. The price and the fills are the call auction's; who is put together
with whom follows from the fills alone, so that everybody finds the same pairs.
"""

from collections.abc import Iterator

from msgspec import Struct

from laogu.basics import HolderId, OrderId, WindowId
from laogu.market.call_auction import (
    Book,
    Clearing,
    Depth,
    Indication,
    Step,
    book_of,
    clear,
    curve,
    indicate,
)
from laogu.market.lots import Lots, cut
from laogu.market.state import Market
from laogu.market.windows.events import Fill, Window


class Pair(Struct, frozen=True, kw_only=True, gc=False):
    """Units that one order sells to another. lots: of the seller's order, to be promised to it."""

    seller: HolderId
    buyer: HolderId
    sells: OrderId
    buys: OrderId
    units: int
    lots: Lots


def book_in(market: Market, window: WindowId) -> Book:
    """Return the orders of a window that count: those open, or at its end those that were."""
    ended = market.windows[window].stage != "open"
    stage = "closed" if ended else "open"
    found = (market.orders[one] for one in market.orders_in.on(window))
    return book_of(
        (state.order.order, state.order.side, state.order.units, state.order.limit, state.turn)
        for state in found
        if state.stage == stage
    )


def clear_window(window: Window, book: Book) -> Clearing:
    """Return what a book comes to under the terms of its window."""
    return clear(
        book,
        floor=window.floor,
        cap=window.cap,
        tick=window.tick,
        reference=window.reference,
        rationing=window.rationing,
        small=window.small_units,
        seed=window.seed,
    )


def indication_of(market: Market, window: Window) -> Indication:
    """Return at what a window would clear now: price, volume and surplus, without fills."""
    return indicate(
        _depth(market, window),
        floor=window.floor,
        cap=window.cap,
        tick=window.tick,
        reference=window.reference,
    )


def curve_of(market: Market, window: Window) -> tuple[Step, ...]:
    """Return demand and supply of an open window at every step of its prices."""
    return curve(_depth(market, window), floor=window.floor, cap=window.cap, tick=window.tick)


def _depth(market: Market, window: Window) -> Depth:
    levels = market.depth_in.on(window.window)
    return Depth(
        wanted={limit: units for (side, limit), units in levels.items() if side == "buy"},
        offered={limit: units for (side, limit), units in levels.items() if side == "sell"},
    )


def pairs_of(market: Market, fills: tuple[Fill, ...]) -> Iterator[Pair]:
    """Yield who sells how much to whom: sellers and buyers in the order of the fills, in one sweep.

    No holder meets itself: no price fills a buying and a selling order of one holder.
    """
    selling = [one for one in fills if market.orders[one[0]].order.side == "sell"]
    buying = iter([one for one in fills if market.orders[one[0]].order.side == "buy"])
    buys, wanted = None, 0
    for sells, filled in selling:
        order = market.orders[sells].order
        left, lots = filled, order.lots
        while left:
            if not wanted:
                buys, wanted = next(buying)
            assert buys is not None, "bought equals sold"
            units = min(left, wanted)
            part, lots = cut(lots, units)
            left, wanted = left - units, wanted - units
            buyer = market.orders[buys].order.maker
            assert buyer != order.maker, "a holder would trade with itself"
            yield Pair(
                seller=order.maker, buyer=buyer, sells=sells, buys=buys, units=units, lots=part
            )
    assert not wanted, "bought equals sold"
