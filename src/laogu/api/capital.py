"""What may be asked over HTTP of an issuer's capital, and of what is on file."""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from laogu.api.asking import day_asked, fields_known, lang_of, sight_of
from laogu.api.told import json_answer
from laogu.connectors import capital as told
from laogu.journal import Running
from laogu.register import issuer_named


def capital_handlers(running: Running) -> list[HTTPRouteHandler]:
    """Return the handler that tells of rights, contributions and papers."""

    @get("/api/capital/{issuer:str}", include_in_schema=False)
    async def capital(request: Request[Any, Any, Any], issuer: FromPath[str]) -> Response[bytes]:
        sight = sight_of(running, request)
        given = fields_known(request, "as_of")
        found = issuer_named(running.books.register, issuer)
        if sight.sees_register(found.issuer):
            running.saw(sight, "register", found.issuer)
        return json_answer(
            told.capital(
                running.journal,
                issuer,
                as_of=day_asked(given.get("as_of"), "as_of"),
                lang=lang_of(request),
                sight=sight,
            )
        )

    return [capital]
