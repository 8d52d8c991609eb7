"""Which events and errors a function can come to, read from the sources.

Two answers, because names alone do not tell what a method belongs to: `surely` follows calls of
functions that are known by import, `perhaps` follows every method and function of a called name.
The truth lies between.
"""

import ast
import functools
from collections.abc import Iterable
from typing import NamedTuple

from tests.habits.sources import Source, classes, nodes

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Place(NamedTuple):
    """A function: the module it stands in, and its name; methods carry their class's name."""

    module: str
    name: str


class Calls:
    """Every function of our sources, what it makes, and what it calls."""

    def __init__(self, sources: Iterable[Source]) -> None:
        self._made: dict[Place, set[str]] = {}
        self._called: dict[Place, set[str]] = {}
        self._by_name: dict[str, set[Place]] = {}
        self._imported: dict[str, dict[str, Place]] = {}
        for source in sources:
            self._imported[source.module] = dict(imports(source))
            for name, function in named_functions(source):
                self._take(Place(source.module, name), function)

    def surely(self, module: str) -> dict[Place, set[str]]:
        """Return what each function of a module makes, and each function that those call."""
        return self._reached(module, loosely=False)

    def perhaps(self, module: str) -> set[str]:
        """Return the names of classes that could be made from a module, methods included."""
        return set().union(*self._reached(module, loosely=True).values())

    def _take(self, place: Place, function: Function) -> None:
        called: set[str] = set()
        made: set[str] = set()
        for node in ast.walk(function):
            match node:
                case ast.Name(id=name, ctx=ast.Load()):
                    called.add(name)
                case ast.Attribute(attr=name, ctx=ast.Load()):
                    called.add(f".{name}")
                case ast.Call(func=ast.Name(id=name)) | ast.Raise(exc=ast.Name(id=name)):
                    made.add(name)
                case _:
                    pass
        self._made[place] = made
        self._called[place] = called
        self._by_name.setdefault(place.name.rsplit(".", 1)[-1], set()).add(place)

    def _reached(self, module: str, *, loosely: bool) -> dict[Place, set[str]]:
        step = self._perhaps_next if loosely else self._surely_next
        waiting = [place for place in self._made if place.module == module]
        seen = set(waiting)
        made: dict[Place, set[str]] = {}
        while waiting:
            place = waiting.pop()
            made[place] = self._truly_made(place)
            further = step(place) - seen
            seen |= further
            waiting += further
        return made

    # Asked for again from every operation that comes by, and the same each time.

    @functools.cache  # noqa: B019 - it lives as long as the test that made it
    def _truly_made(self, place: Place) -> set[str]:
        return {self._true_name(place.module, name) for name in self._made[place]}

    @functools.cache  # noqa: B019
    def _surely_next(self, place: Place) -> set[Place]:
        found = (self._found(place.module, name) for name in self._called[place])
        return {one for one in found if one is not None}

    @functools.cache  # noqa: B019
    def _perhaps_next(self, place: Place) -> set[Place]:
        names = (name.lstrip(".") for name in self._called[place])
        return set().union(*(self._by_name.get(name, set()) for name in names))

    def _found(self, module: str, name: str) -> Place | None:
        """Return the function that a name means in a module, through the front pages."""
        place = Place(module, name)
        for _ in range(5):
            if place in self._made:
                return place
            onward = self._imported.get(place.module, {}).get(place.name)
            if onward is None:
                return None
            place = onward
        return None

    def _true_name(self, module: str, name: str) -> str:
        place = self._imported.get(module, {}).get(name)
        return place.name if place else name


def imports(source: Source) -> Iterable[tuple[str, Place]]:
    for node in nodes(source.tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            for one in node.names:
                yield one.asname or one.name, Place(node.module, one.name)


def named_functions(source: Source) -> Iterable[tuple[str, Function]]:
    """Yield the functions of a file, and the methods of its classes as Class.method."""
    for node in source.tree.body:
        if isinstance(node, Function):
            yield node.name, node
    for owner in classes(source.tree):
        for node in owner.body:
            if isinstance(node, Function):
                yield f"{owner.name}.{node.name}", node
