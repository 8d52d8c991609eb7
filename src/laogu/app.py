"""Puts it together: a database, a market that runs in it, and its three doors on one address."""

import asyncio
import gc
import logging
import os
import socket
import sys
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any

import uvicorn
from litestar import Litestar, Request, Response
from litestar.exceptions import HTTPException
from litestar.utils import normalize_path
from msgspec import Struct

from laogu import api, web
from laogu.basics import InvalidInput, PersonId, said, say
from laogu.connectors import LARGEST_BODY, Beside, first_start, first_window, languages
from laogu.journal import (
    AnotherWriter,
    NoDatabase,
    RealWorld,
    Running,
    Store,
    open_store,
    stand_by,
)
from laogu.people import MARKET

GARBAGE_AFTER = 5_000
"""Objects that came and stayed before the collector looks among the youngest (Python: 700)."""


MARKET_BEGINS = said("laogu, market")
PRACTICE_BEGINS = said("laogu, practice market: its clock may be moved")

WAIT_MS = 200
"""How often a standby looks whether its market has begun."""


class Settings(Struct, frozen=True, kw_only=True):
    """How a market is served.

    database: its address. empty: open without the shipped data, where it is new.
    practice: a practice market, in a database of its own.
    secure:   it is reached over https only, so cookies may say so.
    standby:  where another process writes to it, follow that one and take over when it ends.
    lang:     in which it says that it has begun; blank: as the environment's LANG has it.
    """

    database: str
    host: str = "127.0.0.1"
    port: int = 8000
    empty: bool = False
    practice: bool = False
    secure: bool = False
    standby: bool = False
    lang: str = ""

    @property
    def is_https(self) -> bool:
        """Whether readers reach it over https."""
        return self.secure

    @property
    def address(self) -> str:
        """Where it listens."""
        return f"http://{self.host}:{self.port}"


class OtherKind(InvalidInput):
    """A practice market was to be opened on a real market's database, or the other way round."""

    code = "app.other_kind"
    what = "This database holds a {kind} market."
    why = "Practice and real are never one market; the first entry says which it is."
    fix = "Use another database for the {wanted} market."
    kind: str
    wanted: str


def open_market(settings: Settings) -> tuple[Running, PersonId]:
    """Return the market in the database, opened as new where there is none, and who operates it."""
    store, writer = opened_store(settings)
    running = Running(store, RealWorld())
    if writer is not None:
        stand_by(running.journal, writer)
    opened = running.books.market.opened.get("market")
    wanted = "practice" if settings.practice else "real"
    if opened is None:
        if settings.practice:
            operator = first_start.open_practice(running.journal)
            first_window.open_window(running.journal, operator)
            return running, operator
        return running, first_start.open_real(running.journal, empty=settings.empty)
    if opened.kind != wanted:
        running.close()
        raise OtherKind(kind=opened.kind, wanted=wanted)
    operators = (
        one.person
        for one in running.books.people.mandates.values()
        if one.power == "operate" and one.over == MARKET
    )
    return running, next(operators)


def opened_store(settings: Settings) -> tuple[Store, str | None]:
    """Return the store, and who writes to it instead of this process; None: nobody does.

    A standby that comes before its market has begun waits for that.
    """
    is_file = settings.database.startswith("sqlite:")
    while True:
        try:
            waits = settings.standby and is_file
            return open_store(
                settings.database, write=True, waits=waits, name=settings.address
            ), None
        except AnotherWriter as other:
            if not settings.standby:
                raise
            writer = other.pid
        with suppress(NoDatabase):
            store = open_store(settings.database, write=True, waits=True, name=settings.address)
            if next(store.rows(upto=1), None) is not None:
                return store, writer
            store.close()
        time.sleep(WAIT_MS / 1_000)


