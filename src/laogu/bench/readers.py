"""Readers of the company page while orders flow: each with a stream open, and looking again."""

import asyncio
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from urllib.parse import urlencode

import msgspec
from msgspec import Struct

from laogu.bench.commands import run
from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.serving import Ready, Server
from laogu.bench.turns import in_turn
from laogu.journal import new_request_id

READERS = 50
ORDERING = 4
SECONDS = 4
WARM_SECONDS = 1
"""Of these: while all of them come, no look is counted."""

PAUSE_MS = 500
"""What a reader rests between two looks; a browser rests a second at least."""

PAGE = "/en/company/bench"


class Read(Struct, frozen=True):
    """What one round came to: microseconds.

    told: from an order's answer until its change is told, of those told at once the longest.
    """

    p50: int
    p99: int
    looks: int
    orders: int
    told: int
    cpu_us: int


class _Line:
    """One connection that asks and waits."""

    def __init__(self, port: int, **headers: str) -> None:
        self._port = port
        self._headers = "".join(f"{name}: {one}\r\n" for name, one in headers.items())

    async def open(self) -> "_Line":
        """Connect."""
        opened = await asyncio.open_connection("127.0.0.1", self._port, limit=2**24)
        self.reader, self.writer = opened
        return self

    async def ask(self, method: str, path: str, body: str = "", more: str = "") -> tuple[str, str]:
        """Return head and body of an answer."""
        self.writer.write(
            f"{method} {path} HTTP/1.1\r\nHost: localhost\r\n{self._headers}{more}"
            f"Content-Length: {len(body)}\r\n\r\n{body}".encode()
        )
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode()
        found = re.search(r"content-length: (\d+)", head.lower())
        whole = await self.reader.readexactly(int(found[1])) if found else b""
        return head, whole.decode()

    def close(self) -> None:
        """Hang up."""
        self.writer.close()


class _Readers:
    """The same server, read once alone and once while orders flow."""

    def __init__(self, server: Server, *, is_public: bool) -> None:
        self._server = server
        self._is_public = is_public
        self.rounds: list[Read] = []

    def __call__(self) -> float:
        """Return the milliseconds within which 99 of 100 looks are answered while orders flow."""
        before = self._server.cpu_ns()
        found: list[Read] = []
        run(_read(self._server.ready, found, is_public=self._is_public))
        cpu_us = (self._server.cpu_ns() - before) // 1_000
        self.rounds.append(msgspec.structs.replace(found[0], cpu_us=cpu_us))
        return found[0].p99 / 1_000


def _readers(folder: Path, wanted: set[str]) -> Iterator[Found]:
    """Yield what the goals among `wanted` came to."""
    names = [goal.name for goal in READING.goals if goal.name in wanted]
    if not names:
        return
    server = Server("durable", folder)
    measured = {one: _Readers(server, is_public=one == "readers-public") for one in names}
    acts: dict[str, Callable[[], float]] = dict(measured)
    try:
        things = in_turn(acts)
    finally:
        server.stop()
    for name in names:
        rounds = measured[name].rounds[1:]
        note = (
            f"{READERS} readers, {sum(one.looks for one in rounds)} looks; "
            f"{sum(one.orders for one in rounds) // (len(rounds) * SECONDS)} orders a second; "
            f"told after {median(one.told for one in rounds) / 1_000:.0f} ms"
        )
        limit = [one.p50 / 1_000 for one in rounds]
        yield Found(goal=READING.named(name), thing=things[name], limit=limit, note=note)


