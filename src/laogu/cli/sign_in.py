"""`laogu sign-in`: who asks, a link that signs somebody in once, and getting in by one and out."""

import re
from urllib.parse import parse_qsl

import click

from laogu.basics import said
from laogu.cli.answers import LinkTold, MeTold, SignedInTold, taken
from laogu.cli.call import AskingCommand, this_call
from laogu.cli.drawing import FORGOTTEN, draw, ids, line, moment, text, word
from laogu.cli.failures import ValueUnreadable
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


@click.command("open", cls=AskingCommand)
@click.argument("link", metavar="LINK")
def open_link(link: str) -> None:
    """Sign in by LINK, which works once: whole as it was printed, or what stands after link=.

    The last line is shown as a token, in LAOGU_TOKEN, until the session ends. Whole, a link names
    the market that it opens; what stands after link= is sent to the one that --server names.
    """
    from laogu.cli.asking import RunningMarket

    call = this_call()
    server, secret = _taken_apart(link.strip(), call.server)
    market = RunningMarket(server, token="", lang=call.lang)
    found = market.post("sign_in", "open", body={"link": secret}, request=request_id_of(None))
    opened = taken(found, SignedInTold, call)
    if call.json:
        tell(found)
        return
    until = moment(opened.until)
    name = opened.name or FORGOTTEN
    line(call, said("You are signed in as {name}, until {moment}.", name=name, moment=until))
    line(call, said("The token, shown this once: keep it where only you can read it."))
    click.echo(harmless(opened.token))


@click.command("end", cls=AskingCommand)
def end() -> None:
    """Sign out: end the session whose token is in LAOGU_TOKEN."""
    call = this_call()
    found = call.market().post("sign_in", "end", body={}, request=request_id_of(None))
    if call.json:
        tell(found)
        return
    line(call, said("You are signed out."))


def _taken_apart(link: str, server: str) -> tuple[str, str]:
    """Return the market that a link is of, and the link's secret."""
    address, mark, query = link.partition("?")
    if not mark:
        return server, link
    place = re.fullmatch("(.+)/(?:en|zh)/sign-in", address)
    secret = dict(parse_qsl(query)).get("link")
    if place is None or not secret:
        reason = said("An address that signs in ends in /sign-in?link= and a secret.")
        raise ValueUnreadable(name="LINK", reason=reason, help="laogu sign-in open --help")
    return place[1], secret
