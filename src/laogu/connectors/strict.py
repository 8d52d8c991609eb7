"""What a typed reading lets pass and a market should not: a name given twice, a figure in disguise.

Two readers of such a body may read two different requests, so neither reading counts.
"""

import json
import re
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

import msgspec.inspect
from msgspec import Struct

from laogu.basics import InvalidInput, is_plain


class FieldTwice(InvalidInput):
    """An object of a request's body has a field twice."""

    code = "connectors.field_twice"
    what = "The field {name} is there twice."
    why = "One reader would take the first and another the last, so neither counts."
    fix = "Send it once."
    name: str


def check_once(body: bytes, names: frozenset[str], *, most: int = 1, at_least: int = 0) -> None:
    """Refuse a body in which an object has one of `names` twice.

    at_least: so many fields a typed reading has found in it, each once in its object. Each has a
    colon, so that a body without more colons has none of them twice, however they are written.

    Read a second time only where that can be: one of them stands in the text more than `most`
    times, or a name may be written with escapes.
    """
    if body.count(b":") > at_least and _may_be_twice(body, names, most):
        json.loads(body, object_pairs_hook=_once(names), parse_int=str, parse_float=str)


def check_every_name_once(body: bytes) -> None:
    """Refuse a body in which an object has any name twice, one of the writer's own as well."""
    json.loads(body, object_pairs_hook=_once(None), parse_int=str, parse_float=str)


def _may_be_twice(body: bytes, names: frozenset[str], most: int) -> bool:
    return b"\\" in body or any(body.count(name) > most for name in _quoted(names))


@cache
def _quoted(names: frozenset[str]) -> tuple[bytes, ...]:
    return tuple(b'"%s"' % name.encode() for name in names)


def fields_in(found: Struct) -> int:
    """Return how many fields a body must have had to be read as `found`; it may have had more.

    Those that may be left out are not counted, nor what is deeper than a list.
    """
    kind = type(found)
    given = _needed(kind)
    for name in _lists(kind):
        given += sum(map(_needed, map(type, getattr(found, name))))
    return given


@cache
def _needed(kind: type) -> int:
    """Return how many fields an object must have to be read as `kind`; anything else has none."""
    if not issubclass(kind, Struct):
        return 0
    return sum(one.required for one in msgspec.structs.fields(kind))


@cache
def _lists(kind: type[Struct]) -> tuple[str, ...]:
    """Return the fields of a type that must be there and hold a list."""
    found = msgspec.inspect.type_info(kind)
    assert isinstance(found, msgspec.inspect.StructType), "it has fields"
    listed = (one for one in found.fields if isinstance(one.type, msgspec.inspect.VarTupleType))
    return tuple(one.name for one in listed if one.required)


def names_in(kind: type[Struct]) -> frozenset[str]:
    """Return the names of every field of a type, and of the types inside it."""
    _, components = msgspec.json.schema_components([kind])
    return frozenset(name for one in components.values() for name in one.get("properties", ()))


def may_hold_strange_figure(body: bytes) -> bool:
    """Return whether a body is worth a second look: a figure may not be in plain digits.

    A strange sign may itself be written with an escape.
    """
    return (
        b"\\" in body
        or (_may_be_wide(body) and any(_is_wide(found[1]) for found in _WIDE.finditer(body)))
        or (b"+" in body and _PLUS.search(body) is not None)
        or any(
            _may_be_in_a_figure(body, found.start())
            for sign in (_UNDERSCORE, _SMALL_E, _LARGE_E)
            for found in sign.finditer(body)
        )
    )


def _may_be_wide(body: bytes) -> bool:
    """Return whether a body has what a wide figure is made of: a space, or what is not ASCII."""
    return b" " in body or not body.isascii()


def _is_wide(text: bytes) -> bool:
    """Return whether a text can be read as a figure though it is not in plain digits."""
    return any(one.isdecimal() for one in text.decode(errors="replace"))


def _may_be_in_a_figure(body: bytes, at: int) -> bool:
    """Return whether what stands before a sign is of a figure, not of an id or a name."""
    before = body[max(0, at - _LOOKED_BACK) : at].rstrip(_OF_FIGURES)
    return not before or before.endswith(_BEFORE_FIGURES)


def strange_figure(value: object, given: object, path: str = "") -> str | None:
    """Return where in `given` a figure of `value` is not in plain digits; None: nowhere.

    Strange are an underscore, a plus, an exponent, a space and a digit of another script, in text
    and in a number, which stands in `given` as it was written; of what is counted in whole numbers
    a point as well. What is no figure at all was refused before.
    """
    match value, given:
        case bool(), _:
            return None
        case int(), str():
            return None if is_plain(given) and "." not in given else path
        case Decimal(), str():
            return None if is_plain(given) else path
        case Struct(), Mapping():
            dot = "." if path else ""
            # What is given besides fields is the tag that says which kind of thing it is.
            named = [name for name in given if name in value.__struct_fields__]
            parts = [(f"{dot}{name}", getattr(value, name), given[name]) for name in named]
        case tuple(), list():
            pairs = enumerate(zip(value, given, strict=True))
            parts = [(f"[{at}]", one, raw) for at, (one, raw) in pairs]
        case _:
            return None
    found = (strange_figure(one, raw, path + step) for step, one, raw in parts)
    return next((where for where in found if where is not None), None)


# After its last underscore a figure has no letters, and after its exponent there are digits alone.
# No place of a body is looked at twice, so that the time grows with the text and no faster. Each
# begins with a byte of its own, or an alternative of two would cost three times as much; then comes
# one of a set, and nothing that may be left out, so that most letters e are passed over at once.
# An id may end like a figure: with E and a digit one in seventy does.
# A text with nothing in it that a figure may not have, and something that plain digits do not.
_WIDE = re.compile(rb'"([0-9.-]*+[\s\x80-\xff][\s0-9.\x80-\xff-]*+)"')
_UNDERSCORE = re.compile(rb'_[\s0-9.eE+\x80-\xff-]*+"')
_SMALL_E = re.compile(rb'e[-+0-9\x80-\xff][0-9\x80-\xff]*+[\s",}\]]')
_LARGE_E = re.compile(rb'E[-+0-9\x80-\xff][0-9\x80-\xff]*+[\s",}\]]')
_PLUS = re.compile(rb'"[\s\x80-\xff]*+\+')
_LOOKED_BACK = 100
_OF_FIGURES = b" \t\n\v\f\r0123456789.+-_" + bytes(range(0x80, 0x100))
_BEFORE_FIGURES = (b'"', b":", b",", b"[")


def _once(names: frozenset[str] | None) -> Callable[[list[tuple[str, object]]], None]:
    def check(pairs: list[tuple[str, object]]) -> None:
        if len(dict(pairs)) == len(pairs):
            return
        seen: set[str] = set()
        for name, _ in pairs:
            if name in seen and (names is None or name in names):
                raise FieldTwice(name=name[:60])
            seen.add(name)

    return check
