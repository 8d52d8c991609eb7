"""`laogu value`, `mark` and `score`: what a share is worth, from a file; no market is needed."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import click

from laogu.basics import day, said
from laogu.cli.call import Call, SpokenCommand, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, short, text, word
from laogu.cli.files import content_of
from laogu.cli.ocf import draw_findings
from laogu.cli.telling import tell
from laogu.cli.valuing import draw_value

FEWEST_GROUPED = 20
"""Forecasts below which groups of them say nothing."""

SHOWN_ANCHORS = 12
"""Anchors that a table shows, the latest; `--json` gives all of them."""


@click.command("value", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False))
def value(file: str) -> None:
    """Say what each class of FILE, a capital structure in JSON or TOML, is worth.

    By options of a random or a fixed term, by scenarios, or as it stands; of a known equity, or
    from the known price of one class. Nothing is recorded.

    Below it stands who converts at which value of a sale today, and what comes out with each thing
    assumed, and each right of each class, changed in turn.
    """
    from laogu.connectors import pricing

    call = this_call()
    content = content_of(file, most_bytes=pricing.LARGEST_STRUCTURE)
    name = PurePath(file).name
    asked, digest = pricing.read_structure(content, name)
    told = pricing.valued(asked, digest, name, call.words)
    if call.json:
        tell(told)
    else:
        draw_value(call, told)


@click.command("mark", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--as-of", metavar="YYYY-MM-DD", help="The day. Left out: today, by UTC.")
@click.option(
    "--looking-back", is_flag=True, help="Also what it was worth quarter by quarter, as known now."
)
def mark(file: str, as_of: str | None, looking_back: bool) -> None:
    """Say what the company of FILE, a history of dated prices in JSON, is worth on a day.

    Only what was reported by that day is read. The quantiles are of the next arm's-length price,
    not of the value itself. Where nothing can be said, there is no price, and why.
    """
    from laogu.connectors import pricing

    call = this_call()
    on = day(as_of) if as_of else datetime.now(UTC).date()
    read = pricing.read_histories(
        content_of(file, most_bytes=pricing.LARGEST_HISTORIES), PurePath(file).name
    )
    told = pricing.marked(read, call.words, as_of=on, looking_back=looking_back)
    if call.json:
        tell(told)
    else:
        _draw_mark(call, told)


@click.command("score", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False), required=False)
def score(file: str | None) -> None:
    """Forecast every trade of FILE, histories of prices in JSON, from what came before it.

    Without FILE: the scores that were worked out when the parameters were frozen.

    Beside our forecasts stand the last price carried forward, the last valuation after a round, and
    the plain mean of recent anchors. A company whose history taught our parameters is forecast by
    parameters that it did not teach.
    """
    from laogu.connectors import pricing

    call = this_call()
    if file is None:
        told = pricing.told_scoreboard()
    else:
        content = content_of(file, most_bytes=pricing.LARGEST_HISTORIES)
        told = pricing.scored_of(pricing.read_histories(content, PurePath(file).name), call.words)
    if call.json:
        tell(told)
    else:
        _draw_score(call, told)


def _draw_mark(call: Call, told: dict[str, Any]) -> None:
    if told["mark"] is None:
        line(call, said("{reason}", reason=told["reason"]))
        draw_findings(call, told)
        return
    facts = {"mark": short(told["mark"]), "currency": told["currency"], "grade": told["grade"]}
    of_what = (
        said("{currency} {mark} a share, grade {grade}", **facts)
        if told["basis"] == "per_share"
        else said("{currency} {mark} for the company, grade {grade}", **facts)
    )
    line(call, of_what)
    line(call, said("{reason}", reason=told["reason"]), indent=True)
    for remark in told["remarks"]:
        line(call, said("{reason}", reason=remark), indent=True)
    low, high = (short(one) for one in told["band"])
    line(call, said("90 % band: {low} to {high}", low=low, high=high), indent=True)
    draw_findings(call, told)
    if not told["anchors"]:
        return
    columns = [figures(f"{name} %") for name in told["quantiles"]]
    rows: list[list[Any]] = [[short(one) for one in told["quantiles"].values()]]
    draw(call, columns, rows, part=said("The next arm's-length price"))
    columns = [ids(said("date")), text(said("kind")), figures(said("figure"))]
    columns.append(figures(said("weight")))
    weighty = [one for one in told["anchors"] if one["weight"] != "0.0000"][-SHOWN_ANCHORS:]
    rows = [
        [one["date"], word(call, "price_kind", one["kind"]), short(one["value"]), one["weight"]]
        for one in weighty
    ]
    draw(call, columns, rows, part=said("From"))
    if told.get("history"):
        columns = [ids(said("date")), figures(said("value")), figures(said("from"))]
        columns.append(figures(said("to")))
        rows = [
            [one["date"], short(one["value"]), *(short(end) for end in one["band"])]
            for one in told["history"]
        ]
        draw(call, columns, rows, part=said("Looked back on, by all that is known now"))


def _draw_score(call: Call, told: dict[str, Any]) -> None:
    line(call, said("Forecasts: {count}", count=told["forecasts"]))
    if "known_on" in told:
        facts = {"version": told["version"], "day": told["known_on"]}
        line(call, said("Under {version}, of histories known on {day}.", **facts), indent=True)
    columns = [text(said("band")), figures(said("came inside"))]
    rows: list[list[Any]] = [[f"{band} %", part] for band, part in told["coverage"].items()]
    draw(call, columns, rows)
    columns = [text(said("forecast")), figures(said("log score")), figures(said("CRPS"))]
    rows = [[said("ours"), told["log_score"], told["crps"]]]
    rows += [
        [word(call, "baseline", name), one["log_score"], one["crps"]]
        for name, one in told["baselines"].items()
    ]
    draw(call, columns, rows, part=said("Scores"))
    if told["forecasts"] >= FEWEST_GROUPED:
        _draw_groups(call, told)


def _draw_groups(call: Call, told: dict[str, Any]) -> None:
    """Show by how much our log score is ahead of each guess, group by group."""
    names = tuple(told["baselines"])
    columns = [text(said("group")), figures(said("forecasts")), figures(said("80 % held"))]
    columns.append(figures(said("log score")))
    columns += [figures(word(call, "baseline", name) or name) for name in names]
    rows: list[list[Any]] = []
    for groups, of in (("by_stage", "score_stage"), ("by_kind", "price_kind")):
        for group, one in told[groups].items():
            row = [word(call, of, group), figure(one["forecasts"]), one["coverage"]["80"]]
            rows.append([*row, one["log_score"], *(_ahead(one, name) for name in names)])
    draw(call, columns, rows, part=said("Ahead of each guess, in log score"))


def _ahead(score: dict[str, Any], name: str) -> str | None:
    beside = score["baselines"].get(name)
    if beside is None:
        return None
    ahead = Decimal(beside["ours_log_score"]) - Decimal(beside["log_score"])
    return f"{ahead:+.2f}".replace("-", "\u2212")
