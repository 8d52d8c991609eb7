"""`laogu issuer anchors`: what shares were paid for, and what a holding would have fetched."""

import inspect
from collections.abc import Mapping
from typing import Any

from laogu.basics import Said, said
from laogu.cli.answers import AnchorsTold, AnchorTold, taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, text, word
from laogu.cli.fields import body_of, options_of
from laogu.cli.naming import HOLDERS, holder_id, holder_id_in
from laogu.cli.opened import database_option, opened
from laogu.cli.telling import tell
from laogu.operations import QUESTIONS

NAME = "issuer.anchors"
REQUEST = QUESTIONS[NAME].request
PRECISION = {"day": 10, "month": 7, "year": 4}


def ask(database: str | None, **given: Any) -> None:
    """Show the anchors."""
    call = this_call()
    fields = body_of(REQUEST, given)
    found = _read(call, fields, database) if database else _asked(call, fields)
    if call.json:
        tell(found)
    else:
        _draw(call, taken(found, AnchorsTold, call))


anchors = AskingCommand(
    "anchors",
    callback=ask,
    params=[*options_of(REQUEST), database_option("Read this database, as its operator does.")],
    help=f"""List what an issuer's shares were paid for or said to be worth, newest day first.

    {" ".join((inspect.getdoc(REQUEST) or "").split(chr(10) * 2)[0].split())}
    With a holding, what it would have fetched at each; whether it could be sold is not looked at.
    Each amount is in the currency of its anchor: nothing is converted.""",
    epilog="The same over HTTP: GET /api/issuer/anchors",
)


def _asked(call: Call, fields: Mapping[str, Any]) -> dict[str, Any]:
    market = call.market()
    issuer = str(fields["issuer"])
    named = {one: holder_id(market, fields[one], issuer=issuer) for one in HOLDERS & fields.keys()}
    return market.get("issuer", "anchors", **{**fields, **named})


def _read(call: Call, fields: Mapping[str, Any], database: str) -> dict[str, Any]:
    from laogu.connectors import plain, reading

    with opened(database) as (journal, sight):
        named = {one: holder_id_in(journal, fields[one]) for one in HOLDERS & fields.keys()}
        request = reading.read_fields(NAME, {**fields, **named})
        return plain.anchors(journal.ask(NAME, request, by=sight.person), lang=call.lang)


def _draw(call: Call, found: AnchorsTold) -> None:
    line(call, _title(found))
    if not found.anchors:
        line(call, said("Nobody who can be named has said what its shares are worth."), indent=True)
        return
    is_asked = found.quantity is not None or found.percent is not None
    columns = [ids(said("date")), text(said("kind")), figures(said("figure"))]
    columns.append(text(said("of what")))
    columns += [figures(said("comes to"))] if is_asked else []
    columns += [text(said("sure")), text(said("source"))]
    rows = []
    for one in found.anchors:
        row: list[Any] = [one.on[: PRECISION[one.precision]], word(call, "anchor_kind", one.kind)]
        row += [figure(one.value), of_what(one)]
        row += [figure(one.comes_to)] if is_asked else []
        rows.append([*row, word(call, "sure", one.sure), one.source])
    draw(call, columns, rows)


def _title(found: AnchorsTold) -> Said:
    facts = {"issuer": found.issuer, "day": found.on}
    if found.quantity is not None:
        shares = figure(found.quantity)
        return said("{issuer}: anchors as of {day}, for {shares} shares", shares=shares, **facts)
    if found.percent is not None:
        percent = figure(found.percent)
        return said("{issuer}: anchors as of {day}, for {percent}%", percent=percent, **facts)
    return said("{issuer}: anchors as of {day}", **facts)


def of_what(one: AnchorTold) -> Said:
    """Return of what an anchor is: its currency, and a share, a part, or the whole."""
    facts = {"currency": one.currency}
    match one.basis:
        case "share":
            if one.derived:
                return said("{currency} a share, derived", **facts)
            return said("{currency} a share", **facts)
        case "after":
            return said("{currency} after the round", **facts)
        case "before":
            return said("{currency} before the round", **facts)
        case "percent":
            return said("{currency} for {part}%", part=one.part, **facts)
        case "shares":
            return said("{currency} for {part} shares", part=figure(one.part), **facts)
        case _:
            return said("{currency} for the whole company", **facts)
