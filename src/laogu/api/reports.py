"""The handler that tells a board's report, and the shape of what it tells."""

from collections.abc import Callable
from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from laogu.api.asking import fields_asked, sight_of
from laogu.api.told import json_answer
from laogu.connectors import read_fields, reports
from laogu.journal import Running

Lang = Callable[[Request[Any, Any, Any]], str]
"""What reads the language that a request asks for."""


def report_handlers(running: Running, lang: Lang) -> list[HTTPRouteHandler]:
    """Return the handlers that tell reports."""

    @get("/api/issuer/report", include_in_schema=False)
    async def report(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight = sight_of(running, request)
        asked = read_fields("issuer.report", fields_asked(request.scope["query_string"]))
        found = running.ask("issuer.report", asked, by=sight.person)
        known_at = getattr(asked, "known_at", None)
        return json_answer(
            reports.report_told(
                found,
                running.books,
                lang="zh" if lang(request) == "zh" else "en",
                known_at=known_at,
            )
        )

    return [report]
