"""Each rule of the terms: what it lets pass, what it stops, and what it does not know."""

from datetime import date, timedelta

import pytest

from laogu.agreements import CalendarUnknown
from laogu.basics import Money, Price
from tests.desk import (
    MORNING,
    TODAY,
    articles,
    board_consent,
    clause,
    closing,
    desk_at,
    first_refusal,
    holds,
    open_articles,
    row,
)

LOCK = clause("lock_up", "ART-10", days_after_acquisition=365)


def of(answer, rule):
    (found,) = [one for one in answer.rules if one.id == rule]
    return found


# Mechanism


@pytest.mark.parametrize("way", ["negotiated", "board", "listing"])
def test_without_terms_what_is_not_multilateral_is_open(way):
    desk = desk_at(MORNING, open_articles, holds("ada", 10))

    assert desk.explain("ada", 10, mechanism=way).result == "pass"


@pytest.mark.parametrize("way", ["call_auction", "continuous", "lawful_auction"])
def test_without_terms_every_other_way_is_closed(way):
    desk = desk_at(MORNING, open_articles, holds("ada", 10))

    answer = desk.explain("ada", 10, mechanism=way)

    assert (answer.result, of(answer, "LAOGU-BOARD").waivable_by) == ("block", "regulator")


def test_terms_say_which_ways_are_open():
    desk = desk_at(
        MORNING, articles(clause("mechanism", "ART-9", allowed=["negotiated"])), holds("ada", 10)
    )

    assert desk.explain("ada", 10, mechanism="negotiated").result == "pass"
    assert of(desk.explain("ada", 10, mechanism="board"), "ART-9").result == "block"


# Lock-up


def test_shares_are_locked_for_days_after_each_was_acquired():
    old = MORNING.date() - timedelta(days=366)
    desk = desk_at(
        MORNING, articles(LOCK),
        holds("ada", 30, acquired_on=old), holds("ada", 70, acquired_on=TODAY),
    )  # fmt: skip

    assert desk.explain("ada", 30).result == "pass"
    cut = desk.explain("ada", 31)
    assert (cut.result, cut.units) == ("adjust", 30)
    assert of(cut, "ART-10").until == TODAY + timedelta(days=365)
    assert desk.explain("ada", 100, on=TODAY + timedelta(days=366)).result == "pass"


def test_the_last_locked_day_is_the_last():
    acquired = TODAY - timedelta(days=365)
    desk = desk_at(MORNING, articles(LOCK), holds("ada", 10, acquired_on=acquired))

    assert (desk.explain("ada", 1).result, desk.explain("ada", 1).until) == ("block", TODAY)
    assert desk.explain("ada", 1, on=TODAY + timedelta(days=1)).result == "pass"


def test_a_day_of_acquisition_nobody_knows_is_unknown_and_never_a_pass():
    desk = desk_at(MORNING, articles(LOCK))
    desk.load(row("ada", 10))

    answer = desk.explain("ada", 1)

    assert (answer.result, len(answer.missing)) == ("unknown", 1)
    assert of(answer, "ART-10").result == "unknown"


def test_lots_that_are_known_to_be_free_may_go_although_others_are_unknown():
    desk = desk_at(MORNING, articles(LOCK))
    desk.load(row("ada", 10), row("ada", 20, acquired_on=date(2020, 1, 1)))

    assert desk.explain("ada", 20).result == "pass"
    assert desk.explain("ada", 21).result == "unknown"
    # What is offered are the known ones.
    _, known = desk.lots("ada")
    offer = desk.post("ada", 20, "1.00")
    assert desk.books.market.offers[offer].offer.lots == ((known.security, 20),)


def test_a_lock_until_a_day_reaches_those_acquired_by_a_day():
    lock = clause("lock_up", "L", locked_through=date(2027, 1, 7), acquired_by=date(2026, 1, 7))
    desk = desk_at(
        MORNING, articles(lock),
        holds("ada", 10, acquired_on=date(2026, 1, 7)),
        holds("ben", 10, acquired_on=date(2026, 1, 8)),
    )  # fmt: skip

    blocked = desk.explain("ada", 10)

    assert (blocked.result, blocked.until) == ("block", date(2027, 1, 7))
    assert desk.explain("ben", 10).result == "pass"


