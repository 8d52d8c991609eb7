"""What may be asked over HTTP of a holder's grants: their windows and costs, and a calendar."""

from typing import Any

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from laogu.api.asking import fields_asked, lang_of, sight_of, words_of
from laogu.api.told import json_answer
from laogu.basics import HolderId, Words, said, say
from laogu.connectors import grants, plain, pricing, read_fields
from laogu.journal import Running
from laogu.operations import GrantsFound


def grant_handlers(running: Running) -> list[HTTPRouteHandler]:
    """Return the handlers that tell of grants."""

    @get("/api/holder/windows", include_in_schema=False)
    async def windows(request: Request[Any, Any, Any]) -> Response[bytes]:
        found, words, name = _asked(running, request)
        return json_answer(grants.told_registered(found, words, holder=name))

    @get("/api/holder/calendar", include_in_schema=False)
    async def calendar(request: Request[Any, Any, Any]) -> Response[bytes]:
        found, words, name = _asked(running, request)
        whom = name or say(said("name erased"), words)
        return json_answer({"calendar": grants.registered_calendar(found, words, holder=whom)})

    @get("/api/grant/value", include_in_schema=False)
    async def value(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight = sight_of(running, request)
        asked = read_fields("grant.value", fields_asked(request.scope["query_string"]))
        found = running.ask("grant.value", asked, by=sight.person)
        running.saw(sight, "holdings", found.grant.granted.holder)
        words = words_of(request)
        return json_answer(pricing.told_grant_value(found, running.books.register, words))

    return [windows, calendar, value]


def _asked(
    running: Running, request: Request[Any, Any, Any]
) -> tuple[tuple[GrantsFound, ...], Words, str | None]:
    """Return the grants that are asked for, in whose words, and whose they are."""
    sight = sight_of(running, request)
    asked = read_fields("holder.windows", fields_asked(request.scope["query_string"]))
    found = running.ask("holder.windows", asked, by=sight.person)
    words = words_of(request)
    holder = running.books.register.holders[HolderId(getattr(asked, "holder", ""))]
    running.saw(sight, "holdings", holder.holder)
    lang = lang_of(request)
    return found, words, plain.name_of(holder, running.journal.personal, lang)
