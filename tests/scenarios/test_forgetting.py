"""What is known of a natural person can be forgotten; the record stays whole."""

import pytest

from laogu.basics import Personal
from laogu.journal import RequestForgotten, verify
from laogu.operations import StillOperates
from laogu.people import PersonUnknown
from laogu.register import HolderRegistered
from tests.desk import MORNING, Desk, desk_at, holds


def record_of(desk: Desk) -> bytes:
    return b"".join(row.body for row in desk.store.rows())


def test_a_natural_persons_name_never_enters_the_record():
    desk = desk_at(MORNING)
    names = ("Ada Lovelace", "Countess of Lovelace")

    ids = desk.do("holder.register", name=names[0], name_en=names[1], kind="person")

    holder = desk.books.register.holders[ids["holder"][0]]  # type: ignore[index]
    assert isinstance(holder.name, Personal)
    assert isinstance(holder.name_en, Personal)
    assert [desk.journal.personal[one.ref] for one in (holder.name, holder.name_en)] == list(names)
    assert all(name.encode() not in record_of(desk) for name in names)


def test_an_organisations_name_is_open():
    desk = desk_at(MORNING)

    (event,) = desk.execute("holder.register", name="Elm Fund")

    assert isinstance(event, HolderRegistered)
    assert event.name == "Elm Fund"


def test_who_is_forgotten_is_gone_with_every_mandate_and_token():
    desk = desk_at(MORNING, holds("ada", 10))
    person = desk.people["ada"]
    assert person is not None
    ref = desk.books.people.persons[person].name.ref
    desk.do("key.issue", "ada", person=person, label="p", digest="a" * 64)
    mandate = next(one for one in desk.books.people.mandates.values() if one.person == person)

    desk.do("person.forget", person=person)

    assert ref not in desk.journal.personal
    assert [one.key for one in desk.store.kept([ref])] == []
    assert mandate.mandate not in desk.books.people.mandates
    assert desk.books.people.key_of_digest == {}
    with desk.refuses(PersonUnknown):
        desk.do("person.forget", person=person)
    # The register stays: the shares are held by the holder, for whom somebody else may act.
    assert desk.held() == {"ada": 10}
    verified = verify(desk.store, desk.journal)
    assert verified.is_sound
    again = desk.reopened()
    assert ref not in again.journal.personal
    assert verify(again.store, again.journal).is_sound


def test_whoever_operates_the_market_is_not_forgotten():
    desk = desk_at(MORNING)

    with desk.refuses(StillOperates):
        desk.do("person.forget", person=desk.people["operator"])


def test_a_request_whose_names_are_erased_cannot_be_told_from_another():
    desk = desk_at(MORNING)
    command = desk.command("person.register", {"name": "Ada"})
    ids = desk.made(command)
    (again,) = desk.record(command)
    assert not isinstance(again, Exception)

    desk.do("person.forget", person=ids["person"][0])
    (outcome,) = desk.record(command)

    assert isinstance(outcome, RequestForgotten)
    assert outcome.seq == again.seq


def test_forgetting_in_the_batch_that_registers_leaves_nothing():
    desk = desk_at(MORNING)
    register = desk.command("person.register", {"name": "Ada"})
    person = desk.journal.preview(register)[0].person  # type: ignore[union-attr]

    desk.record(register, desk.command("person.forget", {"person": person}))

    assert "Ada" not in desk.journal.personal.values()
    assert b"Ada" not in b"".join(one.content for one in desk.store.kept())
    assert verify(desk.store, desk.journal).is_sound


@pytest.mark.parametrize("name", ["Ada", "Ben"])
def test_the_commitment_proves_what_was_written_while_it_is_kept(name):
    desk = desk_at(MORNING)
    ids = desk.do("person.register", name=name)
    ref = desk.books.people.persons[ids["person"][0]].name.ref  # type: ignore[index]
    kept = desk.memory.kept[ref]
    assert kept is not None
    assert verify(desk.store).is_sound

    desk.memory.kept[ref] = type(kept)(kept.key, kept.salt, b"Mallory")

    assert verify(desk.store).differences == (f"kept.{ref}",)


def test_a_holder_who_is_that_person_is_forgotten_as_well():
    desk = desk_at(MORNING)
    holder = desk.books.register.holders[desk.holder("Ada", kind="person")]
    assert isinstance(holder.name, Personal)

    desk.do("person.forget", person=desk.people["Ada"])

    assert holder.name.ref not in desk.journal.personal
    assert "Ada" not in desk.journal.personal.values()
    assert verify(desk.store, desk.journal).is_sound


@pytest.mark.parametrize("others", ["another holder of theirs", "another person for the holder"])
def test_the_name_of_somebody_else_is_never_erased(others):
    desk = desk_at(MORNING)
    ada = desk.books.register.holders[desk.holder("Ada", kind="person")]
    desk.holder("Ben", kind="person")
    if others == "another holder of theirs":  # Ada's person is an agent who acts for Ben, too
        desk.do("mandate.give", person=desk.people["Ada"], power="act", over=desk.holder("Ben"))
    else:
        desk.do("mandate.give", person=desk.people["ida"], power="act", over=ada.holder)

    desk.do("person.forget", person=desk.people["Ada"])

    assert isinstance(ada.name, Personal)
    assert desk.journal.personal[ada.name.ref] == "Ada"
    assert "Ben" in desk.journal.personal.values()
