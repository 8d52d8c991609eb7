"""Tables for a person: figures right-aligned, units in headings, a dash for none, totals last.

On a terminal a long text folds inside its column and ids never do; piped, every row is one line.
"""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Literal

import click
from msgspec import Struct

from laogu.basics import Said, said
from laogu.cli.call import Call
from laogu.cli.telling import harmless

NONE = "\u2013"
UNKNOWN = said("unknown")
FORGOTTEN = said("name forgotten")

Kind = Literal["text", "figure", "id"]


class Column(Struct, frozen=True):
    """A column: its heading, with the unit where it has one, and what stands in it."""

    heading: Said | str
    kind: Kind = "text"
    unit: str = ""


def text(heading: Said) -> Column:
    """Return a column of words."""
    return Column(heading)


def figures(heading: Said | str, unit: str = "") -> Column:
    """Return a column of figures, right-aligned. unit: as the heading ends: USD."""
    return Column(heading, "figure", unit)


def shares(call: Call) -> Column:
    """Return a column of how many shares; in Chinese its heading is no unit behind a figure."""
    return figures(word(call, "heading", "shares") or "")


def ids(heading: Said) -> Column:
    """Return a column of identifiers and days, which are never broken."""
    return Column(heading, "id")


def figure(value: str | int | None) -> str:
    """Return a decimal string with thousands by comma; a dash for none."""
    if value is None:
        return NONE
    from laogu.connectors import languages

    try:
        return languages.figure(Decimal(value))
    except (InvalidOperation, ValueError):
        return harmless(value)


def moment(value: str | None) -> str:
    """Return a moment of an answer as 2026-11-21 09:00 UTC; a dash for none."""
    if value is None:
        return NONE
    from datetime import UTC, datetime

    try:
        return f"{datetime.fromisoformat(value).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    except ValueError:
        return harmless(value)


def short(given: str | None, digits: int = 6) -> str:
    """Return a figure as people compare it: so many digits that count, thousands by comma."""
    if given is None:
        return NONE
    found = Decimal(f"{Decimal(given):.{digits}g}")
    return figure(f"{found:f}")


def line(call: Call, sentence: Said, *, indent: bool = False) -> None:
    """Write one line of words. indent: it belongs to the line above."""
    click.echo(("  " if indent else "") + harmless(call.say(sentence)))


def word(call: Call, of: str, given: str | None) -> str | None:
    """Return a word of a closed set, such as a `stage`, in the call's language."""
    return None if given is None else call.words.show(given, of)


def draw(
    call: Call,
    columns: Sequence[Column],
    rows: Sequence[Sequence[str | Said | None]],
    *,
    totals: Sequence[str | Said | None] | None = None,
    title: Said | None = None,
    part: Said | None = None,
) -> None:
    """Write a table under its title. None in a cell is shown as a dash.

    part: the title of a table that is one of several.
    """
    from rich.console import Console
    from rich.padding import Padding
    from rich.table import Table
    from rich.text import Text

    if part is not None:
        click.echo()
        line(call, part)
    if title is not None:
        line(call, title)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_footer=totals is not None)
    for at, column in enumerate(columns):
        heading = f"{_cell(call, column.heading)} {column.unit}".strip()
        table.add_column(
            Text(harmless(heading), "bold"),
            Text(_cell(call, totals[at]), "bold") if totals is not None else "",
            justify="right" if column.kind == "figure" else "left",
            no_wrap=column.kind != "text",
            overflow="fold",
        )
    for row in rows:
        table.add_row(*(Text(_cell(call, one)) for one in row))
    console = Console(highlight=False, markup=False, emoji=False)
    if console.is_terminal:
        console.print(Padding(table, (0, 0, 0, 2)))
        return
    # Piped, a row is a line however long it is, with nothing behind its last word.
    console = Console(width=20_000, color_system=None, legacy_windows=False)
    with console.capture() as captured:
        console.print(Padding(table, (0, 0, 0, 2), expand=False))
    click.echo("\n".join(one.rstrip() for one in captured.get().rstrip("\n").split("\n")))


def _cell(call: Call, value: str | Said | None) -> str:
    match value:
        case None:
            return NONE
        case Said():
            return harmless(call.say(value))
        case _:
            return harmless(value)
