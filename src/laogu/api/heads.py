"""HEAD: what GET would say of an answer, without the answer (RFC 9110, 9.3.2)."""

from litestar.types import ASGIApp, HTTPScope, Message, Receive, Send
from litestar.utils import normalize_path

from laogu.api.problems import STREAM


def is_head(method: str, path: str) -> bool:
    """Return whether a call asks only for the head of what an address of this door answers."""
    if method != "HEAD":
        return False
    path = normalize_path(path)
    return path.startswith("/api/") and path != STREAM


async def answer_head(ask: ASGIApp, scope: HTTPScope, receive: Receive, send: Send) -> None:
    """Send the head of what `ask` answers to a GET of the same address."""

    async def without_body(message: Message) -> None:
        if message["type"] == "http.response.body":
            message = {**message, "body": b""}
        await send(message)

    await ask({**scope, "method": "GET"}, receive, without_body)
