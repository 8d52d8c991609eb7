"""How bytes and fields become a request: once, at the door, with a clear error where they do not.

Behind the door everything is typed, complete and within range.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec
from msgspec import Struct

from laogu.basics import FIRST_DAY, LAST_DAY, InvalidInput, NotADay, NotFound
from laogu.operations import OPERATIONS, QUESTIONS, Request

T = TypeVar("T")

LARGEST_BODY = 8 * 1024 * 1024
"""Bytes of a request's body. A register of 20,000 rows fits; more is divided."""


class TooLargeBody(InvalidInput):
    """A request's body is over the limit."""

    code = "connectors.too_large_body"
    what = "This request is too large."
    why = "A body may have at most {most} bytes."
    fix = "Divide it, or send less."
    most: int = LARGEST_BODY


class NotUtf8(InvalidInput):
    """A request's bytes are not UTF-8."""

    code = "connectors.not_utf8"
    what = "This request is not UTF-8."
    why = "Byte {at} cannot begin or continue a character."
    fix = "Send text as UTF-8."
    at: int


class NotJson(InvalidInput):
    """A request's body is not JSON."""

    code = "connectors.not_json"
    what = "This request is not JSON."
    why = "{reason}"
    fix = "Send one JSON object with the fields of the operation."
    reason: str


class FieldUnreadable(InvalidInput):
    """A field of a request is not what it should be."""

    code = "connectors.field_unreadable"
    what = "The field {name} cannot be read."
    why = "{reason}"
    fix = "Give it as the reference of this operation says."
    name: str
    reason: str


class FieldMissing(InvalidInput):
    """A field that a request needs is not there."""

    code = "connectors.field_missing"
    what = "The field {name} is missing."
    why = "This cannot be decided without it."
    fix = "Fill it in."
    name: str


class FieldUnknown(InvalidInput):
    """A request has a field that its operation does not know."""

    code = "connectors.field_unknown"
    what = "There is no field {name} here."
    why = "Unknown fields are refused, so that a misspelt one is not passed over."
    fix = "Use the fields of the operation: {known}."
    name: str
    known: tuple[str, ...]


class OperationUnknown(NotFound):
    """Something was asked for that this market does not do."""

    code = "connectors.operation_unknown"
    what = "There is no operation {given}."
    why = "Operations have names such as offer.post."
    fix = "Look at the list of operations."
    given: str


def request_type(name: str) -> type[Request]:
    """Return the request of an operation or question that the doors may ask for."""
    operation = OPERATIONS.get(name)
    if operation is not None and operation.doors == "all":
        return operation.request
    question = QUESTIONS.get(name)
    if question is not None:
        return question.request
    raise OperationUnknown(given=name[:60])


def read_json(name: str, body: bytes) -> Request:
    """Return the request that a JSON body holds."""
    kind = request_type(name)
    if len(body) > LARGEST_BODY:
        raise TooLargeBody
    try:
        return _in_range(_decoders(kind).decode(body))
    except msgspec.ValidationError as wrong:
        raise explained(kind, str(wrong), msgspec.json.decode(body)) from None
    except UnicodeDecodeError as wrong:
        raise NotUtf8(at=wrong.start) from None
    except (msgspec.DecodeError, RecursionError) as wrong:
        _check_utf8(body)
        raise NotJson(reason=str(wrong)[:200]) from None


def read_fields(name: str, fields: Mapping[str, Any]) -> Request:
    """Return the request that fields of a form or a command hold; blank ones are left out."""
    kind = request_type(name)
    given = {key: value for key, value in fields.items() if value not in ("", None)}
    try:
        return _in_range(msgspec.convert(given, kind, strict=False))
    except msgspec.ValidationError as wrong:
        raise explained(kind, str(wrong), given) from None


def explained(kind: type[Request], wrong: str, given: object) -> InvalidInput:
    """Return the error that msgspec's words for what is wrong in `given` amount to."""
    path = re.search(r" - at `\$\.?([^`]*)`", wrong)
    name = path.group(1) if path else ""
    missing = re.search(r"missing required field `([^`]*)`", wrong)
    if missing:
        prefix = f"{name}." if name else ""
        return _at(FieldMissing(name=prefix + missing.group(1)), missing.group(1))
    unknown = re.search(r"unknown field `([^`]*)`", wrong)
    if unknown:
        return FieldUnknown(name=unknown.group(1)[:60], known=kind.__struct_fields__)
    reason = wrong.partition(" - at `")[0]
    if "encoded date" in reason:
        return _at(NotADay(day=str(_value_at(given, name))[:40]), name)
    return _at(FieldUnreadable(name=name or "body", reason=reason[:200]), name)


def _value_at(given: object, path: str) -> object:
    for step in re.findall(r"[^.\[\]]+", path):
        if isinstance(given, Mapping):
            given = given.get(step)
        elif isinstance(given, list) and step.isdigit():
            given = given[int(step)]
    return given


def _in_range(value: T) -> T:
    """Return `value`, if every day in it lies in the years a register can speak of."""
    match value:
        case date() if not FIRST_DAY.year <= value.year <= LAST_DAY.year:
            raise NotADay(day=value.isoformat())
        case Struct():
            for name in value.__struct_fields__:
                _in_range(getattr(value, name))
        case tuple():
            for one in value:
                _in_range(one)
        case _:
            pass
    return value


def _at(error: InvalidInput, field: str) -> InvalidInput:
    """Return the error as standing beside its field, which only this very error knows."""
    error.__dict__["field"] = field or None
    return error


def _check_utf8(body: bytes) -> None:
    try:
        body.decode()
    except UnicodeDecodeError as wrong:
        raise NotUtf8(at=wrong.start) from None


_DECODERS: dict[type[Request], msgspec.json.Decoder[Request]] = {}


def _decoders(kind: type[Request]) -> msgspec.json.Decoder[Request]:
    found = _DECODERS.get(kind)
    if found is None:
        found = _DECODERS[kind] = msgspec.json.Decoder(kind)
    return found
