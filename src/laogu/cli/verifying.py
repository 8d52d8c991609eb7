"""`laogu verify`: read the whole record again, rebuild every book, and compare."""

from typing import Any

import click

from laogu.basics import Said, said
from laogu.cli.answers import VerifiedTold, taken
from laogu.cli.call import Call, SpokenCommand, this_call
from laogu.cli.drawing import NONE, figure, line, word
from laogu.cli.telling import tell

DATABASE = "The database to read. Left out: LAOGU_DATABASE, or a file in the folder var."

HEAD = (
    "An earlier head that was written down elsewhere: the number of an entry, and its hash or the "
    "first 16 digits of it."
)

SERVER = "Ask this running market instead; it compares its live books too. LAOGU_TOKEN says who."


@click.command("verify", cls=SpokenCommand)
@click.option("--database", metavar="URL", help=DATABASE)
@click.option("--server", metavar="URL", help=SERVER)
@click.option("--head", metavar="ENTRY:HASH", help=HEAD)
@click.pass_context
def verify(
    context: click.Context, database: str | None, server: str | None, head: str | None
) -> None:
    """Read the record again: check the chain, rebuild the books from nothing, compare.

    It reads beside a running market and stops nothing. Exit code 0: everything agrees; 1: it does
    not, and what differs is named.
    """
    call = this_call()
    call.server = server or call.server
    found = call.market().get("verify", head=head) if server else _read(database, head)
    if call.json:
        tell(found)
    else:
        _draw(call, taken(found, VerifiedTold, call))
    context.exit(0 if found.get("sound") is True else 1)


def _read(database: str | None, head: str | None) -> dict[str, Any]:
    from laogu.cli.opened import default_database, opened_store
    from laogu.connectors import questions
    from laogu.journal import earlier_head
    from laogu.journal import verify as verified

    earlier = None if head is None else earlier_head(head)
    with opened_store(database or default_database()) as store:
        return questions.verified(verified(store, earlier=earlier))


def _draw(call: Call, found: VerifiedTold) -> None:
    if found.entries == 0:
        line(call, said("The record is empty: it has no entry, and there is nothing to compare."))
        line(call, said(
            "A file copied without the -wal beside it is empty like this, or ends too early."
        ))  # fmt: skip
    elif found.sound:
        line(call, said("The record is sound."))
    elif found.earlier_head == "missing":
        line(call, said("The record ends before the entry whose hash was written down."))
    elif found.earlier_head == "differs":
        line(call, said("This is not the record whose head was written down: its hash differs."))
    else:
        line(call, said("The record is not sound: what was rebuilt differs."))
    facts: list[tuple[Said, str]] = [
        (said("market"), word(call, "kind", found.kind) or NONE),
        (said("entries"), figure(found.entries)),
        (said("events"), figure(found.events)),
        (said("head"), found.head),
        (said("snapshot at entry"), figure(found.snapshot)),
        (said("personal texts compared"), figure(found.commitments)),
        (said("looks compared"), figure(found.looks)),
        (said("live books compared"), call.say(said("yes") if found.compared_live else said("no"))),
        (said("differences"), ", ".join(found.differences) or NONE),
    ]
    if found.earlier_head is not None:
        shown = word(call, "earlier_head", found.earlier_head) or NONE
        facts.append((said("earlier head"), shown))
    for label, value in facts:
        line(call, said("{label}: {value}", label=label, value=value), indent=True)
