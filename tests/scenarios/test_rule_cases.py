"""Worked cases of transfer rules, and what the five primitives answer.

The cases are hand-worked elsewhere (../shared/cases/rule_cases.json, 63 of them); those that the
first act can answer are kept in rule_cases.json beside this file, so that they run from any clone.
Each says below which part of it is answered. The others wait, because what they need is not built:

    agreed split of takers C003 · inheritance C011 · unpaid capital C015 · other notices C018
    register closed C019 · months and terms of office C021 C023 C025 C029 C031 · look-through C032
    advertising C038 · blackouts C039 · working-day listings, appraisals, deposits C040 to C054
    related parties and size tests C057 to C067 · HKEX C069 to C075 · taxes C077 to C085
    consent of a pledgee C087 · owners through a chain C089 · co-sale C095 · US C097 to C106
    UK C111 C113 · surveillance C115 C117
"""

import json
import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from laogu.basics import Calendar, day, last_day, said
from laogu.rights import RuleResult, allocate, combine
from tests.desk import (
    MORNING,
    Desk,
    articles,
    clause,
    desk_at,
    first_refusal,
    has,
    holds,
    row,
)

KEPT = Path(__file__).with_name("rule_cases.json")
CASES: dict[str, dict[str, Any]] = {
    case["id"]: case for case in json.loads(KEPT.read_text(encoding="utf-8"))["cases"]
}


def calendar(name: str) -> Calendar:
    given = json.loads(KEPT.read_text(encoding="utf-8"))["calendars"][name]
    days = []
    for one in given["holidays"]:
        first, last = (one, one) if isinstance(one, str) else one
        count = (day(last) - day(first)).days + 1
        days += [day(first) + timedelta(days=after) for after in range(count)]
    makeup = tuple(map(day, given.get("makeup_workdays", ())))
    return Calendar(
        name=name, source=given["source"], years=(2026,), holidays=tuple(days),
        makeup_workdays=makeup,
    )  # fmt: skip


def adopts(name: str):
    """Let the market know the rest days that terms may name."""
    given = calendar(name)
    return lambda desk: desk.do(
        "calendar.adopt", name=name, source=given.source, years=given.years,
        holidays=given.holidays, makeup_workdays=given.makeup_workdays,
    )  # fmt: skip


def facts(case: str) -> dict[str, Any]:
    found: dict[str, Any] = CASES[case]["facts"]
    return found


def expected(case: str) -> dict[str, Any]:
    found: dict[str, Any] = CASES[case]["expect"]
    return found


def in_shanghai(text: str) -> datetime:
    """Return noon of a day in Shanghai."""
    return datetime.fromisoformat(f"{text}T04:00").replace(tzinfo=UTC)


LAW = first_refusal(days=30, calendar="CN-2026", free_among_holders=True)


@pytest.mark.parametrize("who", ["A", "B", "C"])
def test_c001_thirty_days_from_receipt_and_a_last_day_on_a_holiday_moves(who):
    # Each receipt is a notice of its own here: the market gives notice to all on one day.
    received, last = facts("C001")["received"][who], expected("C001")["last_reply_day"][who]
    desk = desk_at(
        in_shanghai(received), adopts("CN-2026"), articles(LAW), zone="Asia/Shanghai",
    )  # fmt: skip
    for step in (holds("seller", 100), holds(who, 100), has("outsider", 1_000)):
        step(desk)
    trade = desk.trade("seller", "outsider", 10, "1.00")
    desk.notice(trade)

    assert desk.books.agreements.notices[trade].given.last_day == day(last)
    desk.go_to(in_shanghai(last))
    assert desk.state(trade).stage == "noticed"
    if who == "C":  # the last to receive it: if all stay silent, the seller may close from here
        desk.go_to(in_shanghai(expected("C001")["earliest_outside_close"]))
        desk.settle(trade)
        assert desk.state(trade).settled_on == day(expected("C001")["earliest_outside_close"])


