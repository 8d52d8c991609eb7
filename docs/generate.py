"""Write docs/reference again from the code: ./run docs.

With --check nothing is written: it says which pages are stale, and ends with 1 where any is.
"""

import inspect
import re
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import gathered
from gathered import Field

from laogu import __version__
from laogu.api import description, path_of
from laogu.app import Settings
from laogu.basics import CURRENCIES, FIRST_DAY, LAST_DAY, LaoguError
from laogu.connectors import LIMITS, Example, error_examples, ocf

MOMENTS = {
    "opened": "once the practice market is open",
    "offered": "once Dee has offered shares",
    "matched": "once Kit has accepted",
    "noticed": "once notice is given",
    "waived": "once a holder has waived",
    "silent": "once the notice is over",
    "funded": "once the cash is in escrow",
    "settled": "once the trade is settled",
    "whole_only": "where all is taken or nothing",
    "bound": "where the terms let no seller withdraw",
    "no_articles": "at an issuer without articles",
    "rulebook": "where the rulebook opens a window",
    "window": "while a window is open",
    "locked": "in its locked minutes",
    "cleared": "after its bell",
    "granting": "once grants were made",
    "leaving": "once somebody has left",
    "converting": "where convertibles and warrants stand",
    "raising": "once capital was changed",
    "undone": "once an import was undone",
    "one_owner": "where two holders belong to the same one",
    "encumbered": "where others have something in Dee's shares",
}
"""The moments of the practice market at which examples are asked; tests/examples makes them."""

HERE = Path(__file__).parent
NOTE = "<!-- Written by ./run docs from the code; changes here are lost. -->"


def page(title: str, *parts: str) -> str:
    """Return a whole page."""
    return "\n\n".join([NOTE, f"# {title}", *(part for part in parts if part)]) + "\n"


