"""The description of the HTTP door: OpenAPI 3.1, made from the types that read the requests."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from laogu import __version__
from laogu.api.answers import SHAPES, TEXT
from laogu.api.operations import path_of
from laogu.api.rounds import MODEL
from laogu.api.worth_told import WORTH
from laogu.connectors import cap_tables, documented
from laogu.operations import OPERATIONS, QUESTIONS

_REF = "#/components/schemas/{name}"
_BLANK: Mapping[str, Any] = {"type": "string", "maxLength": 0}
_HEX = "[0-9a-fA-F]"
_VERSION_7 = f"^{_HEX}{{8}}-{_HEX}{{4}}-7{_HEX}{{3}}-[89abAB]{_HEX}{{3}}-{_HEX}{{12}}$"


def description() -> dict[str, Any]:
    """Return the whole description as plain data."""
    asked = {name: one for name, one in OPERATIONS.items() if one.doors == "all"}
    types = [one.request for one in asked.values()] + [one.request for one in QUESTIONS.values()]
    schemas, components = msgspec.json.schema_components(types, ref_template=_REF)
    for component in components.values():
        _tell_fields(component)
    shapes = {**SHAPES, **WORTH}
    assert components.keys().isdisjoint(shapes), "what is asked and what is answered share no name"
    paths: dict[str, Any] = {}
    for (name, one), schema in zip(asked.items(), schemas, strict=False):
        paths[path_of(name)] = {"post": _operation(name, one, schema)}
    for name, question in QUESTIONS.items():
        schema = components[question.request.__name__]
        if name == MODEL:
            paths[path_of(name)] = {"post": _with_a_body(name, question)}
            continue
        paths[path_of(name)] = {"get": _question(name, question, schema)}
    paths["/api/batch"] = {"post": _BATCH}
    paths["/api/preview"] = {"post": _PREVIEW}
    paths |= _READING | {"/api/sign_in/link/{person}": {"post": _LINK}}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "laogu",
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": "The market for private-company shares. Figures are decimal strings.",
        },
        "paths": paths,
        "components": {
            "schemas": {**components, **shapes},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{"token": []}, {}],
    }


def in_chinese(told: Any) -> Any:
    """Return the description, or a part of it, with every sentence in Chinese."""
    return said_in(told, documented.text_in_chinese)


def said_in(told: Any, say: Callable[[str], str]) -> Any:
    """Return the description, or a part of it, with everything that is told to a reader said."""
    match told:
        case dict():
            return {
                key: say(value)
                if key in {"summary", "description"} and isinstance(value, str)
                else said_in(value, say)
                for key, value in told.items()
            }
        case list():
            return [said_in(one, say) for one in told]
        case _:
            return told


def _tell_fields(component: dict[str, Any]) -> None:
    """Have every field of a component say what it means, in place of the component."""
    fields = component.get("properties", {})
    component["description"], meanings = documented.parted(component["description"], fields)
    for name, meaning in meanings.items():
        fields[name] = {**fields[name], "description": meaning}


def _about(one: Any) -> dict[str, str]:
    """Return what the module of an operation or a question, and its request, say of it."""
    module = inspect.getmodule(getattr(one, "decide", None) or one.answer)
    return {
        "summary": (inspect.getdoc(module) or "").partition("\n")[0],
        "description": documented.described(one.request)[0],
    }


def _operation(name: str, one: Any, schema: dict[str, Any]) -> dict[str, Any]:
    return {
        "operationId": name,
        **_about(one),
        "parameters": [
            {
                "name": "Request-Id",
                "in": "header",
                "required": True,
                "description": "A UUID of version 7; the same request sent again is recorded once.",
                "schema": {"type": "string", "format": "uuid", "pattern": _VERSION_7},
            }
        ],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {
            "201": _answer("Recorded, or the same answer as the first time.", "Recorded"),
            **_PROBLEMS,
        },
    }


def _question(name: str, question: Any, schema: Mapping[str, Any]) -> dict[str, Any]:
    required = set(schema.get("required", ()))
    return {
        "operationId": name,
        **_about(question),
        "parameters": [
            {
                "name": field,
                "in": "query",
                "required": field in required,
                **({"description": kind["description"]} if "description" in kind else {}),
                "schema": kind if field in required else _or_blank(kind),
            }
            for field, kind in schema["properties"].items()
        ],
        "responses": {"200": _answer("The answer.", _ANSWERS[name]), **_PROBLEMS},
    }


def _or_blank(kind: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a field of a question is described that may be left out: a blank one is."""
    about = {name: one for name, one in kind.items() if name in {"default", "description"}}
    alone = {name: one for name, one in kind.items() if name not in about}
    return {"anyOf": [*alone.get("anyOf", [alone]), _BLANK], **about}


