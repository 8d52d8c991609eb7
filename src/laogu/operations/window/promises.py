"""What is always true of a window and its orders; where it is not, the fault is ours."""

from collections import Counter
from collections.abc import Iterable

from laogu.basics import OrderId, Price, WindowId, cost
from laogu.ledger import Ledger, held
from laogu.market import Market, Trade, worst
from laogu.register import Register


def check_order(register: Register, market: Market, ledger: Ledger, order: OrderId) -> None:
    """Break, if an open order is not covered to the last unit, or one that ended holds anything."""
    state = market.orders[order]
    given = state.order
    window = market.windows[given.window].window
    holds = ledger.stands_at(held(given.maker, order), window.currency)
    if state.stage != "open":
        assert not holds, "an order that is over holds no cash"
        return
    if given.side == "sell":
        assert sum([units for _, units in given.lots]) == given.units, (
            "an order promises as many units as it sells"
        )
        assert not holds, "who sells holds no cash"
        return
    kind = register.classes[window.stock_class]
    each = Price(worst(window, "buy", given.limit), kind.price_scale, window.currency)
    due = cost(each, given.units, decimals=kind.decimals)
    assert holds == due.minor, "an order to buy holds what it can cost"
    assert not given.lots, "who buys promises no shares"


def check_orders(register: Register, market: Market, ledger: Ledger, window: WindowId) -> None:
    """Break, if an order of a window is not covered, or its sums are not those of its orders."""
    sums = {"buy": 0, "sell": 0}
    for one in market.orders_in.on(window):
        check_order(register, market, ledger, one)
        state = market.orders[one]
        if state.stage == "open":
            sums[state.order.side] += state.order.units
    stands = market.windows[window]
    if stands.stage == "open":
        assert sums == {"buy": stands.buying, "sell": stands.selling}, (
            "what a window counts is the sum of its orders"
        )
    else:
        assert not any(sums.values()), "a window that ended has no open order"


def traded_in(trades: Iterable[Trade]) -> Counter[WindowId]:
    """Return how many units of trades each window brought."""
    found: Counter[WindowId] = Counter()
    for trade in trades:
        if trade.window is not None:
            found[trade.window] += trade.units
    return found


def check_result(market: Market, window: WindowId, traded: int) -> None:
    """Break, if bought is not sold, an order got more than it asked, or paid beyond its limit.

    traded: units of the trades that came of it.
    """
    stands = market.windows[window]
    done = stands.cleared
    if done is None:
        return
    given = stands.window
    assert given.floor <= done.price <= given.cap, "the price lies between floor and cap"
    sums = {"buy": 0, "sell": 0}
    for one, units in done.fills:
        state = market.orders[one]
        limit = worst(given, state.order.side, state.order.limit)
        is_within = done.price <= limit if state.order.side == "buy" else done.price >= limit
        assert 0 < units <= state.order.units, "no order gets more than it asks for"
        assert is_within, "nobody trades beyond its limit"
        assert units == state.filled, "an order has what the result says"
        sums[state.order.side] += units
    assert sums == {"buy": done.volume, "sell": done.volume}, "bought equals sold"
    assert traded == done.volume, "what cleared became trades"
