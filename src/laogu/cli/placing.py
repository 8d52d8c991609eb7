"""`laogu order place-all`: a file of orders is placed in one entry, all of them or none."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import click

from laogu.basics import said
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, text, word
from laogu.cli.failures import OrdersRefused
from laogu.cli.generated import REQUEST_ID, request_id_of
from laogu.cli.listed import Named, WholeFile

if TYPE_CHECKING:
    from laogu.connectors import OrderRow

SHOWN_ORDERS = 40
"""Orders that a table shows; `--json` lists all of them."""


@click.command("place-all", cls=AskingCommand)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--window", help="The window of rows that name none.")
@click.option(
    "--sheet", help="The sheet of a workbook. Left out: the first whose headings are known."
)
@click.option("--request-id", metavar="UUID", help=REQUEST_ID)
@click.option("--check", is_flag=True, help="Record nothing: try it on the running market's books.")
def place_all(
    file: str, *, window: str | None, sheet: str | None, request_id: str | None, check: bool
) -> None:
    """Place the orders of FILE, a CSV, XLSX or ODS, in one entry: all of them or none.

    Columns: side (buy or sell), holder (an id, or a name that only one has), quantity, limit
    (blank: at any price) and, where there is one, window. With an error, nothing is placed, and
    everything that is wrong is said at once, with its row. Asked by: who acts for the holders.
    """
    from laogu.connectors import read_orders

    call = this_call()
    request = request_id_of(request_id)
    whole = WholeFile(call, file, lambda errors: OrdersRefused(errors=errors))
    given = {"window": window or ""}
    rows, findings = whole.rows(
        lambda content, name: read_orders(content, name, given=given, sheet=sheet or "")
    )
    holders = whole.holders(((None, row.holder), row.line) for row in rows)
    orders = [_order(row, holders) for row in rows]
    done = whole.sent("order.place_all", {"orders": orders}, rows, check=check, request=request)
    whole.tell(
        "order",
        done,
        orders,
        rows,
        findings,
        drawn=lambda order_ids: _draw(call, rows, order_ids),
        can=said("They can be placed. Nothing was recorded.") if check else None,
    )


def _order(row: "OrderRow", holders: Mapping[Named, str]) -> dict[str, Any]:
    order = {
        "window": row.window, "side": row.side, "holder": holders[None, row.holder],
        "quantity": f"{row.quantity:f}",
    }  # fmt: skip
    return order | ({"limit": f"{row.limit:f}"} if row.limit is not None else {})


def _draw(call: Call, rows: "Sequence[OrderRow]", order_ids: Sequence[str | None]) -> None:
    columns = [figures(said("row")), text(said("side")), text(said("holder"))]
    columns += [figures(said("quantity")), figures(said("limit")), ids(said("window"))]
    columns += [ids(said("order"))]
    limits = [row.limit for row in rows if row.limit is not None]
    places = max([2, *(-int(limit.as_tuple().exponent) for limit in limits)])
    drawn = [
        [figure(row.line), word(call, "side", row.side), row.holder, figure(f"{row.quantity:f}"),
         said("at any price") if row.limit is None else figure(f"{row.limit:.{places}f}"),
         row.window, order_id]
        for row, order_id in zip(rows, order_ids, strict=True)
    ]  # fmt: skip
    draw(call, columns, drawn[:SHOWN_ORDERS])
    if len(drawn) > SHOWN_ORDERS:
        more = {"more": len(drawn) - SHOWN_ORDERS, "option": "--json"}
        line(call, said("And {more} more; {option} lists every order.", **more), indent=True)
