"""The pages of the reference: operations, events, HTTP, commands, settings."""

import inspect
import re
from collections.abc import Iterator
from typing import Any

import gathered
from failing import errors
from layout import Page, field_table, heading, linked, structs, table
from msgspec import Struct
from tongue import Tongue

from laogu.api import description, path_of
from laogu.app import Settings
from laogu.basics import CURRENCIES, FIRST_DAY, LAST_DAY
from laogu.connectors import LIMITS, documented, ocf

__all__ = ["commands", "errors", "events", "http", "operations", "settings"]


def operations(tongue: Tongue) -> Page:
    """Return the page of everything a person can ask for."""
    codes = {one.__name__: one.code for one in gathered.errors()}
    tags = {one.__name__: gathered.tag(one) for one in gathered.events()}
    asked = gathered.asked()
    parts = []
    for name, one in asked.items():
        summary, paragraphs, listed = gathered.docstring_of(one)
        method = "GET" if hasattr(one, "answer") else "POST"
        called = tongue.say(
            "Command: {command} · HTTP: {address}",
            command=f"`{command_of(name)}`",
            address=f"`{method} {path_of(name)}`",
        )
        records = linked(_listed(tongue, listed["Records"]), tongue.page("events"), tags)
        refuses = linked(_listed(tongue, listed["Refuses"]), tongue.page("errors"), codes)
        parts += [
            f'<a id="{name}"></a>\n\n## {name}',
            tongue.say(summary),
            called,
            *(tongue.say(one) for one in paragraphs),
            tongue.text(documented.described(one.request)[0]),
            field_table(tongue, gathered.fields(one.request, tongue)),
            tongue.say("Records: {names}", names=records),
            tongue.say("Refuses: {names}", names=refuses),
        ]
    inner = gathered.structs_in(*(one.request for one in asked.values()))
    return Page(
        tongue.say("Operations"),
        tongue.lines(
            "Everything that can be asked for, by the same name in the shell, over HTTP and on "
            "pages.",
            "Quantities, prices and amounts are decimal strings; a day is `YYYY-MM-DD`; "
            "a moment names its time zone.",
            "Unknown fields are refused.",
        ),
        [*parts, *structs(tongue, "Values inside requests", inner)],
    )


def _listed(tongue: Tongue, names: str) -> str:
    """Return a list of names; a few words between them are said in the language of the page."""
    parts = re.split(r"(; |, |(?:^|(?<=; )|(?<=, ))[a-z][a-z ,:]*)", names)
    return "".join(tongue.say(part) if place % 2 else part for place, part in enumerate(parts))


def command_of(name: str) -> str:
    """Return the command of an operation."""
    return "laogu " + name.replace(".", " ").replace("_", "-")


def events(tongue: Tongue) -> Page:
    """Return the page of everything that can have happened."""
    found = gathered.events()
    parts = []
    for one in found:
        tag = gathered.tag(one)
        parts += [
            f'<a id="{tag}"></a>\n\n## {one.__name__}',
            tongue.say("Tag: {tag}", tag=f"`{tag}`"),
            tongue.text(documented.described(one)[0]),
            field_table(tongue, gathered.fields(one, tongue, but=("effective_on",))),
        ]
    return Page(
        tongue.say("Events"),
        tongue.lines(
            "What the record can hold.",
            "A tag with its version never changes; the class that reads it may be renamed.",
            "Every event has `effective_on`, the day on which it counts; when it was written down "
            "stands on its entry.",
        ),
        [*parts, *structs(tongue, "Values inside events", gathered.structs_in(*found))],
    )


def _given(address: dict[str, Any]) -> Iterator[tuple[str, str, bool]]:
    """Yield what an address takes: its name, where it stands, whether it is needed."""
    for one in address.get("parameters", ()):
        yield one["name"], one["in"], one["required"]
    if "requestBody" in address:
        schema = address["requestBody"]["content"]["application/json"]["schema"]
        for name in schema["properties"]:
            yield name, "body", name in schema["required"]


