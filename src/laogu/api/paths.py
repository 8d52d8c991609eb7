"""The addresses of the HTTP door that no operation and no question has, described by hand."""

from typing import Any

from laogu.api.answers import TEXT
from laogu.api.batch import MOST
from laogu.connectors import cap_tables

REF = "#/components/schemas/{name}"


def answer(says: str, schema: str) -> dict[str, Any]:
    """Return how an answer is described. schema: the name of its shape."""
    content = {"application/json": {"schema": {"$ref": REF.format(name=schema)}}}
    return {"description": says, "content": content}


def body(schema: dict[str, Any]) -> dict[str, Any]:
    """Return how the JSON body of a request is described."""
    return {"required": True, "content": {"application/json": {"schema": schema}}}


def _fields(**fields: Any) -> dict[str, Any]:
    """Return the schema of an object that has all of these fields and no other."""
    return {
        "type": "object",
        "additionalProperties": False,
        "required": list(fields),
        "properties": fields,
    }


def _problem(says: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": REF.format(name="Problem")}}}
    return {"description": says, "content": content}


def _read(
    name: str, summary: str, shape: str, *parameters: tuple[str, str, bool]
) -> dict[str, Any]:
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [
                {"name": one, "in": where, "required": needed, "schema": {"type": "string"}}
                for one, where, needed in parameters
            ],
            "responses": {"200": answer("The answer.", shape), **PROBLEMS},
        }
    }


PROBLEMS = {
    "400": _problem("The request cannot be read."),
    "403": _problem("Who asks is not known, or holds no mandate."),
    "404": _problem("It names something that is not here."),
    "409": _problem("Somebody else recorded first."),
    "422": _problem("The rules say no."),
    "500": _problem("A fault of ours; nothing was recorded."),
    "503": _problem("The market takes no requests at the moment."),
}

_REQUEST = _fields(operation=TEXT, id=TEXT, request={"type": "object"})

_BATCH: dict[str, Any] = {
    "operationId": "batch",
    "summary": "Ask for many operations at once; each is answered for itself, in order.",
    "requestBody": body(_fields(requests={"type": "array", "maxItems": MOST, "items": _REQUEST})),
    "responses": {"200": answer("An answer for each request.", "Answers"), **PROBLEMS},
}

_PREVIEW: dict[str, Any] = {
    "operationId": "preview",
    "summary": "Try an operation on the books and roll it back: what it would come to.",
    "requestBody": body(_fields(operation=TEXT, request={"type": "object"})),
    "responses": {"200": answer("What would be recorded.", "Previewed"), **PROBLEMS},
}

_LINK: dict[str, Any] = {
    "operationId": "sign_in_link",
    "summary": "Make a link that signs a person in once; for who operates the market.",
    "parameters": [{"name": "person", "in": "path", "required": True, "schema": TEXT}],
    "responses": {"201": answer("The path of the link, until when.", "Link"), **PROBLEMS},
}

_OPEN: dict[str, Any] = {
    "operationId": "sign_in_open",
    "summary": "Sign in by the secret of a link, for a program without a browser.",
    "security": [{}],
    "requestBody": body(_fields(link=TEXT)),
    "responses": {
        "201": answer("What is shown as a token, until the session ends.", "SignedIn"),
        **PROBLEMS,
    },
}

_END: dict[str, Any] = {
    "operationId": "sign_in_end",
    "summary": "Sign out: end the session whose secret is shown; an API token is revoked instead.",
    "responses": {"200": answer("Who is signed out.", "SignedOut"), **PROBLEMS},
}

_STREAM: dict[str, Any] = {
    "get": {
        "operationId": "stream",
        "summary": "What changes, told as it happens, by subject; it has no end.",
        "parameters": [
            {
                "name": name,
                "in": where,
                "required": False,
                "description": "The entry up to which the caller knows; left out: it begins now.",
                "schema": {"type": "string", "pattern": "^[0-9]{1,18}$"},
            }
            for name, where in (("after", "query"), ("Last-Event-ID", "header"))
        ],
        "responses": {
            "200": {
                "description": "Events hello, changed, reset and over; ids are numbers of entries.",
                "content": {"text/event-stream": {"schema": TEXT}},
            },
            **PROBLEMS,
        },
    }
}

