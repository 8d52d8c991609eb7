"""`laogu remark`: histories marked again under many parameters, on one core or on many machines."""

import sys
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path, PurePath
from typing import Any

import click

from laogu.basics import day, said
from laogu.cli.call import Call, SpokenCommand, this_call
from laogu.cli.drawing import draw, figures, line, short, text
from laogu.cli.files import content_of
from laogu.cli.telling import tell

STOPPED, UNDONE = 130, 6
"""Exit codes: stopped by whoever asked; some of it could not be done."""

MOST_DRAWS = 100_000
"""Draws of parameters of one command; each marks every company of the file again."""


@click.command("remark", cls=SpokenCommand)
@click.argument("file", type=click.Path(dir_okay=False))
@click.option("--as-of", metavar="YYYY-MM-DD", help="The day. Left out: today, by UTC.")
@click.option("--draws", type=click.IntRange(2, MOST_DRAWS), default=200, show_default=True)
@click.option("--seed", type=click.IntRange(0, 2**31), default=1, show_default=True)
@click.option(
    "--executor",
    "name",
    type=click.Choice(["local", "pool", "dask"]),
    default="local",
    show_default=True,
    help="Where: in this process, in processes of this machine, or on Dask.",
)
@click.option("--workers", type=click.IntRange(1, 1_000), help="Left out: one for each core.")
@click.option("--scheduler", metavar="ADDRESS", default="", help="Of Dask. Left out: one is begun.")
@click.option("--progress", metavar="FILE", help="Keeps what is done, and is gone on from.")
def remark(
    *,
    file: str,
    as_of: str | None,
    draws: int,
    seed: int,
    name: Any,  # one of the choices
    workers: int | None,
    scheduler: str,
    progress: str | None,
) -> None:
    """Mark the companies of FILE, histories of prices in JSON, again under many parameters.

    Each draw moves the frozen parameters by as much as chance may have moved their fit; the band
    that comes of all draws has that doubt in it. What is stopped goes on from --progress where it
    stopped. The same file, day, draws and seed give the same digits, wherever it is done.
    """
    from laogu.connectors import executors, pricing

    call = this_call()
    on = day(as_of) if as_of else datetime.now(UTC).date()
    content = content_of(file, most_bytes=pricing.LARGEST_HISTORIES)
    read = pricing.read_histories(content, PurePath(file).name)
    made = executors.executor_of("dask" if scheduler else name, count=workers, scheduler=scheduler)
    kept = executors.Progress(Path(progress)) if progress else None
    done = _Shown(call)
    try:
        with made as executor:
            found, failed = pricing.remark(
                read, executor, as_of=on, draws=draws, seed=seed, progress=kept, told=done
            )
    except KeyboardInterrupt:
        done.stopped(is_kept=kept is not None)
        click.get_current_context().exit(STOPPED)
    told = pricing.told_remarks(read, found, failed, call.words, as_of=on, draws=draws, seed=seed)
    if call.json:
        tell(told)
    else:
        _draw(call, told)
    if failed:
        click.get_current_context().exit(UNDONE)


class _Shown:
    """How far it is, where somebody watches."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._is_watched = sys.stderr.isatty()
        self.done, self.count = 0, 0

    def __call__(self, done: int, count: int) -> None:
        self.done, self.count = done, count
        if self._is_watched:
            ends = "\n" if done == count else ""
            told = self._call.say(said("{done} of {count} companies", done=done, count=count))
            click.echo(f"\r{told}{ends}", err=True, nl=False)

    def stopped(self, *, is_kept: bool) -> None:
        """Say how far it came, and what is left of it."""
        facts: dict[str, object] = {"done": self.done, "count": self.count}
        told = (
            said("Stopped at {done} of {count}; the same command goes on from there.", **facts)
            if is_kept
            else said("Stopped at {done} of {count}; without --progress nothing is kept.", **facts)
        )
        click.echo(self._call.say(told), err=True)


def _draw(call: Call, told: dict[str, Any]) -> None:
    facts = {"marked": told["marked"], "count": str(len(told["companies"])), "day": told["as_of"]}
    line(call, said("{marked} of {count} companies have a mark on {day}.", **facts))
    if told["wider_middle"] is not None:
        line(
            call,
            said(
                "With the doubt of the parameters in it, the band is {middle} % wider in the "
                "middle, and {most} % at most.",
                middle=_percent(told["wider_middle"]),
                most=_percent(told["wider_most"]),
            ),
            indent=True,
        )
    columns = [text(said("company")), text(said("currency")), figures(said("mark"))]
    columns += [figures(said("band from")), figures(said("to"))]
    columns += [figures(said("with doubt, from")), figures(said("to")), figures(said("wider"), "%")]
    rows = [_row(one) for one in told["companies"]]
    draw(call, columns, rows)
    for one in told["failed"]:
        line(call, said("Not done: {reason}", reason=one["reason"]))


def _row(one: dict[str, Any]) -> list[str | None]:
    if one["mark"] is None:
        return [one["issuer"], *[None] * 7]
    (low, high), (under, over) = one["band"], one["band_drawn"]
    ends = [short(end) for end in (low, high, under, over)]
    return [one["issuer"], one["currency"], short(one["mark"]), *ends, _percent(one["wider"])]


def _percent(part: str) -> str:
    """Return a part as percent, to one decimal."""
    return f"{Decimal(part) * 100:.1f}".replace("-", "\u2212")