def http(tongue: Tongue) -> Page:
    """Return the page of the HTTP door."""
    told = description()
    rows, sections = [], []
    for path, methods in sorted(told["paths"].items()):
        for method, one in methods.items():
            name, does = one["operationId"], tongue.say(one["summary"])
            row = f"`{method.upper()} {path}`"
            if name in gathered.asked():
                rows.append((row, f"[{name}]({tongue.page('operations')}#{name})", does))
                continue
            parameters = (
                (f"`{each}`", where, tongue.say("yes" if is_needed else "no"))
                for each, where, is_needed in _given(one)
            )
            sections += [
                f"### {method.upper()} {path}",
                does,
                table(tongue, ("parameter", "in", "needed"), parameters),
            ]
    return Page(
        "HTTP",
        tongue.say(
            "The description for programs is `/api/openapi.json` (OpenAPI {version}), made from "
            "the types that read the requests.",
            version=told["openapi"],
        ),
        [
            table(tongue, ("header", "means"), _headers(tongue)),
            tongue.lines(
                "An operation that was recorded answers 201, a question 200.",
                "Everything else is a problem (`application/problem+json`, RFC 9457) with `code`, "
                "`what`, `why`, `fix` and the facts.",
            )
            + "\n"
            + tongue.say("See {page}.", page=_link(tongue, "What can go wrong", "errors")),
            heading(tongue, "Operations and questions"),
            table(tongue, ("address", "name", "does"), rows),
            heading(tongue, "Other addresses"),
            *sections,
            "### GET /livez, GET /readyz",
            tongue.say(
                "For whatever watches the process: it is alive; it takes requests (503 where it "
                "does not)."
            ),
        ],
    )


def _headers(tongue: Tongue) -> Iterator[tuple[str, str]]:
    for header, means in (
        ("Authorization: Bearer TOKEN", "in whose name is asked; without it, nobody's"),
        ("Request-Id", "a UUID of version 7, needed by every POST of one operation"),
        ("Accept-Language", "`zh` for Chinese sentences, otherwise English"),
    ):
        yield f"`{header}`", tongue.say(means)


def _link(tongue: Tongue, title: str, name: str, anchor: str = "") -> str:
    return f"[{tongue.say(title)}]({tongue.page(name)}{anchor})"


def commands(tongue: Tongue) -> Page:
    """Return the page of the shell door."""
    parts = []
    for name, command, context in gathered.commands():
        usage = " ".join(command.collect_usage_pieces(context))
        options = (
            (f"`{record[0]}`", tongue.help(" ".join(record[1].split())))
            for each in command.get_params(context)
            if (record := each.get_help_record(context)) is not None
        )
        parts += [
            f'<a id="{name.replace(" ", "-")}"></a>\n\n## {name}',
            tongue.help(inspect.cleandoc((command.help or "").replace("\b\n", ""))),
            f"```\n{name} {usage}\n```",
            table(tongue, ("option", "means"), options),
        ]
    return Page(
        tongue.say("Commands"),
        tongue.lines(
            "`./run ARGS` passes on to `laogu ARGS`, so all of these work from a fresh clone.",
            "Without `--json` a command prints a table; with it one object, in which every figure "
            "is a decimal string.",
            "Errors go to standard error, and the exit code is that of their family.",
        )
        + "\n"
        + tongue.say("See {page}.", page=_link(tongue, "What can go wrong", "errors")),
        parts,
    )


def settings(tongue: Tongue) -> Page:
    """Return the page of what can be set, and of every limit."""
    limits = [
        (f"`{one.name}`", one.value, one.meaning, f"`{one.module}`")
        for one in gathered.limits(tongue)
    ]
    variables = ((f"`{name}`", tongue.say(one)) for name, one in gathered.ENVIRONMENT.items())
    serve = f"[`laogu serve`]({tongue.page('commands')}#laogu-serve)"
    currencies = ((code, str(decimals)) for code, decimals in sorted(CURRENCIES.items()))
    return Page(
        tongue.say("Settings and limits"),
        "",
        [
            heading(tongue, "How a market is served"),
            field_table(tongue, gathered.fields(Settings, tongue)),
            tongue.say("The options of {command} set these.", command=serve),
            heading(tongue, "Environment"),
            table(tongue, ("variable", "means"), variables),
            heading(tongue, "Limits"),
            tongue.say(
                "Everything that comes from outside has a limit; beyond it a request is refused "
                "by name, not cut."
            ),
            table(tongue, ("name", "value", "means", "where"), limits),
            tongue.say("Days lie from {first} to {last}.", first=FIRST_DAY, last=LAST_DAY),
            heading(tongue, "Limits of a file that is brought in"),
            *_limits_of(tongue, LIMITS),
            heading(tongue, "Limits of an Open Cap Format package"),
            *_limits_of(tongue, ocf.LIMITS),
            heading(tongue, "Currencies"),
            table(tongue, ("currency", "decimals"), currencies),
        ],
    )


def _limits_of(tongue: Tongue, limits: Struct) -> Iterator[str]:
    rows = (
        (f"`{one.name}`", gathered.shown(getattr(limits, one.name), tongue), one.meaning)
        for one in gathered.fields(type(limits), tongue)
    )
    yield tongue.text(documented.described(type(limits))[0])
    yield table(tongue, ("name", "value", "means"), rows)
