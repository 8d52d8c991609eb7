"""`laogu record show`: the record, entry by entry."""

import json
from typing import Any

import click

from laogu.basics import said
from laogu.cli.answers import LooksTold, RecordTold, taken
from laogu.cli.call import AskingCommand, Call, this_call
from laogu.cli.drawing import draw, figures, ids, line, moment, text
from laogu.cli.opened import opened
from laogu.cli.telling import encoded, tell

MOST = 200
"""Entries that are shown at once."""

LAST = 10**18 - 1
"""The last entry after which more can be asked for."""

SEEN = {
    "holdings": said("lots and cash"),
    "register": said("the whole register"),
    "trade": said("a trade"),
}


@click.command("show", cls=AskingCommand)
@click.option(
    "--after", type=click.IntRange(0, LAST), default=0, help="The entry before the first."
)
@click.option("--limit", type=click.IntRange(1, MOST), default=50, show_default=True)
@click.option("--whole", is_flag=True, help="With the stored text of each, where you may see it.")
@click.option("--database", metavar="URL", help="Read this database, as its operator does.")
def show_record(after: int, limit: int, *, whole: bool, database: str | None) -> None:
    """Show entries of the record, in order: when, what was asked, what happened, and the hash."""
    call = this_call()
    if database is None:
        found = call.market().get("record", after=str(after), limit=str(limit))
    else:
        found = _read(database, after, limit)
    if call.json:
        tell(found)
    else:
        _draw(call, taken(found, RecordTold, call), whole=whole)


def _read(database: str, after: int, limit: int) -> dict[str, Any]:
    from laogu.connectors import questions

    with opened(database) as (journal, sight):
        return questions.record(journal, sight, after=after, limit=limit)


@click.command("looks", cls=AskingCommand)
@click.option("--of", metavar="ID", help="Of this holder, issuer or trade. Left out: of all.")
def show_looks(of: str | None) -> None:
    """Show who looked at what is not public, newest first. Asked by: operators and inspectors."""
    call = this_call()
    found = call.market().get("looks", of=of)
    if call.json:
        tell(found)
        return
    looks = taken(found, LooksTold, call).looks
    if not looks:
        line(call, said("Nobody looked."))
        return
    columns = [ids(said("when")), ids(said("who")), text(said("what was seen")), ids(said("whose"))]
    draw(
        call,
        columns,
        [[moment(one.at), one.by, SEEN.get(one.what, one.what), one.of] for one in looks],
    )


def _draw(call: Call, record: RecordTold, *, whole: bool) -> None:
    if not record.entries:
        line(call, said("There is no entry after that one."))
        return
    if whole:
        for one in record.entries:
            facts = {"entry": str(one.entry), "at": moment(one.recorded_at)}
            facts |= {"operation": one.operation, "hash": one.hash}
            line(call, said("entry {entry}, {at}, {operation}, {hash}", **facts))
            click.echo(readable(one.body) if one.body else "  " + ", ".join(one.events))
    else:
        columns = [figures(said("entry")), ids(said("recorded")), ids(said("operation"))]
        columns += [ids(said("asked by")), text(said("what happened")), ids(said("hash"))]
        rows = [
            [str(one.entry), moment(one.recorded_at), one.operation, one.by, counted(one.events),
             one.hash[:16]]
            for one in record.entries
        ]  # fmt: skip
        draw(call, columns, rows)
    if record.next is not None:
        line(call, said("More follow: --after {entry}", entry=record.next))


def counted(tags: tuple[str, ...]) -> str:
    """Return what happened, each kind once with how often, in the order in which it first came."""
    times: dict[str, int] = {}
    for tag in tags:
        kind = tag.rpartition(".")[0] or tag
        times[kind] = times.get(kind, 0) + 1
    return ", ".join(kind if n == 1 else f"{kind} ×{n}" for kind, n in times.items())


def readable(body: str) -> str:
    """Return an entry's stored text, indented; as it is where it is no JSON."""
    try:
        text_ = encoded(json.loads(body))
    except (ValueError, RecursionError):
        text_ = encoded(body)
    return "\n".join("  " + one for one in text_.split("\n"))
