"""`laogu option value`: what an employee's option is worth to the company and to its holder."""

from decimal import Decimal
from pathlib import PurePath
from typing import Any

import click

from laogu.basics import said
from laogu.cli.call import Call, SpokenCommand, this_call
from laogu.cli.drawing import draw, figures, line, short, text
from laogu.cli.files import content_of
from laogu.cli.telling import tell

WAYS = {
    "exercise": said("Exercise now, keep the shares"),
    "exercise_part": said("Exercise a part now"),
    "wait": said("Decide on the last day"),
    "sell": said("Sell on the exercise"),
    "lapse": said("Let it lapse"),
}


@click.command("value", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False))
def value(file: str) -> None:
    """Say what the option of FILE, in JSON or TOML, is worth: to the company, and to its holder.

    To the company by how employees exercise, after Hull and White. To the holder as certain money:
    each way out with what it costs today, what it is as good as, and how it may end. Nothing is
    recorded, and none of it is advice.
    """
    from laogu.connectors import pricing

    call = this_call()
    content = content_of(file, most_bytes=pricing.LARGEST_OPTION)
    asked, digest = pricing.read_option(content, PurePath(file).name)
    told = pricing.option_valued(asked, digest)
    if call.json:
        tell(told)
        return
    if told["company"] is not None:
        _draw_cost(call, told)
    if told["holder"] is not None:
        _draw_holder(call, told)


def _draw_cost(call: Call, told: dict[str, Any]) -> None:
    found, currency = told["company"], told["currency"]
    columns = [
        text(said("assumed")),
        figures(said("an option"), currency),
        figures(said("all"), currency),
    ]
    free = f"{Decimal(found['freely_sold']) * Decimal(told['quantity']):f}"
    rows: list[list[Any]] = [
        [said("as employees exercise"), short(found["per_option"]), short(found["value"])],
        [said("if it could be sold"), short(found["freely_sold"]), short(free)],
    ]
    draw(call, columns, rows, title=said("To the company"))


def _draw_holder(call: Call, told: dict[str, Any]) -> None:
    found, currency = told["holder"], told["currency"]
    columns = [text(said("way out")), figures(said("of the options"))]
    columns += [figures(said("to pay today"), currency), figures(said("of it tax"), currency)]
    columns += [figures(said("as good as"), currency), figures(said("chance of a loss"))]
    rows: list[list[Any]] = []
    for one in found["ways"]:
        gain = said("cannot be paid") if one["gain"] is None else short(one["gain"])
        row = [WAYS[one["way"]], f"{Decimal(one['part']):.0%}", short(one["paid"])]
        loss = None if one["loss"] is None else f"{Decimal(one['loss']):.0%}"
        rows.append([*row, short(one["tax"]), gain, loss])
    title = said(
        "To the holder, with {days} days to decide and {years} years until a sale",
        days=found["window_days"],
        years=found["years"],
    )
    draw(call, columns, rows, title=title)
    columns = [figures(said("likely below")), figures(said("a share then"), currency)]
    columns.append(figures(said("left of it all"), currency))
    now = found["ways"][0]
    rows = [
        [f"{Decimal(one['likely']):.0%}", short(one["share"]), short(one["net"])]
        for one in now["outcomes"]
    ]
    draw(call, columns, rows, part=said("How it ends, if all is exercised now"))
    if found["exercised_above"] is not None:
        facts = {"share": short(found["exercised_above"]), "currency": currency}
        line(call, said("All of it is worth exercising above {currency} {share} a share.", **facts))
