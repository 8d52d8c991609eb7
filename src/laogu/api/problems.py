"""Errors over HTTP: problem details (RFC 9457) with our code, why, fix and facts."""

import logging
from typing import Any

import msgspec
from litestar import Request, Response
from litestar.exceptions import HTTPException

from laogu.api.asking import words_of
from laogu.basics import Fault, InvalidInput, LaoguError, NotFound, Unavailable, Words
from laogu.connectors import TooLargeBody, plain

_log = logging.getLogger("laogu.api")

JSON = "application/json"
PROBLEM = "application/problem+json"
STREAM = "/api/stream"
"""What never ends, so that its head is not sent alone."""


class NothingHere(NotFound):
    """An address that leads nowhere."""

    code = "api.nothing_here"
    what = "There is nothing at this address."
    why = "No operation and no question has it."
    fix = "See /api/openapi.json for every address."


class MethodUnknown(InvalidInput):
    """An address was asked by a method that it does not take. HTTP has a status of its own."""

    code = "api.method_unknown"
    http_status = 405
    what = "This address cannot be asked in this way."
    why = "It takes {known}, and {given} was sent."
    fix = "See /api/openapi.json for what this address takes."
    known: tuple[str, ...]
    given: str


class Unreadable(InvalidInput):
    """A request that the web server could not read."""

    code = "api.unreadable"
    what = "This request cannot be read."
    why = "{reason}"
    fix = "See /api/openapi.json for what this address takes."
    reason: str


class OurFault(Fault):
    """Something broke that we did not foresee."""

    code = "api.our_fault"
    what = "This broke, by a fault of ours."
    why = "Something happened that this program did not foresee; nothing was recorded by it."
    fix = "Send the same request with the same id again; if it breaks again, tell the operator."


def problem(wrong: LaoguError, words: Words) -> bytes:
    """Return the body of a problem."""
    told = plain.error(wrong, words)
    body: dict[str, Any] = {
        # RFC 9457, 3.1.1: the type is an identifier, which programs compare, so that it is the same
        # in every language; the page it leads to links to its Chinese twin.
        "type": f"/en/errors#{wrong.code}",
        "title": told["what"],
        "status": wrong.http_status,
        # A Chinese sentence ends in a wide mark, which has its space in it.
        "detail": told["why"] + ("" if told["why"].endswith(("。", "）")) else " ") + told["fix"],
        **told,
    }
    return msgspec.json.encode(body)


def respond(request: Request[Any, Any, Any], wrong: LaoguError) -> Response[bytes]:
    """Return the answer to a request that went wrong."""
    words = words_of(request)
    return Response(
        problem(wrong, words),
        status_code=wrong.http_status,
        media_type=PROBLEM,
        headers=headers_of(wrong),
    )


def headers_of(wrong: LaoguError) -> dict[str, str]:
    """Return what an answer says of an error in its head."""
    match wrong:
        case Unavailable():
            return {"retry-after": "5"}
        case MethodUnknown():
            return {"allow": ", ".join(wrong.known)}
        case _:
            return {}


def on_laogu_error(request: Request[Any, Any, Any], wrong: LaoguError) -> Response[bytes]:
    """Answer one of our own errors by its family."""
    return respond(request, wrong)


def on_http_error(request: Request[Any, Any, Any], wrong: HTTPException) -> Response[bytes]:
    """Answer what the web server refused before we saw it, in our own shape."""
    match wrong.status_code:
        case 404:
            return respond(request, NothingHere())
        case 405:
            return respond(request, _method_unknown(request, wrong))
        case 413:
            return respond(request, TooLargeBody())
        case status if status < 500:
            return respond(request, Unreadable(reason=wrong.detail[:200]))
        case _:
            return on_fault(request, wrong)


def _method_unknown(request: Request[Any, Any, Any], wrong: HTTPException) -> MethodUnknown:
    """Return what is said of a method that the router has nothing for."""
    found = (wrong.headers or {}).get("allow", "").split(", ")
    # What may be read may be asked for its head, which the router does not know.
    heads = ["HEAD"] if "GET" in found and request.url.path != STREAM else []
    return MethodUnknown(known=tuple(sorted((*found, *heads))), given=request.method[:20])


def on_fault(request: Request[Any, Any, Any], wrong: Exception) -> Response[bytes]:
    """Answer what nobody foresaw; the traceback goes to the log, never to the caller."""
    _log.error("%s %s broke", request.method, request.url.path, exc_info=wrong)
    return respond(request, OurFault())


HANDLERS: dict[Any, Any] = {
    LaoguError: on_laogu_error,
    HTTPException: on_http_error,
    Exception: on_fault,
}
