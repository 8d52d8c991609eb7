"""A market is moved from one database to another: whole, checked, and once."""

from contextlib import closing

import pytest

from laogu.basics import PersonId
from laogu.journal import (
    AnotherWriter,
    ChainBroken,
    CopyDiffers,
    EntryUnreadable,
    Journal,
    NoDatabase,
    RealWorld,
    Snapshot,
    SnapshotStrange,
    TargetNotEmpty,
    copy,
    open_store,
    verify,
)
from laogu.journal.failures import KeyTaken
from laogu.journal.store import Kept
from laogu.people import PersonForgotten
from tests import postgres
from tests.cli.desk import in_chinese, typed
from tests.contracts.chains import chained
from tests.contracts.stores import STORES
from tests.http.market import DEE, NORTH, OPERATOR, practice_market

KINDS = [name for name in STORES if name != "memory"]


def place(kind, folder):
    folder.mkdir(exist_ok=True)
    return postgres.new_database() if kind == "postgresql" else f"sqlite:///{folder}/market.db"


def lived_in(url, folder):
    """Leave a practice market: names, terms, a snapshot, a look, somebody forgotten, a session."""
    with practice_market(folder, database=url) as market:
        running, operator = market.running, market.people[OPERATOR]
        person = market.caller(OPERATOR).asks("person.register", name="Gone (example)")
        forgotten = market.caller(OPERATOR).asks("person.forget", person=person.made("person"))
        assert forgotten.status == 201
        running.sign_in.begin(PersonId(operator))
        running.looking.note(market.people[DEE], "holdings", market.holders[NORTH])
    return url


@pytest.fixture(params=KINDS)
def source(request, tmp_path):
    return lived_in(place(request.param, tmp_path / "from"), tmp_path / "from")


@pytest.fixture(params=KINDS)
def target(request, tmp_path):
    return place(request.param, tmp_path / "to")


def everything(store):
    return list(store.rows()), list(store.kept()), list(store.looks.rows())


def copied(source, target):
    with (
        closing(open_store(source, write=True)) as one,
        closing(open_store(target, write=True)) as two,
    ):
        return copy(one, two, source_name="here", target_name="there")


def test_everything_comes_with_it_in_either_direction(source, target):
    done = copied(source, target)

    with (
        closing(open_store(source, write=False)) as one,
        closing(open_store(target, write=True)) as two,
    ):
        assert everything(one) == everything(two)
        assert (done.entries, done.looks) == (len(list(one.rows())), 1)
        assert done.kept == len(list(one.kept())) > 10
        assert done.forgotten == 1
        found = verify(two)
        assert (found.is_sound, found.snapshot_seq) == (True, done.entries)
        there, here = Journal(two, RealWorld()), Journal(one, RealWorld())
        assert not there.books.differences(here.books)
        assert (there.personal, there.documents) == (here.personal, here.documents)
        # Sessions stay behind, and a key that was forgotten stays used.
        assert two.sessions.prune(1 << 62) == 0
        (gone,) = _keys_forgotten(one)
        with pytest.raises(KeyTaken):
            two.append([], keep=[Kept(gone, b"", b"")])


def _keys_forgotten(store):
    events = (event for _, entry in Journal(store, RealWorld()).entries() for event in entry.events)
    return [ref for event in events if isinstance(event, PersonForgotten) for ref in event.erased]


def test_there_and_back_again_is_the_same(tmp_path):
    first = lived_in(place("sqlite", tmp_path / "from"), tmp_path / "from")
    second, third = place("postgresql", tmp_path), place("sqlite", tmp_path / "back")
    copied(first, second)
    copied(second, third)

    with (
        closing(open_store(first, write=False)) as one,
        closing(open_store(third, write=False)) as two,
    ):
        assert everything(one) == everything(two)


def test_a_place_that_is_not_empty_is_refused_and_left_as_it_is(source, target):
    copied(source, target)
    with closing(open_store(target, write=False)) as store:
        before = everything(store)

    with pytest.raises(TargetNotEmpty) as no:
        copied(source, target)

    assert (no.value.address, no.value.entries) == ("there", len(before[0]))
    with closing(open_store(target, write=False)) as store:
        assert everything(store) == before


