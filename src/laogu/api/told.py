"""What is told over HTTP: plain data as JSON."""

from typing import Any

import msgspec
from litestar import Response

from laogu.api.problems import JSON

_encode = msgspec.json.Encoder().encode


def json_answer(body: Any) -> Response[bytes]:
    """Return plain data as JSON, which nobody keeps for later."""
    return Response(_encode(body), media_type=JSON, headers={"Cache-Control": "no-store"})