def test_c005_where_the_charter_is_silent_the_thirty_days_of_the_law_apply():
    # The law's own terms say thirty; that a notice may not say less is how they are written.
    received = facts("C005")["received"]["A"]
    desk = desk_at(in_shanghai(received), adopts("CN-2026"), articles(LAW), zone="Asia/Shanghai")
    for step in (holds("seller", 100), holds("A", 100)):
        step(desk)

    (task,) = desk.explain("seller", 10, on=day(received)).tasks

    assert task.due == day(expected("C005")["last_reply_day"])


def test_c007_a_sale_to_a_holder_asks_nobody():
    desk = desk_at(
        MORNING, adopts("CN-2026"), articles(LAW), holds("S", 2_100_000), holds("A", 4_000_000)
    )

    answer = desk.explain("S", facts("C007")["offered_capital"], "A")

    assert answer.result == expected("C007")["decision"]
    assert bool(answer.tasks) is expected("C007")["first_refusal"]


def test_c009_a_seller_who_withdraws_is_not_compelled_to_sell():
    # The loss of who elected is between the two of them: no damages are worked out here.
    desk = desk_at(
        MORNING, adopts("CN-2026"), articles(LAW),
        holds("S", 100), holds("A", 100), has("A", 1_000), has("outsider", 1_000),
    )  # fmt: skip
    trade = desk.trade("S", "outsider", 10, "1.00")
    desk.notice(trade)
    desk.elect("A", trade)

    desk.do("trade.withdraw", "S", trade=trade, reason="changed its mind")

    assert expected("C009")["compel_sale"] is False
    assert desk.state(trade).stage == "withdrawn"
    assert desk.holds("S") == 100
    assert desk.free("A") == 1_000


def with_holders(count: int, limit: int) -> Desk:
    """Return a desk whose issuer has so many holders, each with ten shares, and a cap."""
    desk = desk_at(MORNING, articles(clause("holder_cap", "CAP-1", limit=limit)))
    desk.load(*(row(f"holder {number}", 10, line=number + 2) for number in range(count)))
    return desk


@pytest.mark.parametrize("buyers", [1, 2])
def test_c013_fifty_holders_of_a_limited_company_counted_after_the_trade(buyers):
    desk = with_holders(facts("C013")["holders_before"], limit=50)
    new = [f"new {number}" for number in range(buyers)]

    answer = desk.explain("holder 0", 5, *new)  # the seller keeps a part

    assert answer.result == expected("C013")[str(buyers)]


@pytest.mark.parametrize("buyers", [1, 2, 3])
def test_c034_two_hundred_holders_when_the_seller_leaves(buyers):
    desk = with_holders(facts("C034")["count_before"], limit=200)
    new = [f"new {number}" for number in range(buyers)]

    answer = desk.explain("holder 0", 10, *new)

    assert answer.result == expected("C034")[str(buyers)]


def test_c017_an_application_within_thirty_days():
    # Only the counting of the days is answered.
    event = day(facts("C017")["change_event"])

    assert last_day(event, 30, calendar("CN-2026")) == day(expected("C017")["last_day"])


def test_c027_nobody_sells_in_the_locked_period_not_even_a_pledgee():
    # An enforcement is asked about as the sale it is.
    until, on = facts("C027")["locked_through"], facts("C027")["enforcement"]
    lock = clause("lock_up", "CN-JSC-05", locked_through=day(until))
    desk = desk_at(MORNING, articles(lock), holds("pledgor", 100))

    answer = desk.explain("pledgor", 100, on=day(on))

    assert answer.result == expected("C027")["decision"]
    assert answer.until == day(expected("C027")["until"])


WAYS = {
    "continuous_anonymous_matching": "continuous",
    "call_auction_anonymous": "call_auction",
    "negotiated_transfer": "negotiated",
    "lawful_auction": "lawful_auction",
    # A market maker is no way of finding a buyer that anybody could ask for here.
}