async def _read(ready: Ready, found: list[Read], *, is_public: bool) -> None:
    until = time.perf_counter() + SECONDS
    cookie = await _signed_in(ready)
    # One person has few streams, so that all but one are of visitors.
    whose = [cookie, *[""] * (READERS - 1)]
    streams = [await _stream(ready.port, one) for one in whose]
    shown = "laogu-lang=en" if is_public else cookie
    took: list[int] = []
    told: list[int] = []
    ordered: dict[int, int] = {}
    async with asyncio.TaskGroup() as group:
        hearing = group.create_task(_hear(streams[0], ordered, told))
        looking = [
            group.create_task(_look(ready.port, shown, PAUSE_MS * at / READERS / 1000, until, took))
            for at in range(READERS)
        ]
        for number in range(ORDERING):
            group.create_task(_order(ready, number, until, ordered))
        await asyncio.gather(*looking)
        hearing.cancel()
    for one in streams:
        one.close()
    took.sort()
    found.append(
        Read(
            p50=took[len(took) // 2],
            p99=took[len(took) * 99 // 100],
            looks=len(took),
            orders=len(ordered),
            told=int(median(told)) if told else 0,
            cpu_us=0,
        )
    )


async def _look(port: int, cookie: str, wait: float, until: float, took: list[int]) -> None:
    """Look at the page, rest, and look at the regions that changed, again and again.

    wait: readers do not all come in one moment, and what is told spreads their looks as well.
    """
    await asyncio.sleep(wait)
    line = await _Line(port, Cookie=cookie).open()
    more = ""
    while time.perf_counter() < until:
        start = time.perf_counter_ns()
        head, _ = await line.ask("GET", PAGE, more=more)
        if until - time.perf_counter() < SECONDS - WARM_SECONDS:
            took.append((time.perf_counter_ns() - start) // 1_000)
        if not head.startswith("HTTP/1.1 200"):
            raise RuntimeError(head)
        more = "Laogu-Regions: strip trades offers\r\n"
        await asyncio.sleep(PAUSE_MS / 1000)
    line.close()


async def _order(ready: Ready, number: int, until: float, ordered: dict[int, int]) -> None:
    """Post an offer and take it back, so that the page does not grow."""
    line = await _Line(ready.port, Authorization=f"Bearer {ready.token}").open()
    body = ready.bodies[number]
    while time.perf_counter() < until:
        _, answer = await line.ask("POST", "/api/offer/post", body, _id())
        recorded = msgspec.json.decode(answer)
        offer = recorded["made"]["offer"][0]
        ordered[recorded["entry"]] = time.perf_counter_ns()
        taken_back = msgspec.json.encode({"offer": offer}).decode()
        await line.ask("POST", "/api/offer/withdraw", taken_back, _id())
    line.close()


def _id() -> str:
    return f"Request-Id: {new_request_id()}\r\nContent-Type: application/json\r\n"


async def _stream(port: int, cookie: str) -> _Line:
    line = await _Line(port, Cookie=cookie).open()
    line.writer.write(
        f"GET /stream HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n".encode()
    )
    await line.reader.readuntil(b"event: hello")
    return line


async def _hear(line: _Line, ordered: dict[int, int], told: list[int]) -> None:
    """Note how long after the answer to an order its change was told, at the latest."""
    last = 0
    while True:
        head = await line.reader.readuntil(b"event: changed")
        seq = int(re.findall(rb"id: (\d+)", head)[-1])
        now = time.perf_counter_ns()
        waited = [now - at for entry, at in ordered.items() if last < entry <= seq]
        if waited and last:
            told.append(max(waited) // 1_000)
        last = seq


async def _signed_in(ready: Ready) -> str:
    """Return the cookie of the operator, signed in by a link as a person is."""
    program = await _Line(ready.port, Authorization=f"Bearer {ready.token}").open()
    _, me = await program.ask("GET", "/api/me")
    person = msgspec.json.decode(me)["person_id"]
    _, link = await program.ask("POST", f"/api/sign_in/link/{person}")
    program.close()
    browser = await _Line(ready.port).open()
    head, page = await browser.ask("GET", msgspec.json.decode(link)["path"])
    fields = dict(re.findall(r'name="(\w+)" value="([^"]*)"', page))
    shown = "; ".join(re.findall(r"set-cookie: ([^;]+)", head))
    more = f"Cookie: {shown}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
    head, _ = await browser.ask("POST", "/en/sign-in", urlencode(fields), more)
    browser.close()
    found = re.search(r"set-cookie: (laogu-session=[^;]+)", head)
    if found is None:
        raise RuntimeError(head)
    return found[1]


READING = Bench(
    (
        Goal(
            number=None,
            name="readers",
            thing="99 of 100 looks at the company page, 50 readers with streams, orders flowing",
            limit="half of them",
            unit="ms",
            seen="none",
            floor=1000,
            at_most=True,
        ),
        Goal(
            number=None,
            name="readers-public",
            thing="99 of 100 looks at the same page, 50 readers who are not signed in",
            limit="half of them",
            unit="ms",
            seen="none",
            floor=1000,
            at_most=True,
        ),
    ),
    _readers,
)
