"""How a page of the reference is laid out: its head, its tables, its links."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

import gathered
from gathered import Field
from tongue import Tongue

from laogu.connectors import documented

NOTE = "<!-- Written by ./run docs from the code; changes here are lost. -->"


class Page(NamedTuple):
    """A page before it is put together: its title, what stands below it, and its parts."""

    title: str
    about: str
    parts: list[str]

    def written(self, tongue: Tongue, name: str) -> str:
        """Return the whole page, with a link to the other language."""
        head = [NOTE, f"# {self.title}", f"{self.about}\n{tongue.other(name)}".lstrip()]
        return "\n\n".join([*head, *(part for part in self.parts if part)]) + "\n"


def table(tongue: Tongue, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a table; none where it would have no rows."""
    lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in rows]
    if not lines:
        return ""
    top = [tongue.say(one) for one in headings]
    return "\n".join([f"| {' | '.join(top)} |", f"| {' | '.join('---' for _ in top)} |", *lines])


def field_table(tongue: Tongue, fields: Iterable[Field]) -> str:
    """Return the fields of a request, an event or a value."""
    rows = ((f"`{one.name}`", one.kind, one.default, one.meaning) for one in fields)
    return table(tongue, ("field", "kind", "left out", "means"), rows)


def heading(tongue: Tongue, title: str) -> str:
    """Return a heading; links find it by its English words in either language."""
    anchor = "" if tongue.lang == "en" else f'<a id="{title.lower().replace(" ", "-")}"></a>\n\n'
    return f"{anchor}## {tongue.say(title)}"


def linked(names: str, page: str, anchors: dict[str, str]) -> str:
    """Return names with each one that has an anchor on a page linked to it."""

    def link(found: re.Match[str]) -> str:
        name = found.group()
        return f"[{name}]({page}#{anchors[name]})" if name in anchors else name

    return re.sub(r"\b[A-Z]\w+", link, names)


def structs(tongue: Tongue, title: str, given: Iterable[type[Any]]) -> list[str]:
    """Return a section with the fields of each value."""
    parts = [
        part
        for one in given
        for part in (
            f'<a id="{one.__name__.lower()}"></a>\n\n### {one.__name__}',
            tongue.text(documented.described(one)[0]),
            field_table(tongue, gathered.fields(one, tongue)),
        )
    ]
    return [heading(tongue, title), *parts] if parts else []
