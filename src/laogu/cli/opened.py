"""A database opened for reading, beside a running market or without one, as its operator sees."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import click

from laogu.cli.failures import NobodyOperates
from laogu.journal import Journal, RealWorld, Store, open_store
from laogu.operations import Sight
from laogu.people import MARKET

REAL = "sqlite:///var/market.db"
PRACTICE = "sqlite:///var/practice.db"


def default_database(*, practice: bool = False) -> str:
    """Return where a market is kept when nobody says where."""
    return os.environ.get("LAOGU_DATABASE") or (PRACTICE if practice else REAL)


def database_option(note: str) -> click.Parameter:
    """Return the option of commands that may read a database directly."""
    return click.Option(["--database"], metavar="URL", help=note)


@contextmanager
def opened_store(database: str) -> Iterator[Store]:
    """Open a database for reading; whoever writes to it goes on."""
    store = open_store(database, write=False)
    try:
        yield store
    finally:
        store.close()


@contextmanager
def opened(database: str) -> Iterator[tuple[Journal, Sight]]:
    """Open the market in a database for reading, and see it as its operator does."""
    with opened_store(database) as store:
        journal = Journal(store, RealWorld())
        mandates = journal.books.people.mandates.values()
        operator = next(
            (one.person for one in mandates if one.power == "operate" and one.over == MARKET), None
        )
        if operator is None:
            raise NobodyOperates
        yield journal, Sight(journal.books, operator)
