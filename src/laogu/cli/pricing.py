"""`laogu value`, `mark` and `score`: what a share is worth, from a file; no market is needed."""

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import PurePath
from typing import Any

import click

from laogu.basics import day, said
from laogu.cli.call import Call, SpokenCommand, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, text, word
from laogu.cli.files import content_of
from laogu.cli.telling import tell

SHOWN_ANCHORS = 12
"""Anchors that a table shows, the latest; `--json` gives all of them."""


@click.command("value", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False))
def value(file: str) -> None:
    """Say what each class of FILE, a capital structure in JSON or TOML, is worth.

    By options of a random or a fixed term, by scenarios, or as it stands; of a known equity, or
    from the known price of one class. Nothing is recorded.
    """
    from laogu.connectors import pricing

    call = this_call()
    content = content_of(file, most_bytes=pricing.LARGEST_STRUCTURE)
    name = PurePath(file).name
    asked, digest = pricing.read_structure(content, name)
    told = pricing.valued(asked, digest, name)
    if call.json:
        tell(told)
    else:
        _draw_value(call, told)


@click.command("mark", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--as-of", metavar="YYYY-MM-DD", help="The day. Left out: today, by UTC.")
def mark(file: str, as_of: str | None) -> None:
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
    told = pricing.marked(read, call.words, as_of=on)
    if call.json:
        tell(told)
    else:
        _draw_mark(call, told)


@click.command("score", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False))
def score(file: str) -> None:
    """Forecast every trade of FILE, histories of prices in JSON, from what came before it.

    Beside our forecasts stand the last price carried forward, the last valuation after a round, and
    the plain mean of recent anchors. A company whose history taught our parameters is forecast by
    parameters that it did not teach.
    """
    from laogu.connectors import pricing

    call = this_call()
    read = pricing.read_histories(
        content_of(file, most_bytes=pricing.LARGEST_HISTORIES), PurePath(file).name
    )
    told = pricing.scored_of(read, call.words)
    if call.json:
        tell(told)
    else:
        _draw_score(call, told)


def _draw_value(call: Call, told: dict[str, Any]) -> None:
    columns = [text(said("class")), figures(said("shares"))]
    columns += [figures(said("a share"), told["currency"]), figures(said("value"))]
    is_locked = any("discount" in one for one in told["classes"])
    if is_locked:
        columns.append(figures(said("while it is locked")))
    rows = []
    for one in told["classes"]:
        row: list[Any] = [one["stock_class"], figure(one["shares"]), _short(one["per_share"])]
        row.append(_short(one["value"]))
        if is_locked:
            row.append(_short(one.get("restricted_per_share")))
        rows.append(row)
    draw(call, columns, rows, title=said("Equity {equity}", equity=_short(told["equity"])))
    if told["headline"] is not None:
        part = f"{Decimal(told['overvaluation']):.1%}"
        facts = {"headline": _short(told["headline"]), "part": part}
        line(call, said("At the last price all shares come to {headline}: {part} above.", **facts))


def _short(given: str | None) -> str:
    """Return a figure as people compare it: six digits that count, thousands by comma."""
    if given is None:
        return figure(None)
    found = Decimal(f"{Decimal(given):.6g}")
    return figure(f"{found:f}")


def _draw_mark(call: Call, told: dict[str, Any]) -> None:
    if told["mark"] is None:
        line(call, said("{reason}", reason=told["reason"]))
        return
    facts = {"mark": _short(told["mark"]), "currency": told["currency"], "grade": told["grade"]}
    of_what = (
        said("{currency} {mark} a share, grade {grade}", **facts)
        if told["basis"] == "per_share"
        else said("{currency} {mark} for the company, grade {grade}", **facts)
    )
    line(call, of_what)
    line(call, said("{reason}", reason=told["reason"]), indent=True)
    columns = [figures(f"{name} %") for name in told["quantiles"]]
    rows: list[list[Any]] = [[_short(one) for one in told["quantiles"].values()]]
    draw(call, columns, rows, part=said("The next arm's-length price"))
    columns = [ids(said("date")), text(said("kind")), figures(said("figure"))]
    columns.append(figures(said("weight")))
    weighty = [one for one in told["anchors"] if one["weight"] != "0.0000"][-SHOWN_ANCHORS:]
    rows = [
        [one["date"], word(call, "price_kind", one["kind"]), _short(one["value"]), one["weight"]]
        for one in weighty
    ]
    draw(call, columns, rows, part=said("From"))


def _draw_score(call: Call, told: dict[str, Any]) -> None:
    line(call, said("Forecasts: {count}", count=told["forecasts"]))
    columns = [text(said("band")), figures(said("held"))]
    rows: list[list[Any]] = [[f"{band} %", part] for band, part in told["coverage"].items()]
    draw(call, columns, rows)
    columns = [text(said("forecast")), figures(said("log score")), figures(said("CRPS"))]
    rows = [[said("ours"), told["log_score"], told["crps"]]]
    rows += [
        [word(call, "baseline", name), one["log_score"], one["crps"]]
        for name, one in told["baselines"].items()
    ]
    draw(call, columns, rows, part=said("Scores"))
