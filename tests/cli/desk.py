"""Somebody at a desk: the commands they type, a market that runs, and false ones."""

import json
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from click.testing import CliRunner, Result
from msgspec import Struct

from laogu.basics import fill
from laogu.cli import program
from laogu.connectors import first_start, languages
from laogu.journal import Running, StoppedWorld, open_store
from tests.http.market import START, Ids, application, holders_of, tokens_of
from tests.serving import listening

NOBODY = "http://127.0.0.1:9"
"""An address at which nothing listens: the discard port, closed wherever tests run."""


class Typed(Struct, frozen=True):
    """What a command came to: its exit code, and what it wrote where."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on standard output."""
        return json.loads(self.out)

    @property
    def error(self) -> Any:
        """The one object on standard error."""
        return json.loads(self.err)


def typed(*words: str, env: Mapping[str, str] | None = None) -> Typed:
    """Type a command. env: what the environment says besides; nothing of the machine's own."""
    clean = dict.fromkeys(
        ("LAOGU_SERVER", "LAOGU_TOKEN", "LAOGU_LANG", "LAOGU_DATABASE", "LAOGU_TRACE", "NO_COLOR")
    )
    result: Result = CliRunner().invoke(program, words, env={**clean, **(env or {})})
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return Typed(result.exit_code, result.stdout, result.stderr)


def in_chinese(template: str, **facts: object) -> str:
    """Return a sentence as its Chinese stands now: words may improve, and no test minds."""
    chinese = languages.words("zh")
    assert chinese.translate(template) != template, f"{template} has no Chinese"
    return fill(template, facts, chinese)


class Desk:
    """Commands typed beside a market that runs.

    tokens: by the names of its people. holders: ids by English name.
    """

    def __init__(
        self, server: str, database: str, tokens: Mapping[str, str], holders: Mapping[str, str]
    ) -> None:
        self.server = server
        self.database = database
        self.tokens = tokens
        self.holders = holders

    def types(self, *words: str, by: str | None = None, lang: str = "en") -> Typed:
        """Type a command in somebody's name; None: an anonymous visitor's."""
        env = {"LAOGU_SERVER": self.server, "LAOGU_LANG": lang}
        env["LAOGU_TOKEN"] = self.tokens[by] if by is not None else ""
        return typed(*words, env=env)

    def does(self, *words: str, by: str) -> Any:
        """Type a command that is recorded, and return its object."""
        done = self.types(*words, "--json", by=by)
        assert done.code == 0, done.err
        return done.json

    def makes(self, kind: str, *words: str, by: str) -> str:
        """Type a command that makes one thing of a kind, and return its id."""
        (only,) = self.does(*words, by=by)["made"][kind]
        return str(only)


@contextmanager
def practice_desk(folder: Path, patch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """Serve a practice market at START over a socket of this machine; its clock stands still."""
    database = f"sqlite:///{folder / 'market.db'}"
    world = StoppedWorld(START)
    running = Running(open_store(database, write=True), world)
    tokens = tokens_of(running, first_start.open_practice(running.journal))
    patch.setattr("laogu.journal.new_request_id", Ids(world.now))
    settings = uvicorn.Config(application(running), log_level="error", lifespan="off")
    server = uvicorn.Server(settings)
    try:
        with listening(server) as port:
            yield Desk(f"http://127.0.0.1:{port}", database, tokens, holders_of(running))
    finally:
        running.close()


class FalseMarket:
    """Something that answers over HTTP, as it was told to. asked: what came, in order."""

    def __init__(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.status, self.body, self.headers = status, body, headers
        self.asked: list[tuple[str, str, dict[str, str], bytes]] = []
        self.server = ""


@contextmanager
def false_market(
    status: int = 200, answer: object = None, *, body: bytes | None = None, **headers: str
) -> Iterator[FalseMarket]:
    """Answer everything with one status and body. headers: with _ for -."""
    content = body if body is not None else json.dumps(answer).encode()
    market = FalseMarket(status, content, {k.replace("_", "-"): v for k, v in headers.items()})
    with _listening(lambda handler: _answered(handler, market)) as market.server:
        yield market


@contextmanager
def silent_market() -> Iterator[str]:
    """Take every request, and hang up without an answer."""
    with _listening(lambda handler: handler.connection.close()) as server:
        yield server


@contextmanager
def _listening(answer: Callable[[BaseHTTPRequestHandler], None]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline()
            if self.raw_requestline and self.parse_request():
                answer(self)
            self.close_connection = True

        def finish(self) -> None:
            if not self.wfile.closed:
                super().finish()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (its own name)
            del format, args

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _answered(handler: BaseHTTPRequestHandler, market: FalseMarket) -> None:
    length = int(handler.headers.get("Content-Length") or 0)
    given = handler.rfile.read(length)
    market.asked.append((handler.command, handler.path, dict(handler.headers.items()), given))
    handler.send_response(market.status)
    for name, value in {"Content-Length": str(len(market.body)), **market.headers}.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(market.body)
