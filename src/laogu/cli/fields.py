"""The fields of a request as options: names, values, defaults, and what each of them means.

What a field means is read from the docstring of its request, where it stands as `name: meaning`.
The values themselves are read by the market: here only whole numbers, flags and choices are known.
"""

import inspect
import re
from collections.abc import Mapping, Sequence
from typing import Any

import click
from msgspec import NODEFAULT
from msgspec.inspect import (
    BoolType,
    DateTimeType,
    DateType,
    DecimalType,
    DictType,
    Field,
    IntType,
    LiteralType,
    NoneType,
    StructType,
    Type,
    UnionType,
    VarTupleType,
    type_info,
)

from laogu.basics import is_plain
from laogu.operations import Request

SUBJECTS = (
    "trade", "offer", "window", "order", "security", "mandate", "key", "person", "plan",
    "encumbrance",
)  # fmt: skip
"""A first field of these names is what the command is about, and may stand without its option."""

METAVARS: tuple[tuple[type[Type], str], ...] = (
    (DecimalType, "NUMBER"),
    (DateType, "YYYY-MM-DD"),
    (DateTimeType, "MOMENT"),
    (IntType, "WHOLE"),
    (StructType, "JSON"),
    (DictType, "JSON"),
)
OBJECTS = (StructType, DictType)


def fields_of(request: type[Request]) -> tuple[Field, ...]:
    """Return the fields of a request, in the order they are declared."""
    info = type_info(request)
    assert isinstance(info, StructType), "a request is a struct"
    return info.fields


def options_of(request: type[Request], *, without: Sequence[str] = ()) -> list[click.Parameter]:
    """Return an option for each field, and an argument for what the command is about."""
    notes = notes_of(request)
    fields = [one for one in fields_of(request) if one.name not in without]
    subject = subject_of(request)
    found: list[click.Parameter] = []
    if subject is not None and subject not in without:
        found.append(click.Argument([f"{subject}_given"], required=False, metavar=subject.upper()))
    found.extend(
        _option(field, notes.get(field.name, ""), is_subject=field.name == subject)
        for field in fields
    )
    return found


def subject_of(request: type[Request]) -> str | None:
    """Return the field that names what the command is about; None: it has no such field."""
    first = fields_of(request)[0]
    return first.name if first.required and first.name in SUBJECTS else None


def notes_of(request: type[Request]) -> dict[str, str]:
    """Return what the docstring says of each field it names."""
    names = "|".join(one.name for one in fields_of(request))
    text = " ".join((inspect.getdoc(request) or "").split())
    parts = re.split(rf"(?:^|(?<=[.;] ))((?:{names})(?:, (?:{names}))*): ", text)
    notes: dict[str, str] = {}
    for named, note in zip(parts[1::2], parts[2::2], strict=True):
        said = note.strip().rstrip(".;")
        notes |= dict.fromkeys(named.split(", "), said[:1].upper() + said[1:] + ".")
    return notes


def lists_of_objects(request: type[Request]) -> frozenset[str]:
    """Return the fields that are lists of things with fields of their own: typed as JSON."""
    return frozenset(one.name for one in fields_of(request) if _is_object_list(_kind(one.type)))


def objects(request: type[Request]) -> frozenset[str]:
    """Return the fields that hold one object, which is typed as JSON."""
    found = [one for one in fields_of(request) if isinstance(_kind(one.type), OBJECTS)]
    return frozenset(one.name for one in found)


def body_of(request: type[Request], given: Mapping[str, Any]) -> dict[str, Any]:
    """Return the body of a request: what was given, and nothing of what was left out."""
    names = [one.name for one in fields_of(request)]
    return {name: given[name] for name in names if given.get(name) not in (None, ())}


def _option(field: Field, note: str, *, is_subject: bool) -> click.Option:
    kind = _kind(field.type)
    name = "--" + field.name.replace("_", "-")
    settings: dict[str, Any] = {"help": note or None, "required": field.required and not is_subject}
    match kind:
        case BoolType():
            return click.Option([f"{name}/--no-{name[2:]}", field.name], default=None, **settings)
        case LiteralType(values=values):
            settings["type"] = click.Choice([str(one) for one in values])
        case VarTupleType(item_type=item):
            settings |= {"multiple": True, "type": _type(item), "metavar": _metavar(item)}
            settings["help"] = f"{note} Give it once for each.".strip()
        case _:
            settings |= {"type": _type(kind), "metavar": _metavar(kind)}
    if field.default not in (NODEFAULT, None, ()):
        settings["help"] = f"{settings['help'] or ''} Left out: {field.default}.".strip()
    return click.Option([name, field.name], **settings)


def _kind(kind: Type) -> Type:
    """Return what a field holds where it holds something."""
    if isinstance(kind, UnionType):
        return next(one for one in kind.types if not isinstance(one, NoneType))
    return kind


def _is_object_list(kind: Type) -> bool:
    return isinstance(kind, VarTupleType) and isinstance(kind.item_type, StructType)


class _WholeNumber(click.types.IntParamType):
    """A whole number in plain digits; Python would take those of any script, and spaces around."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        if isinstance(value, str) and not is_plain(value):
            self.fail(f"{value!r} is not a valid {self.name}.", param, ctx)
        return super().convert(value, param, ctx)


def _type(kind: Type) -> click.ParamType[Any]:
    return _WholeNumber() if isinstance(kind, IntType) else click.STRING


def _metavar(kind: Type) -> str:
    return next((name for known, name in METAVARS if isinstance(kind, known)), "TEXT")
