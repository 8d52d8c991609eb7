"""`laogu store copy`: move a market from one database to another."""

import click

from laogu.basics import said
from laogu.cli.call import SpokenCommand, this_call
from laogu.cli.drawing import figure, line
from laogu.cli.telling import tell


@click.command("copy", cls=SpokenCommand)
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy_market(source: str, target: str) -> None:
    """Copy the market at the address FROM to a new one at TO, in either kind of database.

    The record is verified before, while and after it is copied. What is kept comes with it: names
    with their salts, terms, looks, and a snapshot. Sessions do not: everybody signs in again. The
    market at FROM must not run meanwhile, and there must be none at TO.
    """
    from laogu.journal import copy, open_store, shown

    # Read first: opening for writing would make what is not there.
    open_store(source, write=False).close()
    call, names = this_call(), (shown(source), shown(target))
    origin = open_store(source, write=True)
    try:
        place = open_store(target, write=True)
        try:
            done = copy(origin, place, source_name=names[0], target_name=names[1])
        finally:
            place.close()
    finally:
        origin.close()
    if call.json:
        counted = {name: getattr(done, name) for name in done.__struct_fields__}
        tell({"from": names[0], "to": names[1], **counted})
        return
    line(call, said("Copied from {source} to {target}.", source=names[0], target=names[1]))
    facts = [
        (said("entries"), figure(done.entries)),
        (said("head"), done.head),
        (said("names and documents"), figure(done.kept)),
        (said("forgotten"), figure(done.forgotten)),
        (said("looks"), figure(done.looks)),
    ]
    for label, value in facts:
        line(call, said("{label}: {value}", label=label, value=value), indent=True)
