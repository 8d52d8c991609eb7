"""Many requests in one call: decided one by one, made durable together, answered one by one."""

from typing import Any
from uuid import UUID

import msgspec
from msgspec import Raw, Struct

from laogu.api.asking import person_asking, words_asked
from laogu.api.calls import Call, Handler, call_handler
from laogu.basics import InvalidInput, LaoguError, PersonId, Words, request_id
from laogu.connectors import check_once, plain, read_operation, unread
from laogu.journal import Command, Recorded, Running

MOST = 1_000
"""Requests in one call; each offer of a list counts as one."""


class TooManyAtOnce(InvalidInput):
    """A call holds more requests than one may; each offer of a list counts as one."""

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


def batch_handler(running: Running) -> tuple[str, Handler]:
    """Return the handler of POST /api/batch."""

    async def answer(call: Call) -> bytes:
        by = person_asking(running, call.header(b"authorization"))
        words = words_asked(call.header(b"accept-language"))
        return _encode(
            {"answers": await answer_all(running, await call.body(), by=by, words=words)}
        )

    return call_handler("/api/batch", answer, status=200)


async def answer_all(
    running: Running, body: bytes, *, by: PersonId | None, words: Words
) -> list[Any]:
    """Return the answer to each request of a body, in order; a refused one spoils no other."""
    try:
        asked = _decode(body).requests
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise unread(_Many, body, wrong) from None
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
    acts = sum(one.request.weight for one in commands)
    if acts > MOST:
        raise TooManyAtOnce(given=acts)
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
        operation=one.operation, request=read_operation(one.operation, one.request), id=known, by=by
    )
