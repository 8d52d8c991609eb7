"""What is known of a natural person can be forgotten; the record stays whole."""

from datetime import date
from decimal import Decimal

import pytest

from laogu.basics import Personal
from laogu.journal import RequestForgotten, verify
from laogu.operations import ActedFor, CashThere, StillOperates
from laogu.people import PersonUnknown
from laogu.register import HolderRegistered, NothingKept, StillKept, StillThere
from tests.desk import MORNING, Desk, desk_at, holds, row


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


def unmet(desk: Desk, name: str, **more: object) -> str:
    """Return a natural person for whom nobody acts, on a register or on none yet."""
    asked = {"name": name, "kind": "person", "issuer": "harrow", **more}
    return desk.do("holder.register", "ida", **asked)["holder"][0]


def test_a_holder_for_whom_nobody_acts_is_forgotten_ten_years_after_it_left():
    desk = desk_at(MORNING, holds("ben", 5))
    holder = unmet(desk, "Ada Lovelace", name_en="Countess of Lovelace")
    names = desk.books.register.holders[holder]  # type: ignore[index]
    lot = desk.do("security.issue", "ida", issuer="harrow", stock_class="Ordinary",
                  holder=holder, quantity=10)["security"][0]  # fmt: skip
    with desk.refuses(StillThere):
        desk.do("holder.forget", holder=holder)

    desk.do("security.cancel", "ida", security=lot, reason="bought back")
    with desk.refuses(StillKept) as no:
        desk.do("holder.forget", holder=holder)
    assert no.value.until == date(2036, 3, 2)
    desk.go_to(MORNING.replace(year=2036, day=1))
    with desk.refuses(StillKept):
        desk.do("holder.forget", holder=holder)
    desk.go_to(MORNING.replace(year=2036))
    desk.do("holder.forget", holder=holder)

    for one in (names.name, names.name_en):
        assert isinstance(one, Personal)
        assert one.ref not in desk.journal.personal
    assert b"Lovelace" not in b"".join(one.content for one in desk.store.kept())
    assert desk.held() == {"ben": 5}
    assert verify(desk.store, desk.journal).is_sound
    again = desk.reopened()
    assert "Ada Lovelace" not in again.journal.personal.values()
    with again.refuses(NothingKept):
        again.do("holder.forget", holder=holder)


def test_who_never_was_on_a_register_is_forgotten_at_once():
    desk = desk_at(MORNING)
    holder = unmet(desk, "Ada Lovelace")

    desk.do("holder.forget", holder=holder)

    assert "Ada Lovelace" not in desk.journal.personal.values()


def test_who_came_with_an_import_that_was_undone_never_was_on_a_register():
    desk = desk_at(MORNING)
    rows = (row("Ada Lovelace", 10, kind="person"),)
    desk.do("register.load", "ida", issuer="harrow", rows=rows)
    (load,) = desk.books.register.loads
    (lot,) = desk.books.register.securities.values()
    with desk.refuses(StillThere):
        desk.do("holder.forget", holder=lot.stock.holder)

    desk.do("register.undo", "ida", load=load, reason="another company's table")
    desk.do("holder.forget", holder=lot.stock.holder)

    assert "Ada Lovelace" not in desk.journal.personal.values()


@pytest.mark.parametrize("has", ["a grant", "a warrant", "cash", "a pledge for it", "a vehicle"])
def test_who_still_has_a_right_here_is_not_forgotten(has):
    desk = desk_at(MORNING, holds("ben", 5))
    holder = unmet(desk, "Ada Lovelace")
    room = {"issuer": "harrow", "holder": holder}
    if has == "a grant":
        desk.do("grant.issue", "ida", **room, stock_class="Ordinary", kind="option", quantity=9,
                price="1.00")  # fmt: skip
    elif has == "a warrant":
        desk.do("warrant.issue", "ida", **room, stock_class="Ordinary", quantity=9,
                exercise_price=Decimal(1))  # fmt: skip
    elif has == "cash":
        desk.do("cash.deposit", holder=holder, amount="5.00", currency="USD", reference="bank")
    elif has == "a pledge for it":
        desk.do("encumbrance.record", "ida", security=desk.lots("ben")[0].security, kind="pledge",
                rule="P-1", source="agreement", favours=holder)  # fmt: skip
    else:
        desk.do("interest.record", vehicle=desk.holder("ben"), owner=holder, part="0.5",
                source="register of partners")  # fmt: skip

    with desk.refuses(CashThere if has == "cash" else StillThere):
        desk.do("holder.forget", holder=holder)


def test_cash_that_was_paid_out_keeps_a_name_as_long_as_shares_do():
    desk = desk_at(MORNING)
    holder = unmet(desk, "Ada Lovelace")
    for operation in ("cash.deposit", "cash.pay_out"):
        desk.do(operation, holder=holder, amount="5.00", currency="USD", reference="bank")

    with desk.refuses(StillKept):
        desk.do("holder.forget", holder=holder)


def test_whom_somebody_acts_for_is_forgotten_as_a_person():
    desk = desk_at(MORNING)
    ada = desk.holder("Ada", kind="person")

    with desk.refuses(ActedFor):
        desk.do("holder.forget", holder=ada)


def test_an_organisations_name_cannot_be_forgotten():
    desk = desk_at(MORNING)
    holder = desk.do("holder.register", name="Elm Fund")["holder"][0]

    with desk.refuses(NothingKept):
        desk.do("holder.forget", holder=holder)