def table(headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table; none where it would have no rows."""
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    if not lines:
        return ""
    top = list(headings)
    return "\n".join([f"| {' | '.join(top)} |", f"| {' | '.join('---' for _ in top)} |", *lines])


def field_table(fields: Iterable[Field]) -> str:
    """Return the fields of a request, an event or a value."""
    return table(
        ("field", "kind", "left out", "means"),
        (
            (f"`{one.name}`", one.kind, one.default or "must be given", one.meaning)
            for one in fields
        ),
    )


def linked(names: str, page_: str, anchors: dict[str, str]) -> str:
    """Return names with each one that has an anchor on a page linked to it."""

    def link(found: re.Match[str]) -> str:
        name = found.group()
        return f"[{name}]({page_}#{anchors[name]})" if name in anchors else name

    return re.sub(r"\b[A-Z]\w+", link, names)


def operations() -> str:
    """Return the page of everything a person can ask for."""
    codes = {one.__name__: one.code for one in gathered.errors()}
    tags = {one.__name__: gathered.tag(one) for one in gathered.events()}
    asked = gathered.asked()
    parts = []
    for name, one in asked.items():
        summary, said = gathered.docstring_of(one)
        method = "GET" if hasattr(one, "answer") else "POST"
        parts += [
            f'<a id="{name}"></a>\n\n## {name}',
            summary,
            f"Command: `{command_of(name)}` · HTTP: `{method} {path_of(name)}`",
            f"Asked by: {said['Asked by']}",
            gathered.described(one.request)[0],
            field_table(gathered.fields(one.request)),
            f"Records: {linked(said['Records'], 'events.md', tags)}",
            f"Refuses: {linked(said['Refuses'], 'errors.md', codes)}",
        ]
    inner = gathered.structs_in(*(one.request for one in asked.values()))
    return page(
        "Operations",
        "Everything that can be asked for, by the same name in the shell, over HTTP and on pages.\n"
        "Quantities, prices and amounts are decimal strings; a day is `YYYY-MM-DD`; "
        "a moment names its time zone.\n"
        "Unknown fields are refused.",
        *parts,
        *structs("Values inside requests", inner),
    )


def command_of(name: str) -> str:
    """Return the command of an operation."""
    return "laogu " + name.replace(".", " ").replace("_", "-")


def structs(title: str, given: Iterable[type[Any]]) -> list[str]:
    """Return a section with the fields of each value."""
    parts = [
        part
        for one in given
        for part in (
            f'<a id="{one.__name__.lower()}"></a>\n\n### {one.__name__}',
            gathered.described(one)[0],
            field_table(gathered.fields(one)),
        )
    ]
    return [f"## {title}", *parts] if parts else []


def events() -> str:
    """Return the page of everything that can have happened."""
    found = gathered.events()
    parts = []
    for one in found:
        tag = gathered.tag(one)
        parts += [
            f'<a id="{tag}"></a>\n\n## {one.__name__}',
            f"Tag: `{tag}`",
            gathered.described(one)[0],
            field_table(gathered.fields(one, but=("effective_on",))),
        ]
    return page(
        "Events",
        "What the record can hold.\n"
        "A tag with its version never changes; the class that reads it may be renamed.\n"
        "Every event has `effective_on`, the day on which it counts; when it was written down "
        "stands on its entry.",
        *parts,
        *structs("Values inside events", gathered.structs_in(*found)),
    )


def errors() -> str:
    """Return the page of everything that can go wrong."""
    refused_by: dict[str, list[str]] = {}
    for name, one in gathered.asked().items():
        for refusal in re.findall(r"\b[A-Z]\w+", gathered.docstring_of(one)[1]["Refuses"]):
            refused_by.setdefault(refusal, []).append(f"[{name}](operations.md#{name})")
    parts = [part for one in gathered.errors() for part in _error(one, refused_by)]
    found = [
        f'<a id="{one.code}"></a>\n\n### {one.code}\n\n{one.severity}: {one.what}\n'
        f"{one.why}\n{one.fix}"
        for one in gathered.findings()
    ]
    return page(
        "What can go wrong",
        "Every code, with what is said, why, and how to mend it; names in braces are facts that "
        "come with it.\n"
        "A code never changes once it is released; its sentences may improve.\n"
        "Each has an example that a test asks; names after a $ stand for ids made before.",
        table(
            ("family", "means", "HTTP", "exit code"),
            (
                (one.family, inspect.getdoc(one) or "", str(one.http_status), str(one.exit_code))
                for one in LaoguError.__subclasses__()
                if one.family and not one.code
            ),
        ),
        "## Errors",
        *parts,
        "## Findings of an import",
        "An import says everything at once: an error stops it, a warning wants a look, "
        "a note says what was read how.",
        *found,
    )


def _error(one: type[LaoguError], refused_by: dict[str, list[str]]) -> list[str]:
    family = f"{one.family}, HTTP {one.http_status}, exit {one.exit_code}"
    told = {
        "what": one.what,
        "why": one.why,
        "fix": one.fix,
        "family": family if one.family else "that of the answer it passes on",
        "facts": ", ".join(f"`{name}`" for name in one._names),  # noqa: SLF001
        "field": f"`{one.field}`" if one.field else "",
        "from": ", ".join(refused_by.get(one.__name__, [])),
    }
    lines = [f"- {label}: {text}" for label, text in told.items() if text]
    return [
        f'<a id="{one.code}"></a>\n\n### {one.code}',
        f"{inspect.getdoc(one)}\n\n" + "\n".join(lines),
        _example(error_examples().get(one.code, Example())),
    ]


def _example(one: Example) -> str:
    """Return how an error is met: what was asked, and what was answered."""
    if not one.ask and not one.fault:
        return ""  # a test says that it is missing
    if one.fault:
        return f"No request leads here. {one.fault}"
    asked = [f"# {one.name or 'orders.csv'}", one.file.strip("\n"), ""] if one.file else []
    who = f"  # by {one.by}, {MOMENTS[one.at]}" if not one.ask.startswith("$ ") else ""
    first, _, body = one.ask.partition("\n")
    asked += [first + who, *([body] if body else [])]
    answer = f"exit {one.exit}" if one.exit is not None else f"HTTP {one.status}"
    said = [f"{label}: {text}" for label, text in
            (("what", one.what), ("why", one.why), ("fix", one.fix)) if text]  # fmt: skip
    return "\n".join(["```text", *asked, "", answer, *said, "```"])


def http() -> str:
    """Return the page of the HTTP door."""
    told = description()
    rows, sections = [], []
    for path, methods in sorted(told["paths"].items()):
        for method, one in methods.items():
            name = one["operationId"]
            row = f"`{method.upper()} {path}`"
            if name in gathered.asked():
                rows.append((row, f"[{name}](operations.md#{name})", one["summary"]))
                continue
            sections += [
                f"### {method.upper()} {path}",
                one["summary"],
                table(
                    ("parameter", "in", "needed"),
                    (
                        (f"`{each['name']}`", each["in"], "yes" if each["required"] else "no")
                        for each in one.get("parameters", ())
                    ),
                ),
            ]
    return page(
        "HTTP",
        "The description for programs is `/api/openapi.json` (OpenAPI "
        f"{told['openapi']}), made from the types that read the requests.",
        table(
            ("header", "means"),
            (
                ("`Authorization: Bearer TOKEN`", "in whose name is asked; without it, nobody's"),
                ("`Request-Id`", "a UUID of version 7, needed by every POST of one operation"),
                ("`Accept-Language`", "`zh` for Chinese sentences, otherwise English"),
            ),
        ),
        "An operation that was recorded answers 201, a question 200.\n"
        "Everything else is a problem (`application/problem+json`, RFC 9457) with `code`, `what`, "
        "`why`, `fix` and the facts; see [what can go wrong](errors.md).",
        "## Operations and questions",
        table(("address", "name", "does"), rows),
        "## Other addresses",
        *sections,
        "### GET /livez, GET /readyz",
        "For whatever watches the process: it is alive; it takes requests (503 where it does not).",
    )


def commands() -> str:
    """Return the page of the shell door."""
    parts = []
    for name, command, context in gathered.commands():
        usage = " ".join(command.collect_usage_pieces(context))
        parts += [
            f'<a id="{name.replace(" ", "-")}"></a>\n\n## {name}',
            inspect.cleandoc((command.help or "").replace("\b\n", "")),
            f"```\n{name} {usage}\n```",
            table(
                ("option", "means"),
                (
                    (f"`{record[0]}`", " ".join(record[1].split()))
                    for each in command.get_params(context)
                    if (record := each.get_help_record(context)) is not None
                ),
            ),
        ]
    return page(
        "Commands",
        "`./run ARGS` passes on to `laogu ARGS`, so all of these work from a fresh clone.\n"
        "Without `--json` a command prints a table; with it one object, in which every figure is a "
        "decimal string.\n"
        "Errors go to standard error, and the exit code is that of their family: "
        "see [what can go wrong](errors.md).",
        *parts,
    )


def settings() -> str:
    """Return the page of what can be set, and of every limit."""
    limits = [
        (f"`{one.name}`", one.value, one.meaning, f"`{one.module}`") for one in gathered.limits()
    ]
    of_files = [
        (f"`{one.name}`", gathered.shown(getattr(LIMITS, one.name)), one.meaning)
        for one in gathered.fields(type(LIMITS))
    ]
    of_packages = [
        (f"`{one.name}`", gathered.shown(getattr(ocf.LIMITS, one.name)), one.meaning)
        for one in gathered.fields(type(ocf.LIMITS))
    ]
    return page(
        "Settings and limits",
        "## How a market is served",
        field_table(gathered.fields(Settings)),
        "The options of `laogu serve` set these: see [commands](commands.md#laogu-serve).",
        "## Environment",
        table(("variable", "means"), ((f"`{k}`", v) for k, v in gathered.ENVIRONMENT.items())),
        "## Limits",
        "Everything that comes from outside has a limit; beyond it a request is refused by name, "
        "not cut.",
        table(("name", "value", "means", "where"), limits),
        f"Days lie from {FIRST_DAY} to {LAST_DAY}.",
        "## Limits of a file that is brought in",
        gathered.described(type(LIMITS))[0],
        table(("name", "value", "means"), of_files),
        "## Limits of an Open Cap Format package",
        gathered.described(type(ocf.LIMITS))[0],
        table(("name", "value", "means"), of_packages),
        "## Currencies",
        table(("currency", "decimals"), ((k, str(v)) for k, v in sorted(CURRENCIES.items()))),
    )


PAGES: dict[str, Callable[[], str]] = {
    "operations.md": operations,
    "http.md": http,
    "commands.md": commands,
    "events.md": events,
    "errors.md": errors,
    "settings.md": settings,
}


def stale() -> list[str]:
    """Return the names of the pages that are not as the code would have them."""
    folder = HERE / "reference"
    return [
        name
        for name, make in PAGES.items()
        if not (folder / name).is_file() or (folder / name).read_text(encoding="utf-8") != make()
    ]


def main() -> None:
    """Write the pages, or with --check say which are stale."""
    if "--check" in sys.argv[1:]:
        found = stale()
        sys.exit(f"Stale: {', '.join(found)}. Write them again: ./run docs" if found else 0)
    for name, make in PAGES.items():
        (HERE / "reference" / name).write_text(make(), encoding="utf-8")
    sys.stdout.write(f"docs/reference: {len(PAGES)} pages of laogu {__version__}\n")


if __name__ == "__main__":
    main()
