"""`laogu sign-in`: who asks, and a link that signs somebody in, once."""

import click

from laogu.basics import said
from laogu.cli.answers import LinkTold, MeTold, taken
from laogu.cli.call import AskingCommand, this_call
from laogu.cli.drawing import FORGOTTEN, draw, ids, line, moment, text, word
from laogu.cli.generated import request_id_of
from laogu.cli.telling import harmless, tell


@click.command("show", cls=AskingCommand)
def show_me() -> None:
    """Show who you are to this market, and every mandate you hold."""
    call = this_call()
    found = call.market().get("me")
    if call.json:
        tell(found)
        return
    me = taken(found, MeTold, call)
    line(call, said("{name}, {id}", name=me.name or FORGOTTEN, id=me.person_id))
    if not me.mandates:
        line(call, said("You hold no mandate."), indent=True)
        return
    rows = [
        [word(call, "power", one.power), one.name or word(call, "over", one.over), one.over]
        for one in me.mandates
    ]
    draw(call, [text(said("mandate")), text(said("over")), ids(said("id"))], rows)


@click.command("link", cls=AskingCommand)
@click.argument("person")
def link(person: str) -> None:
    """Make a link that signs PERSON in once, within the hour. Asked by: the operator.

    Whoever has the link is that person: send it on a way that nobody else reads.
    """
    call = this_call()
    market = call.market()
    made = market.post("sign_in", "link", person, body={}, request=request_id_of(None))
    found = {"link": market.server + taken(made, LinkTold, call).path, **made}
    if call.json:
        tell(found)
        return
    click.echo(harmless(found["link"]))
    line(call, said("It works once, until {moment}.", moment=moment(made.get("until"))))
