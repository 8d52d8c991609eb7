"""A whole import was a mistake: it is undone while nothing of it moved, and the record stays."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from laogu.basics import HolderId, SecurityId
from laogu.operations import LoadTouched, rows_found
from laogu.people import NoMandate
from laogu.register import LoadTakenBack, LoadUndone, LoadUnknown, cap_table
from tests.desk import MORNING, Desk, desk_at, holds, row

JANUARY = date(2026, 1, 5)


def loaded(desk: Desk) -> str:
    """Load two certificates as of January, one of a class that is new, and return the import."""
    desk.load(
        row("rook", 100, certificate="CS-1"),
        row("pine", 50, line=3, certificate="PS-1", stock_class="Preferred"),
        on=JANUARY,
    )
    return list(desk.books.register.loads)[-1]


def on(desk: Desk, day: date) -> dict[str, int]:
    names = {id_: name for name, id_ in desk.holders.items()}
    table = cap_table(desk.books.register, desk.issuer, as_of=day)
    return {names[one.holder.holder]: one.total for one in table.rows}


def undo(desk: Desk, load: str, by: str = "ida"):
    return desk.execute("register.undo", by, load=load, reason="the wrong file")


def test_nothing_of_an_undone_import_counts_on_any_day_and_the_rest_does():
    desk = desk_at(MORNING, holds("ada", 10))
    load = loaded(desk)
    assert on(desk, JANUARY) == {"rook": 100, "pine": 50}

    events = undo(desk, load)

    assert [type(one) for one in events] == [LoadUndone]
    assert desk.held() == {"ada": 10}
    assert on(desk, JANUARY) == on(desk, JANUARY + timedelta(days=30)) == {}
    register = desk.books.register
    assert register.issued_units == register.held_units
    assert sum(register.issued_units.values()) == 10


def test_what_was_known_before_it_was_undone_can_still_be_asked():
    desk = desk_at(MORNING)
    load = loaded(desk)
    known = desk.now
    desk.world.move(desk.now + timedelta(hours=1))

    undo(desk, load)

    then = cap_table(desk.books.register, desk.issuer, as_of=JANUARY, known_at=known)
    now = cap_table(desk.books.register, desk.issuer, as_of=JANUARY)
    assert (sum(one.total for one in then.rows), now.rows) == (150, ())


def test_the_corrected_file_has_the_same_certificates():
    desk = desk_at(MORNING)
    undo(desk, loaded(desk))

    issuer = desk.books.register.issuers[desk.issuer]
    again = row("rook", 120, certificate="CS-1")
    assert rows_found(desk.books, issuer, [again], on=JANUARY) == []
    desk.load(again, on=JANUARY)

    assert on(desk, JANUARY) == {"rook": 120}
    (other,) = desk.lots("rook")
    assert desk.books.register.certificates[desk.ordinary, "CS-1"] == other.security


@pytest.mark.parametrize("snapshot", [False, True])
def test_books_read_again_are_the_live_ones(snapshot):
    desk = desk_at(MORNING, holds("ada", 10))
    undo(desk, loaded(desk))
    desk.load(row("rook", 120, certificate="CS-1"), on=JANUARY)
    live = desk.books

    if snapshot:
        from msgspec import json

        from laogu.operations import Books

        books = Books()
        books.take_up(json.decode(json.encode(live.set_aside())))
    else:
        books = desk.reopened().books

    assert live.differences(books) == ()
    assert books.register.held_units == live.register.held_units
    assert books.register.certificates == live.register.certificates
    for stock_class in live.register.classes:
        columns = [sorted(zip(*one.register.changes.columns(stock_class), strict=True))
                   for one in (live, books)]  # fmt: skip
        assert columns[0] == columns[1]


def test_what_moved_is_named_and_nothing_is_undone():
    desk = desk_at(MORNING)
    load = loaded(desk)
    (lot,) = desk.lots("rook")
    desk.do("security.cancel", "ida", security=lot.security, quantity=Decimal(1), reason="slip")
    before = desk.held()

    with pytest.raises(LoadTouched) as no:
        undo(desk, load)

    assert no.value.touched == ("CS-1",)
    assert desk.held() == before


def test_what_is_promised_is_named():
    desk = desk_at(MORNING)
    load = loaded(desk)
    (lot,) = desk.lots("rook")
    desk.books.market.committed[SecurityId(lot.security)] = 5

    with pytest.raises(LoadTouched) as no:
        undo(desk, load)

    assert no.value.touched == ("CS-1",)


def test_what_is_encumbered_is_named_until_it_is_let_go_of():
    desk = desk_at(MORNING)
    load = loaded(desk)
    (lot,) = desk.lots("rook")
    pledged = desk.do(
        "encumbrance.record", "ida", security=lot.security, kind="pledge", rule="P-1",
        source="Pledge (example)", favours_name="Bank (example)",
    )  # fmt: skip

    with pytest.raises(LoadTouched):
        undo(desk, load)
    desk.do(
        "encumbrance.lift",
        "ida",
        encumbrance=pledged["encumbrance"][0],
        reason="repaid (example)",
        document="ab" * 32,
    )
    undo(desk, load)

    assert desk.held() == {}


def test_it_is_undone_once_by_who_may_and_only_if_it_is_there():
    desk = desk_at(MORNING)
    load = loaded(desk)

    with pytest.raises(NoMandate):
        undo(desk, load, by="stranger")
    with pytest.raises(LoadUnknown):
        undo(desk, "load_01KAZ0000000000000000000AB")
    undo(desk, load)
    with pytest.raises(LoadTakenBack):
        undo(desk, load)


def test_only_that_import_is_undone():
    desk = desk_at(MORNING)
    first = loaded(desk)
    desk.load(row("elm", 7, certificate="CS-2"), row("fir", 8, line=3, certificate="CS-3"))

    undo(desk, first)

    assert desk.held() == {"elm": 7, "fir": 8}
    assert desk.books.register.units_of[desk.ordinary] == {
        HolderId(desk.holders["elm"]): 7,
        HolderId(desk.holders["fir"]): 8,
    }
