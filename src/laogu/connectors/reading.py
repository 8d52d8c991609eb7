"""How bytes and fields become a request: once, at the door, with a clear error where they do not.

Behind the door everything is typed, complete and within range.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, TypeVar

import msgspec.inspect
from msgspec import Struct

from laogu.basics import (
    FIRST_DAY,
    LAST_DAY,
    InvalidInput,
    NotADay,
    NotFound,
    Said,
    day_not_there,
    is_plain,
    said,
)
from laogu.connectors.strict import (
    check_once,
    fields_in,
    may_hold_strange_figure,
    names_in,
    strange_figure,
)
from laogu.operations import OPERATIONS, QUESTIONS, Request

T = TypeVar("T")
Own = TypeVar("Own", bound=Struct)

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
    reason: Said


class HalfALetter(InvalidInput):
    """A letter in a request's body is written as no letter can be."""

    code = "connectors.half_a_letter"
    what = "A letter in this request cannot be read."
    why = "It is written with an escape that is half of a pair."
    fix = "Write the letter itself, or both halves of its escape."


class FieldUnreadable(InvalidInput):
    """A field of a request is not what it should be."""

    code = "connectors.field_unreadable"
    what = "The field {name} cannot be read."
    why = "{reason}"
    fix = "Give it as the reference of this operation says."
    name: str
    reason: Said | str


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
    fix = "Use the fields that are known there: {known}."
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
    form = _form(name)
    if len(body) > LARGEST_BODY:
        raise TooLargeBody
    body = bytes(body)
    try:
        found = _in_range(form.decode(body))
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise unread(request_type(name), body, wrong) from None
    check_once(body, form.names, at_least=fields_in(found))
    if may_hold_strange_figure(body):
        _check_figures(found, _whole(body))
    return found


def read_operation(name: str, body: bytes) -> Request:
    """Return the request that a JSON body holds of an operation; a question is none."""
    if name not in OPERATIONS:
        raise OperationUnknown(given=name[:60])
    return read_json(name, body)


