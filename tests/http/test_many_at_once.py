"""Many requests in one call: each is answered for itself, in order, and one spoils no other."""

import msgspec
import pytest

from laogu.api import MOST
from tests.http.market import DEE, JUNIPER, KIT, OPERATOR, is_refused

DEEP = b"[" * 10_000 + b"]" * 10_000


@pytest.fixture
def one(market):
    """Make one request of a call: its operation, its fields, and an id of its own or the given."""

    def made(operation, request_id=None, /, **fields):
        return {
            "operation": operation, "id": str(request_id or market.ids()), "request": fields,
        }  # fmt: skip

    return made


@pytest.fixture
def deposit(market, one):
    def made(amount="1.00", request_id=None):
        return one(
            "cash.deposit", request_id,
            holder=market.holders[JUNIPER], amount=amount, currency="USD", reference="x",
        )  # fmt: skip

    return made


def call(market, who, *requests):
    return market.caller(who).sends("batch", msgspec.json.encode({"requests": list(requests)}))


def test_every_request_of_a_mixed_call_is_answered_in_its_place(market, one, deposit):
    reused, same = market.ids(), deposit()
    before = market.caller(OPERATOR).inspects()["entries"]

    answer = call(
        market,
        OPERATOR,
        deposit("5.00"),
        deposit("0"),
        one("offer.withdraw", offer="offer_x"),
        one("offer.post", **market.offer()),
        one("market.open", kind="practice"),
        one("no.such_thing"),
        one("cash.deposit", colour="red"),
        {**deposit(), "id": "no id"},
        deposit("6.00", reused),
        deposit("7.00", reused),
        same,
        same,
        one("cash.deposit", market.ids(hours_ago=25), **deposit()["request"]),
        one("clock.move", to="2026-02-30T00:00:00Z"),
        {"operation": "person.register", "id": str(market.ids()), "request": [1]},
        deposit("8.00"),
    )

    assert answer.status == 200
    answers = answer.json["answers"]
    assert [(one["status"], one.get("code")) for one in answers] == [
        (201, None),
        (400, "basics.not_an_amount"),
        (404, "market.offer_unknown"),
        (403, "people.no_mandate"),
        (404, "connectors.operation_unknown"),
        (404, "connectors.operation_unknown"),
        (400, "connectors.field_unknown"),
        (400, "basics.not_a_request_id"),
        (201, None),
        (409, "journal.request_reused"),
        (201, None),
        (201, None),
        (409, "journal.request_too_old"),
        (400, "basics.not_a_day"),
        (400, "connectors.field_unreadable"),
        (201, None),
    ]
    assert answers[10] == answers[11]
    found = market.caller(OPERATOR).inspects()
    assert found["sound"]
    assert found["entries"] == before + 4


def test_a_call_sent_again_is_recorded_once(market, one, deposit):
    requests = [deposit(), one("person.register", name="Somebody"), deposit("0")]
    first = call(market, OPERATOR, *requests)

    with market.unchanged():
        again = call(market, OPERATOR, *requests)

    assert again.json["answers"] == first.json["answers"]


def test_two_acceptances_in_one_call_make_one_trade(market, one):
    offer = market.caller(DEE).asks("offer.post", **market.offer(quantity="10")).made("offer")
    accept = {"offer": offer, "buyer": market.holders[JUNIPER]}

    answers = call(
        market, KIT, one("offer.accept", **accept), one("offer.accept", **accept)
    ).json["answers"]  # fmt: skip

    assert [one["status"] for one in answers] == [201, 409]
    assert answers[1]["code"] == "market.offer_closed"


def test_a_later_request_of_a_call_sees_what_an_earlier_one_did(market, one, deposit):
    # 1,500,000.00 is free before it.
    paid = one("cash.pay_out", **deposit("3400000.00")["request"])

    alone = call(market, OPERATOR, paid).json["answers"]
    after = call(market, OPERATOR, deposit("2000000.00"), paid).json["answers"]

    assert [one["status"] for one in alone] == [422]
    assert [one["status"] for one in after] == [201, 201]


