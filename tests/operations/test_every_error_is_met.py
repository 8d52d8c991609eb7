"""Every way the core says no is met by a test, by its name or by its code."""

import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import laogu
from laogu.basics import LaoguError

CORE = ("basics", "register", "agreements", "market", "ledger", "evidence", "people", "rights",
        "settlement", "operations", "journal")  # fmt: skip
TESTS = Path(__file__).resolve().parents[1]


def declared(kind: type[LaoguError] = LaoguError) -> Iterator[type[LaoguError]]:
    for one in kind.__subclasses__():
        yield one
        yield from declared(one)


def test_every_error_of_the_core_is_met_by_a_test():
    for package in CORE:
        found = importlib.import_module(f"{laogu.__name__}.{package}")
        for module in pkgutil.walk_packages(found.__path__, f"{found.__name__}."):
            importlib.import_module(module.name)
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(TESTS.rglob("*.py")))
    # A code is found with its dot, a name behind that of its room.
    words = {*re.findall(r"[\w.]+", texts), *re.findall(r"\w+", texts)}

    core = tuple(f"{laogu.__name__}.{package}." for package in CORE)
    errors = {one for one in declared() if one.code and one.__module__.startswith(core)}
    never = {one.code for one in errors if not {one.__name__, one.code} & words}

    assert len(errors) > 80
    assert never == set()
