"""A window on a desk, and its book of orders as it is drawn: bids left, the price, offers right.

desk = desk_at(MORNING, open_articles, may_hold_windows, holds("ada", 900), has("elm", 20_000))
window = opened(desk, floor=20, cap=26)
orders = book(desk, window, '''
    elm 500   25.00
              22.00   ada 600
              any     ben 300
''')
"""

import re
from datetime import timedelta
from typing import Any

from laogu.basics import OrderId, WindowId
from laogu.market import WindowCleared, WindowFailed, WindowState
from tests.desk import Desk
from tests.drafting import clause, terms

WAYS = ["negotiated", "board", "listing"]


def rulebook(*ways: str, rule: str = "LAOGU-WINDOW", **head: Any) -> str:
    """Return a rulebook that opens `ways`; left out: the board's, and call auctions."""
    allowed = list(ways) or [*WAYS, "call_auction"]
    said = {"id": "window", "layer": "platform"} | head
    return terms(clause("mechanism", rule, allowed=allowed, waivable_by="regulator"), **said)


def may_hold_windows(desk: Desk) -> None:
    """The operator has adopted a rulebook that lets call auctions be held."""
    desk.do("rulebook.adopt", text=rulebook())


def opened(desk: Desk, by: str = "ida", **more: Any) -> WindowId:
    """Open a window on Harrow's ordinary shares, for three days, from 20 to 26 dollars."""
    fields = {
        "issuer": "harrow", "stock_class": "Ordinary", "currency": "USD", "floor": 20, "cap": 26,
        "closes_at": desk.now + timedelta(days=3),
    }  # fmt: skip
    return WindowId(desk.do("window.open", by, **fields | more)["window"][0])


def order(  # noqa: PLR0917 -- an order is read as a line: who buys how many at which limit
    desk: Desk, window: WindowId, name: str, side: str, quantity: object, limit: object = None
) -> OrderId:
    """Place an order and return it."""
    ids = desk.do(
        "order.place", name, window=window, side=side, holder=desk.holder(name),
        quantity=quantity, limit=limit,
    )  # fmt: skip
    return OrderId(ids["order"][0])


def book(desk: Desk, window: WindowId, drawing: str) -> dict[str, OrderId]:
    """Place the orders of a drawing, line by line, and return each maker's latest."""
    found: dict[str, OrderId] = {}
    for line in drawing.strip().splitlines():
        bids, limit, offers = re.fullmatch(r"(.*?)(\d+\.\d\d|any)(.*)", line.strip()).groups()  # type: ignore[union-attr]
        for side, orders in (("buy", bids), ("sell", offers)):
            for name, quantity in re.findall(r"(\w+) ([\d_]+)", orders):
                given = None if limit == "any" else limit
                found[name] = order(desk, window, name, side, quantity.replace("_", ""), given)
    return found


def state_of(desk: Desk, window: WindowId) -> WindowState:
    return desk.books.market.windows[window]


def cleared(desk: Desk, window: WindowId) -> WindowCleared:
    """Return what a window cleared at."""
    done = state_of(desk, window).cleared
    assert done is not None, "the window cleared"
    return done


def failed(desk: Desk, window: WindowId) -> WindowFailed:
    """Return why a window did not clear."""
    found = state_of(desk, window).failed
    assert found is not None, "the window failed"
    return found


def got(desk: Desk, window: WindowId) -> dict[str, int]:
    """Return how many units each holder got or gave in a window, those who got nothing left out."""
    names = {id_: name for name, id_ in desk.holders.items()}
    orders = desk.books.market.orders
    found: dict[str, int] = {}
    for one in desk.books.market.orders_in.on(window):
        if orders[one].filled:
            name = names[orders[one].order.maker]
            found[name] = found.get(name, 0) + orders[one].filled
    return found


def trades(desk: Desk, window: WindowId) -> list[tuple[str, str, int, str]]:
    """Return a window's trades as seller, buyer, units and price, sorted."""
    names = {id_: name for name, id_ in desk.holders.items()}
    return sorted(
        (names[one.trade.seller], names[one.trade.buyer], one.trade.units, str(one.trade.price))
        for one in desk.books.market.trades.values()
        if one.trade.window == window
    )
