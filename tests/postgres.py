"""A real PostgreSQL for tests: one server for each process that runs tests, started when needed.

It comes from a wheel, listens at a socket in a folder of its own, and makes nothing durable, so
that a database for a test is made in a hundredth of a second. Tests that pull the plug start
servers of their own.
"""

import atexit
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

import psycopg

from laogu.bench.postgres import QUICK, Postgres, new_folder, programs
from laogu.journal.postgres_server import IS_OURS


@cache
def server() -> Postgres:
    """Return the server of this process; it ends with it."""
    folder = new_folder()
    (folder / "a").mkdir()
    started = Postgres(folder / "a").start()

    def gone() -> None:
        started.stop()
        shutil.rmtree(folder, ignore_errors=True)
        copy = programs().parents[2]
        if copy.name.startswith("laogu-pg-"):
            shutil.rmtree(copy, ignore_errors=True)

    atexit.register(gone)
    return started


_given: dict[str, str] = {}
"""Databases that were given out, and to which test."""

# Whoever forgot to leave is sent away; what is not a market's stays, and is not given out again.
CLEAR = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid();
DROP SCHEMA IF EXISTS laogu CASCADE
"""


def new_database() -> str:
    """Return the address of an empty database; one of a test that is over is cleared first."""
    test = os.environ.get("PYTEST_CURRENT_TEST", "").rpartition(" ")[0]
    for url in [url for url, whose in _given.items() if whose != test]:
        del _given[url]
        if _is_cleared(url):
            _given[url] = test
            return url
    url = server().new_database()
    _given[url] = test
    return url


def give_back(url: str) -> None:
    """Let the same test have this database again as a new one."""
    _given[url] = "nobody"


def _is_cleared(url: str) -> bool:
    with psycopg.connect(url, autocommit=True) as hand:
        hand.execute(CLEAR)
        return hand.execute(IS_OURS).fetchone() == (False, False)


@contextmanager
def own_server(
    settings: Mapping[str, str] = QUICK, *, limit_bytes: int | None = None
) -> Iterator[Postgres]:
    """Start a server that a test may kill, starve or change, and remove it afterwards.

    limit_bytes: no file of its own may grow beyond it.
    """
    folder = new_folder()
    (folder / "a").mkdir()
    own = Postgres(folder / "a", settings).start(most_bytes=limit_bytes)
    try:
        yield own
    finally:
        own.stop()
        shutil.rmtree(folder, ignore_errors=True)