def test_a_stranger_is_refused_each_for_itself(market, one, deposit):
    with market.unchanged():
        answers = call(market, None, deposit(), one("person.register", name="x")).json["answers"]

    assert {(one["status"], one["code"]) for one in answers} == {(403, "people.not_signed_in")}


def test_a_question_is_no_operation_and_spoils_nothing_else(market, one, deposit):
    question = one("holder.windows", holder=market.dee)
    answers = call(market, OPERATOR, question, deposit()).json["answers"]

    assert [answer["status"] for answer in answers] == [404, 201]
    assert answers[0]["code"] == "connectors.operation_unknown"


def test_an_empty_call_is_answered_by_nothing(market):
    with market.unchanged():
        answer = call(market, OPERATOR)

    assert (answer.status, answer.json) == (200, {"answers": []})


def test_a_call_may_hold_a_thousand_and_no_more(market, deposit):
    requests = [deposit("0")] * MOST

    with market.unchanged():
        most = call(market, OPERATOR, *requests)
        more = call(market, OPERATOR, *requests, deposit())

    assert len(most.json["answers"]) == MOST
    is_refused(more, 400, "api.too_many_at_once")


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "connectors.not_json"),
        (b"[]", "connectors.field_unreadable"),
        (b"{}", "connectors.field_missing"),
        (b'{"requests":null}', "connectors.field_unreadable"),
        (b'{"requests":[{}]}', "connectors.field_missing"),
        (b'{"requests":[],"more":1}', "connectors.field_unknown"),
        (b'{"requests":[],"requests":[]}', "connectors.field_twice"),
        (b'{"requests":[{"operation":"x","id":"x","id":"y","request":{}}]}',
         "connectors.field_twice"),
        (b'{"requests":[{"operation":"x","id":"x","\\u0069d":"y","request":{}}]}',
         "connectors.field_twice"),
        (b'{"requests":[{"operation":"\xff","id":"x","request":{}}]}', "connectors.not_utf8"),
        (b'{"requests":' + b"[" * 10_000, "connectors.not_json"),
        (b'{"requests":[{"operation":"x","id":"x","request":%s}]}' % DEEP, "connectors.not_json"),
    ],
    ids=range(12),
)  # fmt: skip
def test_a_call_that_cannot_be_read_is_refused_as_a_whole(idle_market, body, code):
    with idle_market.unchanged():
        no = idle_market.caller(OPERATOR).sends("batch", body)

    is_refused(no, 400, code)


@pytest.mark.parametrize(
    ("request_body", "code"),
    [
        (b'{"name":"\xff"}', "connectors.not_utf8"),
        (b'{"name":"a","name":"b"}', "connectors.field_twice"),
        (b'{"name":"a\\u0000b"}', "basics.not_a_name"),
        (b'{"name":1}', "connectors.field_unreadable"),
        (b'{"nobody":1}', "connectors.field_unknown"),
        (b"null", "connectors.field_unreadable"),
    ],
)
def test_one_that_cannot_be_read_is_refused_alone(market, request_body, code):
    body = b'{"requests":[{"operation":"person.register","id":"%s","request":%s},' % (
        str(market.ids()).encode(), request_body,
    ) + b'{"operation":"person.register","id":"%s","request":{"name":"Ada"}}]}' % (
        str(market.ids()).encode()
    )  # fmt: skip

    answers = market.caller(OPERATOR).sends("batch", body).json["answers"]

    assert [one["status"] for one in answers] == [400, 201]
    assert answers[0]["code"] == code


def test_each_offer_of_a_list_counts_as_a_request(market, one):
    wrong = [market.offer(quantity="999999999")] * 101

    with market.unchanged():
        lists = [one("offer.post_all", offers=wrong) for _ in range(MOST // 101)]
        few = call(market, DEE, *lists)
        more = call(market, DEE, *lists, one("offer.post_all", offers=wrong))

    assert {answer["code"] for answer in few.json["answers"]} == {"offer.cannot_post_all"}
    is_refused(more, 400, "api.too_many_at_once")
    assert more.json["facts"]["given"] == str((MOST // 101 + 1) * 101)
