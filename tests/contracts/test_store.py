"""What any store has to do, whatever database fills it."""

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.journal.chain import check
from laogu.journal.failures import AnotherWriter, KeyTaken, NotNext
from laogu.journal.store import Kept, Row, Snapshot
from tests import postgres
from tests.contracts.chains import chained
from tests.contracts.memory_store import Memory, MemoryStore
from tests.contracts.stores import STORES, PostgresPlace

ADA = Kept("person_ada", b"salt of ada", "爱达 Ada Lovelace".encode())
BEN = Kept("person_ben", b"salt of ben", b"Ben Franklin")
DEED = Kept("document_1", b"", bytes(range(256)) * 40)
ODD_BODIES = [b"{}", b"", b"\x00", b"\xff\xfe not UTF-8", "老股".encode(), b"x" * 100_000, b"'; --"]


def test_an_empty_market_has_nothing(store):
    assert list(store.rows()) == []
    assert list(store.kept()) == []
    assert store.snapshot() is None


def test_rows_come_back_in_order_and_byte_for_byte(store):
    rows = chained(ODD_BODIES)

    store.append(rows[:3])
    store.append(rows[3:])

    assert list(store.rows()) == rows
    assert list(check(store.rows())) == rows


def test_a_part_is_read_from_after_one_row_up_to_and_with_another(store):
    rows = chained(b"%d" % n for n in range(10))
    store.append(rows)

    assert list(store.rows(after=3)) == rows[3:]
    assert list(store.rows(after=3, upto=7)) == rows[3:7]
    assert list(store.rows(upto=1)) == rows[:1]
    assert list(store.rows(after=10)) == list(store.rows(after=7, upto=3)) == []


def test_a_long_history_is_read_to_its_end(store):
    rows = chained([b"y" * 300_000] * 8 + [b"z"] * 3000)
    store.append(rows)

    assert list(store.rows()) == rows


def test_a_reader_that_stops_half_way_holds_nobody_up(store):
    rows = chained([b"y" * 300_000] * 8)
    store.append(rows[:7], keep=[ADA])
    half_way = store.rows()
    next(half_way)

    store.append(rows[7:], forget=[ADA.key])

    assert list(store.rows()) == rows
    assert list(half_way)[:6] == rows[1:7]


@pytest.mark.parametrize(
    ("numbers", "seq", "found"),
    [
        ([2], 3, 2),
        ([1], 3, 1),
        ([4], 3, 4),
        ([3, 3], 4, 3),
        ([3, 5], 4, 5),
        ([3, 4, 5, 4], 6, 4),
        ([4, 3], 3, 4),
        ([0], 3, 0),
    ],
)
def test_a_batch_that_does_not_carry_on_is_not_written_at_all(store, numbers, seq, found):
    rows = chained([b"one", b"two"])
    store.append(rows)

    with pytest.raises(NotNext) as no:
        store.append([Row(n, bytes(32), b"") for n in numbers], keep=[ADA])

    assert (no.value.seq, no.value.found) == (seq, found)
    assert list(store.rows()) == rows
    assert list(store.kept()) == []


def test_a_store_goes_on_after_a_batch_it_refused(store):
    rows = chained([b"one", b"two"])
    store.append(rows[:1])
    with pytest.raises(NotNext):
        store.append(rows)

    store.append(rows[1:])

    assert list(store.rows()) == rows


def test_what_is_kept_is_found_by_its_key(store):
    store.append(chained([b"one"]), keep=[BEN, ADA])
    store.append([], keep=[DEED])

    assert list(store.kept()) == [BEN, ADA, DEED]
    assert list(store.kept([DEED.key, "nobody", BEN.key])) == [DEED, BEN]
    assert list(store.kept([])) == []


def test_what_is_forgotten_is_gone_and_the_rest_stays(store):
    store.append([], keep=[ADA, BEN, DEED])

    store.append(chained([b"forgotten"]), forget=[ADA.key, "nobody", DEED.key])
    store.append([], forget=[ADA.key])

    assert list(store.kept()) == list(store.kept([ADA.key, BEN.key, DEED.key])) == [BEN]


def test_what_one_batch_keeps_and_forgets_is_forgotten(store):
    store.append([], keep=[ADA, BEN], forget=[ADA.key])

    assert list(store.kept()) == [BEN]


@pytest.mark.parametrize("forgotten", [False, True])
def test_a_key_is_used_once_even_after_it_was_forgotten(store, forgotten):
    store.append([], keep=[ADA], forget=[ADA.key] if forgotten else [])

    with pytest.raises(KeyTaken) as no:
        store.append(chained([b"one"]), keep=[BEN, Kept(ADA.key, b"", b"another Ada")])

    assert no.value.key == ADA.key
    assert list(store.rows()) == []
    assert list(store.kept()) == ([] if forgotten else [ADA])


def test_one_batch_keeps_a_key_once(store):
    with pytest.raises(KeyTaken):
        store.append([], keep=[ADA, ADA])

    assert list(store.kept()) == []


def test_everything_is_there_when_the_market_opens_again(place):
    rows = chained(ODD_BODIES)
    with closing(place.open()) as store:
        store.append(rows, keep=[ADA, BEN], forget=[ADA.key])
        store.save_snapshot(Snapshot(2, rows[1].hash, b"books"))

    with closing(place.open()) as store:
        assert list(store.rows()) == rows
        assert list(store.kept()) == [BEN]
        assert store.snapshot() == Snapshot(2, rows[1].hash, b"books")


