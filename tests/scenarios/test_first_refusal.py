"""Who is asked first takes first: how much each gets, until when, and what silence means."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest

from laogu.agreements import (
    AlreadyAnswered,
    ConsentMissing,
    NotAsked,
    NoticeOver,
    NoticeStillRunning,
    PartNotEnough,
)
from laogu.ledger import CashShort
from laogu.market import TradeNotThere
from tests.desk import MORNING, articles, board_consent, desk_at, first_refusal, has, holds


def sale(*clauses, quantity=100):
    desk = desk_at(
        MORNING, articles(*clauses),
        holds("ada", 1_000), holds("rook", 60), holds("pine", 30), holds("oak", 10),
        *(has(name, "5000.00") for name in ("elm", "rook", "pine", "oak")),
        *(has("elm", 1_000) for _ in range(quantity // 500)),
    )  # fmt: skip
    trade = desk.trade("ada", "elm", quantity, "10.00")
    desk.notice(trade)
    return desk, trade


def parts(desk, trade):
    names = {id_: name for name, id_ in desk.holders.items()}
    return {names[part.holder]: part.units for part in desk.state(trade).parts}


def answer(desk, trade, **wanted):
    """Let each of the three answer: so many, or None for a waiver."""
    for name, units in wanted.items():
        if units is None:
            desk.waive(name, trade)
        else:
            desk.elect(name, trade, units)


@pytest.mark.parametrize(
    ("wanted", "bought"),
    [
        # In part: the buyer gets the rest.
        ({"rook": 20, "pine": 5, "oak": None}, {"rook": 20, "pine": 5, "elm": 75}),
        # Nobody: the buyer gets all.
        ({"rook": None, "pine": None, "oak": None}, {"elm": 100}),
        # One takes all.
        ({"rook": None, "pine": None, "oak": 100}, {"oak": 100}),
        # Everybody wants all: by what they hold, 60 to 30 to 10.
        ({"rook": 100, "pine": 100, "oak": 100}, {"rook": 60, "pine": 30, "oak": 10}),
        # Oak wants less than its share; the others share what is left 60 to 30: 64.67 and 32.33.
        ({"rook": 100, "pine": 100, "oak": 3}, {"rook": 65, "pine": 32, "oak": 3}),
        # Together just what is offered.
        ({"rook": 50, "pine": 30, "oak": 20}, {"rook": 50, "pine": 30, "oak": 20}),
    ],
)
def test_any_part_may_be_taken_where_the_terms_allow_it(wanted, bought):
    desk, trade = sale(first_refusal(partial="allowed"))

    answer(desk, trade, **wanted)

    assert desk.state(trade).stage == "funded"
    assert parts(desk, trade) == bought
    assert desk.state(trade).displaced == 100 - bought.get("elm", 0)


def test_all_or_nothing_where_the_terms_want_all():
    desk, trade = sale(first_refusal(partial="refused"))

    with desk.refuses(PartNotEnough) as no:
        desk.elect("rook", trade, 99)
    answer(desk, trade, rook=100, pine=100, oak=None)

    assert (no.value.taken, no.value.offered) == ("99", "100")
    assert parts(desk, trade) == {"rook": 67, "pine": 33}  # 66.67 and 33.33


@pytest.mark.parametrize(
    ("wanted", "bought"),
    [
        ({"rook": 60, "pine": 30, "oak": 9}, {"elm": 100}),  # one share is left: all lose the right
        ({"rook": 60, "pine": 30, "oak": 10}, {"rook": 60, "pine": 30, "oak": 10}),
        ({"rook": 99, "pine": None, "oak": None}, {"elm": 100}),
        ({"rook": 100, "pine": None, "oak": None}, {"rook": 100}),
    ],
)
def test_takers_who_leave_a_share_lose_the_right_where_the_terms_say_so(wanted, bought):
    desk, trade = sale(first_refusal(partial="forfeit"))

    answer(desk, trade, **wanted)

    assert parts(desk, trade) == bought
    # Whoever did not buy after all has its cash back.
    for name in ("elm", "rook", "pine", "oak"):
        paid = Decimal(bought.get(name, 0) * 10)
        assert (desk.free(name), desk.promised(name)) == (Decimal(5_000) - paid, 0)


def test_silence_waives_when_the_last_day_is_over():
    desk, trade = sale(first_refusal(days=10))
    desk.elect("rook", trade, 40)

    desk.go_to(datetime(2026, 3, 13, tzinfo=UTC) - timedelta(microseconds=1))
    with desk.refuses(NoticeStillRunning) as no:
        desk.settle(trade)
    assert no.value.ends_at == datetime(2026, 3, 13, tzinfo=UTC)
    desk.go_to(datetime(2026, 3, 13, tzinfo=UTC))

    assert parts(desk, trade) == {"rook": 40, "elm": 60}
    with desk.refuses(NoticeOver) as late:
        desk.elect("pine", trade, 1)
    assert late.value.last_day == date(2026, 3, 12)


def test_an_election_fires_what_was_due_before_it_is_decided():
    desk, trade = sale(first_refusal(days=10))
    desk.world.move(datetime(2026, 3, 13, 8, 0, tzinfo=UTC))  # nobody fired anything meanwhile

    with pytest.raises(NoticeOver):
        desk.elect("pine", trade, 1)

    assert parts(desk, trade) == {"elm": 100}


def test_the_day_is_over_where_the_issuer_is():
    desk = desk_at(
        MORNING, articles(first_refusal(days=10)), holds("ada", 10), holds("rook", 10),
        has("elm", 1_000), zone="Asia/Shanghai",
    )  # fmt: skip
    trade = desk.trade("ada", "elm", 10, "10.00")
    desk.notice(trade)

    assert desk.books.agreements.notices[trade].given.ends_at == datetime(
        2026, 3, 12, 16, 0, tzinfo=UTC
    )


def test_an_answer_binds_and_needs_its_cash():
    desk, trade = sale(first_refusal(), quantity=600)

    with desk.refuses(CashShort) as no:
        desk.elect("rook", trade, 501)
    desk.elect("rook", trade, 100)
    with desk.refuses(AlreadyAnswered) as twice:
        desk.elect("rook", trade, 200)
    with desk.refuses(AlreadyAnswered):
        desk.waive("rook", trade)

    assert str(no.value.short) == "10.00 USD"
    assert twice.value.answer == "elected"


def test_who_was_not_asked_cannot_take():
    desk, trade = sale(first_refusal())

    with desk.refuses(NotAsked):
        desk.elect("ada", trade, 10)  # the seller
    with desk.refuses(NotAsked):
        desk.elect("elm", trade, 10)  # the buyer, who holds nothing


def test_a_holder_who_came_after_the_notice_is_not_asked():
    desk, trade = sale(first_refusal())
    desk.issue("late", 50)
    desk.deposit("late", 1_000)

    with desk.refuses(NotAsked) as no:
        desk.elect("late", trade, 10)

    assert no.value.on == date(2026, 3, 2)


def test_refusal_and_consent_are_waited_for_together_in_either_order():
    for order in ("consent first", "answers first"):
        desk, trade = sale(first_refusal(), board_consent())
        if order == "consent first":
            desk.consent(trade)
            answer(desk, trade, rook=10, pine=None, oak=None)
        else:
            answer(desk, trade, rook=10, pine=None, oak=None)
            with desk.refuses(ConsentMissing) as no:
                desk.settle(trade)
            assert (no.value.giver, str(no.value.clause)) == ("board", "Article 13")
            desk.consent(trade)

        assert (desk.state(trade).stage, parts(desk, trade)) == ("funded", {"rook": 10, "elm": 90})


def test_a_consent_has_no_clock():
    desk, trade = sale(board_consent())

    desk.wait(days=59)

    assert desk.state(trade).stage == "noticed"
    with desk.refuses(ConsentMissing):
        desk.settle(trade)
    desk.consent(trade)
    desk.settle(trade)
    assert desk.state(trade).stage == "settled"


def test_where_nobody_is_to_be_asked_notice_clears_and_funds_the_trade():
    desk, trade = sale()

    assert desk.happened() == ["TradeNoticed", "TradeCleared", "CashMoved", "TradeFunded"]
    assert [stage for stage, _ in desk.state(trade).stages] == [
        "matched", "noticed", "cleared", "funded",
    ]  # fmt: skip
    with desk.refuses(TradeNotThere):
        desk.notice(trade)
