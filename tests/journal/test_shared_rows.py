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
from laogu.journal.packing import PACKED_FROM, PACKED_UPTO, frame, pack, unpack
from tests.contracts.chains import chained
from tests.habits.sources import ROOT


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "market.db"


def market(path: Path):
    return closing(open_store(f"sqlite:///{path}", write=True))


def test_entries_that_become_durable_together_share_rows_of_the_table(path):
    rows = chained(b'{"seq":%d}' % number for number in range(1, 141))
    with market(path) as store:
        store.append(rows[:1])
        store.append(rows[1:])

        shared = store._writer._connection.execute("SELECT seq, length(hash) FROM entries")

        assert list(shared) == [(1, 32), (65, 64 * 32), (129, 64 * 32), (140, 11 * 32)]
        for after in range(141):
            for upto in (after, after + 1, after + 3, 139, 140, None):
                last = 140 if upto is None else upto
                assert list(store.rows(after=after, upto=upto)) == rows[after:last]


def test_what_is_long_is_stored_packed_and_comes_out_as_it_went_in(path):
    text = b'{"seq":1,"rows":[%s]}' % b",".join(b'"Ordinary %d"' % n for n in range(40_000))
    rows = chained([text, *(b'{"seq":%d,"reference":"bench"}' % n for n in range(2, 129))])
    with market(path) as store:
        store.append(rows)

        assert list(store.rows()) == rows
        stored = store._writer._connection.execute("SELECT seq, body FROM entries").fetchall()

    # What shares a row with the long one is parted in halves until it does not.
    assert [seq for seq, _ in stored] == [1, 2, 4, 8, 16, 32, 64, 128]
    for seq, body in stored:
        assert body.startswith(b"\x28\xb5\x2f\xfd") == (seq == 1 or seq > 64), seq
    assert sum(len(body) for _, body in stored) * 3 < sum(len(row.body) for row in rows)


def test_rows_of_an_earlier_version_are_read_beside_packed_ones(path):
    rows = chained(b'{"seq":%d,"reference":"bench"}' % number for number in range(1, 101))
    with market(path) as store:
        store.append(rows[:36])
        store._writer._connection.execute("DELETE FROM entries")
        for first in (0, 16, 32):
            some = rows[first : min(first + 16, 36)]
            store._writer._connection.execute(
                "INSERT INTO entries VALUES (?, ?, ?)",
                (
                    some[-1].seq,
                    b"".join(one.hash for one in some),
                    b"\n".join(r.body for r in some),
                ),
            )
        store.append(rows[36:])

        assert list(store.rows()) == rows


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


def test_a_changed_byte_in_the_file_breaks_the_chain_where_it_stands(path):
    rows = chained(b"entry number %03d" % n for n in range(1, 100))
    with market(path) as store:
        for first in range(0, 99, 20):  # So few that they are stored as they are.
            store.append(rows[first : first + 20])
    content = path.read_bytes()
    assert content.count(b"entry number 042") == 1
    path.write_bytes(content.replace(b"entry number 042", b"entry number 043"))

    with market(path) as store, pytest.raises(ChainBroken) as no:
        list(check(store.rows()))

    assert no.value.seq == 42


HARMED = {
    "cut": lambda stored: stored[:-5],
    "longer": lambda stored: stored + b"\n",
    "another byte": lambda stored: stored[:40] + bytes([stored[40] ^ 1]) + stored[41:],
    "no frame": lambda stored: stored[:4] + b"#" * 100,
    "another frame": lambda _: frame(b"#" * 3_000),
    "endless": lambda _: frame(b"#" * (PACKED_UPTO + 1)),
    "two": lambda stored: stored + stored,
}


@pytest.mark.parametrize("harm", HARMED.values(), ids=HARMED)
def test_a_packed_row_is_not_changed_unseen(path, harm):
    with market(path) as store:
        rows = chained(b'{"seq":%d,"reference":"%d"}' % (n, n * n) for n in range(1, 101))
        store.append(rows)
        connection = store._writer._connection
        (stored,) = connection.execute("SELECT body FROM entries WHERE seq = 64").fetchone()
        connection.execute("UPDATE entries SET body = ? WHERE seq = 64", (harm(stored),))

        with pytest.raises(ChainBroken) as no:
            list(check(store.rows()))

    assert no.value.seq <= 64


@pytest.mark.parametrize("length", [PACKED_FROM - 1, PACKED_FROM, PACKED_UPTO, PACKED_UPTO + 1])
def test_what_is_packed_is_unpacked_whatever_its_length(length):
    body = (b'{"seq":1}' * (length // 9 + 1))[:length]

    stored = pack(body)

    assert unpack(stored) == body
    assert (stored != body) == (PACKED_FROM <= length <= PACKED_UPTO)


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
    rows = chained(b'{"seq":%d,"reference":"bench"}' % number for number in range(1, 141))
    with market(path) as store:
        store.append(rows[:1])
        store.append(rows[1:])
    path.rename(path.with_name("copy.db"))
    monkeypatch.chdir(path.parent)

    checked_by_the_page()

    assert capsys.readouterr().out == rows[-1].hash.hex() + "\n"

    with closing(sqlite3.connect("copy.db")) as copy, copy:
        harmed = rows[0].body.replace(b"1", b"2")
        copy.execute("UPDATE entries SET body = CAST(? AS BLOB) WHERE seq = 1", (harmed,))

    with pytest.raises(AssertionError):
        checked_by_the_page()
