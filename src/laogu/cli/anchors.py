"""`laogu issuer anchors`: what shares were paid for, and what a holding would have fetched."""

from typing import Any

from laogu.basics import Said, said
from laogu.cli.answers import AnchorsTold, AnchorTold
from laogu.cli.call import Call
from laogu.cli.drawing import draw, figure, figures, ids, line, text, word
from laogu.cli.questions import answered, question_command

NAME = "issuer.anchors"
PRECISION = {"day": 10, "month": 7, "year": 4}


def ask(database: str | None, **given: Any) -> None:
    """Show the anchors."""
    from laogu.connectors import plain

    answered(
        NAME,
        given,
        database=database,
        told=lambda call, _, __, answer: plain.anchors(answer, lang=call.lang),
        shape=AnchorsTold,
        show=_draw,
    )


anchors = question_command(
    NAME,
    ask,
    help_="""List what an issuer's shares were paid for or said to be worth, newest day first.

    {request}
    With a holding, what it would have fetched at each; whether it could be sold is not looked at.
    Each amount is in the currency of its anchor: nothing is converted.""",
)


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
