"""Who asks over HTTP, under which request id, and in which language."""

from datetime import date
from typing import Any
from urllib.parse import parse_qsl
from uuid import UUID

from litestar import Request

from laogu.basics import InvalidInput, NotADay, PersonId, Words, day, request_id
from laogu.connectors import FieldTwice, FieldUnknown, NotUtf8, at_field, languages
from laogu.journal import Running
from laogu.operations import Sight
from laogu.people import KeyRefused

MOST_FIELDS = 100
"""Fields of a question."""


class RequestIdMissing(InvalidInput):
    """A request that would record something came without an id of its own."""

    code = "api.request_id_missing"
    what = "This request has no id."
    why = "The caller names each request, so that sending it again cannot record it twice."
    fix = "Send a UUID of version 7 in the header Request-Id, a new one for each new request."


class QueryUnreadable(InvalidInput):
    """What follows the question mark of an address is no list of fields."""

    code = "api.query_unreadable"
    what = "The fields of this question cannot be read."
    why = "{reason}"
    fix = "Write each field as name=value, once, with & between them."
    reason: str


def fields_asked(query: bytes) -> dict[str, str]:
    """Return the fields of a question from what follows the question mark of its address."""
    try:
        pairs = parse_qsl(
            query.decode(), keep_blank_values=True, errors="strict", max_num_fields=MOST_FIELDS
        )
    except UnicodeDecodeError as wrong:
        raise NotUtf8(at=wrong.start) from None
    except ValueError as wrong:
        raise QueryUnreadable(reason=str(wrong)) from None
    fields: dict[str, str] = {}
    for name, value in pairs:
        if name in fields:
            raise FieldTwice(name=name[:60])
        fields[name] = value
    return fields


def fields_known(request: Request[Any, Any, Any], *known: str) -> dict[str, str]:
    """Return the fields of a question, all of which have to be known."""
    fields = fields_asked(request.scope["query_string"])
    for name in fields:
        if name not in known:
            raise FieldUnknown(name=name[:60], known=known)
    return fields


def sight_of(running: Running, request: Request[Any, Any, Any]) -> Sight:
    """Return the books as who asks may see them."""
    return Sight(running.books, person_asking(running, request.headers.get("authorization")))


def person_asking(running: Running, authorization: str | None) -> PersonId | None:
    """Return in whose name a program asks; None: it shows no token, and is an anonymous visitor."""
    secret = secret_shown(authorization)
    return None if secret is None else running.sign_in.person_of_token(secret)


def secret_shown(authorization: str | None) -> str | None:
    """Return the token, or the secret of a session, that a program shows; None: it shows none."""
    if not authorization:
        return None
    scheme, _, secret = authorization.partition(" ")
    if scheme.lower() != "bearer" or not secret:
        raise KeyRefused
    return secret.strip()


def id_asked(given: str | None) -> UUID:
    """Return the request's own id from its header."""
    if not given:
        raise RequestIdMissing
    return request_id(given)


def lang_of(request: Request[Any, Any, Any]) -> languages.Lang:
    """Return the language that a request asks for."""
    return lang_asked(request.headers.get("accept-language"))


def words_of(request: Request[Any, Any, Any]) -> Words:
    """Return the words to answer a request in."""
    return words_asked(request.headers.get("accept-language"))


def day_asked(given: str | None, name: str) -> date | None:
    """Return the day of a field of a question; None: it is not given."""
    try:
        return day(given) if given else None
    except NotADay as no:
        raise at_field(no, name) from None


def lang_asked(accept_language: str | None) -> languages.Lang:
    """Return the language of who asks: Chinese where that is asked for, else English."""
    return "zh" if (accept_language or "").strip().lower().startswith("zh") else "en"


def words_asked(accept_language: str | None) -> Words:
    """Return how to say things to who asks."""
    return languages.words(lang_asked(accept_language))
