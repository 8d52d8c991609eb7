"""What may be asked over HTTP of encumbrances, and of who owns shares in the end."""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from laogu.api.asking import day_asked, fields_known, lang_of, sight_of
from laogu.api.told import json_answer
from laogu.connectors import encumbered
from laogu.journal import Running
from laogu.register import issuer_named


def encumbrance_handlers(running: Running) -> list[HTTPRouteHandler]:
    """Return the handlers that tell of encumbrances and of last holders."""

    @get("/api/encumbrances/{holder:str}", include_in_schema=False)
    async def encumbrances(
        request: Request[Any, Any, Any], holder: FromPath[str]
    ) -> Response[bytes]:
        sight = sight_of(running, request)
        found = sight.holder_of(holder).holder
        running.saw(sight, "holdings", found)
        told = encumbered.encumbrances(running.journal, found, lang=lang_of(request))
        return json_answer(told)

    @get("/api/owners/{issuer:str}", include_in_schema=False)
    async def owners(request: Request[Any, Any, Any], issuer: FromPath[str]) -> Response[bytes]:
        sight = sight_of(running, request)
        given = fields_known(request, "as_of")
        found = issuer_named(running.books.register, issuer)
        if sight.sees_register(found.issuer):
            running.saw(sight, "register", found.issuer)
        told = encumbered.owners(
            running.journal,
            issuer,
            as_of=day_asked(given.get("as_of"), "as_of"),
            lang=lang_of(request),
            sight=sight,
        )
        return json_answer(told)

    return [encumbrances, owners]
