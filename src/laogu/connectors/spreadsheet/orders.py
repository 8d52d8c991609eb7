"""A table of orders of a window: one row an order, in CSV, XLSX or ODS."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from laogu.basics import Remark, said
from laogu.connectors.spreadsheet.limits import LIMITS, Limits
from laogu.connectors.spreadsheet.remarks import shown
from laogu.connectors.spreadsheet.wishes import Row, RowsRead, Sort, known_as, read
from laogu.market import Side

_SIDES: Mapping[str, Side] = {
    "buy": "buy", "buys": "buy", "bid": "buy", "买": "buy", "买入": "buy", "购买": "buy",
    "sell": "sell", "sells": "sell", "ask": "sell", "卖": "sell", "卖出": "sell", "出售": "sell",
}  # fmt: skip


class OrderRow(Struct, frozen=True, kw_only=True):
    """One order as a row says it. line: of the file. limit: None: at any price."""

    line: int
    window: str
    side: Side
    holder: str
    quantity: Decimal
    limit: Decimal | None


def read_orders(
    content: bytes,
    file: str,
    *,
    given: Mapping[str, str],
    sheet: str = "",
    limits: Limits = LIMITS,
) -> RowsRead[OrderRow]:
    """Return what the bytes of a CSV, XLSX or ODS file order; never raises for bad input.

    given: what holds of a row that does not say it itself, by the names of columns: window, side
    and holder; a blank says nothing.
    """
    return read(content, file, ORDERS, _row, given=given, sheet=sheet, limits=limits)


def _row(row: Row) -> OrderRow | None:
    """Return one order; None with findings."""
    side, holder, window = _side(row), row.word("holder"), row.word("window")
    quantity, limit = row.number("quantity"), row.number("limit")
    row.must_say({"side": side, "holder": holder, "quantity": quantity, "window": window})
    if not row.is_sound:
        return None
    assert side is not None, "a row without a side has a finding"
    assert holder, "a row without a holder has a finding"
    assert window, "a row without a window has a finding"
    assert quantity is not None, "a row without a quantity has a finding"
    return OrderRow(
        line=row.line, window=window, side=side, holder=holder, quantity=quantity, limit=limit
    )


def _side(row: Row) -> Side | None:
    """Return whether it buys or sells; None where nothing says so, or it is neither."""
    written = row.word("side")
    if written is None:
        return None
    side = _SIDES.get(written.casefold())
    if side is None:
        row.spot("side").say(ORDER_NO_SIDE, text=shown(written))
    return side


NO_ORDERS = Remark(
    severity="error",
    code="spreadsheet.no_orders",
    what="There is no order below the headings.",
    why="One row is one order.",
    fix="Write a row for each order.",
)
NO_ORDER_HEADINGS = Remark(
    severity="error",
    code="spreadsheet.no_order_headings",
    what="No row of headings was found; the first row with text holds: {found}.",
    why="Among the first twenty rows one must name what the columns hold.",
    fix="Name the columns: side (方向), holder (持有人), quantity (数量), limit (限价).",
)
ORDER_COLUMN_UNKNOWN = Remark(
    severity="error",
    code="spreadsheet.order_column_unknown",
    what="The column “{heading}” is not known.",
    why="An order binds, so nothing that the file says of it is passed over. Known: {known}.",
    fix="Remove the column, or name it as one of these.",
)
ORDER_COLUMN_MISSING = Remark(
    severity="error",
    code="spreadsheet.order_column_missing",
    what="The column {missing} is missing.",
    why="An order names its window, side, holder and quantity; a blank limit is any price.",
    fix="Add the column; the window can also be said once for all rows.",
)
ORDER_CELL_BLANK = Remark(
    severity="error",
    code="spreadsheet.order_cell_blank",
    what="The row does not state: {column}.",
    why="An order names its window, side, holder and quantity; a blank limit is any price.",
    fix="Write it into the row, or remove the row.",
)
ORDER_BELOW_ZERO = Remark(
    severity="error",
    code="spreadsheet.order_below_zero",
    what="“{text}” is below zero.",
    why="The side says whether an order buys or sells; a quantity and a limit are above zero.",
    fix="Check the sign.",
)
ORDER_NO_SIDE = Remark(
    severity="error",
    code="spreadsheet.order_no_side",
    what="“{text}” is no side.",
    why="An order buys or sells.",
    fix="Write buy (买入) or sell (卖出).",
)
ORDERS = Sort(
    headings={
        "side": said("side"),
        "holder": said("holder"),
        "quantity": said("quantity"),
        "limit": said("limit"),
        "window": said("window"),
    },
    known=known_as(
        {
            "side": "side, buy or sell, direction, 方向, 买卖, 买卖方向",
            "holder": "buyer or seller, maker, 委托人, 买方或卖方",
            "limit": "limit, limit price, price, 限价, 价格, 委托价格",
            "window": "window, auction, 窗口, 竞价窗口",
        }
    ),
    optional=frozenset(),
    no_rows=NO_ORDERS,
    no_headings=NO_ORDER_HEADINGS,
    unknown=ORDER_COLUMN_UNKNOWN,
    missing=ORDER_COLUMN_MISSING,
    blank=ORDER_CELL_BLANK,
    below_zero=ORDER_BELOW_ZERO,
)
