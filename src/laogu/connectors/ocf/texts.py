"""Bytes that should be JSON: in which encoding they are, and which fields they hold twice."""

import json
import re
from collections.abc import Iterator
from typing import Any

from laogu.basics import Remark
from laogu.connectors.ocf.findings import Findings

_OTHER = (b"\xff\xfe", b"\xfe\xff", b"\x00")
_COLON = b'":'
DEEPEST = 64
"""How deep objects and lists of one object may lie in one another; the standard's lie in six."""

_APART = re.compile(rb'"\s++:')


def text_in_utf8(content: bytes, name: str, findings: Findings) -> bytes | None:
    """Return the bytes after their mark; None with a finding where they are no UTF-8."""
    if content.startswith(b"\xef\xbb\xbf"):
        findings.say(MARKED, name, name=name)
        return content[3:]
    if content.startswith(_OTHER) or content[1:2] == b"\x00":
        findings.say(OTHER_ENCODING, name, name=name)
        return None
    return content


def may_hold_twice(content: bytes, fields: int) -> bool:
    """Return whether a text may hold a field twice, when reading it found so many fields.

    A field is a quote and a colon; where a text could hide or feign one, it may.
    """
    return content.count(_COLON) != fields or b'\\":' in content or bool(_APART.search(content))


def most_members(content: bytes) -> int:
    """Return a number that the members of all lists of a text together do not exceed.

    A comma stands between two members, or two fields of an object; a field has a quote and a colon.
    """
    fields = content.count(_COLON) - content.count(b'\\":')
    return content.count(b",") - fields + content.count(b"{") + 1


def fields_in(value: Any, *, deepest: int = DEEPEST) -> int:
    """Return how many fields all objects of a value have together.

    Raise `RecursionError` where they lie deeper in one another: how deep is read at all is each
    Python's own affair.
    """
    if not deepest:
        raise RecursionError(f"objects and lists lie more than {DEEPEST} deep in one another")
    kind = type(value)
    found = 0
    if kind is dict:
        found = len(value)
        value = value.values()
    elif kind is not list:
        return 0
    for one in value:
        inner = type(one)
        if inner is dict or (inner is list and one):
            found += fields_in(one, deepest=deepest - 1)
    return found


def twice_in(content: bytes) -> Iterator[str]:
    """Yield the fields that stand in one object twice; takes much longer than reading it."""
    found: list[str] = []

    def pairs(given: list[tuple[str, Any]]) -> None:
        seen: set[str] = set()
        for field, _ in given:
            if field in seen:
                found.append(field)
            seen.add(field)

    try:
        json.loads(content, object_pairs_hook=pairs, parse_int=str, parse_float=str)
    except (ValueError, RecursionError):
        return
    yield from found


MARKED = Remark(
    severity="note",
    code="ocf.marked",
    what="{name} begins with a mark of its encoding.",
    why="JSON has none; it was left out.",
    fix="Nothing needs to be done.",
)
OTHER_ENCODING = Remark(
    severity="error",
    code="ocf.other_encoding",
    what="{name} is not in UTF-8.",
    why="JSON is exchanged in UTF-8.",
    fix="Export the package again.",
)
