"""One address for each operation: POST /api/offer/post and so on, and one for many at once."""

from typing import Any

import msgspec
from litestar import Request, Response, post
from litestar.handlers import HTTPRouteHandler

from laogu.api.asking import id_asked, person_asking
from laogu.api.problems import JSON
from laogu.connectors import plain
from laogu.connectors.reading import read_json
from laogu.journal import Running
from laogu.operations import OPERATIONS

_encode = msgspec.json.Encoder().encode


def operation_handlers(running: Running) -> list[HTTPRouteHandler]:
    """Return a handler for each operation that the doors may ask for."""
    return [_handler(running, name) for name, one in OPERATIONS.items() if one.doors == "all"]


def path_of(name: str) -> str:
    """Return the address of an operation or a question, such as /api/offer/post."""
    return "/api/" + name.replace(".", "/")


def _handler(running: Running, name: str) -> HTTPRouteHandler:
    @post(path_of(name), name=name, status_code=201, include_in_schema=False)
    async def ask(request: Request[Any, Any, Any]) -> Response[bytes]:
        headers = request.headers
        by = person_asking(running, headers.get("authorization"))
        request_id = id_asked(headers.get("request-id"))
        asked = read_json(name, await request.body())
        done = await running.execute(name, asked, by=by, request_id=request_id)
        return Response(_encode(plain.recorded(done)), status_code=201, media_type=JSON)

    return ask
