"""The description of the HTTP door: OpenAPI 3.1, made from the types that read the requests."""

import inspect
from collections.abc import Callable, Mapping
from typing import Any

import msgspec

from laogu import __version__
from laogu.api.answers import SHAPES
from laogu.api.operations import path_of
from laogu.api.paths import PATHS, PROBLEMS, REF, answer, body
from laogu.api.rounds import MODEL
from laogu.api.worth_told import WORTH
from laogu.connectors import documented
from laogu.operations import OPERATIONS, QUESTIONS

_BLANK: Mapping[str, Any] = {"type": "string", "maxLength": 0}
_HEX = "[0-9a-fA-F]"
_VERSION_7 = f"^{_HEX}{{8}}-{_HEX}{{4}}-7{_HEX}{{3}}-[89abAB]{_HEX}{{3}}-{_HEX}{{12}}$"


def description() -> dict[str, Any]:
    """Return the whole description as plain data."""
    asked = {name: one for name, one in OPERATIONS.items() if one.doors == "all"}
    types = [one.request for one in asked.values()] + [one.request for one in QUESTIONS.values()]
    schemas, components = msgspec.json.schema_components(types, ref_template=REF)
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
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "laogu",
            "version": __version__,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
            "description": "The market for private-company shares. Figures are decimal strings.",
        },
        "paths": paths | PATHS,
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
        "requestBody": body(schema),
        "responses": {
            "201": answer("Recorded, or the same answer as the first time.", "Recorded"),
            **PROBLEMS,
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
        "responses": {"200": answer("The answer.", _ANSWERS[name]), **PROBLEMS},
    }


def _or_blank(kind: Mapping[str, Any]) -> dict[str, Any]:
    """Return how a field of a question is described that may be left out: a blank one is."""
    about = {name: one for name, one in kind.items() if name in {"default", "description"}}
    alone = {name: one for name, one in kind.items() if name not in about}
    return {"anyOf": [*alone.get("anyOf", [alone]), _BLANK], **about}


def _with_a_body(name: str, question: Any) -> dict[str, Any]:
    """Return a question that has lists in it, so that it is sent as a body."""
    schema = {"$ref": REF.format(name=question.request.__name__)}
    return {
        "operationId": name,
        **_about(question),
        "requestBody": body(schema),
        "responses": {"200": answer("The answer.", _ANSWERS[name]), **PROBLEMS},
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
