"""A real server in a process of its own: started in a moment, killed, starved, made slow.

All of them are forked from one process that has loaded everything and opened nothing, so that
fifty starts take no longer than one.
"""

import multiprocessing
import resource
import signal
import socket
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, Literal

import uvicorn
from msgspec import Struct

from laogu import app
from laogu.connectors import first_start
from laogu.journal import Kept, NotRecorded, RealWorld, Row, Running, Store, open_store
from tests.http.market import Caller, Ids, Wire, holders_of, tokens_of
from tests.serving import PATIENCE_SECONDS

Tampered = Literal["", "slow", "fails"]

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["tests.http.servers"])

SLOW_SECONDS = 0.1


class Prepared(Struct, frozen=True):
    """A practice market on disk, ready to be served, and what its people need."""

    database: str
    tokens: Mapping[str, str]
    holders: Mapping[str, str]


def prepared(folder: Path, database: str = "") -> Prepared:
    """Make a practice market and close it again; it runs by the machine's own clock.

    database: where; left out, in a file in the folder.
    """
    database = database or f"sqlite:///{folder / 'market.db'}"
    running = Running(open_store(database, write=True), RealWorld())
    tokens = tokens_of(running, first_start.open_practice(running.journal))
    made = Prepared(database, tokens, holders_of(running))
    running.close()
    return made


class Server:
    """A market served on a port of this machine, from now until it is ended.

    limit_bytes: no file may grow beyond it. tampered: what is wrong with its disk.
    standby: it follows the one that writes, and takes over from it.
    """

    def __init__(
        self,
        market: Prepared,
        *,
        limit_bytes: int | None = None,
        tampered: Tampered = "",
        standby: bool = False,
    ) -> None:
        self.market = market
        hears, says = _processes.Pipe(duplex=False)
        arguments = (market.database, says, limit_bytes, tampered, standby)
        self.process = _processes.Process(target=_serve, args=arguments, daemon=True)
        self.process.start()
        says.close()
        self._hears = hears
        self._port: int | None = None
        self._one_asks = threading.Lock()
        self._wires: list[Wire] = []

    @property
    def port(self) -> int:
        """Where it listens; waits until it does."""
        with self._one_asks:
            if self._port is None:
                assert self._hears.poll(PATIENCE_SECONDS), "the server did not start"
                self._port = self._hears.recv()
            return self._port

    def caller(self, name: str | None, *, seed: object = 0, language: str = "en") -> Caller:
        """Return somebody's program, with a connection of its own. seed: of its request ids."""
        token = None if name is None else self.market.tokens[name]
        ids = Ids(RealWorld().now, f"{name} {seed}")
        return Caller(self.wire(), ids, token=token, language=language)

    def wire(self) -> Wire:
        """Return a new connection; it is closed with the server."""
        self._wires.append(Wire(self.port))
        return self._wires[-1]

    def is_ready(self) -> bool:
        """Whether it takes requests."""
        return self.wire()("GET", "/readyz", {}, b"").status == 200

    def takes_over(self) -> None:
        """Wait until a standby has become the writer."""
        assert self.port
        assert self._hears.poll(PATIENCE_SECONDS), "the standby did not take over"
        assert self._hears.recv() == "begun"

    def kill(self) -> None:
        """End it without a word of warning."""
        self.process.kill()
        self._gone()

    def end(self) -> int | None:
        """Ask it to end, as an operator does, and return its exit code."""
        self.process.terminate()
        return self._gone()

    def leave(self) -> None:
        """Kill it, if it still lives, and close every connection to it."""
        if self.process.is_alive():
            self.kill()
        for wire in self._wires:
            wire.close()
        self._hears.close()
        self.process.close()

    def _gone(self) -> int | None:
        self.process.join(PATIENCE_SECONDS)
        assert self.process.exitcode is not None, "the server did not end"
        return self.process.exitcode


@contextmanager
def served(
    market: Prepared,
    *,
    limit_bytes: int | None = None,
    tampered: Tampered = "",
    standby: bool = False,
) -> Iterator[Server]:
    """Serve a market for a while; it is killed at the end, if it still lives."""
    server = Server(market, limit_bytes=limit_bytes, tampered=tampered, standby=standby)
    try:
        yield server
    finally:
        server.leave()


def _serve(
    database: str,
    says: Connection,
    limit_bytes: int | None,
    tampered: Tampered,
    standby: bool,
) -> None:
    # Nothing of the tests' own: neither their signals nor their warnings.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if limit_bytes is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, limit_bytes))
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    settings = app.Settings(database=database, practice=True, standby=standby, port=port)
    if standby:
        running, _ = app.open_market(settings)
        running.following.on_begin = lambda: says.send("begun")
    else:
        store = open_store(database, write=True, name=settings.address)
        running = Running(TamperedStore(store, tampered) if tampered else store, RealWorld())
    config = uvicorn.Config(
        app.build(running, settings), log_level="critical", server_header=False, lifespan="on"
    )
    server = app.Server(config, running)
    says.send(port)
    server.run(sockets=[listening])


class TamperedStore:
    """A store whose disk is slow, or fails once it has been told to by a file beside it."""

    def __init__(self, store: Store, how: Tampered) -> None:
        self._store = store
        self._how = how

    def append(
        self, rows: Sequence[Row], *, keep: Sequence[Kept] = (), forget: Sequence[str] = ()
    ) -> None:
        if self._how == "fails" and len(rows) > 1:
            raise NotRecorded(reason="made up by a test")
        # What comes meanwhile is the next batch, however fast or slow the machine is.
        time.sleep(SLOW_SECONDS)
        self._store.append(rows, keep=keep, forget=forget)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)
