"""`laogu auction clear`: one price and every fill from a file of orders; it needs no market."""

from decimal import Decimal
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from laogu.basics import InvalidInput, said
from laogu.cli.call import Call, SpokenCommand, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, text, word
from laogu.cli.files import content_of

if TYPE_CHECKING:
    from laogu.connectors import auction

SHOWN_ORDERS = 40
"""Orders that a table shows; `--json` gives every fill."""


class AllocationDiffers(InvalidInput):
    """A file of an allocation states another result than its own orders give."""

    code = "cli.allocation_differs"
    what = "{file} does not come to what it states."
    why = "Worked out again from its own orders and terms, these differ: {differs}."
    fix = "Ask who gave it to you for the file as it was written; this one was changed."
    file: str
    differs: tuple[str, ...]


@click.command("clear", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--floor", metavar="PRICE", help="The lowest price. Left out: the lowest limit.")
@click.option("--cap", metavar="PRICE", help="The highest price. Left out: the highest limit.")
@click.option("--tick", metavar="STEP", help="The step of prices. Left out: 1.")
@click.option(
    "--reference",
    metavar="PRICE",
    help="Of prices as good as each other, the nearest to this. Left out: the middle, down.",
)
@click.option(
    "--rationing",
    type=click.Choice(["time", "pro_rata", "small_first"]),
    help="Who is filled at the price where there is too little for all. Left out: pro_rata.",
)
@click.option("--small", metavar="N", help="Under small_first: up to N units, an order is small.")
@click.option("--seed", metavar="TEXT", help="What ties are drawn with. Left out: empty.")
def clear(file: str, **given: Any) -> None:
    """Clear the orders of FILE, a CSV, JSON or Parquet: one price, every fill, what decided.

    Columns: order_id, side (buy or sell), quantity, limit (empty: at any price) and, where there
    is one, time (a whole number). Nothing is recorded. The file of an allocation states its own
    terms, and what it came to; it is worked out again and compared.
    """
    from laogu.connectors import auction
    from laogu.journal import without_collecting

    call = this_call()
    content = content_of(file, most_bytes=auction.LARGEST_ORDERS_FILE)
    # A million orders make tens of millions of texts, and not one ring of them to be collected.
    with without_collecting():
        done = auction.clear_orders(content, PurePath(file).name, auction.Parameters(**given))
    if call.json:
        _tell(done)
    else:
        _draw(call, done)
    if done.differs:
        raise AllocationDiffers(file=PurePath(file).name, differs=done.differs)


def _tell(done: "auction.Cleared") -> None:
    """Write the object. It may list a million fills, so the quick encoder writes it."""
    import msgspec

    found = done.result | ({} if done.differs is None else {"agrees": not done.differs})
    # What could harm a terminal cannot stand in an order's id, and nothing else comes from outside.
    click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())


def _draw(call: Call, done: "auction.Cleared") -> None:
    from laogu.market import ANY_PRICE, DECIDED, listed

    allocation, result = done.allocation, done.result
    clearing, scale = allocation.clearing, allocation.terms.scale
    if clearing.price is None:
        line(call, said("Nothing trades: there is no price."))
    else:
        price = _price(clearing.price, scale)
        line(call, said("{units} units trade at {price}.", units=clearing.volume, price=price))
    line(call, DECIDED[clearing.decided_by], indent=True)
    if clearing.surplus > 0:
        line(call, said("Left over there: {units} to buy.", units=clearing.surplus), indent=True)
    elif clearing.surplus < 0:
        line(call, said("Left over there: {units} to sell.", units=-clearing.surplus), indent=True)
    elif clearing.price is not None:
        line(call, said("Nobody is left over there."), indent=True)
    book, filled = allocation.book, dict(clearing.fills)
    quantities, limits, buys = listed(book.quantities), listed(book.limits), listed(book.buys)
    first = sorted(range(len(book)), key=book.order_ids.__getitem__)[:SHOWN_ORDERS]
    columns = [ids(said("order")), text(said("side")), figures(said("limit"))]
    columns += [figures(said("quantity")), figures(said("filled"))]
    rows = [
        [
            book.order_ids[at],
            word(call, "side", "buy" if buys[at] else "sell"),
            said("any") if limits[at] == ANY_PRICE else _price(limits[at], scale),
            figure(quantities[at]),
            figure(filled.get(book.order_ids[at])),
        ]
        for at in first
    ]
    if rows:
        draw(call, columns, rows, part=said("Orders"))
    if len(book) > len(rows):
        more = {"more": len(book) - len(rows), "option": "--json"}
        line(call, said("And {more} more; {option} gives every fill.", **more), indent=True)
    _last(call, done, str(result["book_hash"]), str(result["rule_version"]))


def _price(steps: int, scale: int) -> str:
    """Return a price with all the decimals of its tick, so that a column of them is even."""
    return figure(str(Decimal(steps).scaleb(-scale)))


def _last(call: Call, done: "auction.Cleared", hashed: str, rule: str) -> None:
    click.echo()
    line(call, said("book hash: {hash}", hash=hashed))
    line(call, said("rule: {rule}", rule=rule))
    if done.differs == ():
        line(call, said("The file states the same."))
