"""What any store has to do about who is signed in."""

from contextlib import closing

from laogu.basics import PersonId
from laogu.journal.store import Session

ADA, BEN = PersonId("person_ada"), PersonId("person_ben")


def test_a_session_is_found_by_the_hash_of_its_token(store):
    store.sessions.put(b"token of ada", ADA, 2_000)

    assert store.sessions.get(b"token of ada") == Session(ADA, 2_000)
    assert store.sessions.get(b"token of ben") is None


def test_a_session_put_again_lasts_until_its_new_end(store):
    store.sessions.put(b"token", ADA, 2_000)
    store.sessions.put(b"token", ADA, 9_000)

    assert store.sessions.get(b"token") == Session(ADA, 9_000)


def test_who_signs_out_is_signed_out_and_nobody_else(store):
    store.sessions.put(b"ada", ADA, 2_000)
    store.sessions.put(b"ben", BEN, 2_000)

    store.sessions.delete(b"ada")
    store.sessions.delete(b"nobody")

    assert store.sessions.get(b"ada") is None
    assert store.sessions.get(b"ben") == Session(BEN, 2_000)


def test_sessions_that_have_ended_are_removed_at_the_very_microsecond(store):
    store.sessions.put(b"ada", ADA, 2_000)
    store.sessions.put(b"ben", BEN, 2_001)

    assert store.sessions.prune(1_999) == 0
    assert store.sessions.prune(2_000) == 1
    assert store.sessions.get(b"ada") is None
    assert store.sessions.get(b"ben") == Session(BEN, 2_001)


def test_sessions_outlive_a_start(place):
    with closing(place.open()) as store:
        store.sessions.put(b"ada", ADA, 2_000)

    with closing(place.open()) as store:
        assert store.sessions.get(b"ada") == Session(ADA, 2_000)
