"""From an answer to bytes on the wire: whole, or piece by piece."""

from collections.abc import AsyncIterator
from typing import Any

from litestar.response.base import ASGIResponse
from litestar.types import Receive, Send
from msgspec.structs import replace

from laogu.web.showing import HEADERS, Shown


class _InPieces(ASGIResponse):
    """An answer whose bytes are made while it is sent; how many there will be is not known."""

    __slots__ = ("pieces",)

    _should_set_content_length = False

    def __init__(self, pieces: AsyncIterator[bytes], **more: Any) -> None:
        super().__init__(**more)
        self.pieces = pieces

    async def send_body(self, send: Send, receive: Receive) -> None:  # noqa: ARG002 -- as it is called
        """Send one piece after the other; who stopped reading is sent the rest in vain."""
        async for piece in self.pieces:
            await send({"type": "http.response.body", "body": piece, "more_body": True})
        await send({"type": "http.response.body", "body": b"", "more_body": False})


def response(shown: Shown, *, has_body: bool = True) -> ASGIResponse:
    """Return an answer with the headers that every answer carries."""
    kept: dict[str, Any] = {
        "status_code": shown.status,
        "media_type": shown.kind,
        # As pairs, because an answer may set several cookies.
        "headers": [
            *{**HEADERS, **shown.headers}.items(),
            *(("set-cookie", one) for one in shown.cookies),
        ],
    }
    if shown.pieces is not None and has_body:
        return _InPieces(shown.pieces, **kept)
    if (
        not has_body
    ):  # What GET would say of its body is said, and the body is not (RFC 9110, 9.3.2).
        if shown.pieces is None:
            kept["headers"].append(("content-length", str(len(shown.body))))
        kept["headers"].append(("content-type", _kind(shown.kind)))
        return ASGIResponse(is_head_response=True, **kept)
    return ASGIResponse(body=shown.body, **kept)


def _kind(kind: str) -> str:
    """Return the kind of a body as Litestar writes it where there is one."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


async def whole(shown: Shown) -> Shown:
    """Return an answer with its bytes, where it has what gives them one after the other."""
    if shown.pieces is None:
        return shown
    return replace(shown, body=b"".join([one async for one in shown.pieces]), pieces=None)