def test_a_copy_that_broke_off_is_no_market_and_no_place_for_another(tmp_path, target):
    source = lived_in(place("sqlite", tmp_path / "from"), tmp_path / "from")
    with (
        closing(open_store(source, write=True)) as one,
        closing(open_store(target, write=True)) as two,
    ):
        append = two.append
        calls = []

        def breaks(rows, **more):
            calls.append(rows)
            if len(calls) == 2:
                raise KeyboardInterrupt
            append(rows, **more)

        two.append = breaks  # type: ignore[method-assign]
        with pytest.raises(KeyboardInterrupt):
            copy(one, two, source_name="here", target_name="there")

    with closing(open_store(target, write=False)) as left, pytest.raises(SnapshotStrange):
        Journal(left, RealWorld())
    with pytest.raises(TargetNotEmpty):
        copied(source, target)


def test_a_record_that_is_broken_is_not_copied(target, tmp_path):
    source = place("sqlite", tmp_path / "from")
    rows = chained([b"one", b"two", b"three"])
    with closing(open_store(source, write=True)) as store:
        store.append([rows[0], type(rows[1])(2, bytes(32), b"two"), rows[2]])

    with pytest.raises((ChainBroken, EntryUnreadable)):
        copied(source, target)

    with closing(open_store(target, write=False)) as store:
        assert everything(store) == ([], [], [])


def test_a_snapshot_that_says_something_else_is_found_before_anything_is_written(target, tmp_path):
    source = lived_in(place("sqlite", tmp_path / "from"), tmp_path / "from")
    with closing(open_store(source, write=True)) as store:
        (*_, last) = store.rows()
        store.save_snapshot(Snapshot(last.seq, last.hash, b"\x80"))

    with pytest.raises((CopyDiffers, SnapshotStrange)):
        copied(source, target)

    with closing(open_store(target, write=False)) as store:
        assert store.snapshot() is None


# The command.


@pytest.fixture
def files(tmp_path):
    return lived_in(place("sqlite", tmp_path / "from"), tmp_path / "from"), tmp_path


def test_the_command_says_what_it_copied(files):
    source, folder = files
    target = postgres.new_database()

    told = typed("store", "copy", source, target, "--json").json
    seen = typed("store", "copy", target, f"sqlite:///{folder}/again.db", "--lang", "zh")

    assert told["from"] == source
    assert told["to"].startswith("postgresql:///")
    assert (told["forgotten"], told["looks"]) == (1, 1)
    assert seen.code == 0, seen.err
    assert in_chinese("names and documents") in seen.out
    assert told["head"] in seen.out
    assert typed("verify", "--database", target).code == 0
    assert "Dee Annon (example)" in typed("captable", "harrow", "--database", target).out


def test_the_command_never_shows_a_password(files):
    source, _ = files
    target = postgres.new_database().replace("?", "?password=hush-hush&")

    done = typed("store", "copy", source, target)
    again = typed("store", "copy", source, target)

    assert (done.code, again.code) == (0, 5)
    assert "hush" not in done.out + done.err + again.out + again.err


@pytest.mark.parametrize("kind", KINDS)
def test_a_market_that_runs_is_not_copied(kind, tmp_path):
    source = place(kind, tmp_path / "from")
    with practice_market(tmp_path / "from", database=source):
        no = typed("store", "copy", source, f"sqlite:///{tmp_path}/to.db", "--json")

    assert (no.code, no.error["code"]) == (6, AnotherWriter.code)


def test_what_is_not_there_is_not_made(tmp_path):
    for source in (f"sqlite:///{tmp_path}/none.db", postgres.new_database()):
        no = typed("store", "copy", source, f"sqlite:///{tmp_path}/to.db", "--json")
        assert (no.code, no.error["code"]) == (4, NoDatabase.code)
    assert list(tmp_path.iterdir()) == []
