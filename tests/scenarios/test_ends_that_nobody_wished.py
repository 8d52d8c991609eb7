"""Whatever ends before it settles lets go of both legs, exactly, and nothing is lost."""

from datetime import timedelta
from decimal import Decimal

import pytest

from laogu.journal import verify
from laogu.market import TradeNotThere
from laogu.operations import NoWithdrawal
from tests.desk import (
    MORNING,
    articles,
    board_consent,
    closing,
    desk_at,
    everything,
    first_refusal,
    has,
    holds,
)


def matched():
    desk = desk_at(
        MORNING, articles(first_refusal(days=10), board_consent(), closing(long_stop_days=60)),
        holds("ada", 100), holds("rook", 60), holds("pine", 40),
        has("elm", "1000.00"), has("rook", "1000.00"), has("pine", "1000.00"),
    )  # fmt: skip
    return desk, desk.trade("ada", "elm", 33, "10.01")


def noticed():
    desk, trade = matched()
    desk.notice(trade)
    desk.elect("rook", trade, 20)
    return desk, trade


def funded():
    desk, trade = noticed()
    desk.elect("pine", trade, 5)
    desk.consent(trade)
    return desk, trade


def displaced():
    desk, trade = matched()
    desk.notice(trade)
    desk.elect("rook", trade)
    desk.elect("pine", trade)
    desk.consent(trade)
    return desk, trade


STAGES = {"matched": matched, "noticed": noticed, "funded": funded, "displaced": displaced}


def withdraw(desk, trade):
    desk.do("trade.withdraw", "ada", trade=trade, reason="another plan")


def default(desk, trade):
    desk.do("trade.default", trade=trade, reason="no documents")


def expire(desk, trade):
    desk.go_to(desk.state(trade).trade.long_stop_at)


def refuse(desk, trade):
    desk.do("consent.refuse", "ida", trade=trade, reason="not a holder we want")


def stands(desk):
    """Return what everybody holds, what is free and promised of it, and what is free of cash."""
    names = ("ada", "elm", "rook", "pine")
    return (
        desk.held(),
        dict(desk.books.market.committed),
        {name: (desk.free(name), desk.promised(name)) for name in names},
        {account: minor for account, minor in desk.books.ledger.accounts["USD"].items()
         if account.startswith("escrow/") and minor},
    )  # fmt: skip


BEFORE = {name: (Decimal("1000.00"), Decimal(0)) for name in ("elm", "rook", "pine")}


@pytest.mark.parametrize(
    ("stage", "end", "how"),
    [
        (stage, end, how)
        for stage in STAGES
        for end, how in ((withdraw, "withdrawn"), (default, "defaulted"), (expire, "expired"))
    ]
    + [("noticed", refuse, "refused")],
)
def test_both_legs_are_released(stage, end, how):
    desk, trade = STAGES[stage]()
    before = everything(desk.books)["ledger.sums"]

    end(desk, trade)

    state = desk.state(trade)
    assert (state.stage, bool(state.reason)) == (how, True)
    held, committed, cash, escrow = stands(desk)
    assert held == {"ada": 100, "rook": 60, "pine": 40}
    assert committed == {}
    assert cash == BEFORE | {"ada": (Decimal(0), Decimal(0))}
    assert escrow == {}
    assert everything(desk.books)["ledger.sums"] == before == {"USD": 0}
    desk.books.check_all()
    assert verify(desk.store, desk.journal).is_sound
    # It is over: nothing more can happen to it, and its shares may be sold again.
    with desk.refuses(TradeNotThere) as no:
        default(desk, trade)
    assert no.value.stage == how
    assert desk.trade("ada", "elm", 100, "10.00")


def test_a_buyer_who_is_displaced_in_full_gets_everything_back_at_once():
    desk, trade = displaced()

    assert desk.state(trade).stage == "funded"
    assert desk.state(trade).displaced == 33
    assert (desk.free("elm"), desk.promised("elm")) == (Decimal("1000.00"), 0)
    # 33 divided by 60 and 40: 19.8 and 13.2. Each pays for its own at 10.01, the rest comes back.
    parts = [(part.units, part.due) for part in desk.state(trade).parts]
    assert parts == [(13, 13_013), (20, 20_020)]
    assert (desk.free("rook"), desk.free("pine")) == (Decimal("799.80"), Decimal("869.87"))

    desk.settle(trade)

    assert desk.held() == {"rook": 80, "ada": 67, "pine": 53}
    assert desk.free("ada") == Decimal("330.33")
    assert desk.free("elm") == Decimal("1000.00")


def test_where_the_terms_bind_the_seller_it_cannot_withdraw():
    desk = desk_at(
        MORNING, articles(closing(withdrawal=False)), holds("ada", 100), has("elm", 1_000)
    )
    trade = desk.trade("ada", "elm", 10, "10.00")

    with desk.refuses(NoWithdrawal) as no:
        withdraw(desk, trade)

    assert str(no.value.clause) == "Article 14"


def test_a_trade_that_settled_cannot_end_any_other_way():
    desk, trade = funded()
    desk.settle(trade)

    for end in (withdraw, default, lambda desk, trade: desk.settle(trade)):
        with desk.refuses(TradeNotThere) as no:
            end(desk, trade)
        assert no.value.stage == "settled"
    desk.wait(days=400)
    assert desk.state(trade).stage == "settled"


def test_the_long_stop_rings_at_its_moment_and_not_before():
    desk, trade = noticed()
    stop = desk.state(trade).trade.long_stop_at
    assert stop == MORNING + timedelta(days=60)

    desk.go_to(stop - timedelta(microseconds=1))
    assert desk.state(trade).stage == "noticed"  # the board has not answered, and silence is no yes
    desk.go_to(stop)

    assert desk.state(trade).stage == "expired"
