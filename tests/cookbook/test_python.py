"""Do the pages still tell the truth in Python? What is typed there is typed, and compared."""

import doctest
import re

import pytest

from tests.habits.sources import ROOT

PAGES = [
    path
    for path in sorted((ROOT / "docs").glob("*/*.md"))
    if re.search(r"^>>> ", path.read_text(encoding="utf-8"), re.MULTILINE)
]


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_shows_what_python_answers(path):
    blocks = re.findall(
        r"^```python\n(.*?)^```$", path.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
    test = doctest.DocTestParser().get_doctest("\n".join(blocks), {}, path.stem, path.name, 0)
    told: list[str] = []

    failed = doctest.DocTestRunner(verbose=False).run(test, out=told.append).failed

    assert failed == 0, "".join(told)


def test_there_is_such_a_page():
    assert "value-shares-in-python" in {path.stem for path in PAGES}
