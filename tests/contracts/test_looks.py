"""What any store has to do about who looked at what."""

from contextlib import closing

import pytest

from laogu.journal.failures import NotNext
from tests.contracts.chains import chained

LOOKS = chained([b"ada looked at ben", b"ben looked at ada"])


def test_looks_are_read_back_as_they_were_written(store):
    store.looks.append(LOOKS)

    assert list(store.looks.rows()) == LOOKS
    assert list(store.looks.rows(after=1)) == LOOKS[1:]


def test_looks_are_there_after_the_store_was_closed(place):
    with closing(place.open()) as store:
        store.looks.append(LOOKS)

    with closing(place.open(write=False)) as store:
        assert list(store.looks.rows()) == LOOKS


def test_a_look_cannot_be_written_over_or_left_out(store):
    store.looks.append(LOOKS[:1])

    with pytest.raises(NotNext) as no:
        store.looks.append(LOOKS[:1])

    assert (no.value.seq, no.value.found) == (2, 1)
    assert list(store.looks.rows()) == LOOKS[:1]


def test_looks_and_entries_are_numbered_apart(store):
    store.append(LOOKS)
    store.looks.append(LOOKS[:1])

    assert [row.seq for row in store.rows()] == [1, 2]
    assert [row.seq for row in store.looks.rows()] == [1]
