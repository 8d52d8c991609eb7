"""Everything the HTTP door answers, put together."""

from functools import cache
from typing import Any

import msgspec
from litestar import Request, Response, get

from laogu.api.asking import lang_of
from laogu.api.batch import batch_handler
from laogu.api.calls import Calls
from laogu.api.openapi import description, in_chinese
from laogu.api.operations import operation_handlers
from laogu.api.people import people_handlers, signing_handlers
from laogu.api.preview import preview_handler
from laogu.api.problems import JSON
from laogu.api.questions import question_handlers
from laogu.api.rounds import round_handler
from laogu.api.stream import stream_handler
from laogu.journal import Running


@cache
def _described(lang: str) -> bytes:
    """Return the description of this door in a language, made when it is first asked for.

    It is made from types and docstrings, which no entry changes.
    """
    told = description()
    return msgspec.json.encode(in_chinese(told) if lang == "zh" else told)


def handlers(running: Running) -> tuple[list[Any], Calls]:
    """Return what answers questions, and by its address what takes a call past the router."""

    @get("/api/openapi.json", include_in_schema=False)
    async def openapi(request: Request[Any, Any, Any]) -> Response[bytes]:
        return Response(_described(lang_of(request)), media_type=JSON)

    @get("/livez", include_in_schema=False)
    async def livez() -> Response[bytes]:
        return Response(b"alive\n", media_type="text/plain")

    @get("/readyz", include_in_schema=False)
    async def readyz() -> Response[bytes]:
        if running.journal.stands_by is not None:
            says = f"standby: {running.journal.stands_by} writes\n".encode()
            return Response(says, status_code=503, media_type="text/plain")
        stopped = running.journal.stopped
        body = b"ready\n" if stopped is None else b"stopped: the record cannot be written\n"
        return Response(body, status_code=200 if stopped is None else 503, media_type="text/plain")

    answers = [
        *question_handlers(running),
        *people_handlers(running),
        stream_handler(running),
        openapi,
        livez,
        readyz,
    ]
    calls = dict(
        (
            *operation_handlers(running),
            batch_handler(running),
            preview_handler(running),
            round_handler(running),
            *signing_handlers(running),
        )
    )
    return answers, calls
