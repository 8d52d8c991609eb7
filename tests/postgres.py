"""A real PostgreSQL for tests: one server for each process that runs tests, started when needed.

It comes from a wheel, listens at a socket in a folder of its own, and makes nothing durable, so
that a database for a test is made in a hundredth of a second. Tests that pull the plug start
servers of their own.
"""

import atexit
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

from laogu.bench.postgres import QUICK, Postgres, new_folder, programs


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


def new_database() -> str:
    """Return the address of an empty database."""
    return server().new_database()


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
