"""Do the pages still tell the truth? Every console block is run at a stopped clock and compared.

What is typed on a Chinese page (`.zh.md`) answers in Chinese.
"""

import re
from collections.abc import Iterator

import pytest

from tests.cookbook.blocks import console_blocks, files, shortened, written
from tests.cookbook.shell import Counter, counter, serving
from tests.habits.sources import ROOT

pytestmark = pytest.mark.long

MARKET = re.compile(r"<!-- market: (\w+) -->")
PAGES = sorted((ROOT / "docs").glob("cookbook/*.md")) + sorted(
    (ROOT / "docs").glob("tutorial/*.md")
)
PAGES = [path for path in PAGES if any(console_blocks(path.read_text(encoding="utf-8")))]


@pytest.fixture(scope="module")
def at() -> Iterator[Counter]:
    with counter() as found:
        yield found


@pytest.mark.golden
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_a_page_shows_what_is_seen(path, at, tmp_path, monkeypatch, request):
    page = path.read_text(encoding="utf-8")
    monkeypatch.setenv("LAOGU_LANG", "zh" if path.name.endswith(".zh.md") else "en")
    kind = MARKET.search(page)
    assert kind, f"{path.name} says in a comment at which market it is run"
    for name, text in files(page):
        (tmp_path / name).write_text(text, encoding="utf-8")

    with serving(tmp_path, kind.group(1), monkeypatch, at) as shell:
        outputs = [
            [shell.run(one.command) for one in block.typed] for block in console_blocks(page)
        ]

    if request.config.getoption("--rewrite-goldens"):
        path.write_text(written(page, outputs), encoding="utf-8")
        return
    should = [[one.seen for one in block.typed] for block in console_blocks(page)]
    assert outputs == should, "./run goldens writes it; read the diff"


def test_ids_and_secrets_are_cut():
    given = "  offer  offer_01KAZ0000000000000000000AB\n" + "a" * 64 + "  \n"

    assert shortened(given) == "  offer  offer_…\n…"


def test_a_page_is_written_again_with_what_was_seen():
    page = "a\n```console\n$ laogu x \\\n    --y 1\nold\n\n$ A=b_…\n$ laogu z\n```\nb\n"

    again = written(page, [["new", "", "more"]])

    assert (
        again == "a\n```console\n$ laogu x \\\n    --y 1\nnew\n\n$ A=b_…\n$ laogu z\nmore\n```\nb\n"
    )