def test_the_newest_snapshot_is_the_one_that_counts(store):
    for seq in (3, 9, 12):
        store.save_snapshot(Snapshot(seq, bytes(32), b"after %d" % seq))

    assert store.snapshot() == Snapshot(12, bytes(32), b"after 12")


def test_a_snapshot_of_the_same_entry_replaces_the_one_before(store):
    store.save_snapshot(Snapshot(3, bytes(32), b"first"))
    store.save_snapshot(Snapshot(3, bytes(32), b"second"))

    assert store.snapshot() == Snapshot(3, bytes(32), b"second")


def test_a_second_writer_is_refused_and_the_first_is_unharmed(place):
    rows = chained([b"one", b"two"])
    with closing(place.open()) as first:
        first.append(rows[:1])

        with pytest.raises(AnotherWriter):
            place.open()

        first.append(rows[1:])
        assert list(first.rows()) == rows


def test_the_next_writer_may_follow_when_the_first_has_closed(place):
    place.open().close()

    with closing(place.open()) as store:
        store.append(chained([b"one"]))


def test_readers_work_beside_the_writer_and_see_what_it_has_made_durable(place):
    rows = chained([b"one", b"two"])
    with closing(place.open()) as writer:
        writer.append(rows[:1], keep=[ADA])
        with closing(place.open(write=False)) as reader:
            assert list(reader.rows()) == rows[:1]

            writer.append(rows[1:], forget=[ADA.key])

            assert list(reader.rows()) == rows
            assert list(reader.kept()) == []


def test_a_store_opened_for_reading_writes_nothing(place):
    place.open().close()
    with closing(place.open(write=False)) as reader:
        for write in (
            lambda: reader.append(chained([b"one"])),
            lambda: reader.save_snapshot(Snapshot(0, bytes(32), b"")),
            lambda: reader.sessions.put(b"token", "person_ada", 1),
            lambda: reader.sessions.prune(1),
        ):
            with pytest.raises(AssertionError):
                write()

        assert list(reader.rows()) == []


def test_closing_twice_does_nothing_the_second_time(place):
    first = place.open()
    first.close()
    with closing(place.open()):
        first.close()

        with pytest.raises(AnotherWriter):
            place.open()


def test_other_threads_see_whole_batches_only(store):
    rows = chained(b"%d" % n for n in range(300))
    seen: list[int] = []

    def look() -> None:
        while not seen or seen[-1] < len(rows):
            seen.append(sum(1 for _ in store.rows()))

    looking = Thread(target=look)
    looking.start()
    for at in range(0, len(rows), 10):
        store.append(rows[at : at + 10])
    looking.join()

    assert {count % 10 for count in seen} == {0}


def test_writes_from_several_threads_wait_for_each_other(store):
    def sign_in(thread: int) -> None:
        for n in range(20):
            store.sessions.put(b"%d %d" % (thread, n), "person_ada", 1)

    threads = [Thread(target=sign_in, args=(n,)) for n in range(3)]
    for thread in threads:
        thread.start()
    rows = chained(b"%d" % n for n in range(60))
    for row in rows:
        store.append([row])
    for thread in threads:
        thread.join()

    assert list(store.rows()) == rows
    assert store.sessions.prune(1) == 60


KEYS = st.sampled_from(["a", "b", "c", "d"])
BATCHES = st.lists(
    st.tuples(
        st.lists(st.binary(max_size=300), max_size=6),
        st.lists(st.builds(Kept, KEYS, st.binary(max_size=4), st.binary(max_size=9)), max_size=2),
        st.lists(KEYS, max_size=2),
        st.sampled_from(["go on", "open again", "off by one"]),
    ),
    max_size=8,
)


@settings(max_examples=40)
@given(batches=BATCHES)
def test_any_sequence_of_batches_reads_back_as_from_the_obvious_twin(batches):
    reads_back_as_from_the_twin("sqlite", batches)


# Fewer: each needs a database of its own on a server.
@settings(max_examples=12)
@given(batches=BATCHES)
def test_any_sequence_of_batches_reads_back_from_a_server_too(batches):
    reads_back_as_from_the_twin("postgresql", batches)


def reads_back_as_from_the_twin(name, batches):
    twin = MemoryStore(Memory(), write=True)
    with TemporaryDirectory() as folder:
        place = STORES[name](Path(folder))
        store = place.open()
        for bodies, keep, forget, then in batches:
            last = [*chained([]), *twin.rows()][-1:]
            seq = last[0].seq if last else 0
            rows = [Row(seq + n, bytes(32), body) for n, body in enumerate(bodies, 1)]
            rows = rows[1:] if then == "off by one" else rows

            assert outcome(store, rows, keep, forget) == outcome(twin, rows, keep, forget)

            if then == "open again":
                store.close()
                store = place.open()
            assert list(store.rows()) == list(twin.rows())
            assert list(store.kept()) == list(twin.kept())
        store.close()
        if isinstance(place, PostgresPlace):
            postgres.give_back(place.url)


def outcome(store, rows, keep, forget):
    try:
        store.append(rows, keep=keep, forget=forget)
    except (NotNext, KeyTaken) as error:
        return error.code, error.facts
    return None
