"""What `laogu value` shows: classes, who converts at which value of a sale, what it hangs on."""

from decimal import Decimal
from typing import Any

from laogu.basics import Said, said
from laogu.cli.call import Call
from laogu.cli.drawing import draw, figure, figures, line, shares, short, text


def draw_value(call: Call, told: dict[str, Any]) -> None:
    """Show what each class is worth, what a sale would give it, and what that hangs on."""
    for one in told["findings"]:
        line(call, said("{what} {why}", what=one["what"], why=one["why"]))
    _draw_classes(call, told)
    if told["headline"] is not None:
        part = f"{Decimal(told['overvaluation']):.1%}"
        facts = {"headline": short(told["headline"]), "part": part}
        line(call, said("At the last price all shares come to {headline}: {part} above.", **facts))
    if told["receives"]:
        columns = [text(said("who")), text(said("of")), figures(said("receives"))]
        rows = [[one["name"], one["stock_class"], short(one["value"])] for one in told["receives"]]
        draw(call, columns, rows, part=said("Of that, others have a claim to"))
    columns = [figures(said("from")), figures(said("a common share")), text(said("what then"))]
    rows = [
        [short(one["at"]), short(one["level"]), _turns(call, one)] for one in told["breakpoints"]
    ]
    draw(call, columns, rows, part=said("In a sale"))
    _draw_otherwise(call, told)


def _draw_classes(call: Call, told: dict[str, Any]) -> None:
    columns = [text(said("class")), shares(call)]
    columns += [figures(said("a share"), told["currency"]), figures(said("value"))]
    is_locked = any("discount" in one for one in told["classes"])
    if is_locked:
        columns.append(figures(said("while it is locked")))
    rows = []
    for one in told["classes"]:
        row: list[Any] = [
            _named(one["stock_class"]),
            figure(one["shares"]),
            short(one["per_share"]),
        ]
        row.append(short(one["value"]))
        if is_locked:
            row.append(short(one.get("restricted_per_share")))
        rows.append(row)
    draw(call, columns, rows, title=said("Equity {equity}", equity=short(told["equity"])))


def _named(stock_class: str) -> Said | str:
    """Return a class as it is named; what is reserved and counted as granted has no name."""
    return said("unissued") if stock_class == "unissued" else stock_class


def _turns(call: Call, one: dict[str, Any]) -> str | None:
    """Return what the classes do from an amount on; None: what comes first begins to be paid."""
    if not one["turns"]:
        return None
    each = [
        call.say(
            said("{name}: {class_turn}", name=_named(turn["stock_class"]), class_turn=turn["turn"])
        )
        for turn in one["turns"]
    ]
    return call.say(said("; ")).join(each)


def _draw_otherwise(call: Call, told: dict[str, Any]) -> None:
    """Show what the company and a share of its first class would be worth."""
    if not told["otherwise"]:
        return
    first = told["classes"][0]["stock_class"]
    columns = [text(said("changed")), figures(said("equity")), figures(first, told["currency"])]
    rows: list[list[Any]] = []
    for one in told["otherwise"]:
        each = None if one["per_share"] is None else short(one["per_share"][first])
        rows.append([_changed(one), short(one["equity"]), each])
    draw(call, columns, rows, part=said("What it hangs on"))


def _changed(one: dict[str, Any]) -> Said:
    """Return what is otherwise, as the head of its row."""
    if one["at"] is not None:
        return said("{varied} {at}", varied=one["varied"], at=one["at"])
    if one["stock_class"] is None:
        return said("without {varied}", varied=one["varied"])
    return said("{name} without {varied}", name=one["stock_class"], varied=one["varied"])