def read_own(kind: type[Own], body: bytes) -> Own:
    """Return what a JSON body holds that is no request to the books; every name stands in it once.

    kind: a struct of the door's own that refuses what it does not know.
    """
    try:
        found = msgspec.json.decode(body, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise unread(kind, body, wrong) from None
    check_once(body, frozenset(kind.__struct_encode_fields__))
    return found


def read_fields(name: str, fields: Mapping[str, Any]) -> Request:
    """Return the request that fields of a form or a command hold; blank ones are left out."""
    kind = request_type(name)
    given = {key: value for key, value in fields.items() if value not in ("", None)}
    try:
        found = _in_range(msgspec.convert(given, kind, strict=False))
    except msgspec.ValidationError as wrong:
        raise explained(kind, str(wrong), given) from None
    except UnicodeEncodeError as wrong:  # Half a character, as a shell may hand it over.
        raise NotUtf8(at=wrong.start) from None
    _check_figures(found, given)
    return found


def unread(kind: type[Struct], body: bytes, wrong: Exception) -> InvalidInput:
    """Return why a body cannot be read as `kind`, or not at all."""
    if isinstance(wrong, msgspec.ValidationError):
        return explained(kind, str(wrong), _whole(body))
    return _no_json(body, wrong)


def _whole(body: bytes) -> object:
    """Return everything in a body, of which a typed reading has seen only the beginning.

    A number that is not whole stands there as it was written.
    """
    try:
        return _as_written(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as wrong:
        raise _no_json(body, wrong) from None


_as_written = msgspec.json.Decoder(float_hook=str).decode
_HALF = re.compile(rb"(?<!\\)(?:\\\\)*\\u[dD][89abAB][0-9a-fA-F]{2}[^\\]")
"""The first half of a pair, and no second: msgspec takes it for the end of a text."""


def _no_json(body: bytes, wrong: Exception) -> InvalidInput:
    try:
        body.decode()
    except UnicodeDecodeError as no:
        return NotUtf8(at=no.start)
    if isinstance(wrong, RecursionError):
        return NotJson(reason=said("It goes deeper than this market reads."))
    if isinstance(wrong, msgspec.ValidationError):  # Nothing else is asked of what is read whole.
        return NotJson(reason=said("A number in it is too large to be read."))
    if "surrogate" in str(wrong) or ("truncated" in str(wrong) and _HALF.search(body)):
        return HalfALetter()
    place = re.search(r"\(byte (\d+)\)", str(wrong))
    if place is None:
        return NotJson(reason=said("It ends before it is complete."))
    return NotJson(reason=said("Byte {at} is not what can stand there.", at=int(place.group(1))))


def _check_figures(found: Request, given: object) -> None:
    where = strange_figure(found, given)
    if where is not None:
        # In plain digits and strange all the same: there is a point in a whole number.
        reason = WHOLE_NUMBER if is_plain(str(_value_at(given, where))) else _PLAIN_DIGITS
        raise at_field(FieldUnreadable(name=where, reason=reason), where)


def explained(kind: type[Struct], wrong: str, given: object) -> InvalidInput:
    """Return the error that msgspec's words for what is wrong in `given` amount to."""
    path = re.search(r" - at `\$\.?([^`]*)`", wrong)
    name = path.group(1) if path else ""
    missing = re.search(r"missing required field `([^`]*)`", wrong)
    if missing:
        prefix = f"{name}." if name else ""
        return at_field(FieldMissing(name=prefix + missing.group(1)), missing.group(1))
    unknown = re.search(r"unknown field `([^`]*)`", wrong)
    if unknown:
        prefix = f"{name}." if name else ""
        return FieldUnknown(name=prefix + unknown.group(1)[:60], known=fields_at(kind, name))
    reason = wrong.partition(" - at `")[0]
    if reason.endswith("encoded date"):
        return at_field(NotADay(day=str(_value_at(given, name))[:40]), name)
    if reason == "Invalid RFC3339 encoded datetime":
        missing_day = day_not_there(str(_value_at(given, name)))
        if missing_day is not None:
            return at_field(NotADay(day=missing_day), name)
    ours = (says for begins, says in _REASONS if reason.startswith(begins))
    return at_field(FieldUnreadable(name=name or "body", reason=next(ours, reason[:200])), name)


def fields_at(kind: type[Struct], path: str) -> tuple[str, ...]:
    """Return the fields of the object that stands at a path in a request, such as rows[3].

    Where one of several kinds may stand there, those of all of them.
    """
    at: list[msgspec.inspect.Type] = [msgspec.inspect.type_info(kind)]
    for step in re.findall(r"[^.\[\]]+|\[\.\.\.\]", path):
        at = [inner for one in at for each in _one_of(one) for inner in _inside(each, step)]
    kinds = (each for one in at for each in _one_of(one))
    found = (one for one in kinds if isinstance(one, msgspec.inspect.StructType))
    names = dict.fromkeys(field.encode_name for one in found for field in one.fields)
    return tuple(names) or kind.__struct_fields__


def _one_of(kind: msgspec.inspect.Type) -> tuple[msgspec.inspect.Type, ...]:
    return kind.types if isinstance(kind, msgspec.inspect.UnionType) else (kind,)


def _inside(kind: msgspec.inspect.Type, step: str) -> Iterator[msgspec.inspect.Type]:
    """Yield what stands in a kind under a step of a path: a field's name, or a place in a list."""
    match kind:
        case msgspec.inspect.StructType():
            yield from (one.type for one in kind.fields if one.encode_name == step)
        case msgspec.inspect.VarTupleType() | msgspec.inspect.ListType():
            yield kind.item_type
        case msgspec.inspect.DictType():
            yield kind.value_type
        case _:
            pass


def _value_at(given: object, path: str) -> object:
    for step in re.findall(r"[^.\[\]]+", path):
        if isinstance(given, Mapping):
            given = given.get(step)
        elif isinstance(given, list) and step.isdigit():
            given = given[int(step)]
    return given


_WITHOUT_DAYS = (
    msgspec.inspect.StrType,
    msgspec.inspect.DecimalType,
    msgspec.inspect.IntType,
    msgspec.inspect.BoolType,
    msgspec.inspect.NoneType,
    msgspec.inspect.LiteralType,
)


def _in_range(value: T, field: str = "") -> T:
    """Return `value`, if every day in it lies in the years a register can speak of."""
    match value:
        case Struct():
            for name in _with_days(type(value)):
                inside = getattr(value, name)
                if inside is not None:
                    _in_range(inside, name)
        case date() if not FIRST_DAY.year <= value.year <= LAST_DAY.year:
            raise at_field(NotADay(day=value.isoformat()), field)
        case tuple():
            for one in value:
                _in_range(one, field)
        case dict():
            for one in value.values():
                _in_range(one, field)
        case _:
            pass
    return value


def at_field(error: InvalidInput, field: str) -> InvalidInput:
    """Return the error as standing beside its field, which only this very error knows."""
    error.__dict__["field"] = field or None
    return error


@cache
def _with_days(kind: type[Struct]) -> tuple[str, ...]:
    """Return the fields of a type that can hold a day, or something in which days can be."""
    found = msgspec.inspect.type_info(kind)
    assert isinstance(found, msgspec.inspect.StructType), "it has fields"
    return tuple(one.name for one in found.fields if not _is_without_days(one.type))


def _is_without_days(kind: msgspec.inspect.Type) -> bool:
    if isinstance(kind, msgspec.inspect.UnionType):
        return all(_is_without_days(one) for one in kind.types)
    return isinstance(kind, _WITHOUT_DAYS)


_PLAIN_DIGITS = said("A figure is needed, in plain digits such as 12000 or 18.50.")
WHOLE_NUMBER = said("A whole number is needed.")
MOMENT = said("A moment is needed with its time zone, such as 2026-11-21T09:00:00Z.")
_REASONS = (
    ("Invalid decimal", _PLAIN_DIGITS),
    ("Expected `decimal", _PLAIN_DIGITS),
    ("Invalid RFC3339 encoded datetime", MOMENT),
    ("Expected `datetime", MOMENT),
    ("Expected `date", said("A day is needed, such as 2026-11-21.")),
    ("Invalid enum value", said("It is none of the values that this field can have.")),
    ("Expected `str", said("Text is needed.")),
    ("Expected `bool", said("True or false is needed.")),
    ("Expected `int", WHOLE_NUMBER),
    ("Expected `array", said("A list is needed.")),
    ("Expected `object", said("An object with fields is needed.")),
)
"""How msgspec's words for what is wrong begin, and ours, which can be said in Chinese."""


class _Form(Struct, frozen=True):
    """What is known of a kind of request before one comes.

    names: of its fields, and of the fields inside those.
    """

    decode: Callable[[bytes], Request]
    names: frozenset[str]


@cache
def _form(name: str) -> _Form:
    kind = request_type(name)
    return _Form(decode=msgspec.json.Decoder(kind).decode, names=names_in(kind))
