"""What the code says of itself: operations, events, errors, findings, limits, commands.

Nothing is known here that the code does not say, but for one table: what the few bare numbers mean.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import reduce
from pathlib import Path
from typing import Any, NamedTuple

import click
import msgspec
from msgspec import Struct
from msgspec import inspect as kinds
from tongue import Tongue

import laogu
from laogu.basics import Event, LaoguError, Remark
from laogu.connectors import documented
from laogu.operations import OPERATIONS, QUESTIONS

ROOT = Path(laogu.__file__).parent
# Sizes of drawings, rows shown, loads of a benchmark, numbers of a file format: no limits on what
# may be asked.
NOT_LIMITS = re.compile(
    r"laogu\.(bench|web\.(clocks|measure|drawing|pages)|journal\.sqlite_file)\b"
)
NOR_THESE = {"INTERRUPTED"}

MEANINGS = {
    "REMEMBERED_HOURS": "Hours for which a request's id is known again.",
    "LONGEST_NAME": "Characters of a name.",
    "LONGEST_TEXT": "Characters of a reason, a source or a sentence.",
    "MOST_DECIMALS": "Decimals of a quantity.",
    "MOST_SCALE": "Decimals of a price.",
    "MOST_ROWS": "Holdings that are loaded at once.",
    "MOST_ENTRIES": "Entries of the record in one answer.",
    "MOST_DIGITS": "Digits of a number in a file.",
    "MOST_FIELDS": "Fields of a form.",
    "LONGEST_OPEN": "For how long an offer may be open.",
    "FARTHEST_MOVE": "How far a practice clock is moved at once.",
    "SESSION_HOURS": "Hours after which a session ends.",
    "LINK_MINUTES": "Minutes after which a sign-in link opens nothing.",
    "SNAPSHOT_EVERY": "Entries after which a snapshot may be saved.",
    "LONGEST_CERTIFICATE": "Characters of a certificate's label.",
    "LONGEST_RULE": "Characters of a rule's id.",
    "LARGEST_BATCH": "Requests that are made durable in one write.",
    "SCRUB_WAIT_MS": "Milliseconds to wait for a reader when the log is emptied.",
    "CHUNK_BYTES": "Bytes of the record that are read at once.",
    "LAST_SEQ": "The last entry a record can have.",
    "LARGEST_ANSWER": "Bytes of an answer that a command reads.",
    "YEAR_SECONDS": "Seconds for which the choice of language is remembered.",
}

ENVIRONMENT = {
    "LAOGU_DATABASE": "Where a market is kept; `--database` outweighs it.",
    "LAOGU_LANG": "The language of commands, `en` or `zh`; `--lang` outweighs it.",
    "LAOGU_NO_SKIPS": "A skipped test fails the run; continuous integration sets it.",
    "LAOGU_SERVER": "The address of the running market that commands ask.",
    "LAOGU_TOKEN": "The API token in whose person's name commands ask.",
    "LAOGU_TRACE": "A command that breaks by a fault of ours shows where.",
}


class Limit(NamedTuple):
    """A number that bounds something: where it stands, its value, what it means."""

    module: str
    name: str
    value: str
    meaning: str


class Field(NamedTuple):
    """A field as a reader needs it: its kind, what it is where it is left out, what it means."""

    name: str
    kind: str
    default: str
    meaning: str


class Finding(NamedTuple):
    """One kind of finding of an import."""

    code: str
    severity: str
    what: str
    why: str
    fix: str


PEERS = frozenset(("laogu.bench.usual", "laogu.bench.models"))
"""Programs that are only measured beside ours, and need what nobody installs to run a market."""


def modules() -> list[str]:
    """Import every module of ours and return their names."""
    names = [one.name for one in pkgutil.walk_packages(laogu.__path__, "laogu.")]
    names = [name for name in names if not name.endswith("__main__") and name not in PEERS]
    for name in names:
        importlib.import_module(name)
    return names


def errors() -> list[type[LaoguError]]:
    """Return every declared error, by code."""
    modules()

    def below(kind: type[LaoguError]) -> Iterator[type[LaoguError]]:
        for one in kind.__subclasses__():
            if one.code and one.__module__.startswith("laogu."):
                yield one
            yield from below(one)

    return sorted(below(LaoguError), key=lambda one: one.code)


def events() -> list[type[Event]]:
    """Return every event, by tag."""
    modules()
    return sorted(Event.__subclasses__(), key=tag)


def tag(event: type[Event]) -> str:
    """Return the permanent tag of an event."""
    return str(event.__struct_config__.tag)


def findings() -> list[Finding]:
    """Return every finding an import can come to that is not an error of ours, by code."""
    found = {
        Finding(one.code, one.severity, one.what, one.why, one.fix)
        for name in modules()
        for value in vars(importlib.import_module(name)).values()
        for one in (value.values() if isinstance(value, dict) else (value,))
        if isinstance(one, Remark)
    }
    return sorted(found)


def asked() -> dict[str, Any]:
    """Return operations that the doors may ask for, and questions, by name."""
    open_ = {name: one for name, one in OPERATIONS.items() if one.doors == "all"}
    return dict(sorted({**open_, **QUESTIONS}.items()))


def docstring_of(one: Any) -> tuple[str, list[str], dict[str, str]]:
    """Return what the page of an operation says: its first line, the paragraphs below, its lists.

    The paragraphs end with who may ask; the lists are what it records and what it refuses.
    """
    decide = getattr(one, "decide", None) or one.answer
    text = inspect.getdoc(inspect.getmodule(decide)) or ""
    summary, _, rest = text.partition("\n")
    before, *lists = re.split(r"^(Records|Refuses):\s*", rest, flags=re.MULTILINE)
    named = {
        label: " ".join(listed.partition("\n\n")[0].split())
        for label, listed in zip(lists[::2], lists[1::2], strict=True)
    }
    return summary, documented.paragraphs(before), named


def fields(of: type[Any], tongue: Tongue, *, but: tuple[str, ...] = ()) -> list[Field]:
    """Return the fields of a struct in order, with what its docstring says of each."""
    info = kinds.type_info(of)
    assert isinstance(info, kinds.StructType)
    _, meanings = documented.described(of)
    return [
        Field(
            one.name,
            in_words(one.type, tongue),
            _default(one, tongue),
            tongue.say(meanings.get(one.name, "")),
        )
        for one in info.fields
        if one.name not in but
    ]


def _default(field: kinds.Field, tongue: Tongue) -> str:
    if field.required:
        return tongue.say("must be given")
    value = () if field.default is msgspec.NODEFAULT else field.default
    if isinstance(value, bool):
        return tongue.say("yes" if value else "no")
    if value is None or value == ():
        return "–"
    return f"`{value}`"


def in_words(kind: kinds.Type, tongue: Tongue) -> str:
    """Return a type as a reader would name it."""
    match kind:
        case kinds.LiteralType(values=(only,)):
            return f"`{only}`"
        case kinds.LiteralType(values=values):
            choices = tongue.say(", ").join(f"`{one}`" for one in values)
            return tongue.say("one of {choices}", choices=choices)
        case kinds.UnionType(types=several):
            some = (one for one in several if not isinstance(one, kinds.NoneType))
            named = dict.fromkeys(in_words(one, tongue) for one in some)
            return reduce(lambda one, other: tongue.say("{a} or {b}", a=one, b=other), named)
        case kinds.StructType(cls=cls):
            return f"[{cls.__name__}](#{cls.__name__.lower()})"
        case (
            kinds.VarTupleType(item_type=item)
            | kinds.ListType(item_type=item)
            | kinds.FrozenSetType(item_type=item)
        ):
            return tongue.say("list of {kind}", kind=in_words(item, tongue))
        case kinds.TupleType(item_types=items):
            return f"[{', '.join(in_words(one, tongue) for one in items)}]"
        case kinds.DictType(value_type=value):
            return tongue.say("table of {kind}", kind=in_words(value, tongue))
        case _:
            return tongue.say(_PLAIN.get(type(kind), type(kind).__name__))


_PLAIN: dict[type[kinds.Type], str] = {
    kinds.StrType: "text",
    kinds.DecimalType: "decimal string",
    kinds.IntType: "whole number",
    kinds.BoolType: "yes or no",
    kinds.DateType: "day",
    kinds.DateTimeType: "moment",
    kinds.AnyType: "anything",
}


def structs_in(*given: type[Any]) -> list[type[Struct]]:
    """Return the structs that others are made of, each once, in the order they are met."""
    seen: set[type[Struct]] = set()
    inside: dict[type[Struct], None] = {}

    def look(kind: Any, *, is_inside: bool = True) -> None:
        match kind:
            case kinds.StructType(cls=cls):
                if is_inside:
                    inside[cls] = None
                if cls not in seen:
                    seen.add(cls)
                    for field in kind.fields:
                        look(field.type)
            case kinds.UnionType(types=several) | kinds.TupleType(item_types=several):
                for one in several:
                    look(one)
            case kinds.VarTupleType(item_type=item) | kinds.ListType(item_type=item):
                look(item)
            case kinds.DictType(value_type=value):
                look(value)
            case _:
                pass

    for one in given:
        look(kinds.type_info(one), is_inside=False)
    return list(inside)


def limits(tongue: Tongue) -> list[Limit]:
    """Return every public number in capitals with what it means, by module."""
    found = []
    for name in modules():
        if NOT_LIMITS.match(name):
            continue
        home = importlib.import_module(name)
        tree = ast.parse(inspect.getsource(home)).body
        for node, after in zip(tree, [*tree[1:], None], strict=True):
            match node:
                case ast.Assign(targets=[ast.Name(id=constant)]) if constant.isupper():
                    value = getattr(home, constant, None)
                    if _is_limit(constant, value):
                        meaning = tongue.say(_meaning(constant, after))
                        found.append(Limit(name, constant, shown(value, tongue), meaning))
                case _:
                    pass
    return found


def _is_limit(name: str, value: object) -> bool:
    counted = isinstance(value, int | timedelta) and not isinstance(value, bool)
    return counted and not name.startswith("_") and name not in NOR_THESE


def _meaning(name: str, after: ast.stmt | None) -> str:
    match after:
        case ast.Expr(value=ast.Constant(value=str(text))):
            return " ".join(text.split())
        case _:
            return MEANINGS.get(name, "")


def shown(value: object, tongue: Tongue) -> str:
    """Return a number as a reader reads it."""
    if isinstance(value, timedelta):
        return tongue.say("{count} days", count=f"{value.days:,}")
    return f"{value:,}" if isinstance(value, int) else str(value)


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Yield every command with its whole name."""
    program = importlib.import_module("laogu.cli").program

    def below(command: click.Command, context: click.Context) -> Iterator[Any]:
        if not isinstance(command, click.Group):
            yield context.command_path, command, context
            return
        for name in command.list_commands(context):
            one = command.get_command(context, name)
            if one is not None and not one.hidden:
                yield from below(one, click.Context(one, info_name=name, parent=context))

    yield from below(program, click.Context(program, info_name="laogu"))
