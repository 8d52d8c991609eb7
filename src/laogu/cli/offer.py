"""`laogu offer list`: what is offered of an issuer."""

import click

from laogu.basics import said
from laogu.cli.answers import OffersTold, taken
from laogu.cli.call import AskingCommand, this_call
from laogu.cli.drawing import draw, figure, figures, ids, line, moment, text
from laogu.cli.telling import tell


@click.command("list", cls=AskingCommand)
@click.argument("issuer")
def list_offers(issuer: str) -> None:
    """List the open offers of ISSUER, the lowest price first."""
    call = this_call()
    found = call.market().get("offers", issuer=issuer)
    if call.json:
        tell(found)
        return
    offers = taken(found, OffersTold, call).offers
    if not offers:
        line(call, said("No offer of {issuer} is open.", issuer=issuer))
        return
    columns = [figures(said("price")), text(said("currency")), figures(said("quantity, shares"))]
    columns += [ids(said("open until")), ids(said("posted")), ids(said("offer"))]
    rows = [
        [figure(one.price), one.currency, figure(one.quantity), moment(one.open_until),
         moment(one.posted_at), one.offer_id]
        for one in offers
    ]  # fmt: skip
    draw(call, columns, rows)
