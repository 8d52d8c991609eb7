"""One address for each operation: POST /api/offer/post and so on, and one for many at once."""

import msgspec

from laogu.api.asking import id_asked, person_asking
from laogu.api.calls import Call, Handler, call_handler
from laogu.connectors import plain, read_json
from laogu.journal import Running
from laogu.operations import OPERATIONS

_encode = msgspec.json.Encoder().encode


def operation_handlers(running: Running) -> list[tuple[str, Handler]]:
    """Return a handler for each operation that the doors may ask for."""
    return [_handler(running, name) for name, one in OPERATIONS.items() if one.doors == "all"]


def path_of(name: str) -> str:
    """Return the address of an operation or a question, such as /api/offer/post."""
    return "/api/" + name.replace(".", "/")


def _handler(running: Running, name: str) -> tuple[str, Handler]:
    async def answer(call: Call) -> bytes:
        by = person_asking(running, call.header(b"authorization"))
        request_id = id_asked(call.header(b"request-id"))
        asked = read_json(name, await call.body())
        done = await running.execute(name, asked, by=by, request_id=request_id)
        return _encode(plain.recorded(done))

    return call_handler(path_of(name), answer, status=201)
