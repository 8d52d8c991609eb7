"""`laogu market list`: the issuers of this market."""

import click

from laogu.basics import said
from laogu.cli.answers import IssuersTold, taken
from laogu.cli.call import AskingCommand, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, text
from laogu.cli.telling import tell


@click.command("list", cls=AskingCommand)
def list_issuers() -> None:
    """List the issuers of this market, with their stock classes and what is issued of each."""
    call = this_call()
    found = call.market().get("issuers")
    if call.json:
        tell(found)
        return
    issuers = taken(found, IssuersTold, call).issuers
    rows = [
        [each.slug, each.name, kind.name, figure(kind.quantity), kind.currency]
        for each in issuers
        for kind in each.classes
    ]
    bare = [each.slug for each in issuers if not each.classes]
    if not rows:
        line(call, said("No issuer has a stock class here yet."))
    columns = [ids(said("issuer")), text(said("name")), text(said("stock class"))]
    columns += [figures(said("issued, shares")), text(said("priced in"))]
    if rows:
        draw(call, columns, rows)
    if bare:
        line(call, said("Without a stock class: {issuers}.", issuers=", ".join(bare)))
