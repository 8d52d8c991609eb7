"""Console blocks of a page: what is typed, what should be seen, and files that a page shows."""

import re
from collections.abc import Iterator
from typing import NamedTuple

_FENCE = re.compile(r"^```(\w*) ?([\w.-]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_ID = re.compile(r"\b([a-z_]+)_[0-7][0-9A-HJKMNP-TV-Z]{25}\b")
_SECRET = re.compile(r"\b[0-9a-f]{64}\b|(?<![\w-])[\w-]{43}(?![\w-])")
_PORT = re.compile(r"\b127\.0\.0\.1:\d{5}\b")
_ANY = "…"


class Typed(NamedTuple):
    """One command of a console block and what should be seen after it.

    raw: as it stands in the page, over one line or several. gap: blank lines that follow.
    """

    command: str
    seen: str
    raw: str
    gap: str


class Block(NamedTuple):
    """A console block: where its text stands in the page, and its commands."""

    start: int
    end: int
    typed: tuple[Typed, ...]


def console_blocks(page: str) -> Iterator[Block]:
    for found in _FENCE.finditer(page):
        if found.group(1) == "console":
            yield Block(found.start(3), found.end(3), tuple(_typed(found.group(3))))


def files(page: str) -> Iterator[tuple[str, str]]:
    """Yield name and text of each file a page shows: the name stands behind the fence."""
    for found in _FENCE.finditer(page):
        if found.group(2):
            yield found.group(2), found.group(3)


def _typed(text: str) -> Iterator[Typed]:
    for part in re.split(r"^(?=\$ )", text, flags=re.MULTILINE)[1:]:
        raw = re.match(r"\$ (?:.*\\\n)*.*\n", part)
        assert raw, part
        output = part[raw.end() :]
        gap = output[len(output.rstrip("\n")) :].removeprefix("\n") if output.strip() else output
        command = re.sub(r"\\\n\s*", " ", raw.group()[2:]).strip()
        command = re.sub(r" {2,}", " ", command)
        yield Typed(command, output.rstrip(), raw.group(), gap)


def shortened(output: str) -> str:
    """Return what was seen, with ids, hashes and secrets cut: they differ from market to market."""
    cut = _PORT.sub("127.0.0.1:8000", _ID.sub(_cut, output))
    return "\n".join(line.rstrip() for line in _SECRET.sub(_ANY, cut).splitlines()).rstrip()


def _cut(found: re.Match[str]) -> str:
    """Return an id cut short, and padded where it stands in a column."""
    short = f"{found.group(1)}_{_ANY}"
    is_cell = found.string[found.end() : found.end() + 2] == "  "
    return short.ljust(len(found.group())) if is_cell else short


def last_id(output: str, kind: str) -> str | None:
    """Return the last id of a kind that was seen."""
    found = [one.group() for one in _ID.finditer(output) if one.group(1) == kind]
    return found[-1] if found else None


def last_secret(output: str) -> str | None:
    """Return the last secret that was seen, such as a token."""
    found = _SECRET.findall(output)
    return found[-1] if found else None


def written(page: str, seen: list[list[str]]) -> str:
    """Return the page with what was seen in place of what should be, block by block."""
    parts, end = [], 0
    for block, outputs in zip(console_blocks(page), seen, strict=True):
        parts.append(page[end : block.start])
        for one, output in zip(block.typed, outputs, strict=True):
            parts.append(one.raw + (f"{output}\n" if output else "") + one.gap)
        end = block.end
    return "".join([*parts, page[end:]])
