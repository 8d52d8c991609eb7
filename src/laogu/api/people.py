"""Who asks, and how somebody gets in and out. Nothing of it is recorded: it is not history.

A program gets in as a browser does, by a link that works once: it opens a session, whose secret is
shown like an API token until it ends.
"""

from datetime import timedelta
from typing import Any

import msgspec
from litestar import Request, Response, get, post
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from msgspec import Struct

from laogu.api.asking import lang_of, secret_shown, sight_of
from laogu.api.calls import Call, Handler, call_handler
from laogu.api.problems import JSON
from laogu.basics import HolderId, IssuerId, PersonId
from laogu.connectors import plain, read_own
from laogu.journal import LINK_MINUTES, SESSION_HOURS, Running
from laogu.people import MARKET, NotASession, NotSignedIn, SessionOver, no_mandate


class _Link(Struct, frozen=True, forbid_unknown_fields=True):
    """The secret of a link: what stands in its address after `link=`."""

    link: str


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
        told = {
            "person_id": sight.person,
            "name": _of_person(running, sight.person),
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


def signing_handlers(running: Running) -> tuple[tuple[str, Handler], ...]:
    """Return the handlers of POST /api/sign_in/open and POST /api/sign_in/end."""

    async def opened(call: Call) -> bytes:
        session = running.sign_in.open_link(read_own(_Link, await call.body()).link)
        until = running.journal.world.now() + timedelta(hours=SESSION_HOURS)
        person = running.sign_in.person_of_session(session)
        name = _of_person(running, person)
        return _encode(
            {"person_id": person, "name": name, "token": session, "until": until.isoformat()}
        )

    async def ended(call: Call) -> bytes:
        secret = secret_shown(call.header(b"authorization"))
        if secret is None:
            raise NotSignedIn
        try:
            person = running.sign_in.person_of_session(secret)
        except SessionOver:
            running.sign_in.person_of_token(secret)
            raise NotASession from None
        running.sign_in.end(secret)
        running.changes.wake()
        return _encode({"person_id": person})

    return (
        call_handler("/api/sign_in/open", opened, status=201),
        call_handler("/api/sign_in/end", ended, status=200),
    )


def _of_person(running: Running, person: PersonId) -> str | None:
    """Return somebody's name; None: it is forgotten."""
    return running.journal.personal.get(running.books.people.persons[person].name.ref)


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