def _with_a_body(name: str, question: Any) -> dict[str, Any]:
    """Return a question that has lists in it, so that it is sent as a body."""
    schema = {"$ref": _REF.format(name=question.request.__name__)}
    return {
        "operationId": name,
        **_about(question),
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema}}},
        "responses": {"200": _answer("The answer.", _ANSWERS[name]), **_PROBLEMS},
    }


def _answer(says: str, schema: str) -> dict[str, Any]:
    content = {"application/json": {"schema": {"$ref": _REF.format(name=schema)}}}
    return {"description": says, "content": content}


def _problem(says: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": {"$ref": _REF.format(name="Problem")}}}
    return {"description": says, "content": content}


def _read(
    name: str, summary: str, answer: str, *parameters: tuple[str, str, bool]
) -> dict[str, Any]:
    return {
        "get": {
            "operationId": name,
            "summary": summary,
            "parameters": [
                {"name": one, "in": where, "required": needed, "schema": {"type": "string"}}
                for one, where, needed in parameters
            ],
            "responses": {"200": _answer("The answer.", answer), **_PROBLEMS},
        }
    }


_PROBLEMS = {
    "400": _problem("The request cannot be read."),
    "403": _problem("Who asks is not known, or holds no mandate."),
    "404": _problem("It names something that is not here."),
    "409": _problem("Somebody else recorded first."),
    "422": _problem("The rules say no."),
    "500": _problem("A fault of ours; nothing was recorded."),
    "503": _problem("The market takes no requests at the moment."),
}

_BATCH: dict[str, Any] = {
    "operationId": "batch",
    "summary": "Ask for many operations at once; each is answered for itself, in order.",
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["requests"],
                    "properties": {
                        "requests": {
                            "type": "array",
                            "maxItems": 1000,
                            "items": {
                                "type": "object",
                                "additionalProperties": False,
                                "required": ["operation", "id", "request"],
                                "properties": {
                                    "operation": TEXT,
                                    "id": TEXT,
                                    "request": {"type": "object"},
                                },
                            },
                        }
                    },
                }
            }
        },
    },
    "responses": {"200": _answer("An answer for each request.", "Answers"), **_PROBLEMS},
}

_PREVIEW: dict[str, Any] = {
    "operationId": "preview",
    "summary": "Try an operation on the books and roll it back: what it would come to.",
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "additionalProperties": False,
                    "required": ["operation", "request"],
                    "properties": {"operation": TEXT, "request": {"type": "object"}},
                }
            }
        },
    },
    "responses": {"200": _answer("What would be recorded.", "Previewed"), **_PROBLEMS},
}

_LINK: dict[str, Any] = {
    "operationId": "sign_in_link",
    "summary": "Make a link that signs a person in once; for who operates the market.",
    "parameters": [{"name": "person", "in": "path", "required": True, "schema": TEXT}],
    "responses": {"201": _answer("The path of the link, until when.", "Link"), **_PROBLEMS},
}

_ANSWERS = {
    "grant.value": "GrantValue",
    "holder.windows": "GrantWindows",
    "round.model": "RoundModelled",
    "market.index": "Indexes",
    "transfer.explain": "Answer",
    "issuer.anchors": "Anchors",
    "issuer.mark": "Mark",
    "issuer.marks": "Marks",
    "issuer.report": "Report",
    "issuer.waterfall": "Waterfall",
}
"""The shape of what each question is answered with."""

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
            **_PROBLEMS,
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
            **_PROBLEMS,
        },
    }
}  # fmt: skip

_READING: dict[str, Any] = {
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
    "/api/verify": _read("verify", "Read the whole record again, and compare.", "Verified"),
}  # fmt: skip
