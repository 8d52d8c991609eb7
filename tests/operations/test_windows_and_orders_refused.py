"""What a window refuses: terms that do not go together, orders at the wrong time or price."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from laogu.basics import LARGEST, NotAQuantity, WindowId
from laogu.ledger import CashShort
from laogu.market import (
    MOST_CHANGES,
    CrossesOwnOrder,
    LimitBetweenSteps,
    LimitOutside,
    NotAWindow,
    OrderClosed,
    OrderUnknown,
    TooManyChanges,
    WindowFull,
    WindowLocked,
    WindowNotOpen,
    WindowRunning,
    WindowUnknown,
    WrongCurrency,
)
from laogu.market.windows import rules
from laogu.operations import MayNotTransfer, NotKnownYet, OnlyFewerFree, StillPromised
from tests.desk import MORNING, TODAY, Desk, articles, clause, desk_at, has, holds, open_articles
from tests.windows import book, may_hold_windows, opened, order, state_of, trades

CLOSE = MORNING + timedelta(days=3)


@pytest.fixture
def desk():
    return desk_at(
        MORNING, open_articles, may_hold_windows, holds("ada", 500), holds("ben", 500),
        has("elm", 20_000), has("rook", 20_000),
    )  # fmt: skip


# Terms that do not go together.

MISFITS = [
    ({"floor": 27}, "The cap lies below the floor."),
    ({"reference": 27}, "The reference lies outside floor and cap."),
    ({"reference": 19}, "The reference lies outside floor and cap."),
    (
        {"tick": "0.30", "reference": "20.10"},
        "Floor, cap and reference have to be whole steps of 0.30 USD.",
    ),
    ({"cap": "40000000000000000"}, "It would"),
    ({"opens_at": MORNING - timedelta(minutes=1)}, "It would have opened in the past."),
    ({"opens_at": CLOSE}, "It has to open before its orders are locked"),
    ({"closes_at": MORNING}, "It has to open before"),
    ({"closes_at": datetime.min.replace(tzinfo=UTC)}, "It has to open before"),
    ({"closes_at": MORNING + timedelta(days=93)}, "It would close in more than 92 days."),
    ({"closes_at": MORNING + timedelta(minutes=10)}, "It has to open before"),
    ({"lock_minutes": -1}, "Orders are locked for at most"),
    ({"lock_minutes": 10**18}, "Orders are locked for at most"),
    ({"extensions": 4}, "It can be extended at most 3 times."),
    ({"extensions": -1}, "It can be extended at most 3 times."),
    ({"extension_minutes": 0}, "An extension lasts from 1 to"),
    ({"extension_minutes": 10**18}, "An extension lasts from 1 to"),
    ({"rationing": "small_first"}, "For small orders first"),
]


@pytest.mark.parametrize(("wrong", "why"), MISFITS)
def test_a_window_whose_terms_do_not_go_together_is_not_opened(desk, wrong, why):
    if "cap" in wrong:
        why = "The cap is higher than an auction counts."
        wrong = {"cap": Decimal(2**62 + 1).scaleb(-2)}

    with desk.refuses(NotAWindow) as no:
        opened(desk, **wrong)

    assert no.value.say()[1].startswith(why)


def test_a_step_at_which_a_share_costs_parts_of_a_cent_is_refused(desk):
    desk.do("stock_class.register", "ida", issuer="harrow", name_en="Units", price_scale=4)

    with desk.refuses(NotAWindow):
        opened(desk, stock_class="Units", tick="0.001")

    window = opened(desk, stock_class="Units")
    assert state_of(desk, window).window.tick == 100


def test_one_class_has_one_window_at_a_time(desk):
    opened(desk)

    with desk.refuses(WindowRunning) as no:
        opened(desk, closes_at=CLOSE + timedelta(days=9))

    assert no.value.closes_at == CLOSE


def test_a_window_is_in_the_currency_of_its_class(desk):
    with desk.refuses(WrongCurrency):
        opened(desk, currency="CNY")


# Orders at the wrong time.


def test_an_order_before_the_opening_and_after_the_bell_is_refused(desk):
    window = opened(desk, opens_at=MORNING + timedelta(hours=1), extensions=0)

    with desk.refuses(WindowNotOpen) as no:
        order(desk, window, "elm", "buy", 10, "25.00")
    assert no.value.phase == "announced"
    desk.go_to(CLOSE)
    with desk.refuses(WindowNotOpen) as no:
        order(desk, window, "elm", "buy", 10, "25.00")
    assert no.value.phase == "failed"
    with desk.refuses(WindowNotOpen):
        desk.do("window.cancel", "ida", window=window, reason="too late")


def test_in_the_locked_minutes_nothing_is_changed_and_a_new_order_is_still_taken(desk):
    window = opened(desk)
    mine = order(desk, window, "elm", "buy", 10, "25.00")
    desk.go_to(CLOSE - timedelta(minutes=10))

    with desk.refuses(WindowLocked) as no:
        desk.do("order.amend", "elm", order=mine, quantity=9, limit="25.00")
    assert (no.value.locks_at, no.value.closes_at) == (CLOSE - timedelta(minutes=10), CLOSE)
    with desk.refuses(WindowLocked):
        desk.do("order.withdraw", "elm", order=mine)

    order(desk, window, "elm", "buy", 10, "25.00")


def test_an_order_that_is_over_is_neither_amended_nor_withdrawn(desk):
    window = opened(desk)
    mine = order(desk, window, "elm", "buy", 10, "25.00")
    desk.do("order.withdraw", "elm", order=mine)

    with desk.refuses(OrderClosed) as no:
        desk.do("order.withdraw", "elm", order=mine)
    assert no.value.stage == "withdrawn"
    with desk.refuses(OrderClosed):
        desk.do("order.amend", "elm", order=mine, quantity=5)
    assert desk.free("elm") == 20_000


def test_what_is_not_there_is_not_found(desk):
    with desk.refuses(WindowUnknown):
        order(desk, WindowId("window_0"), "elm", "buy", 1)
    with desk.refuses(OrderUnknown):
        desk.do("order.withdraw", "elm", order="' OR 1=1 --")


# Orders at the wrong price, or of the wrong size.


def test_a_limit_outside_floor_and_cap_is_refused_and_both_ends_are_within(desk):
    window = opened(desk)

    for limit in ("19.99", "26.01"):
        with desk.refuses(LimitOutside) as no:
            order(desk, window, "elm", "buy", 10, limit)
        assert (str(no.value.floor), str(no.value.cap)) == ("20.00 USD", "26.00 USD")
    for limit in ("20.00", "26.00"):
        order(desk, window, "elm", "buy", 10, limit)


def test_a_limit_between_two_steps_is_refused_with_its_neighbours(desk):
    window = opened(desk, tick="0.50")

    with desk.refuses(LimitBetweenSteps) as no:
        order(desk, window, "elm", "buy", 10, "20.75")

    assert (no.value.below, no.value.above) == (Decimal("20.50"), Decimal("21.00"))


def test_an_order_is_covered_in_full_or_not_taken(desk):
    window = opened(desk)

    with desk.refuses(CashShort):
        order(desk, window, "elm", "buy", 770)
    order(desk, window, "elm", "buy", 769)
    with desk.refuses(OnlyFewerFree):
        order(desk, window, "ada", "sell", 501)
    with desk.refuses(MayNotTransfer):
        order(desk, window, "rook", "sell", 1)


def test_more_than_one_side_of_a_book_can_count_is_refused(desk):
    desk.do("stock_class.register", "ida", issuer="harrow", name_en="Fine", decimals=2,
            price_scale=0)  # fmt: skip
    window = opened(desk, stock_class="Fine", floor=1, cap=1)
    desk.books.market.windows.change(window, lambda one: _replaced(one, buying=LARGEST - 500))

    with pytest.raises(NotAQuantity) as no:
        order(desk, window, "elm", "buy", "5.01")

    assert no.value.largest == 5


def _replaced(state, **to):
    from msgspec.structs import replace

    return replace(state, **to)


def test_locked_shares_are_not_ordered_to_be_sold():
    lock = clause("lock_up", "ART-10", days_after_acquisition=730)
    desk = desk_at(MORNING, articles(lock), may_hold_windows,
                   holds("ada", 100, acquired_on=TODAY))  # fmt: skip
    window = opened(desk)

    with desk.refuses(MayNotTransfer) as no:
        order(desk, window, "ada", "sell", 10)

    assert no.value.rule == "ART-10"


def test_where_articles_are_not_on_file_nobody_orders():
    desk = desk_at(MORNING, may_hold_windows, holds("ada", 100), has("elm", 5_000))
    window = opened(desk)

    with desk.refuses(NotKnownYet):
        order(desk, window, "ada", "sell", 10)
    with desk.refuses(NotKnownYet):
        order(desk, window, "elm", "buy", 10)


def test_all_who_would_come_onto_the_register_together_are_counted():
    cap = articles(clause("holder_cap", "ART-11", limit=3))
    desk = desk_at(MORNING, cap, may_hold_windows, holds("ada", 100),
                   *(has(name, 5_000) for name in ("elm", "fir", "guo")))  # fmt: skip
    window = opened(desk)
    order(desk, window, "elm", "buy", 10)
    order(desk, window, "elm", "buy", 10)
    second = order(desk, window, "fir", "buy", 10)

    with desk.refuses(MayNotTransfer) as no:
        order(desk, window, "guo", "buy", 10)

    assert no.value.rule == "ART-11"
    desk.do("order.withdraw", "fir", order=second)
    order(desk, window, "guo", "buy", 10)


# One holder with itself, and one holder too often.

CROSSED = [("22.00", "22.00"), ("22.00", "21.00"), (None, "26.00"), ("20.00", None), (None, None)]


@pytest.mark.parametrize(("buys", "sells"), CROSSED)
def test_an_order_that_would_meet_the_holders_own_is_refused(desk, buys, sells):
    desk.deposit("ada", 9_000)
    window = opened(desk)
    other = order(desk, window, "ada", "sell", 10, sells)

    with desk.refuses(CrossesOwnOrder) as no:
        order(desk, window, "ada", "buy", 10, buys)

    assert no.value.other == other
    desk.do("order.withdraw", "ada", order=other)
    order(desk, window, "ada", "buy", 10, buys)
    with desk.refuses(CrossesOwnOrder):
        order(desk, window, "ada", "sell", 10, sells)


def test_an_amendment_may_not_cross_the_holders_own_order_either(desk):
    desk.deposit("ada", 9_000)
    window = opened(desk)
    order(desk, window, "ada", "sell", 10, "24.00")
    mine = order(desk, window, "ada", "buy", 10, "23.00")

    with desk.refuses(CrossesOwnOrder):
        desk.do("order.amend", "ada", order=mine, quantity=10, limit="24.00")

    desk.do("order.amend", "ada", order=mine, quantity=12, limit="23.99")


def test_ten_thousand_amendments_of_one_holder_get_a_clear_no_and_nothing_grows(desk):
    window = opened(desk)
    mine = order(desk, window, "elm", "buy", 10, "25.00")
    rooks = order(desk, window, "rook", "buy", 10, "25.00")
    for count in range(MOST_CHANGES - 1):
        desk.do("order.amend", "elm", order=mine, quantity=10 + count % 2, limit="25.00")
    head, orders = desk.journal.head, len(desk.books.market.orders)
    fields = {"order": mine, "quantity": 5, "limit": "25.00"}

    for _ in range(100):
        batch = [desk.command("order.amend", fields, by="elm") for _ in range(100)]
        assert {type(one) for one in desk.record(*batch)} == {TooManyChanges}

    assert (desk.journal.head, len(desk.books.market.orders)) == (head, orders)
    assert len(desk.journal.alarms) < 10
    with desk.refuses(TooManyChanges):
        order(desk, window, "elm", "buy", 1)
    # Others are not in the way, and what stands may always be taken back.
    desk.do("order.amend", "rook", order=rooks, quantity=11, limit="25.00")
    desk.do("order.withdraw", "elm", order=mine)


def test_a_window_takes_so_many_orders_and_not_one_more(desk, monkeypatch):
    monkeypatch.setattr(rules, "MOST_WINDOW_ORDERS", 2)
    window = opened(desk)
    for name in ("elm", "rook"):
        order(desk, window, name, "buy", 1)

    with desk.refuses(WindowFull) as no:
        order(desk, window, "ben", "sell", 1)

    assert no.value.most == 2


def test_an_amendment_moves_lots_and_cash_by_exactly_the_difference(desk):
    window = opened(desk)
    sells = order(desk, window, "ada", "sell", 200, "22.00")
    buys = order(desk, window, "elm", "buy", 100, "25.00")

    desk.do("order.amend", "ada", order=sells, quantity=450)
    desk.do("order.amend", "elm", order=buys, quantity=200, limit="24.00")
    assert (sum(desk.books.market.committed.values()), desk.promised("elm")) == (450, 4_800)

    desk.do("order.amend", "ada", order=sells, quantity=10, limit="25.00")
    desk.do("order.amend", "elm", order=buys, quantity=1)
    assert (sum(desk.books.market.committed.values()), desk.promised("elm")) == (10, 26)


def test_a_second_lot_is_promised_where_the_first_is_not_enough(desk: Desk):
    desk.issue("ada", 300)
    window = opened(desk)
    sells = order(desk, window, "ada", "sell", 400)
    desk.do("order.amend", "ada", order=sells, quantity=700)
    book(desk, window, "rook 650   26.00")

    desk.go_to(CLOSE)

    assert [one[2] for one in trades(desk, window)] == [650]
    assert sum(desk.books.market.committed.values()) == 650


def test_who_has_promised_shares_to_an_order_is_not_sent_to_an_offer(desk):
    window = opened(desk)
    order(desk, window, "ada", "sell", 500, 21)
    (lot,) = desk.books.register.lots_of[desk.holder("ada")]

    with desk.refuses(StillPromised) as locked:
        desk.do("security.cancel", "ida", security=lot, reason="x")
    with desk.refuses(MayNotTransfer) as sold:
        order(desk, window, "ada", "sell", 1, 21)

    assert "order" in locked.value.say()[1]
    assert "order" in locked.value.say()[2]
    assert "order" in sold.value.say()[2]
