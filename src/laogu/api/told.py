"""What is told over HTTP: plain data as JSON."""

from typing import Any

import msgspec
from litestar import Response

from laogu.api.problems import JSON

_encode = msgspec.json.Encoder().encode


def json_answer(body: Any) -> Response[bytes]:
    """Return plain data as JSON, which nobody keeps for later."""
    return sent(json_bytes(body))


def json_bytes(body: Any) -> bytes:
    """Return plain data as it is written."""
    return _encode(body)


def sent(content: bytes) -> Response[bytes]:
    """Return JSON that is written already as an answer."""
    return Response(content, media_type=JSON, headers={"Cache-Control": "no-store"})
