"""`laogu holdings show`: the lots and the cash of a holder."""

import click

from laogu.basics import said
from laogu.cli.answers import HoldingsTold, taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import FORGOTTEN, draw, figure, figures, ids, line, shares, text, word
from laogu.cli.naming import holder_id
from laogu.cli.telling import tell


@click.command("show", cls=AskingCommand)
@click.argument("holder")
def show_holdings(holder: str) -> None:
    """Show every lot of HOLDER with what is free of it, and its cash.

    HOLDER is an id, or a name that only one holder has.
    """
    call = this_call()
    market = call.market()
    found = market.get("holdings", holder_id(market, holder))
    if call.json:
        tell(found)
    else:
        _draw(call, taken(found, HoldingsTold, call))


def _draw(call: Call, held: HoldingsTold) -> None:
    line(call, said("{name}, {id}", name=held.holder or FORGOTTEN, id=held.holder_id))
    if held.lots:
        columns = [text(said("issuer")), text(said("stock class"))]
        columns += [figures(said("held, shares")), figures(said("restricted"))]
        columns += [figures(said("promised")), figures(said("free")), ids(said("acquired"))]
        columns += [figures(said("cost")), text(said("currency")), ids(said("security"))]
        rows = [
            [one.issuer, one.stock_class, figure(one.quantity), figure(one.restricted),
             figure(one.promised), figure(one.free), one.acquired_on or said("unknown"),
             said("unknown") if one.cost is None else figure(one.cost), one.currency,
             one.security_id]
            for one in held.lots
        ]  # fmt: skip
        draw(call, columns, rows, part=said("Lots"))
        _reasons(call, held)
    else:
        line(call, said("It holds no shares."), indent=True)
    if held.cash:
        columns = [text(said("currency")), figures(said("free cash")), figures(said("promised"))]
        rows = [[one.currency, figure(one.free), figure(one.held)] for one in held.cash]
        draw(call, columns, rows, part=said("Cash"))
    else:
        line(call, said("It has no cash here."), indent=True)


def _reasons(call: Call, held: HoldingsTold) -> None:
    """Write why shares are not free; with what is free, what the reasons count makes the lot."""
    rows = [
        [one.security_id, word(call, "kept_by", why.kind), figure(why.counted), why.rule,
         why.until, why.remedy]
        for one in held.lots
        for why in one.reasons
    ]  # fmt: skip
    if rows:
        columns = [ids(said("security")), text(said("kept by")), shares(call)]
        columns += [text(said("rule")), ids(said("last day")), text(said("who may change it"))]
        draw(call, columns, rows, part=said("Why not all is free"))
