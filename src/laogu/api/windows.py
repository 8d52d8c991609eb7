"""What may be asked over HTTP of windows."""

import asyncio
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from laogu.api.asking import fields_known, sight_of
from laogu.api.problems import JSON
from laogu.api.told import json_answer
from laogu.connectors import windows as told
from laogu.journal import Running
from laogu.market import window_of_id


def window_handlers(running: Running) -> list[HTTPRouteHandler]:
    """Return the handlers that tell of windows."""

    @get("/api/windows", include_in_schema=False)
    async def windows(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight_of(running, request)
        issuer = fields_known(request, "issuer").get("issuer", "")
        return json_answer(told.windows(running.books, issuer, now=running.journal.now()))

    @get("/api/windows/{window:str}", include_in_schema=False)
    async def window(request: Request[Any, Any, Any], window: FromPath[str]) -> Response[bytes]:
        sight = sight_of(running, request)
        state = window_of_id(running.books.market, window)
        if sight.sees_all:
            running.saw(sight, "window", state.window.window)
        return json_answer(
            told.window(running.books, state, sight, running.indications, now=running.journal.now())
        )

    @get("/api/windows/{window:str}/allocation", include_in_schema=False)
    async def allocation(request: Request[Any, Any, Any], window: FromPath[str]) -> Response[bytes]:
        from laogu.connectors import auction

        sight_of(running, request)
        state = window_of_id(running.books.market, window)
        found = auction.allocation_of(running.books, state)
        if found is None:
            raise auction.NotCleared(phase=state.phase(running.journal.now()))
        # The file of a large book takes seconds to write, in which others are served.
        content = await asyncio.to_thread(auction.allocation_json, found)
        return Response(content, media_type=JSON)

    return [windows, window, allocation]