_PACKAGE: dict[str, Any] = {
    "get": {
        "operationId": "package",
        "summary": "An issuer's history as an Open Cap Format package, a zip.",
        "parameters": [
            {"name": "issuer", "in": "path", "required": True, "schema": TEXT},
            {"name": "as_of", "in": "query", "required": False, "schema": TEXT},
            {"name": "version", "in": "query", "required": False,
             "schema": {"type": "string", "enum": ["1.2.0", "main"]}},
            *(
                {"name": name, "in": "query", "required": False,
                 "schema": {"type": "string", "enum": ["true", "false"]}}
                for name in ("strict", "snapshot")
            ),
        ],
        "responses": {
            "200": {
                "description": "The package.",
                "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
            },
            **PROBLEMS,
        },
    }
}  # fmt: skip

PATHS: dict[str, Any] = {
    "/api/batch": {"post": _BATCH},
    "/api/preview": {"post": _PREVIEW},
    "/api/sign_in/link/{person}": {"post": _LINK},
    "/api/sign_in/open": {"post": _OPEN},
    "/api/sign_in/end": {"post": _END},
    "/api/issuers": _read("issuers", "The issuers of this market.", "Issuers"),
    "/api/captable/{issuer}": _read(
        "captable", "Who held what on a day, by what was known at a moment.", "CapTable",
        ("issuer", "path", True), ("as_of", "query", False), ("known_at", "query", False),
        *((name, "query", False) for name in cap_tables.FIELDS),
    ),
    "/api/histories/{issuer}": _read(
        "history", "Everything that happened to an issuer's securities by a day.", "HistoryTold",
        ("issuer", "path", True), ("as_of", "query", False),
    ),
    "/api/packages/{issuer}": _PACKAGE,
    "/api/offers": _read("offers", "Open offers of an issuer.", "Offers",
                         ("issuer", "query", True)),
    "/api/tape": _read("tape", "Settled trades of an issuer, the latest first.", "Tape",
                       ("issuer", "query", True)),
    "/api/trades/{trade}": _read("trade", "A trade's life.", "Trade", ("trade", "path", True)),
    "/api/windows": _read("windows", "The windows of an issuer, newest first.", "Windows",
                          ("issuer", "query", True)),
    "/api/windows/{window}": _read(
        "window", "A window: its times, what it would clear at, your orders, its result.",
        "WindowTold", ("window", "path", True),
    ),
    "/api/windows/{window}/allocation": _read(
        "allocation", "Every order of a window that cleared, and what it got; to be cleared again.",
        "Allocation", ("window", "path", True),
    ),
    "/api/holdings/{holder}": _read("holdings", "A holder's lots and cash.", "Holdings",
                                    ("holder", "path", True)),
    "/api/encumbrances/{holder}": _read(
        "encumbrances", "What lies on a holder's shares, and what is for it.", "Encumbrances",
        ("holder", "path", True),
    ),
    "/api/capital/{issuer}": _read(
        "capital", "Rights of classes, contributions, and what is on file.", "Capital",
        ("issuer", "path", True), ("as_of", "query", False),
    ),
    "/api/owners/{issuer}": _read(
        "owners", "Who owns shares in the end, through nominees and vehicles.", "Owners",
        ("issuer", "path", True), ("as_of", "query", False),
    ),
    "/api/statements/{holder}": _read("statement", "Every move of a holder's cash, oldest first.",
                                      "Statement", ("holder", "path", True)),
    "/api/holder/calendar": _read(
        "calendar", "The days of a holder's grants as an iCalendar feed.", "Calendar",
        ("holder", "query", True), ("issuer", "query", False), ("on", "query", False),
    ),
    "/api/inbox": _read("inbox", "What waits for who asks.", "Inbox"),
    "/api/record": _read("record", "Entries in order.", "Record",
                         ("after", "query", False), ("limit", "query", False)),
    "/api/looks": _read("looks", "Who looked at what is not public.", "Looks",
                        ("of", "query", False)),
    "/api/me": _read("me", "Who asks, and every mandate of theirs.", "Me"),
    "/api/stream": _STREAM,
    "/api/verify": _read("verify", "Read the whole record again, and compare.", "Verified",
                         ("head", "query", False)),
}  # fmt: skip
