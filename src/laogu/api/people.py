"""Who asks, and how somebody gets in. Nothing of it is recorded: signing in is not history."""

from datetime import timedelta
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath

from laogu.api.asking import lang_of, sight_of
from laogu.api.problems import JSON
from laogu.basics import HolderId, IssuerId, PersonId
from laogu.connectors import plain
from laogu.journal import LINK_MINUTES, Running
from laogu.people import MARKET, NotSignedIn, no_mandate

_encode = msgspec.json.Encoder().encode


def people_handlers(running: Running) -> list[HTTPRouteHandler]:
    """Return the handlers that say who asks, and make links that sign somebody in."""
    return [_me(running), _link(running)]


def _me(running: Running) -> HTTPRouteHandler:
    @get("/api/me", include_in_schema=False)
    async def me(request: Request[Any, Any, Any]) -> Response[bytes]:
        sight = sight_of(running, request)
        if sight.person is None:
            raise NotSignedIn
        known = running.books.people.persons[sight.person]
        told = {
            "person_id": sight.person,
            "name": running.journal.personal.get(known.name.ref),
            "mandates": [
                {
                    "power": power,
                    "over": over,
                    "name": _name(running, power, over, lang_of(request)),
                }
                for power, over in sight.mandates
            ],
        }
        return _json(told, 200)

    return me


def _link(running: Running) -> HTTPRouteHandler:
    @post("/api/sign_in/link/{person:str}", status_code=201, include_in_schema=False)
    async def link(request: Request[Any, Any, Any], person: FromPath[str]) -> Response[bytes]:
        sight = sight_of(running, request)
        if not sight.operates:
            raise no_mandate("operate", MARKET) if sight.person else NotSignedIn
        secret = running.sign_in.new_link(PersonId(person))
        until = running.journal.world.now() + timedelta(minutes=LINK_MINUTES)
        where = f"/{lang_of(request)}/sign-in?link={secret}"
        return _json({"person_id": person, "path": where, "until": until.isoformat()}, 201)

    return link


def _name(running: Running, power: str, over: str, lang: str) -> str | None:
    """Return the name of what a mandate is over; None: the market, or a name that is forgotten."""
    register = running.books.register
    match power:
        case "act":
            holder = register.holders[HolderId(over)]
            return plain.name_of(holder, running.journal.personal, lang)
        case "issue":
            issuer = register.issuers[IssuerId(over)]
            return issuer.name_zh if lang == "zh" else issuer.name_en
        case _:
            return None


def _json(body: Any, status: int) -> Response[bytes]:
    headers = {"Cache-Control": "no-store"}
    return Response(_encode(body), status_code=status, media_type=JSON, headers=headers)
