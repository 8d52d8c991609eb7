"""Which tests are begun first: of two processes, none shall end long after the other."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from tests.conftest import pytest_collection_modifyitems


def item(path: str, *marks: str, takes: tuple[str, ...] = ()) -> Any:
    """Return what a test is collected as: its file, its marks, and the fixtures it takes."""
    known = list(marks)
    return SimpleNamespace(
        path=Path(path),
        fixturenames=takes,
        add_marker=known.append,
        get_closest_marker=lambda name: name if name in known else None,
    )


def test_files_that_take_long_are_begun_first_and_stay_together():
    items = [
        item("a.py"),
        item("b.py"), item("b.py", takes=("open_page",)),
        item("c.py"),
        item("d.py", "long"),
    ]  # fmt: skip
    given = list(items)

    pytest_collection_modifyitems(items)

    assert items == [given[at] for at in (1, 2, 4, 0, 3)]
