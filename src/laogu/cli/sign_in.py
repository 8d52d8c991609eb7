"""`laogu sign-in link`: a link that signs a person in, once."""

import click

from laogu.basics import said
from laogu.cli.call import AskingCommand, this_call
from laogu.cli.drawing import line, moment
from laogu.cli.generated import request_id_of
from laogu.cli.telling import harmless, tell


@click.command("link", cls=AskingCommand)
@click.argument("person")
def link(person: str) -> None:
    """Make a link that signs PERSON in once, within the hour. Asked by: the operator.

    Whoever has the link is that person: send it on a way that nobody else reads.
    """
    call = this_call()
    body = {"person": person}
    found = call.market().post("sign_in", "link", body=body, request=request_id_of(None))
    if call.json:
        tell(found)
        return
    click.echo(harmless(found.get("link")))
    line(call, said("It works once, until {moment}.", moment=moment(found.get("until"))))
