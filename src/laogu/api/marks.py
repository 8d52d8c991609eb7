"""The handlers that tell of marks: of a day, and through time."""

from collections.abc import Callable
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from laogu.api.asking import fields_asked, sight_of
from laogu.api.told import json_answer
from laogu.basics import Words
from laogu.connectors import pricing, read_fields
from laogu.journal import Running

InWords = Callable[[Request[Any, Any, Any]], Words]
"""What reads the language that a request asks for."""


def mark_handlers(running: Running, words: InWords) -> list[HTTPRouteHandler]:
    """Return the handlers that tell of marks."""

    @get("/api/issuer/mark", include_in_schema=False)
    async def mark(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight = sight_of(running, request)
        asked = read_fields("issuer.mark", fields_asked(request.scope["query_string"]))
        found = running.ask("issuer.mark", asked, by=sight.person)
        return json_answer(pricing.told_standard(found, running.books.register, words(request)))

    @get("/api/issuer/marks", include_in_schema=False)
    async def marks(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight = sight_of(running, request)
        asked = read_fields("issuer.marks", fields_asked(request.scope["query_string"]))
        found = running.ask("issuer.marks", asked, by=sight.person)
        return json_answer(pricing.told_moments(found.issuer.slug, found.marks))

    @get("/api/market/index", include_in_schema=False)
    async def index(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight = sight_of(running, request)
        asked = read_fields("market.index", fields_asked(request.scope["query_string"]))
        found = running.ask("market.index", asked, by=sight.person)
        return json_answer(pricing.told_indexes(found, running.books.register, words(request)))

    return [mark, marks, index]
