"""The handlers that tell of marks: of a day, and through time."""

from collections.abc import Callable
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from laogu.api.asking import fields_asked, sight_of, words_of
from laogu.api.told import json_bytes, sent
from laogu.basics import Words
from laogu.connectors import pricing, read_fields
from laogu.journal import Running
from laogu.register import issuer_named

Tell = Callable[[Any, Words], dict[str, Any]]
"""What makes plain data of an answer."""

# Within a quarter of an hour no day begins anywhere: clocks differ by whole ones of them.
_QUARTER_SECONDS = 900


def mark_handlers(running: Running) -> list[HTTPRouteHandler]:
    """Return the handlers that tell of marks."""

    def answer(request: Request[Any, Any, Any], question: str, tell: Tell) -> Response[bytes]:
        """Return what everybody is told alike, worked out once until something of it changes.

        It follows from the books, the question, and the day of its issuers; so it is kept until
        the issuer or the market changes, or a day may have begun somewhere. What was known at a
        moment is asked for too rarely to be kept.
        """
        sight_of(running, request)  # Who shows a key that is none is refused here as everywhere.
        asked: Any = read_fields(question, fields_asked(request.scope["query_string"]))
        said_in, subject = words_of(request), "issuer:"
        if question != "market.index":
            subject += issuer_named(running.books.register, asked.issuer).issuer

        def work() -> bytes:
            return json_bytes(tell(running.ask(question, asked, by=None), said_in))

        if asked.known_at is not None:
            return sent(work())
        quarter = int(running.journal.now().timestamp()) // _QUARTER_SECONDS
        key = (question, asked, said_in, quarter)
        return sent(running.remembered.of(key, (subject, "market"), work))

    @get("/api/issuer/mark", include_in_schema=False)
    async def mark(request: Request[Any, Any, Any]) -> Response[bytes]:
        return answer(
            request,
            "issuer.mark",
            lambda found, said_in: pricing.told_standard(found, running.books.register, said_in),
        )

    @get("/api/issuer/marks", include_in_schema=False)
    async def marks(request: Request[Any, Any, Any]) -> Response[bytes]:
        return answer(
            request,
            "issuer.marks",
            lambda found, _: pricing.told_moments(found.issuer.slug, found.marks),
        )

    @get("/api/market/index", include_in_schema=False)
    async def index(request: Request[Any, Any, Any]) -> Response[bytes]:
        return answer(
            request,
            "market.index",
            lambda found, said_in: pricing.told_indexes(found, running.books.register, said_in),
        )

    return [mark, marks, index]
