"""What is forgotten leaves the files: not only the answers, the very bytes.

The files are read by another process. A file that this one opens and closes would cost SQLite its
locks on it.
"""

import subprocess
from contextlib import closing
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import apsw
import pytest

from laogu.journal.failures import NotRecorded
from laogu.journal.sqlite import SqliteStore
from laogu.journal.store import Kept
from tests.contracts.chains import chained

SECRET = b"Ada Lovelace, 1815-12-10, passport 271828"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "market.db"


@pytest.fixture
def store(path):
    store = SqliteStore(str(path), write=True)
    yield store
    store.close()


def bytes_on_disk(path: Path) -> bytes:
    """Return all that is in the market's folder: the file, its log, whatever lies beside them."""
    files = sorted(str(one) for one in path.parent.iterdir())
    return subprocess.run(["cat", "--", *files], check=True, stdout=subprocess.PIPE).stdout


def test_a_forgotten_name_is_nowhere_in_the_files_while_the_market_runs(store, path):
    store.append(chained([b"one"]), keep=[Kept("ada", b"the salt of ada", SECRET)])
    assert SECRET in bytes_on_disk(path)

    store.append([], forget=["ada"])

    assert SECRET not in bytes_on_disk(path)
    assert b"the salt of ada" not in bytes_on_disk(path)


def test_a_forgotten_document_is_nowhere_in_the_files(store, path):
    deed = b"".join(SECRET + b" page %d " % page for page in range(5_000))
    store.append([], keep=[Kept("deed", b"", deed), Kept("other", b"", b"kept" * 5_000)])

    store.append([], forget=["deed"])

    assert SECRET not in bytes_on_disk(path)
    assert [one.content for one in store.kept()] == [b"kept" * 5_000]


def test_a_name_that_was_refused_with_its_batch_does_not_stay_in_the_files(store, path):
    # Room for some of it: the batch is so large that SQLite writes parts of it ahead.
    store._writer._connection.execute("PRAGMA max_page_count = 750").fetchall()
    large = [Kept(f"document_{n}", b"", bytes(100_000)) for n in range(100)]
    with pytest.raises(NotRecorded):
        store.append([], keep=[Kept("ada", b"", SECRET), *large])

    assert SECRET not in bytes_on_disk(path)


def test_a_reader_in_the_middle_delays_it_until_the_next_batch(store, path):
    rows = chained([b"one", b"two", b"three"])
    store.append(rows[:1], keep=[Kept("ada", b"", SECRET)])
    with closing(apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)) as reader:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM entries").fetchone()

        store.append(rows[1:2], forget=["ada"])

        assert list(store.kept()) == []
    store.append(rows[2:])
    assert SECRET not in bytes_on_disk(path)


def test_what_a_killed_process_forgot_is_gone_when_the_market_opens_again(store, path):
    store.append([], keep=[Kept("ada", b"", SECRET)])
    # As if it had died between making it durable and cutting its log.
    store._writer._scrub = lambda: None
    store.append([], forget=["ada"])
    assert SECRET in bytes_on_disk(path)
    with TemporaryDirectory() as other:
        subprocess.run(["cp", "-a", f"{path.parent}/.", other], check=True)
        again = SqliteStore(f"{other}/market.db", write=True)

        assert SECRET not in bytes_on_disk(Path(other, "market.db"))
        again.close()


@pytest.mark.parametrize(
    ("sizes", "seed"),
    [
        # The first one found a copy that had stayed behind when rows were deleted, not overwritten.
        ((300, 900), 0),
        ((300, 900), 1),
        ((12, 40, 300), 2),
        ((12,), 3),
        ((12, 40, 80, 300, 1_000, 3_000, 9_000), 4),
        ((20_000, 40), 5),
    ],
)
def test_whatever_came_and_went_only_what_is_kept_is_on_the_disk(store, path, sizes, seed):
    chance = Random(seed)
    living: dict[str, bytes] = {}
    forgotten: list[bytes] = []
    for _ in range(12):
        keep = [
            Kept(f"{chance.getrandbits(64):016x}", b"", chance.randbytes(chance.choice(sizes)))
            for _ in range(40)
        ]
        living |= {one.key: one.content for one in keep}
        forget = chance.sample(sorted(living), int(len(living) * chance.choice([0.2, 0.6, 0.9])))
        store.append([], keep=keep)
        store.append([], forget=forget)
        forgotten += [living.pop(key) for key in forget]

    everything = bytes_on_disk(path)

    # A content's first bytes stand in its row's page, the last ones where long ones overflow to.
    assert [one for one in forgotten if one[:12] in everything or one[-12:] in everything] == []
    assert all(one[:12] in everything for one in living.values())
    assert {one.key: one.content for one in store.kept()} == living
