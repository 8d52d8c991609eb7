"""`laogu table`: a table of any page, as whoever asks sees it there."""

import re
from typing import Any

import click
from msgspec import Struct

from laogu.basics import said
from laogu.cli.answers import taken
from laogu.cli.call import AskingCommand, this_call
from laogu.cli.drawing import Column, draw, line
from laogu.cli.telling import tell

_FIGURE = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_ID = re.compile(r".*(_id|_on|_at|hash|day)|id|on|at|address")


class AboutTold(Struct, frozen=True, kw_only=True):
    """What a table is of."""

    table: str
    address: str
    as_of: str


class TableTold(Struct, frozen=True, kw_only=True):
    """What every table says of itself."""

    about: AboutTold


@click.command("table", cls=AskingCommand)
@click.argument("page")
@click.option("--table", "name", metavar="NAME", help="Which of its tables. Left out: the first.")
@click.option("--as-of", metavar="YYYY-MM-DD", help="The day. Left out: today.")
def table(page: str, name: str | None, as_of: str | None) -> None:
    """Show a table of the page at PAGE, such as company/zhipu/facts: as you would see it there.

    PAGE is the page's address, with its filter where it has one, and without an ending.
    """
    call = this_call()
    found = call.market().table(page, table=name, as_of=as_of)
    if call.json:
        tell(found)
        return
    about = taken(found, TableTold, call).about
    rows = found.get(about.table)
    title = said("{address}: {table} as of {day}", address=about.address, table=about.table,
                 day=about.as_of)  # fmt: skip
    if not isinstance(rows, list) or not rows:
        line(call, title)
        line(call, said("No row."), indent=True)
        return
    heads = list(rows[0])
    columns = [Column(one, _kind(one, [row.get(one) for row in rows])) for one in heads]
    draw(call, columns, [[row.get(one) for one in heads] for row in rows], title=title)


def _kind(head: str, values: list[Any]) -> Any:
    """Return how a column stands: figures to the right, ids never broken, else words."""
    if _ID.fullmatch(head):
        return "id"
    there = [one for one in values if one is not None]
    is_figures = there and all(isinstance(one, str) and _FIGURE.fullmatch(one) for one in there)
    return "figure" if is_figures else "text"
