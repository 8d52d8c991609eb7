"""Many requests in one call: decided one by one, made durable together, answered one by one.

A plain ASGI handler: for what runs a hundred times in a call, the framework's way is too long.
"""

from typing import Any
from uuid import UUID

import msgspec
from litestar.handlers import ASGIRouteHandler, asgi
from litestar.types import Receive, Scope, Send
from msgspec import Raw, Struct

from laogu.api.asking import person_asking, words_asked
from laogu.api.problems import JSON, PROBLEM, NothingHere, problem
from laogu.basics import InvalidInput, LaoguError, PersonId, Words, request_id
from laogu.connectors import plain
from laogu.connectors.reading import LARGEST_BODY, TooLargeBody, read_json, unread
from laogu.connectors.strict import check_once
from laogu.journal import Command, Recorded, Running

MOST = 1_000
"""Requests in one call."""


class TooManyAtOnce(InvalidInput):
    """A call holds more requests than one may."""

    code = "api.too_many_at_once"
    what = "This call holds {given} requests."
    why = "One call may hold {most}."
    fix = "Divide it."
    given: int
    most: int = MOST


class One(Struct, frozen=True, forbid_unknown_fields=True):
    """One request of a call: the operation's name, the request's own id, and its body."""

    operation: str
    id: str
    request: Raw


class _Many(Struct, frozen=True, forbid_unknown_fields=True):
    requests: list[One]


_OWN = frozenset(("requests", "operation", "id", "request"))
_decode = msgspec.json.Decoder(_Many).decode
_encode = msgspec.json.Encoder().encode


def batch_handler(running: Running) -> ASGIRouteHandler:
    """Return the handler of POST /api/batch."""

    @asgi("/api/batch", is_mount=False, copy_scope=True)
    async def batch(scope: Scope, receive: Receive, send: Send) -> None:
        headers = {
            key.decode("latin-1"): value.decode("latin-1") for key, value in scope["headers"]
        }
        words = words_asked(headers.get("accept-language"))
        try:
            if scope["method"] != "POST":  # type: ignore[typeddict-item]
                raise NothingHere(method=scope["method"])  # type: ignore[typeddict-item]
            by = person_asking(running, headers.get("authorization"))
            answers = await answer_all(running, await _body(receive), by=by, words=words)
        except LaoguError as wrong:
            await _send(send, wrong.http_status, PROBLEM, problem(wrong, words))
            return
        await _send(send, 200, JSON, _encode({"answers": answers}))

    return batch


async def answer_all(
    running: Running, body: bytes, *, by: PersonId | None, words: Words
) -> list[Any]:
    """Return the answer to each request of a body, in order; a refused one spoils no other."""
    try:
        asked = _decode(body).requests
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise unread(body, wrong) from None
    if len(asked) > MOST:
        raise TooManyAtOnce(given=len(asked))
    check_once(body, _OWN, most=len(asked))
    answers: list[Any] = [None] * len(asked)
    commands: list[Command] = []
    places: list[int] = []
    for place, one in enumerate(asked):
        try:
            commands.append(_command(one, by))
            places.append(place)
        except LaoguError as wrong:
            answers[place] = {"status": wrong.http_status, **plain.error(wrong, words)}
    outcomes = await running.writer.execute_all(commands)
    for place, outcome in zip(places, outcomes, strict=True):
        match outcome:
            case Recorded():
                answers[place] = {"status": 201, **plain.recorded(outcome)}
            case LaoguError():
                answers[place] = {"status": outcome.http_status, **plain.error(outcome, words)}
    return answers


def _command(one: One, by: PersonId | None) -> Command:
    known: UUID = request_id(one.id)
    return Command(
        operation=one.operation, request=read_json(one.operation, one.request), id=known, by=by
    )


async def _body(receive: Receive) -> bytes:
    parts: list[bytes] = []
    length = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            break
        part = message.get("body", b"")
        length += len(part)
        if length > LARGEST_BODY:
            raise TooLargeBody
        parts.append(part)
        if not message.get("more_body", False):
            break
    return b"".join(parts)


async def _send(send: Send, status: int, media_type: str, body: bytes) -> None:
    headers = [
        (b"content-type", media_type.encode()),
        (b"content-length", str(len(body)).encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"cache-control", b"no-store"),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body, "more_body": False})
