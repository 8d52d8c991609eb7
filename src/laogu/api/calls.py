"""One call as the web server hands it over: its headers, its body, its answer.

What records something is a plain ASGI handler, known by its address to whoever hands calls over,
and unknown to Litestar's router: a request that is decided in a few dozen microseconds should not
spend as many on the way in, and what a router wants to know of a hundred handlers takes a tenth of
a start.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping

from litestar.enums import ScopeType
from litestar.types import HTTPScope, Receive, Scope, Send

from laogu.api.asking import words_asked
from laogu.api.problems import JSON, PROBLEM, MethodUnknown, OurFault, headers_of, problem
from laogu.basics import InvalidInput, LaoguError
from laogu.connectors import LARGEST_BODY, TooLargeBody

_log = logging.getLogger("laogu.api")

_WANTED = {b"authorization", b"request-id", b"accept-language"}
_JSON = (b"content-type", JSON.encode())
_PROBLEM = (b"content-type", PROBLEM.encode())
_TAKEN = ("OPTIONS", "POST")
_PLAIN = [(b"x-content-type-options", b"nosniff"), (b"cache-control", b"no-store")]


class BodyCutShort(InvalidInput):
    """A body ended before its announced end; who sent it is gone."""

    code = "api.body_cut_short"
    what = "This request stopped half-way."
    why = "Less came than its length announced, or its last chunk did not come."
    fix = "Send it again, with the same id."


class Call:
    """A POST on its way in."""

    __slots__ = ("_receive", "headers")

    def __init__(self, scope: HTTPScope, receive: Receive) -> None:
        self._receive = receive
        self.headers = {
            name: value.decode("latin-1") for name, value in scope["headers"] if name in _WANTED
        }

    def header(self, name: bytes) -> str | None:
        """Return one of the headers that we read; None: it was not sent."""
        return self.headers.get(name)

    async def body(self) -> bytes:
        """Return the body, up to the limit."""
        parts: list[bytes] = []
        length = 0
        while True:
            message = await self._receive()
            if message["type"] != "http.request":
                raise BodyCutShort
            part = message.get("body", b"")
            length += len(part)
            if length > LARGEST_BODY:
                raise TooLargeBody
            parts.append(part)
            if not message.get("more_body", False):
                break
        return parts[0] if len(parts) == 1 else b"".join(parts)


_Header = tuple[bytes, bytes]
Answerer = Callable[[Call], Awaitable[bytes]]
Handler = Callable[[Scope, Receive, Send], Awaitable[None]]
Calls = Mapping[str, Handler]
"""Plain handlers by the address that each answers."""


def call_handler(path: str, answer: Answerer, *, status: int) -> tuple[str, Handler]:
    """Return `path` with the handler of POST to it; `answer` gives the body of what went well."""

    async def handle(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == ScopeType.WEBSOCKET:
            return  # The web server refuses what nobody accepts.
        call = Call(scope, receive)
        if scope["method"] == "OPTIONS":
            allowed = [(b"allow", ", ".join(_TAKEN).encode())]
            await send({"type": "http.response.start", "status": 204, "headers": allowed})
            await send({"type": "http.response.body", "body": b"", "more_body": False})
            return
        try:
            if scope["method"] != "POST":
                raise MethodUnknown(known=_TAKEN, given=scope["method"][:20])
            body = await answer(call)
        except LaoguError as no:
            await _refuse(send, call, no)
        except Exception:  # noqa: BLE001 - the log has whatever it is, and the caller is told so
            _log.exception("POST %s broke", path)
            await _refuse(send, call, OurFault())
        else:
            await _send(send, status, _JSON, body)

    return path, handle


async def _refuse(send: Send, call: Call, wrong: LaoguError) -> None:
    words = words_asked(call.header(b"accept-language"))
    more = [(name.encode(), value.encode()) for name, value in headers_of(wrong).items()]
    await _send(send, wrong.http_status, _PROBLEM, problem(wrong, words), *more)


async def _send(send: Send, status: int, kind: _Header, body: bytes, *more: _Header) -> None:
    headers = [kind, (b"content-length", b"%d" % len(body)), *_PLAIN, *more]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
