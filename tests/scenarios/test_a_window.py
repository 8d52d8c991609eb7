"""A window from its opening to the register: orders, the bell, and what comes of it."""

from datetime import timedelta

import pytest

from laogu.basics import Money, TradeId
from laogu.journal import verify
from tests.desk import (
    MORNING,
    articles,
    board_consent,
    closing,
    desk_at,
    first_refusal,
    has,
    holds,
    open_articles,
)
from tests.windows import (
    book,
    cleared,
    failed,
    got,
    may_hold_windows,
    opened,
    order,
    rulebook,
    state_of,
    trades,
)

CLOSE = MORNING + timedelta(days=3)
# trading.md 1.1, the worked example: one unit there is a share here, one step a cent.
WORKED = """
    ann 300           26.00
    bob 400           25.00
    cid 500           24.00   gil 450
    dot 300           23.00
                      22.00   fay 350
                      21.00   eve 200
                      any     hal 100
"""
BUYERS = ("ann", "bob", "cid", "dot")


def crowded(*more):
    sellers = [holds("eve", 500), holds("fay", 500), holds("gil", 500), holds("hal", 500)]
    buyers = [has(name, 20_000) for name in BUYERS]
    return desk_at(MORNING, *(more or (open_articles,)), may_hold_windows, *sellers, *buyers)


def bell(desk, window):
    desk.go_to(state_of(desk, window).closes_at)
    return state_of(desk, window)


def test_everybody_trades_at_one_price_and_nobody_beyond_its_limit():
    desk = crowded()
    window = opened(desk, reference="23.50")
    book(desk, window, WORKED)

    bell(desk, window)
    done = cleared(desk, window)

    assert (done.price, done.volume, done.surplus, done.decided_by) == (2400, 1100, 100, "volume")
    sold = {"eve": 200, "fay": 350, "gil": 450, "hal": 100}
    assert got(desk, window) == {"ann": 300, "bob": 400, "cid": 400} | sold
    pairs = trades(desk, window)
    assert {price for *_, price in pairs} == {"24.00 USD"}
    for name, units in sold.items():
        assert sum(one[2] for one in pairs if one[0] == name) == units


def test_cash_is_held_at_the_limit_and_what_is_not_spent_comes_back_at_the_bell():
    desk = crowded()
    window = opened(desk)
    book(desk, window, WORKED)
    assert [desk.promised(name) for name in BUYERS] == [7_800, 10_000, 12_000, 6_900]

    bell(desk, window)

    assert [desk.promised(name) for name in BUYERS] == [7_200, 9_600, 9_600, 0]
    assert [desk.free(name) for name in BUYERS] == [12_800, 10_400, 10_400, 20_000]
    assert desk.happened()[0] != "WindowCleared", "nobody asked for the bell"


def test_a_buyer_at_any_price_holds_the_cap():
    desk = crowded()
    window = opened(desk)

    order(desk, window, "ann", "buy", 10)

    assert desk.promised("ann") == 260


def test_a_trade_of_a_window_lives_on_as_any_other():
    desk = crowded(articles(first_refusal(days=10), board_consent(), closing(fee_bps=100)))
    window = opened(desk)
    book(desk, window, "ann 100   25.00   eve 100")
    bell(desk, window)
    (trade,) = desk.books.market.trades
    assert desk.state(trade).trade.long_stop_at == CLOSE + timedelta(days=60)

    desk.notice(trade)
    desk.deposit("fay", 2_500)
    desk.elect("fay", trade, 40)
    for name in ("gil", "hal"):
        desk.waive(name, trade)
    desk.consent(trade)
    desk.settle(trade)

    assert {name: desk.holds(name) for name in ("eve", "ann", "fay")} == {
        "eve": 400, "ann": 60, "fay": 540,
    }  # fmt: skip
    # 25.00 was the only limit on both sides, so it is the price; one per cent goes to the market.
    assert desk.free("eve") == 2_475
    assert desk.free("ann") == 20_000 - 1_500
    assert desk.books.ledger.stands_at("fees", "USD") == Money(2_500, "USD").minor


@pytest.mark.parametrize("how", ["withdrawn", "defaulted", "expired", "refused"])
def test_a_trade_of_a_window_that_does_not_settle_lets_go_of_both_sides(how):
    desk = crowded(articles(board_consent(), closing(long_stop_days=20)))
    window = opened(desk)
    book(desk, window, "ann 100   25.00   eve 100")
    bell(desk, window)
    (trade,) = desk.books.market.trades
    desk.notice(trade)

    match how:
        case "withdrawn":
            desk.do("trade.withdraw", "eve", trade=trade, reason="another plan")
        case "defaulted":
            desk.do("trade.default", trade=trade, reason="no documents")
        case "refused":
            desk.do("consent.refuse", "ida", trade=trade, reason="a competitor")
        case _:
            desk.wait(days=20)

    assert desk.state(trade).stage == how
    assert (desk.free("ann"), desk.books.market.committed) == (20_000, {})


def test_a_window_without_a_price_goes_on_once_and_a_late_order_lets_it_clear():
    desk = crowded()
    window = opened(desk)
    book(desk, window, "ann 100   21.00\n23.00   eve 100")

    desk.go_to(CLOSE)
    # All but the last ten minutes are open again.
    assert state_of(desk, window).phase(desk.now) == "open"
    assert state_of(desk, window).closes_at == CLOSE + timedelta(minutes=60)
    order(desk, window, "bob", "buy", 50, "23.00")

    bell(desk, window)
    assert cleared(desk, window).volume == 50


