"""Questions over HTTP that may take long: each is answered beside the loop, whole."""

from contextlib import suppress
from typing import Any

import msgspec
from litestar.types import (
    ASGIApp,
    HTTPScope,
    Message,
    Receive,
    Send,
)
from litestar.utils import normalize_path

from laogu.api.asking import person_asking, words_asked
from laogu.api.problems import PROBLEM, STREAM, problem
from laogu.basics import LaoguError
from laogu.connectors import LARGEST_BODY, Beside
from laogu.journal import Running

PREVIEW = "/api/preview"

ASKED_WITH_A_BODY = frozenset((PREVIEW, "/api/round/model"))
"""What records nothing, though it is sent."""

RECORD = "/api/record"
"""Entries differ in length as nothing else does, and which are asked for stands in the query."""


class _Broken(Exception):
    """Something went wrong in a copy that may go well where nothing is left out."""


def may_be_long(method: str, path: str) -> bool:
    """Return whether a call is a question that may have to go through very much."""
    if method == "POST":
        return path in ASKED_WITH_A_BODY
    # As the router reads it: a stream with a slash too many is a stream.
    path = normalize_path(path) if method == "GET" else ""
    return path.startswith("/api/") and path != STREAM


async def answer_beside(
    beside: Beside, ask: ASGIApp, scope: HTTPScope, receive: Receive, send: Send
) -> None:
    """Send what `ask` answers to a call, worked out where that holds nobody up."""
    sent = await _received(receive) if scope["method"] == "POST" else []

    async def work() -> list[Message]:
        left = iter(sent)
        answered: list[Message] = []

        async def again() -> Any:
            return next(left, {"type": "http.disconnect"})

        async def keep(message: Message) -> None:
            answered.append(message)

        await ask(scope, again if sent else receive, keep)
        return answered

    body = b"".join(one.get("body", b"") for one in sent)
    who = _who(beside.running, scope)
    try:
        answered = await beside.of(
            _asked(scope, body), work, whole=_whole, who=who, bytes_sent=len(body)
        )
    except LaoguError as wrong:
        answered = _refused(scope, wrong)
    for message in answered:
        await send(message)


class _Tried(msgspec.Struct):
    operation: str = ""


def _asked(scope: HTTPScope, body: bytes) -> tuple[object, ...]:
    """Return what is asked for, as far as how long it takes may hang on it."""
    path, query = scope["path"], scope["query_string"]
    is_known = any(name == b"authorization" for name, _ in scope["headers"])
    tried = _Tried()
    if path == PREVIEW:
        with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            tried = msgspec.json.decode(body, type=_Tried)
    names = frozenset(one.partition(b"=")[0] for one in query.split(b"&"))
    return path, is_known, tried.operation, query if path == RECORD else names


def _who(running: Running, scope: HTTPScope) -> str:
    """Return who asks: a person, or from where."""
    given = dict(scope["headers"]).get(b"authorization", b"").decode("latin-1")
    person = None
    # Who may not ask is told so by whoever answers.
    with suppress(LaoguError):
        person = person_asking(running, given)
    address = scope.get("client")
    return person or (address[0] if address is not None else "")


async def _received(receive: Receive) -> list[Any]:
    """Return a body as it comes, to its end or to where it is too long for anybody."""
    found: list[Any] = []
    length = 0
    while length <= LARGEST_BODY:
        message = await receive()
        found.append(message)
        if message["type"] != "http.request" or not message.get("more_body", False):
            break
        length += len(message.get("body", b""))
    return found


async def _whole(answered: list[Message]) -> list[Message]:
    for message in answered:
        if message["type"] == "http.response.start" and message["status"] >= 500:
            raise _Broken
    return answered


def _refused(scope: HTTPScope, wrong: LaoguError) -> list[Message]:
    given = dict(scope["headers"]).get(b"accept-language", b"").decode("latin-1")
    body = problem(wrong, words_asked(given))
    headers = [
        (b"content-type", PROBLEM.encode()), (b"content-length", b"%d" % len(body)),
        (b"cache-control", b"no-store"), (b"retry-after", b"60"),
    ]  # fmt: skip
    return [
        {"type": "http.response.start", "status": wrong.http_status, "headers": headers},
        {"type": "http.response.body", "body": body, "more_body": False},
    ]
