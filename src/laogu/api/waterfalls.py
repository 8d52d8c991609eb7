"""The handler that tells who gets what if a company is sold or listed."""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from laogu.api.asking import fields_asked, sight_of, words_of
from laogu.api.told import json_answer
from laogu.connectors import pricing, read_fields
from laogu.journal import Running


def waterfall_handlers(running: Running) -> list[HTTPRouteHandler]:
    """Return the handlers that tell waterfalls."""

    @get("/api/issuer/waterfall", include_in_schema=False)
    async def waterfall(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight = sight_of(running, request)
        asked = read_fields("issuer.waterfall", fields_asked(request.scope["query_string"]))
        found = running.ask("issuer.waterfall", asked, by=sight.person)
        running.saw(sight, "register", found.issuer)
        return json_answer(pricing.told_waterfall(found, running.books.register, words_of(request)))

    return [waterfall]