def test_a_window_that_never_finds_a_price_fails_and_lets_go_of_everything():
    desk = crowded()
    window = opened(desk, extensions=2, extension_minutes=30)
    book(desk, window, "ann 100   21.00\n23.00   eve 100")

    desk.go_to(CLOSE + timedelta(minutes=60))

    state = state_of(desk, window)
    assert (state.stage, state.extended) == ("failed", 2)
    assert failed(desk, window).reason == "no_cross"
    assert (desk.promised("ann"), desk.books.market.committed) == (0, {})


def test_fewer_shares_than_the_minimum_are_no_clearing():
    desk = crowded()
    window = opened(desk, minimum=101, extensions=0)
    book(desk, window, "ann 200   25.00   eve 100")

    bell(desk, window)

    why = failed(desk, window)
    assert (why.reason, why.volume) == ("minimum", 100)
    assert desk.books.market.trades == {}


def test_a_clock_that_jumps_over_everything_lets_it_happen_in_its_order():
    desk = crowded(articles(closing(long_stop_days=5)))
    first = opened(desk, extensions=1)
    book(desk, first, "ann 100   21.00\n23.00   eve 100")
    before = desk.journal.head.seq
    desk.do("clock.move", to=CLOSE + timedelta(days=30))

    fired = [
        type(event).__name__
        for _, entry in desk.journal.entries(after=before)
        if entry.operation == "clock.fire"
        for event in entry.events
    ]

    assert fired == ["WindowExtended", "CashMoved", "WindowFailed"]
    second = opened(desk)
    book(desk, second, "ann 100   25.00   eve 100")
    desk.do("clock.move", to=desk.now + timedelta(days=30))
    (state,) = desk.books.market.trades.values()
    assert state.stage == "expired"
    assert state.trade.long_stop_at == state_of(desk, second).closes_at + timedelta(days=5)
    assert desk.free("ann") == 20_000


# Three buyers at the price ask for 100, 200 and 300; sellers bring 300. Hand calculation: pro rata
# 50, 100, 150; by time the earliest first; small first fills the 100 and divides 200 by 2 to 3.
SHARED = [
    ({}, {"ann": 50, "bob": 100, "cid": 150}),
    ({"rationing": "time"}, {"ann": 100, "bob": 200}),
    ({"rationing": "small_first", "small": 100}, {"ann": 100, "bob": 80, "cid": 120}),
]


@pytest.mark.parametrize(("terms", "expected"), SHARED)
def test_who_is_cut_at_the_price_is_what_the_window_said(terms, expected):
    desk = crowded()
    window = opened(desk, **terms)
    book(desk, window, "ann 100, bob 200, cid 300   24.00   eve 300")

    bell(desk, window)

    assert got(desk, window) == expected | {"eve": 300}


def test_an_amended_order_stands_behind_the_others_unless_it_only_asks_for_less():
    desk = crowded()
    window = opened(desk, rationing="time")
    orders = book(desk, window, "ann 200, bob 200, cid 200   24.00   eve 300")
    desk.do("order.amend", "ann", order=orders["ann"], quantity=210, limit="24.00")
    desk.do("order.amend", "bob", order=orders["bob"], quantity=150, limit="24.00")

    bell(desk, window)

    assert got(desk, window) == {"bob": 150, "cid": 150, "eve": 300}


def test_a_window_that_is_called_off_lets_go_of_everything():
    desk = crowded()
    window = opened(desk)
    orders = book(desk, window, "ann 100   25.00   eve 100")

    desk.do("window.cancel", "ida", window=window, reason="the accounts are late")

    assert (desk.free("ann"), desk.books.market.committed) == (20_000, {})
    assert desk.books.market.orders[orders["ann"]].stage == "closed"
    desk.go_to(CLOSE + timedelta(days=1))
    assert state_of(desk, window).stage == "cancelled"
    opened(desk)


def test_what_the_rulebook_does_not_let_be_held_any_more_does_not_clear():
    desk = crowded()
    window = opened(desk)
    book(desk, window, "ann 100   25.00   eve 100")
    desk.do("rulebook.adopt", text=rulebook("negotiated", id="mainland"))

    bell(desk, window)

    assert failed(desk, window).reason == "closed"
    assert desk.free("ann") == 20_000


def test_an_order_goes_on_with_what_a_settlement_leaves_of_its_lot():
    desk = crowded()
    sold = desk.trade("eve", "dot", 100, "20.00")
    window = opened(desk)
    orders = book(desk, window, "ann 300   25.00   eve 400")
    desk.notice(sold)

    desk.settle(sold)

    (lot,) = desk.lots("eve")
    assert desk.books.market.orders[orders["eve"]].order.lots == ((lot.security, 400),)
    bell(desk, window)
    (trade,) = [one for one in desk.books.market.trades if desk.state(one).trade.window]
    desk.notice(trade)
    desk.settle(TradeId(trade))
    assert desk.holds("ann") == 300


def test_one_holder_on_both_sides_never_meets_itself():
    desk = crowded()
    desk.issue("ann", 500)
    window = opened(desk)
    book(desk, window, "ann 100   22.00\n24.00   ann 100\nbob 150   24.00   eve 150")

    bell(desk, window)

    # 250 are offered at 24.00 and 150 wanted: 60 and 90, pro rata; nobody wants 22.00.
    assert trades(desk, window) == [
        ("ann", "bob", 60, "24.00 USD"), ("eve", "bob", 90, "24.00 USD"),
    ]  # fmt: skip


def test_after_a_crash_the_bell_rings_all_the_same_and_the_record_says_so():
    desk = crowded()
    window = opened(desk)
    book(desk, window, WORKED)

    again = desk.reopened()
    again.go_to(CLOSE)

    assert cleared(again, window).volume == 1_100
    assert verify(again.store, again.journal).is_sound
    last = again.reopened()
    assert state_of(last, window).cleared == state_of(again, window).cleared