def test_the_latest_of_several_locks_counts():
    desk = desk_at(
        MORNING,
        articles(
            clause("lock_up", "A", locked_through=date(2027, 1, 15)),
            clause("lock_up", "B", locked_through=date(2028, 9, 15)),
            clause("lock_up", "C", locked_through=date(2027, 3, 10)),
        ),
        holds("ada", 10),
    )

    assert desk.explain("ada", 10).until == date(2028, 9, 15)


def test_a_lock_known_from_memory_flags_and_stops_nothing():
    lock = clause("lock_up", "M-1", locked_through=date(2027, 1, 7), sure="M")
    desk = desk_at(MORNING, articles(lock), holds("ada", 10))

    answer = desk.explain("ada", 10)

    assert (answer.result, answer.units) == ("pass", 10)
    assert of(answer, "M-1").result == "flag"
    desk.post("ada", 10, "18.50")


def test_a_cap_known_from_memory_flags():
    cap = clause("holder_cap", "M-2", limit=1, sure="M")
    desk = desk_at(MORNING, articles(cap), holds("ada", 10), holds("ben", 10))

    answer = desk.explain("ada", 5)

    assert (answer.result, of(answer, "M-2").result) == ("pass", "flag")


# Holder cap


@pytest.mark.parametrize(
    ("limit", "units", "buyers", "result"),
    [
        (3, 5, ["new"], "pass"),
        (2, 5, ["new"], "block"),
        (2, 10, ["new"], "pass"),  # ada sells out and leaves
        (2, 5, ["ben"], "pass"),  # he is on the register already
        (2, 5, [], "block"),  # a buyer nobody knows yet counts as one new holder
        (3, 5, ["new", "other"], "block"),
        (3, 10, ["new", "other"], "pass"),
    ],
)
def test_holders_are_counted_after_the_trade(limit, units, buyers, result):
    cap = clause("holder_cap", "ART-11", limit=limit)
    desk = desk_at(MORNING, articles(cap), holds("ada", 10), holds("ben", 10))

    assert of(desk.explain("ada", units, *buyers), "ART-11").result == result


def test_a_seller_with_shares_of_another_class_stays_on_the_register():
    cap = clause("holder_cap", "ART-11", limit=2)
    desk = desk_at(MORNING, articles(cap), holds("ada", 10), holds("ben", 10))
    desk.do("stock_class.register", "ida", issuer="harrow", name_en="Preferred")
    desk.issue("ada", 1, stock_class="Preferred")

    assert of(desk.explain("ada", 10, "new"), "ART-11").result == "block"


def test_a_row_that_names_nobody_makes_the_count_unknown_but_a_breach_sure():
    cap = clause("holder_cap", "ART-11", limit=3)
    desk = desk_at(MORNING, articles(cap), holds("ada", 10), holds("ben", 10))
    unnamed(desk)

    assert of(desk.explain("ada", 5, "new"), "ART-11").result == "unknown"
    assert of(desk.explain("ada", 5, "new", "more"), "ART-11").result == "block"


def unnamed(desk):
    """Put a row on the register that stands for holders the source does not name."""
    desk.load(row("Others", 500, kind="residual", acquired_on=date(2020, 1, 1)))


# First refusal


def test_the_others_of_the_class_are_asked_first_and_have_their_time():
    desk = desk_at(
        MORNING,
        articles(first_refusal(days=10)),
        holds("ada", 10),
        holds("rook", 20),
        holds("pine", 5),
    )

    answer = desk.explain("ada", 10, "elm")

    assert answer.result == "pending"
    (task,) = answer.tasks
    assert set(task.holders) == {desk.holder("rook"), desk.holder("pine")}
    assert (task.due, task.silence) == (TODAY + timedelta(days=10), "waives")


def test_a_buyer_who_is_a_holder_is_not_asked_and_where_the_terms_say_so_nobody_is():
    desk = desk_at(
        MORNING, articles(first_refusal(free_among_holders=False)),
        holds("ada", 10), holds("rook", 20), holds("pine", 5),
    )  # fmt: skip

    (task,) = desk.explain("ada", 10, "rook").tasks
    assert task.holders == (desk.holder("pine"),)

    desk.adopt(first_refusal(free_among_holders=True), version="2")
    assert desk.explain("ada", 10, "rook").result == "pass"
    assert desk.explain("ada", 10, "rook", "elm").result == "pending"
    assert desk.explain("ada", 10).result == "pending"


