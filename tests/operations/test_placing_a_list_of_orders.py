"""A list of orders: all of them or none, one entry, each decided on what those before it left."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.basics import InvalidInput, Refusal
from laogu.journal import made
from laogu.ledger import CashShort
from laogu.market import MOST_CHANGES, CrossesOwnOrder, TooManyChanges
from laogu.operations import OnlyFewerFree
from laogu.operations.listed import LOOKED_NO_FURTHER, MOST_TOLD
from laogu.operations.order import place_all
from laogu.operations.order.place import PlaceOrder, place_order
from laogu.operations.order.place_all import (
    MOST_PLACED,
    CannotPlaceAll,
    CrossesInList,
    NoOrders,
    TooManyInList,
)
from laogu.people import NoMandate, NotSignedIn
from tests.desk import MORNING, asked_for, desk_at, everything, has, holds, open_articles
from tests.windows import may_hold_windows, opened, order


def with_a_window():
    desk = desk_at(
        MORNING, open_articles, may_hold_windows, holds("ada", 300), holds("ada", 200),
        has("elm", 20_000), has("rook", 1_000),
    )  # fmt: skip
    for name in ("ada", "elm", "rook"):
        desk.execute(
            "mandate.give", "operator", person=desk.people["operator"], power="act",
            over=desk.holder(name),
        )  # fmt: skip
    return desk, opened(desk)


@pytest.fixture
def there():
    return with_a_window()


def fields(there, name="ada", side="sell", quantity="10", limit="22.00"):
    desk, window = there
    return {
        "window": window, "side": side, "holder": desk.holder(name), "quantity": quantity,
        "limit": limit,
    }  # fmt: skip


def one(there, *terms, **more):
    return asked_for("order.place", fields(there, *terms, **more))


def place(there, *orders, by="operator"):
    return there[0].execute("order.place_all", by, orders=orders)


def test_a_list_is_one_entry_and_its_orders_arrive_in_its_order(there):
    desk, _ = there
    before = desk.journal.head.seq
    place(there, one(there), one(there, "elm", "buy", "20", "21"), one(there, quantity="5"))

    ((_, entry),) = desk.journal.entries(after=before)
    states = [desk.books.market.orders[name] for name in made(entry.events)["order"]]

    assert entry.operation == "order.place_all"
    assert [(one.order.side, one.order.units) for one in states] == [
        ("sell", 10), ("buy", 20), ("sell", 5),
    ]  # fmt: skip
    assert [one.turn for one in states] == sorted({one.turn for one in states})
    assert desk.free("elm") == 20_000 - 20 * 21


def test_later_orders_of_a_list_see_the_lots_and_the_cash_that_earlier_ones_hold(there):
    with there[0].refuses(CannotPlaceAll) as no:
        place(
            there, one(there, quantity="350"), one(there, quantity="151"),
            one(there, "rook", "buy", "45", "20"), one(there, "rook", "buy", "6", "20"),
        )  # fmt: skip

    assert [(found.number, found.code) for found in no.value.findings] == [
        (2, OnlyFewerFree.code), (4, CashShort.code),
    ]  # fmt: skip
    assert no.value.findings[0].facts["free"] == Decimal(150)


def test_everything_that_is_wrong_is_said_at_once_and_nothing_is_placed(there):
    desk, _ = there
    before = everything(desk.books), desk.journal.head
    with desk.refuses(CannotPlaceAll) as no:
        place(
            there, one(there), one(there, limit="27"), one(there, "elm", "buy", "9", "0"),
            one(there, quantity="501"), one(there, "elm", "buy", "1", "20.005"),
        )  # fmt: skip

    assert (everything(desk.books), desk.journal.head) == before
    assert [found.number for found in no.value.findings] == [2, 3, 4, 5]
    assert no.value.findings[0].place() == "order 2"
    assert "Order 2 of the list" in str(no.value)


def test_an_order_that_would_meet_another_of_the_list_names_it_by_its_number(there):
    desk, window = there
    stands = order(desk, window, "elm", "buy", "1", "20.50")

    with desk.refuses(CannotPlaceAll) as no:
        place(
            there, one(there, "elm", "buy", "5", "20.40"), one(there, "ada"),
            one(there, "elm", "sell", "5", "20.45"), one(there, "ada", "buy", "5", "23"),
        )  # fmt: skip

    first, second = no.value.findings
    assert (first.code, first.facts["other"]) == (CrossesOwnOrder.code, stands)
    assert (second.code, second.facts["before"]) == (CrossesInList.code, 2)


def test_a_list_is_not_empty_and_not_endless(there):
    with there[0].refuses(NoOrders):
        place(there)
    with there[0].refuses(TooManyInList) as no:
        place(there, *[one(there, quantity="1")] * (MOST_PLACED + 1))
    assert (no.value.given, no.value.most) == (MOST_PLACED + 1, MOST_PLACED)


def test_a_holder_changes_its_orders_in_a_list_as_often_as_one_by_one(there):
    with there[0].refuses(CannotPlaceAll) as no:
        place(there, *[one(there, quantity="1")] * (MOST_CHANGES + 2))

    assert [(one.number, one.code) for one in no.value.findings] == [
        (MOST_CHANGES + 1, TooManyChanges.code), (MOST_CHANGES + 2, TooManyChanges.code),
    ]  # fmt: skip


def test_after_very_many_faults_a_list_is_looked_at_no_further(there, monkeypatch):
    looked: list[PlaceOrder] = []

    def noted(books, request, *more):
        looked.append(request)
        return place_order(books, request, *more)

    monkeypatch.setattr(place_all, "place_order", noted)
    with there[0].refuses(CannotPlaceAll) as no:
        place(there, *[one(there, quantity="9999")] * (MOST_TOLD + 5))

    *told, last = no.value.findings
    assert (no.value.errors, len(told), len(looked)) == (MOST_TOLD, MOST_TOLD, MOST_TOLD)
    assert (last.code, last.severity) == (LOOKED_NO_FURTHER.code, "note")
    assert last.number == MOST_TOLD + 1


def test_who_may_not_act_for_one_of_them_is_told_nothing_of_the_others(there):
    for by, wrong in (("nobody", NotSignedIn), ("ada", NoMandate)):
        with there[0].refuses(wrong):
            place(there, one(there, quantity="9999"), one(there, "elm", "buy"), by=by)


ROWS = st.lists(
    st.tuples(
        st.sampled_from((("ada", "sell"), ("elm", "buy"), ("rook", "buy"), ("elm", "sell"))),
        st.integers(0, 320),
        st.sampled_from(("20", "22.50", None, "27")),
    ),
    min_size=1,
    max_size=6,
)


@settings(max_examples=40, deadline=None)
@given(ROWS)
def test_a_list_comes_to_what_its_orders_come_to_one_by_one(rows):
    """The twin: placed one after another; where one of them is refused, the list is, for it."""
    together, apart = with_a_window(), with_a_window()
    refused = []
    for number, ((name, side), quantity, limit) in enumerate(rows, 1):
        try:
            apart[0].do("order.place", **fields(apart, name, side, str(quantity), limit))
        except (InvalidInput, Refusal) as no:
            refused.append((number, no.code))

    try:
        place(
            together,
            *(one(together, name, side, str(many), at) for (name, side), many, at in rows),
        )
        found = []
    except CannotPlaceAll as no:
        within = {CrossesInList.code: CrossesOwnOrder.code}
        found = [(one.number, within.get(one.code, one.code)) for one in no.findings]

    assert found == refused
    if not refused:
        books = [desk.books.market.orders.values() for desk, _ in (together, apart)]
        of_list, alone = ([(one.order.lots, one.turn) for one in orders] for orders in books)
        assert of_list == alone
