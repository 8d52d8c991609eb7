"""Everything is denied that no mandate allows, and what ended allows nothing any more."""

from datetime import UTC, date, datetime

from laogu.basics import KeyId, MandateId, Personal, PersonId, Undo
from laogu.people import (
    MARKET,
    KeyIssued,
    KeyRevoked,
    MandateEnded,
    MandateGiven,
    People,
    PersonForgotten,
    PersonRegistered,
)

ON = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ADA, BEN = PersonId("person_ada"), PersonId("person_ben")


def registered(person) -> PersonRegistered:
    return PersonRegistered(effective_on=ON, person=person, name=Personal("personal_1", "00"))


def mandate(person, power, over, id_="mandate_1") -> MandateGiven:
    return MandateGiven(
        effective_on=ON, mandate=MandateId(id_), person=person, power=power, over=over
    )


def key(person, digest, id_="key_1") -> KeyIssued:
    return KeyIssued(
        effective_on=ON, key=KeyId(id_), person=person, label="program", digest=digest,
        expires_at=None,
    )  # fmt: skip


def people(*events) -> People:
    stands = People(Undo())
    for event in events:
        stands.apply(event, AT)
    return stands


def test_a_mandate_allows_one_power_over_one_thing_to_one_person():
    stands = people(registered(ADA), registered(BEN), mandate(ADA, "act", "holder_1"))

    assert stands.holds(ADA, "act", "holder_1")
    assert not stands.holds(ADA, "act", "holder_2")
    assert not stands.holds(ADA, "issue", "holder_1")
    assert not stands.holds(ADA, "operate", MARKET)
    assert not stands.holds(BEN, "act", "holder_1")
    assert not stands.holds(None, "act", "holder_1")


def test_a_mandate_that_ended_allows_nothing():
    stands = people(registered(ADA), mandate(ADA, "act", "holder_1"))

    stands.apply(MandateEnded(effective_on=ON, mandate=MandateId("mandate_1")), AT)

    assert not stands.holds(ADA, "act", "holder_1")
    assert stands.mandates == {}


def test_whoever_is_forgotten_loses_every_mandate_and_token_and_nobody_else_does():
    stands = people(
        registered(ADA), registered(BEN),
        mandate(ADA, "act", "holder_1"), mandate(ADA, "issue", "issuer_1", "mandate_2"),
        mandate(BEN, "act", "holder_1", "mandate_3"),
        key(ADA, "a" * 64), key(BEN, "b" * 64, "key_2"),
    )  # fmt: skip

    stands.apply(PersonForgotten(effective_on=ON, person=ADA, erased=("personal_1",)), AT)

    assert (set(stands.persons), set(stands.mandates), set(stands.keys)) == (
        {BEN}, {"mandate_3"}, {"key_2"},
    )  # fmt: skip
    assert set(stands.key_of_digest) == {"b" * 64}
    assert stands.holds(BEN, "act", "holder_1")
    assert not stands.holds(ADA, "act", "holder_1")


def test_a_token_that_was_revoked_opens_nothing():
    stands = people(registered(ADA), key(ADA, "a" * 64))

    stands.apply(KeyRevoked(effective_on=ON, key=KeyId("key_1")), AT)

    assert (stands.keys, stands.key_of_digest) == ({}, {})
