"""The handler that tells a board's report, and the shape of what it tells."""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from laogu.api.asking import fields_asked, lang_of, sight_of
from laogu.api.told import json_answer
from laogu.connectors import read_fields, reports
from laogu.journal import Running


def report_handlers(running: Running) -> list[HTTPRouteHandler]:
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
                lang=lang_of(request),
                known_at=known_at,
            )
        )

    return [report]
