"""`laogu token new`: an API token, drawn here and shown once. The market gets only its hash."""

import secrets

import click

from laogu.basics import said
from laogu.cli.answers import MeTold, taken
from laogu.cli.call import AskingCommand, this_call
from laogu.cli.drawing import line
from laogu.cli.generated import request_id_of, told
from laogu.cli.telling import tell


@click.command("new", cls=AskingCommand)
@click.option("--label", required=True, help="What it is for.")
@click.option("--person", help="In whose name it asks. Left out: in your own.")
@click.option("--expires-at", metavar="MOMENT", help="Left out: until it is revoked.")
def new(label: str, person: str | None, expires_at: str | None) -> None:
    """Draw an API token. It is shown once and kept nowhere; the record holds only its hash."""
    from laogu.journal import token_digest

    call = this_call()
    market = call.market()
    token = secrets.token_urlsafe(32)
    whose = person or taken(market.get("me"), MeTold, call).person_id
    body = {"person": whose, "label": label, "digest": token_digest(token)}
    body |= {"expires_at": expires_at} if expires_at else {}
    done = market.post("key", "issue", body=body, request=request_id_of(None))
    if call.json:
        tell({"token": token, **done})
        return
    told(call, done)
    line(call, said("The token, shown this once: keep it where only you can read it."))
    click.echo(token)
