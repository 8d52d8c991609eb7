"""What a request would come to: the same attempt on the books, always rolled back."""

from typing import Any

import msgspec
from msgspec import Raw, Struct

from laogu.api.asking import person_asking
from laogu.api.calls import Call, Handler, call_handler
from laogu.basics import PersonId
from laogu.connectors import plain, read_operation, read_own
from laogu.journal import Running


class _Tried(Struct, frozen=True, forbid_unknown_fields=True):
    """An operation by its name, and the body it would be asked with."""

    operation: str
    request: Raw


_encode = msgspec.json.Encoder().encode


def preview_handler(running: Running) -> tuple[str, Handler]:
    """Return the handler of POST /api/preview."""

    async def answer(call: Call) -> bytes:
        by = person_asking(running, call.header(b"authorization"))
        return _encode(previewed(running, await call.body(), by=by))

    return call_handler("/api/preview", answer, status=200)


def previewed(running: Running, body: bytes, *, by: PersonId | None) -> dict[str, Any]:
    """Return what a request would come to, or refuse as the request itself would be refused."""
    asked = read_own(_Tried, body)
    request = read_operation(asked.operation, asked.request)
    events = running.preview(asked.operation, request, by=by)
    return plain.previewed(asked.operation, events)