class Application(Litestar):
    """Litestar, and in front of its router the calls it is not asked for: most record something."""

    def __init__(self, calls: api.Calls, beside: Beside, **given: Any) -> None:
        super().__init__(**given)
        self.calls = calls
        self.beside = beside

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Hand a call over, past the router where its address is one of those."""
        path = scope.get("path", "")
        if scope["type"] == "http" and api.is_head(scope["method"], path):
            await api.answer_head(self, scope, receive, send)
            return
        call = self.calls.get(path) or self.calls.get(normalize_path(path))
        ask = super().__call__ if call is None else call
        if scope["type"] == "http" and api.may_be_long(scope["method"], path):
            await api.answer_beside(self.beside, ask, scope, receive, send)
        else:
            await ask(scope, receive, send)


def build(running: Running, settings: Settings) -> Litestar:
    """Return the application: pages, the HTTP door, and what runs beside them."""

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        clock = asyncio.create_task(running.keep_time())
        try:
            yield
        finally:
            clock.cancel()
            try:
                with suppress(asyncio.CancelledError):
                    await clock
            finally:
                beside.close()
                running.close()

    beside = Beside(running, shared=web.COMPILED)
    pages_nowhere = web.unknown_page(running, settings, beside)

    def nowhere(request: Request[Any, Any, Any], wrong: HTTPException) -> Response[bytes]:
        """Answer an address that nobody knows as the door it knocks at answers."""
        if request.scope["path"].startswith("/api"):
            return api.on_http_error(request, wrong)
        return pages_nowhere(request, wrong)

    answers, calls = api.handlers(running)
    handlers: list[Any] = [*answers, *web.handlers(running, settings, beside)]
    return Application(
        calls,
        beside,
        route_handlers=handlers,
        lifespan=[lifespan],
        exception_handlers={**api.HANDLERS, HTTPException: nowhere},
        openapi_config=None,
        request_max_body_size=LARGEST_BODY,
        logging_config=None,
    )


class Server(uvicorn.Server):
    """The web server, which ends streams and copies before it waits for answers under way.

    on_listening: what is done once somebody may come.
    """

    def __init__(
        self,
        config: uvicorn.Config,
        running: Running,
        *,
        on_listening: Callable[[], None] = lambda: None,
    ) -> None:
        super().__init__(config)
        self._running = running
        self._on_listening = on_listening

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Begin to listen, and say so."""
        await super().startup(sockets)
        if self.started:
            self._on_listening()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Say the last word to those who listen and who wait for a copy, and shut down."""
        self._running.changes.close()
        if isinstance(self.config.app, Application):
            self.config.app.beside.close()
        await super().shutdown(sockets)


def long_lived() -> None:
    """Tell the garbage collector that what there is now stays, and to look around less often.

    The books are large, live as long as the process and hold no cycles; walking through them again
    and again was the largest hidden cost of a request. Everybody waits for a look among the
    youngest, so that it is kept short; among the older ones it comes as seldom as can be. What was
    thrown away so far stays too: a thousand objects, and looking for them takes a tenth of a start.
    """
    gc.freeze()
    gc.set_threshold(GARBAGE_AFTER, 80, 50)
    gc.enable()


def serve(settings: Settings) -> None:
    """Open the market and serve it until it is stopped."""
    logging.basicConfig(
        level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s %(message)s"
    )
    prefix = "sqlite:///"
    if settings.database.startswith(prefix):
        folder = Path(settings.database.removeprefix(prefix)).parent
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    running, operator = open_market(settings)
    lang = settings.lang or ("zh" if os.environ.get("LANG", "").startswith("zh") else "en")
    words = languages.words("zh" if lang == "zh" else "en")

    def greet() -> None:
        link = f"{settings.address}/{lang}/sign-in?link={running.sign_in.new_link(operator)}"
        kind = PRACTICE_BEGINS if settings.practice else MARKET_BEGINS
        sign_in = say(said("sign in once, within the hour: {link}", link=link), words)
        _say(f"{say(kind, words)}\n  {settings.address}/\n  {sign_in}\n")

    def begin() -> None:
        writer = running.journal.stands_by
        if writer is None:
            greet()
            return
        begins = said("laogu, standby of process {process}", process=str(writer))
        _say(f"{say(begins, words)}\n  {settings.address}/\n")

    running.following.on_begin = greet
    application = build(running, settings)
    long_lived()
    config = uvicorn.Config(
        application,
        host=settings.host,
        port=settings.port,
        log_level="warning",
        server_header=False,
        date_header=True,
    )
    Server(config, running, on_listening=begin).run()


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
