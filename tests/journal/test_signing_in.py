"""Who somebody is, by the secret they show: a link, a session, an API token."""

from datetime import timedelta

import pytest

from laogu.journal import (
    LINK_MINUTES,
    SESSION_HOURS,
    SignIn,
    form_proof,
    is_form_proof,
    token_digest,
)
from laogu.people import KeyRefused, LinkUsed, PersonUnknown, SessionOver
from tests.desk import MORNING, Desk, desk_at, holds

INSTANT = timedelta(microseconds=1)


@pytest.fixture
def desk() -> Desk:
    return desk_at(MORNING, holds("ada", 1))


def test_a_link_signs_in_once(desk):
    signing = SignIn(desk.journal)

    session = signing.open_link(link := signing.new_link(desk.person("ada")))

    assert signing.person_of_session(session) == desk.person("ada")
    with pytest.raises(LinkUsed):
        signing.open_link(link)


@pytest.mark.parametrize("secret", ["", "x", "x" * 10_000, "\u202e"])
def test_a_secret_nobody_gave_opens_nothing(desk, secret):
    signing = SignIn(desk.journal)

    with pytest.raises(LinkUsed):
        signing.open_link(secret)
    with pytest.raises(SessionOver) as no:
        signing.person_of_session(secret)
    with pytest.raises(KeyRefused):
        signing.person_of_token(secret)

    assert no.value.hours == SESSION_HOURS


def test_a_link_ends_within_the_hour_by_the_worlds_clock(desk):
    signing = SignIn(desk.journal)
    kept, late = signing.new_link(desk.person("ada")), signing.new_link(desk.person("ada"))
    desk.do("clock.move", to=MORNING + timedelta(days=90))  # the practice clock does not count

    desk.world.move(MORNING + timedelta(minutes=LINK_MINUTES) - INSTANT)
    signing.open_link(kept)
    desk.world.move(MORNING + timedelta(minutes=LINK_MINUTES))

    with pytest.raises(LinkUsed):
        signing.open_link(late)


def test_a_session_ends_after_its_hours_or_when_it_is_signed_out(desk):
    signing = SignIn(desk.journal)
    session, other = signing.begin(desk.person("ada")), signing.begin(desk.person("ada"))

    desk.world.move(MORNING + timedelta(hours=SESSION_HOURS) - INSTANT)
    assert signing.person_of_session(session) == desk.person("ada")
    signing.end(other)
    with pytest.raises(SessionOver):
        signing.person_of_session(other)
    desk.world.move(MORNING + timedelta(hours=SESSION_HOURS))

    with pytest.raises(SessionOver):
        signing.person_of_session(session)


def test_who_was_forgotten_is_signed_out(desk):
    signing = SignIn(desk.journal)
    person = desk.person("ada")
    session = signing.begin(person)
    desk.do("key.issue", "ada", person=person, label="p", digest=token_digest("token"))

    desk.do("person.forget", person=person)

    with pytest.raises(SessionOver):
        signing.person_of_session(session)
    with pytest.raises(KeyRefused):
        signing.person_of_token("token")
    with pytest.raises(PersonUnknown):
        signing.new_link(person)
    with pytest.raises(PersonUnknown):
        signing.begin(person)


def test_a_token_opens_until_it_expires_or_is_revoked(desk):
    signing = SignIn(desk.journal)
    person = desk.person("ada")
    ends = MORNING + timedelta(days=1)
    for token, until in (("kept", None), ("short", ends)):
        digest = token_digest(token)
        desk.do("key.issue", "ada", person=person, label=token, digest=digest, expires_at=until)

    assert signing.person_of_token("kept") == signing.person_of_token("short") == person
    desk.world.move(ends)
    with pytest.raises(KeyRefused):
        signing.person_of_token("short")
    key = desk.books.people.key_of_digest[token_digest("kept")]
    desk.do("key.revoke", "ada", key=key)

    with pytest.raises(KeyRefused):
        signing.person_of_token("kept")


def test_secrets_are_kept_as_hashes_only(desk):
    signing = SignIn(desk.journal)
    session, link = signing.begin(desk.person("ada")), signing.new_link(desk.person("ada"))

    kept = repr((desk.memory.sessions, vars(signing), [row.body for row in desk.store.rows()]))

    assert session not in kept
    assert link not in kept
    assert len({signing.new_secret() for _ in range(50)}) == 50


def test_a_form_belongs_to_its_session():
    assert is_form_proof(form_proof("session"), "session")
    assert not is_form_proof(form_proof("session"), "other")
    assert not is_form_proof("", "session")
    assert not is_form_proof("é", "session")


def test_the_secret_of_a_calendar_opens_the_calendar_and_nothing_else(desk):
    signing = SignIn(desk.journal)
    person = desk.person("ada")
    for token, only in (("for reading", "calendar"), ("for all", None)):
        digest = token_digest(token)
        desk.do("key.issue", "ada", person=person, label=token, digest=digest, only=only)

    assert signing.person_of_calendar("for reading") == person
    assert signing.person_of_token("for all") == person
    with pytest.raises(KeyRefused):
        signing.person_of_token("for reading")
    with pytest.raises(KeyRefused):
        signing.person_of_calendar("for all")
