"""Entries that become durable together share rows of the table, and come out as they went in."""

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from laogu.journal.addresses import open_store
from laogu.journal.chain import check
from laogu.journal.failures import ChainBroken
from tests.contracts.chains import chained
from tests.habits.sources import ROOT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "market.db"


def market(path: Path):
    return closing(open_store(f"sqlite:///{path}", write=True))


def test_entries_that_become_durable_together_share_rows_of_the_table(path):
    rows = chained(b'{"seq":%d}' % number for number in range(1, 41))
    with market(path) as store:
        store.append(rows[:1])
        store.append(rows[1:])

        shared = store._writer._connection.execute("SELECT seq, length(hash) FROM entries")

        assert list(shared) == [(1, 32), (17, 16 * 32), (33, 16 * 32), (40, 7 * 32)]
        for after in range(41):
            for upto in (after, after + 1, after + 3, 39, 40, None):
                last = 40 if upto is None else upto
                assert list(store.rows(after=after, upto=upto)) == rows[after:last]


def test_a_body_with_ends_of_lines_and_a_long_one_share_no_row(path):
    rows = chained([b"a", b"b\nc", b"d", b"e" * 70_000, b"f"])
    with market(path) as store:
        store.append(rows[:3])
        store.append(rows[3:])

        assert list(store.rows()) == rows
        assert list(store.rows(after=2, upto=4)) == rows[2:4]


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), 'seven', 'eight') AS BLOB)",
        "UPDATE entries SET body = CAST(body || x'0a' AS BLOB)",
        "UPDATE entries SET body = CAST(replace(CAST(body AS TEXT), char(10), '') AS BLOB)",
        "UPDATE entries SET hash = substr(hash, 1, 96)",
        "UPDATE entries SET hash = substr(hash, 33)",
        "UPDATE entries SET hash = CAST(hash || x'00' AS BLOB)",
    ],
)
def test_a_row_that_entries_share_is_not_changed_unseen(path, change):
    with market(path) as store:
        store.append(chained(word.encode() for word in ["five", "six", "seven", "eight", "nine"]))
        store._writer._connection.execute(change)

        with pytest.raises(ChainBroken):
            list(check(store.rows()))


def checked_by_the_page() -> None:
    """Run the lines on the page that check a copy without this program."""
    page = (ROOT / "docs/concepts/journal.md").read_text(encoding="utf-8")
    (block,) = re.findall(r"^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    names: dict[str, Any] = {}
    try:
        exec(block, names)  # noqa: S102
    finally:
        names["table"].connection.close()


def test_the_lines_on_the_page_check_a_copy(path, monkeypatch, capsys):
    rows = chained(b'{"seq":%d}' % number for number in range(1, 41))
    with market(path) as store:
        store.append(rows[:1])
        store.append(rows[1:])
    path.rename(path.with_name("copy.db"))
    monkeypatch.chdir(path.parent)

    checked_by_the_page()

    assert capsys.readouterr().out == rows[-1].hash.hex() + "\n"

    with closing(sqlite3.connect("copy.db")) as copy, copy:
        harmed = rows[-1].body.replace(b"40", b"41")
        copy.execute("UPDATE entries SET body = CAST(? AS BLOB) WHERE seq = 40", (harmed,))

    with pytest.raises(AssertionError):
        checked_by_the_page()
