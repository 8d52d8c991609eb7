"""`laogu serve`: open a market and serve it."""

import socket
from typing import Any

import click

from laogu.cli.call import SpokenCommand, this_call
from laogu.cli.failures import AddressTaken

DATABASE = "Where the market is kept. Left out: LAOGU_DATABASE, or a file in the folder var."


@click.command("serve", cls=SpokenCommand)
@click.option("--database", metavar="URL", help=DATABASE)
@click.option("--host", default="127.0.0.1", show_default=True, help="The address to listen at.")
@click.option("--port", type=click.IntRange(1, 65_535), default=8000, show_default=True)
@click.option("--empty", is_flag=True, help="A new market opens without the shipped data.")
@click.option("--practice", is_flag=True, help="An invented issuer, and a clock that may be moved.")
@click.option("--standby", is_flag=True, help="Where another writes: follow it, and take over.")
@click.option("--secure", is_flag=True, help="It is reached over https only: cookies say so.")
def serve(database: str | None, host: str, port: int, **settings: Any) -> None:
    """Open the market, and serve it until it is stopped.

    On the first start a real market loads the data that comes with the program. A practice market
    lives in a database of its own.
    """
    from laogu.cli.opened import default_database

    check_free(host, port)
    where = database or default_database(practice=settings["practice"])
    call = this_call()
    lang = call.lang if call.is_lang_chosen else ""
    call.above.serve(database=where, host=host, port=port, lang=lang, **settings)


def check_free(host: str, port: int) -> None:
    """Refuse an address where nothing can listen, before anything is opened."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        family, kind, protocol, _, address = found[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as wrong:
        reason = wrong.strerror or str(wrong)
        raise AddressTaken(host=host, port=str(port), reason=reason) from None
