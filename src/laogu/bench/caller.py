"""Our own load, where there is no wrk: connections that each wait for one answer, then ask again.

`python -m laogu.bench.caller ADDRESS TOKEN BODIES FORM AT_ONCE SEED SECONDS` prints one line of
JSON.
"""

import asyncio
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import cast
from urllib.parse import urlsplit

import msgspec

from laogu.bench.commands import run
from laogu.bench.pressing import CONNECTIONS, Form, Pressed, offers_in
from laogu.journal import new_request_id

PATIENCE_SECONDS = 20
"""How long the last answers may take."""


class Caller(asyncio.Protocol):
    """One connection: it sends a request, waits for the whole answer, and sends the next."""

    def __init__(self, asks: Iterator[bytes], until_ns: int, took: list[int]) -> None:
        self._asks = asks
        self._until_ns = until_ns
        self._took = took
        self._got = b""
        self._sent_ns = 0
        self.wrong = 0
        self.over = asyncio.get_running_loop().create_future()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Send the first request."""
        # The loop that is used may have transports of its own, which are none of asyncio's.
        self._transport = cast("asyncio.Transport", transport)
        self._ask()

    def data_received(self, data: bytes) -> None:
        """Take in a part of the answer; when it is whole, send the next request."""
        self._got += data
        head, parted, body = self._got.partition(b"\r\n\r\n")
        if not parted:
            return
        length = int(head.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0])
        if len(body) < length:
            return
        self.wrong += not head.startswith(b"HTTP/1.1 20")
        now = time.perf_counter_ns()
        self._took.append(now - self._sent_ns)
        self._got = b""
        if now < self._until_ns:
            self._ask()
        else:
            self._transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """Say that it is over."""
        self.wrong += exc is not None
        self.over.set_result(None)

    def _ask(self) -> None:
        self._sent_ns = time.perf_counter_ns()
        self._transport.write(next(self._asks))


def asks(head: str, bodies: list[str], form: Form) -> Iterator[bytes]:
    """Yield requests for ever, each under a new id. head: the first lines of each."""
    bodies_again = cycle(bodies)
    while True:
        offers = [next(bodies_again) for _ in range(offers_in(form))]
        match form:
            case "one":
                (body,) = offers
            case "batch":
                many = (
                    f'{{"operation":"offer.post","id":"{new_request_id()}","request":{one}}}'
                    for one in offers
                )
                body = f'{{"requests":[{",".join(many)}]}}'
            case _:
                body = f'{{"offers":[{",".join(offers)}]}}'
        yield (
            f"{head}Request-Id: {new_request_id()}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n{body}"
        ).encode()


async def _press(
    host: str, port: int, make: Callable[[], Iterator[bytes]], *, seconds: int
) -> None:
    took: list[int] = []
    start = time.perf_counter_ns()
    until = start + seconds * 1_000_000_000
    loop = asyncio.get_running_loop()
    callers = [
        (await loop.create_connection(lambda: Caller(make(), until, took), host, port))[1]
        for _ in range(CONNECTIONS)
    ]
    async with asyncio.timeout(seconds + PATIENCE_SECONDS):
        await asyncio.gather(*(one.over for one in callers))
    took.sort()
    pressed = Pressed(
        requests=len(took),
        us=(time.perf_counter_ns() - start) // 1_000,
        p50=took[len(took) // 2] // 1_000,
        p99=took[len(took) * 99 // 100] // 1_000,
        wrong=sum(one.wrong for one in callers),
    )
    sys.stdout.write(msgspec.json.encode(pressed).decode() + "\n")


def _main(given: Sequence[str]) -> None:
    address, token, bodies, form, _, _, seconds = given
    found = urlsplit(address)
    lines = Path(bodies).read_text(encoding="utf-8").splitlines()
    host, port = found.hostname or "127.0.0.1", found.port or 80
    head = f"POST {found.path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\n"
    make = partial(asks, head, lines, cast("Form", form))
    run(_press(host, port, make, seconds=int(seconds)))


if __name__ == "__main__":
    _main(sys.argv[1:8])
