"""Orders of a window as their makers see them, with the ways to change or take back one."""

from msgspec import Struct

from laogu.basics import in_words
from laogu.connectors import windows
from laogu.market import OrderState, trades_in
from laogu.web.exports import Sheet
from laogu.web.forms import Form
from laogu.web.frame import Link
from laogu.web.pages.acts import Act
from laogu.web.pages.demand.case import Case
from laogu.web.pages.writing import handle

MOST = 200
"""Orders of a window that its page lists; a file has all of them."""


class OrderRow(Struct, frozen=True, kw_only=True):
    """An order. filled: None: the window has not ended. acts: what its maker may do with it."""

    order: str
    handle: str
    side: str
    maker: str
    quantity: str
    limit: str
    placed: str
    stage: str
    filled: str | None
    acts: tuple[Act, ...]


class Orders(Struct, frozen=True, kw_only=True):
    """The section. of: how many there are in all, where not every one is shown."""

    rows: tuple[OrderRow, ...]
    of: str
    trades: tuple[Link, ...]


def orders(case: Case) -> Orders:
    """Return the orders that this visitor may see, and the trades that came of them."""
    seen = list(windows.seen_orders(case.visit.books, case.state, case.visit.sight))
    return Orders(
        rows=tuple(_row(case, one) for one in seen[-MOST:][::-1]),
        of=case.visit.show(len(seen)) if len(seen) > MOST else "",
        trades=_trades(case),
    )


def orders_sheet(case: Case) -> Sheet:
    """Return the same orders as a table."""
    visit, decimals = case.visit, case.kind.decimals
    heads = ("order_id", "side", "holder", "quantity", "limit", "placed_at", "stage", "filled")
    rows = [
        (
            one.order.order,
            one.order.side,
            visit.name(str(one.order.maker)),
            in_words(one.order.units, decimals),
            case.worth(one.order.limit).decimal() if one.order.limit is not None else None,
            one.placed_at,
            one.stage,
            in_words(one.filled, decimals) if one.stage == "closed" else None,
        )
        for one in windows.seen_orders(visit.books, case.state, visit.sight)
    ]
    return Sheet("orders", heads, rows)


def _row(case: Case, state: OrderState) -> OrderRow:
    visit, order = case.visit, state.order
    return OrderRow(
        order=order.order,
        handle=handle(order.order),
        side=visit.show(order.side, "side"),
        maker=visit.name(str(order.maker)),
        quantity=case.quantity(order.units),
        limit=case.price(order.limit) if order.limit is not None else visit.said("any price"),
        placed=case.moment(state.placed_at),
        stage=visit.show(state.stage, "stage"),
        filled=case.quantity(state.filled) if state.stage == "closed" else None,
        acts=_acts(case, state),
    )


def _acts(case: Case, state: OrderState) -> tuple[Act, ...]:
    """Return how an order may be changed: not once the window is locked or over."""
    visit, order = case.visit, state.order
    if case.phase != "open" or state.stage != "open" or not visit.may("act", order.maker):
        return ()
    key = handle(order.order)
    form = Form(visit, "order.amend", {"order": order.order}, key=key)
    quantity = f"{in_words(order.units, case.kind.decimals):f}"
    limit = f"{case.worth(order.limit).decimal():f}" if order.limit is not None else ""
    fields = (
        form.field("quantity", visit.said("Quantity"), unit=visit.said("shares"), kind="figure",
                   value=quantity),
        form.field("limit", visit.said("Limit"), unit=case.unit(), kind="figure", value=limit,
                   is_required=False, hint=visit.said("left open: at any price")),
    )  # fmt: skip
    amend = Act(
        form=form.post(),
        title=visit.said("Amend order {handle}", handle=key),
        note=visit.said("More shares or another limit put it behind the orders that stand."),
        fields=fields,
        button=visit.said("Amend order"),
    )
    back = Form(visit, "order.withdraw", {"order": order.order}, key=key)
    withdraw = Act(
        form=back.post(),
        title=visit.said("Withdraw order {handle}", handle=key),
        note=visit.said("What was promised to it is free again at once."),
        button=visit.said("Withdraw order"),
        is_second=True,
    )
    return (amend, withdraw)


def _trades(case: Case) -> tuple[Link, ...]:
    visit = case.visit
    found = {
        one.trade.trade: one
        for holder in visit.sight.acts_for
        for one in trades_in(visit.books.market, case.window.window, holder)
    }
    return tuple(
        Link(
            says=visit.said("Trade {handle}", handle=handle(one.trade.trade))
            + " · "
            + visit.said("{units} shares", units=case.quantity(one.trade.units)),
            href=visit.to(f"/trade/{one.trade.trade}"),
        )
        for one in found.values()
    )
