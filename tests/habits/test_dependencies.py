"""What we build on is declared, bound, and named nowhere by a machine's address (habit 39)."""

import ast
import functools
import importlib.metadata
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping

from tests.habits.sources import (
    ROOT,
    Broken,
    Source,
    assert_kept,
    made,
    nodes,
    python_sources,
    tracked_files,
)

# Spelled in two pieces, so that this file does not find itself.
MACHINES = re.compile(
    r"(?:^|[^\w.:/-])/(?:work|farm|root|home/\w+|opt/pypi)/"
    r"|fi" + r"le:///|--index" + r"-url\b|pkg\.dev\b|pythonho" + r"sted\.org"
)
NOT_TEXT = (".woff2", ".png", ".ico", ".xlsx", ".zip", ".parquet", ".svg", ".jpg")


@functools.cache
def declared(extras: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the distributions that pyproject.toml names, with those of the given extras."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = list(project["dependencies"])
    for extra in extras:
        wanted += project["optional-dependencies"][extra]
    return frozenset(normal(re.split(r"[^\w.-]", line, maxsplit=1)[0]) for line in wanted)


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def undeclared(
    sources: Iterable[Source], known: Iterable[str], brought_by: Mapping[str, list[str]]
) -> Iterator[Broken]:
    """Find imports of distributions that are not in `known`."""
    known = {*known}
    for source in sources:
        for line, name in outside_imports(source):
            if not known & {normal(one) for one in brought_by.get(name, [])}:
                instead = "Add what brings it to pyproject.toml, with a decision record."
                yield Broken(source.path, line, 39, f"{name} is not declared.", instead)


def outside_imports(source: Source) -> Iterator[tuple[int, str]]:
    """Yield line and first name of every import that is neither Python's nor ours."""
    # Python itself brings `compression` from 3.14 on; before that somebody else does.
    ours = {"laogu", "tests", "compression", *sys.stdlib_module_names}
    for node in nodes(source.tree):
        match node:
            case ast.Import(names=names):
                found = [(node.lineno, one.name) for one in names]
            case ast.ImportFrom(module=str(module), level=0):
                found = [(node.lineno, module)]
            case _:
                found = []
        for line, name in found:
            if (first := name.split(".")[0]) not in ours:
                yield line, first


def addresses(sources: Iterable[Source]) -> Iterator[Broken]:
    """Find paths and hosts of the machine on which something was made."""
    for source in sources:
        for number, line in enumerate(source.lines, start=1):
            if found := MACHINES.search(line):
                what = f"“{found.group().strip()}” is a path or host of one machine."
                yield Broken(source.path, number, 39, what, "Leave it out; another has its own.")


def unbound(constraints: str) -> list[str]:
    """Return the lines of constraints.txt that are not a plain name==version."""
    line = re.compile(r"[A-Za-z0-9._-]+==[\w.!+-]+(?: ; [^/]+)?")
    return [text for text in constraints.splitlines() if not line.fullmatch(text)]


def test_every_import_is_declared():
    brought_by = importlib.metadata.packages_distributions()
    known = declared()
    tested = declared(("test", "dev"))

    broken = [
        *undeclared(python_sources(), known, brought_by),
        *undeclared(python_sources("tests"), tested, brought_by),
    ]

    assert_kept(broken, [*python_sources(), *python_sources("tests")])


def test_constraints_bind_versions_and_name_no_host():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")
    bound = {normal(line.split("==")[0]) for line in text.splitlines()}

    assert unbound(text) == []
    assert sorted(declared(("test", "dev")) - bound) == [], "./run lock"


def test_no_tracked_file_names_a_machine():
    files = [name for name in tracked_files() if not name.endswith(NOT_TEXT)]
    texts = [Source(name, (ROOT / name).read_text("utf-8", errors="replace")) for name in files]

    assert_kept(addresses(texts), texts)
    # What a resolver writes down for itself holds addresses; constraints.txt is what we keep.
    assert [name for name in files if name.endswith((".lock", "-lock.json"))] == []


def test_undeclared_imports_are_found():
    source = made("import os, msgspec\nfrom requests.sessions import Session\nimport laogu.basics")
    brought_by = {"msgspec": ["msgspec"], "requests": ["Requests"]}

    assert [one.line for one in undeclared([source], {"msgspec"}, brought_by)] == [2]
    assert list(undeclared([source], {"msgspec", "requests"}, brought_by)) == []


def test_machines_are_found():
    slash = "/"
    source = made(
        f"cd {slash}work/main\n"
        f'open("{slash}root/x")\n'
        "https://example.com/work/in-progress\n"
        "the network/work/place\n"
        f"pip --index{'-'}url x\n"
    )

    assert [one.line for one in addresses([source])] == [1, 2, 5]


def test_loose_constraints_are_found():
    bad = ["numpy>=2", "x @ https://example.com/x.whl", "--hash=1"]
    good = ["click==8.5.1", "colorama==0.4.6 ; sys_platform == 'win32'"]

    assert unbound("\n".join([*bad, *good])) == bad