@pytest.mark.parametrize("way", WAYS)
def test_c036_without_a_licence_nothing_is_traded_all_at_once_or_all_day(way):
    open_ways = ["negotiated", "lawful_auction", "listing"]
    desk = desk_at(
        MORNING, articles(clause("mechanism", "CN-SEC-04", allowed=open_ways)), holds("ada", 10)
    )

    assert desk.explain("ada", 10, mechanism=WAYS[way]).result == expected("C036")[way]


def test_c091_plain_days_run_through():
    # Only the counting of the days is answered; one tier of first refusal is built, not three.
    given, days = facts("C091"), expected("C091")
    company = last_day(day(given["notice_delivered"]), given["company_days"])
    investors = last_day(company, given["investor_days_after_company_deadline"])

    assert company == day(days["company"])
    assert investors == day(days["investors"])
    assert last_day(company, given["co_sale_days_after_company_deadline"]) == day(days["co_sale"])


def test_c093_who_declines_leaves_its_part_to_those_who_want_more():
    # What the company took first is off already; over-subscription is one rule here, no round.
    given, shares = facts("C093"), expected("C093")
    left = given["transfer_stock"] - given["company_takes"]
    takers = dict.fromkeys(given["undersubscription_wants"], left)

    taken = allocate(left, takers, given["investors"], partial="allowed")

    assert taken == {one: shares[one] for one in takers}


def test_c108_a_thirtieth_day_on_a_weekend_before_a_holiday():
    # Only the counting of the days is answered.
    given = day(facts("C108")["transfer"])

    assert last_day(given, 30, calendar("US-federal-2026")) == day(expected("C108")["last_day"])


def test_c118_locks_take_the_latest_day_and_caps_the_smallest_number():
    given = facts("C118")
    locks = [
        clause("lock_up", f"LOCK-{number}", locked_through=day(until))
        for number, until in enumerate(given["locks"])
    ]
    desk = desk_at(MORNING, articles(*locks), holds("ada", 1_000_000))

    answer = desk.explain("ada", 1_000_000)
    caps = combine(tuple(cap(units) for units in given["caps"]), asked=1_000_000)

    assert answer.until == day(expected("C118")["locked_through"])
    assert (caps.result, caps.units) == ("adjust", expected("C118")["cap"])


def cap(units: int) -> RuleResult:
    return RuleResult(
        id=f"CAP-{units}", result="adjust", says=said("So many may go."), source="Article 1",
        source_zh=None, version="1", layer="charter", sure="T", units=units,
    )  # fmt: skip


def test_c120_the_version_that_bound_on_the_day_of_the_transfer():
    # A dispute later on, to which the new text applies, is not a transfer that anybody plans.
    old, new = facts("C120")["versions"]
    desk = desk_at(MORNING, holds("ada", 10))
    desk.adopt(id="art71", version=old["id"], binds_on=date(2018, 1, 1))
    desk.adopt(id="art71", version=new["id"], binds_on=day(new["from"]))

    def bound(on: date) -> list[str]:
        in_force = desk.books.agreements.in_force(desk.issuer, on)
        return [one.content.version for one in in_force]

    assert bound(day(facts("C120")["transfer"])) == [expected("C120")["planning"]]
    assert bound(day(old["to"])) == [old["id"]]
    assert bound(day(new["from"])) == [new["id"]]


def test_every_kept_case_is_answered_by_a_test_of_its_name():
    answered = {name[5:9].upper() for name in globals() if re.match(r"test_c\d{3}_", name)}

    assert answered == set(CASES)


def test_what_is_kept_here_is_what_the_shared_cases_say(shared):
    given = json.loads((shared / "cases" / "rule_cases.json").read_text(encoding="utf-8"))
    told = {case["id"]: case for case in given["cases"]}
    kept = json.loads(KEPT.read_text(encoding="utf-8"))

    assert {id_: told[id_] for id_ in CASES} == CASES
    assert kept["calendars"].items() <= given["meta"]["calendars"].items()
