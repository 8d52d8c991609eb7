"""Values: exact numbers, frozen events with tags for ever (habits 12, 14, 22)."""

import ast
import re
from collections.abc import Iterable, Iterator

from tests.habits.sources import (
    PACKAGE,
    Broken,
    Source,
    assert_kept,
    classes,
    literal,
    made,
    nodes,
    python_sources,
)

TAG = re.compile(r"[a-z_]+\.[a-z0-9_]+\.[1-9][0-9]*")


def floats(sources: Iterable[Source]) -> Iterator[Broken]:
    instead = "Use whole units, Decimal or Fraction; floating point lives inside pricing/."
    for source in sources:
        if source.folder == "pricing":
            continue
        for node in nodes(source.tree):
            match node:
                case ast.Constant(value=float() | complex() as value):
                    yield Broken(source.path, node.lineno, 14, f"{value} is a float.", instead)
                case ast.Call(func=ast.Name(id="float")):
                    yield Broken(source.path, node.lineno, 14, "float() makes a float.", instead)
                case _:
                    pass


def events(sources: Iterable[Source]) -> Iterator[tuple[Source, ast.ClassDef, dict[str, ast.expr]]]:
    """Yield every class that is made from Event, with what its class line says."""
    for source in sources:
        for node in classes(source.tree):
            bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
            if "Event" in bases:
                yield source, node, {word.arg: word.value for word in node.keywords if word.arg}


def loose_events(sources: Iterable[Source]) -> Iterator[Broken]:
    seen: dict[str, str] = {}
    for source, node, said in events(sources):
        tag = literal(said.get("tag"))
        if tag is None or not TAG.fullmatch(tag) or not tag.startswith(f"{source.folder}."):
            instead = f'Write it out: tag="{source.folder}.what_happened.1".'
            yield Broken(source.path, node.lineno, 22, f"{node.name} has the tag {tag}.", instead)
        elif tag in seen:
            what = f"{node.name} has the tag of {seen[tag]}: {tag}."
            yield Broken(source.path, node.lineno, 22, what, "Give it its own, for ever.")
        else:
            seen[tag] = node.name
        for word in ("frozen", "kw_only"):
            if not (isinstance(said.get(word), ast.Constant) and said[word].value is True):  # type: ignore[attr-defined]
                what = f"{node.name} is not {word}."
                yield Broken(source.path, node.lineno, 12, what, f"Write {word}=True on its line.")


def test_floating_point_stays_inside_pricing():
    assert_kept(floats(python_sources()), python_sources())


def test_events_are_frozen_and_tagged_for_ever():
    assert_kept(loose_events(python_sources()), python_sources())


def test_floats_are_found_everywhere_but_in_pricing():
    code = "rate = 0.5\nshare = float(3)\nwhole = 5"

    assert [one.line for one in floats([made(code)])] == [1, 2]
    assert list(floats([made(code, PACKAGE + "pricing/models.py")])) == []


def test_loose_events_are_found():
    source = made(
        'class A(Event, frozen=True, kw_only=True, tag="register.a.1"): ...\n'
        'class B(Event, frozen=True, kw_only=True, tag="register.a.1"): ...\n'
        'class C(Event, frozen=True, kw_only=True, tag="ledger.c.1"): ...\n'
        'class D(Event, frozen=True, tag="register.d"): ...\n'
        "class E(Event): ...\n",
        PACKAGE + "register/events.py",
    )

    found = [(one.line, one.habit) for one in loose_events([source])]

    assert found == [(2, 22), (3, 22), (4, 22), (4, 12), (5, 22), (5, 12), (5, 12)]