def test_with_nobody_else_on_the_register_nobody_is_asked():
    desk = desk_at(MORNING, articles(first_refusal()), holds("ada", 10))

    assert desk.explain("ada", 10, "elm").result == "pass"


def test_holders_nobody_named_are_to_be_asked_too_so_it_is_unknown():
    desk = desk_at(MORNING, articles(first_refusal()), holds("ada", 10), holds("rook", 20))
    unnamed(desk)

    answer = desk.explain("ada", 10, "elm")

    assert (answer.result, len(answer.missing), len(answer.tasks)) == ("unknown", 1, 1)


def test_terms_that_name_a_calendar_cannot_be_adopted_without_it():
    desk = desk_at(MORNING, open_articles)

    with desk.refuses(CalendarUnknown) as no:
        desk.adopt(first_refusal(calendar="CN-2026"), version="2")

    assert no.value.calendar == "CN-2026"


def test_of_two_first_refusals_notice_is_given_by_the_one_with_the_latest_day():
    desk = desk_at(
        MORNING, articles(first_refusal(days=10)),
        articles(first_refusal(days=30), id="agreement", layer="agreement"),
        articles(first_refusal(days=20), id="law", layer="law"),
        holds("ada", 10), holds("rook", 20),
    )  # fmt: skip
    desk.deposit("elm", 1_000)
    trade = desk.trade("ada", "elm", 10, "18.50")

    desk.notice(trade)

    assert len(desk.explain("ada", 1).tasks) == 3
    assert desk.books.agreements.notices[trade].given.last_day == TODAY + timedelta(days=30)


# Consent


def test_the_board_must_consent_and_has_no_clock():
    desk = desk_at(MORNING, articles(board_consent()), holds("ada", 10))

    answer = desk.explain("ada", 10, "elm")

    assert answer.result == "pending"
    (task,) = answer.tasks
    assert (task.due, task.silence) == (None, "never_consents")


def test_among_holders_no_consent_is_needed_where_the_terms_say_so():
    desk = desk_at(
        MORNING, articles(board_consent(free_among_holders=True)), holds("ada", 10), holds("ben", 1)
    )

    assert desk.explain("ada", 10, "ben").result == "pass"
    assert desk.explain("ada", 10, "elm").result == "pending"


# Charter and charges


def test_without_the_articles_on_file_nothing_is_known():
    desk = desk_at(MORNING, holds("ada", 10))

    assert desk.explain("ada", 10).result == "unknown"
    desk.adopt(layer="law", id="law")  # another layer does not make up for them
    assert desk.explain("ada", 10).result == "unknown"
    desk.adopt()
    assert desk.explain("ada", 10).result == "pass"


def test_the_articles_bind_from_their_day():
    desk = desk_at(MORNING, articles(binds_on=TODAY + timedelta(days=5)), holds("ada", 10))

    assert desk.explain("ada", 10).result == "unknown"
    assert desk.explain("ada", 10, on=TODAY + timedelta(days=5)).result == "pass"


def test_the_fee_is_told_to_the_cent_for_the_units_that_may_go():
    desk = desk_at(MORNING, articles(closing(fee_bps=50)), holds("ada", 100))

    priced = desk.explain("ada", 100, price=Price(1_850, 2, "USD"))
    cut = desk.explain("ada", 300, price=Price(1_850, 2, "USD"))

    assert [charge.amount for charge in priced.charges] == [Money(925, "USD")]
    assert (cut.units, [charge.amount for charge in cut.charges]) == (100, [Money(925, "USD")])
    assert desk.explain("ada", 100).charges == ()


# All together


def test_a_block_outweighs_an_unknown_a_step_and_a_smaller_quantity():
    desk = desk_at(
        MORNING,
        articles(first_refusal(), board_consent(), LOCK),
        holds("ada", 50, acquired_on=date(2020, 1, 1)),
        holds("ada", 50, acquired_on=TODAY),
        holds("rook", 5),
    )

    pending = desk.explain("ada", 80)
    blocked = desk.explain("ada", 80, mechanism="continuous")

    assert (pending.result, pending.units, len(pending.tasks)) == ("pending", 50, 2)
    assert (blocked.result, blocked.units) == ("block", 0)
    # Adjusted quantities are read again: the tasks are about what may go.
    assert of(pending, "ART-12").facts["units"] == 50
