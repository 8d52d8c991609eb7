"""The ladder: the contracts in pyproject.toml name every package there is (habits 1, 2).

The import linter itself runs in ./run check; these tests keep its lists complete.
"""

import ast
import re
import tomllib
from collections.abc import Iterable, Iterator
from typing import Any

from tests.habits.sources import (
    PACKAGE,
    ROOT,
    Broken,
    Source,
    assert_kept,
    made,
    nodes,
    python_sources,
)

NOT_THE_CORE = {"bench", "app", "api", "cli", "web", "connectors", "journal"}
LADDER = [
    "__main__",
    "bench",
    "app",
    "api | cli | web",
    "connectors",
    "journal",
    "operations",
    "portfolio",
    "rights | settlement | pricing | surveillance",
    "register | agreements | market | ledger | evidence | people",
    "basics",
]


def contracts() -> dict[str, Any]:
    """Return the contracts in pyproject.toml, by type."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {one["type"]: one for one in settings["tool"]["importlinter"]["contracts"]}


def core_packages() -> set[str]:
    """Return the packages from basics up to operations that are built."""
    fronts = (ROOT / PACKAGE).glob("*/__init__.py")
    return {front.parent.name for front in fronts} - NOT_THE_CORE


def relative_imports(sources: Iterable[Source]) -> Iterator[Broken]:
    """Find imports with dots, which hide where on the ladder they point."""
    for source in sources:
        for node in nodes(source.tree):
            if isinstance(node, ast.ImportFrom) and node.level:
                instead = "Write it from laogu on."
                yield Broken(source.path, node.lineno, 1, "the import begins with a dot.", instead)


def test_the_ladder_stands_in_the_contract_as_in_the_house_style():
    contract = contracts()["layers"]
    layers = [re.sub(r"[()]", "", layer) for layer in contract["layers"]]

    assert layers == LADDER
    assert contract["exhaustive"] is True
    assert contract["containers"] == ["laogu"]


def test_only_what_is_not_built_stands_in_parentheses():
    layers = " ".join(contracts()["layers"]["layers"])
    awaited = set(re.findall(r"\((\w+)\)", layers))
    built = {
        path.stem
        for path in (ROOT / PACKAGE).iterdir()
        if path.suffix == ".py" or (path / "__init__.py").exists()
    }

    assert sorted(awaited & built) == [], "take the parentheses off in pyproject.toml"


def test_every_package_of_the_core_may_touch_nothing_outside():
    listed = {name.removeprefix("laogu.") for name in contracts()["forbidden"]["source_modules"]}

    assert sorted(core_packages() - listed) == [], "add them to source_modules in pyproject.toml"


def test_imports_are_written_from_laogu_on():
    assert_kept(relative_imports(python_sources()), python_sources())


def test_relative_imports_are_found():
    source = made("from laogu.basics import Money\nfrom . import rules\nfrom ..ledger import x")

    assert [one.line for one in relative_imports([source])] == [2, 3]
