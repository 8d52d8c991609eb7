"""The request's own id: sent again it is recorded once, and what is no such id is refused."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from tests.http.market import DEE, JUNIPER, KIT, OPERATOR, START, is_refused


def deposit(market, amount="1.00"):
    return {
        "holder": market.holders[JUNIPER], "amount": amount, "currency": "USD", "reference": "x",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("", "api.request_id_missing"),
        ("1", "basics.not_a_request_id"),
        ("00000000-0000-0000-0000-000000000000", "basics.not_a_request_id"),
        ("6ba7b810-9dad-11d1-80b4-00c04fd430c8", "basics.not_a_request_id"),
        ("6ba7b810-9dad-41d1-80b4-00c04fd430c8", "basics.not_a_request_id"),
        ("{01a207a2-3280-71c9-b787-72322b81d746}", "basics.not_a_request_id"),
        ("urn:uuid:01a207a2-3280-71c9-b787-72322b81d746", "basics.not_a_request_id"),
        ("01a207a2328071c9b78772322b81d746", "basics.not_a_request_id"),
        ("01a207a2-3280-71c9-c787-72322b81d746", "basics.not_a_request_id"),
        ("x" * 5_000, "basics.not_a_request_id"),
    ],
    ids=lambda given: given[:40],
)
def test_what_is_no_uuid_of_version_7_is_refused(idle_market, given, code):
    body = msgspec.json.encode(deposit(idle_market))

    with idle_market.unchanged():
        no = idle_market.caller(OPERATOR).sends("cash.deposit", body, Request_Id=given)

    is_refused(no, 400, code)


@pytest.mark.parametrize(
    ("hours_ago", "status", "code"),
    [
        (24.01, 409, "journal.request_too_old"), (24 * 365, 409, "journal.request_too_old"),
        (-0.17, 400, "journal.request_from_ahead"), (-24 * 365, 400, "journal.request_from_ahead"),
    ],
)  # fmt: skip
def test_an_id_from_another_time_is_refused(idle_market, hours_ago, status, code):
    request = idle_market.ids(hours_ago=hours_ago)

    with idle_market.unchanged():
        no = idle_market.caller(OPERATOR).asks("cash.deposit", request, **deposit(idle_market))

    is_refused(no, status, code)


@pytest.mark.parametrize("hours_ago", [23.99, 0, -0.16])
def test_an_id_of_today_is_taken_whatever_the_callers_clock_says(market, hours_ago):
    request = market.ids(hours_ago=hours_ago)

    assert market.caller(OPERATOR).asks("cash.deposit", request, **deposit(market)).status == 201


def test_the_same_request_gets_the_same_answer_and_is_recorded_once(market):
    operator, request = market.caller(OPERATOR), market.ids()
    first = operator.asks("cash.deposit", request, **deposit(market))

    with market.unchanged():
        again = [operator.asks("cash.deposit", request, **deposit(market)) for _ in range(3)]
        upper = operator.sends(
            "cash.deposit",
            msgspec.json.encode(deposit(market)),
            Request_Id=str(request).upper(),
        )

    assert {one.body for one in [*again, upper]} == {first.body}
    assert {one.status for one in [*again, upper]} == {201}


def test_the_same_id_with_another_body_is_a_conflict(market):
    operator, request = market.caller(OPERATOR), market.ids()
    operator.asks("cash.deposit", request, **deposit(market)).json["entry"]

    with market.unchanged():
        noes = [
            operator.asks("cash.deposit", request, **deposit(market, "2.00")),
            operator.asks("cash.pay_out", request, **deposit(market)),
            operator.asks("holder.register", request, name="x"),
        ]

    for no in noes:
        is_refused(no, 409, "journal.request_reused")


def test_the_same_id_and_body_in_another_persons_name_is_a_conflict(market):
    request = market.ids()
    market.caller(OPERATOR).asks("cash.deposit", request, **deposit(market))

    with market.unchanged():
        no = market.caller(KIT).asks("cash.deposit", request, **deposit(market))

    # It tells that the id is taken, and nothing of what was asked under it.
    is_refused(no, 409, "journal.request_reused")
    assert market.holders[JUNIPER] not in no.body.decode()


def test_a_refusal_is_not_remembered(market):
    offer = market.caller(DEE).asks("offer.post", **market.offer(price="100.00")).made("offer")
    kit, request = market.caller(KIT), market.ids()
    accept = {"offer": offer, "buyer": market.holders[JUNIPER]}
    is_refused(kit.asks("offer.accept", request, **accept), 422, "ledger.cash_short")

    market.caller(OPERATOR).asks("cash.deposit", **deposit(market, "3000000.00"))

    assert kit.asks("offer.accept", request, **accept).status == 201


def test_the_window_runs_by_the_worlds_clock_and_not_by_the_markets(market):
    operator, request = market.caller(OPERATOR), market.ids()
    first = operator.asks("cash.deposit", request, **deposit(market))

    operator.asks("clock.move", to=(START + timedelta(days=300)).isoformat())

    assert operator.asks("cash.deposit", request, **deposit(market)).body == first.body


def test_a_request_whose_personal_data_is_gone_cannot_be_told_from_another(market):
    operator, request = market.caller(OPERATOR), market.ids()
    person = operator.asks("person.register", request, name="Somebody").made("person")
    again = operator.asks("person.register", request, name="Somebody")
    assert again.made("person") == person

    operator.asks("person.forget", person=person)

    with market.unchanged():
        no = operator.asks("person.register", request, name="Somebody")
    is_refused(no, 409, "journal.request_forgotten")


def test_ids_that_came_to_be_follow_from_the_requests_own(market):
    # 48 bits of time, then what was drawn: the first ten letters are the time.
    request = UUID("01a207a2-3280-7fff-bfff-ffffffffffff")

    made = market.caller(OPERATOR).asks("holder.register", request, name="x").made("holder")

    assert made.startswith("holder_01M83T4CM0")
