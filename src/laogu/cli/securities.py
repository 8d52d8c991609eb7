"""`laogu captable --by security`: what stands on a register, each thing with its id."""

from typing import Any

from laogu.basics import said
from laogu.cli.answers import CapTableTold
from laogu.cli.call import Call
from laogu.cli.drawing import FORGOTTEN, draw, figure, figures, ids, line, text, word


def draw_securities(call: Call, issuer: str, told: CapTableTold) -> None:
    """Show the securities of a day: holder, class, label, how many, since when, by which id."""
    assert told.securities is not None, "drawn where it was asked for"
    title = said("{issuer}: securities as of {day}", issuer=issuer, day=told.as_of)
    if not told.securities.rows:
        line(call, title)
        line(call, said("There is none that you may see."), indent=True)
        return
    names = {one.stock_class_id: one.name for one in told.classes}
    columns = [text(said("holder")), text(said("what")), text(said("class")),
               text(said("certificate")), figures(said("quantity")), text(said("currency")),
               text(said("since")), ids(said("id"))]  # fmt: skip
    rows: list[list[Any]] = [
        [
            one.holder or FORGOTTEN,
            word(call, "security_kind", one.kind),
            names.get(one.stock_class_id or ""),
            one.label,
            figure(one.quantity),
            one.currency,
            one.since,
            one.security_id,
        ]
        for one in told.securities.rows
    ]
    draw(call, columns, rows, title=title)
