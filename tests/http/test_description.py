"""The description of the HTTP door is true: of every address, of what it takes, of its answers."""

import json
import random
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import load_all_checks, not_a_server_error
from schemathesis.specs.openapi import checks

from laogu import api
from laogu.operations import OPERATIONS, QUESTIONS
from tests.http.market import (
    DEE,
    JUNIPER,
    KIT,
    NORTH,
    OPERATOR,
    RUI,
    PracticeMarket,
    practice_market,
)

pytestmark = pytest.mark.long

DESCRIPTION = json.loads(msgspec.json.encode(api.description()))
LABELS = [
    (method.upper(), path)
    for path, methods in DESCRIPTION["paths"].items()
    for method in methods
]  # fmt: skip
# An answer without an end is not waited for here; tests/http/test_stream.py reads it.
ENDLESS = [
    (method, path)
    for method, path in LABELS
    for one in [DESCRIPTION["paths"][path][method.lower()]]
    if "text/event-stream" in one["responses"].get("200", {}).get("content", {})
]
ENDING = [one for one in LABELS if one not in ENDLESS]
# What has neither a body nor fields cannot be asked for wrongly.
CAN_BE_WRONG = [
    (method, path)
    for method, path in ENDING
    for one in [DESCRIPTION["paths"][path][method.lower()]]
    if "requestBody" in one or any(each["in"] != "path" for each in one.get("parameters", ()))
]
EXAMPLES = 12

Known = Mapping[str, list[Any]]


@pytest.fixture(scope="module")
def busy_market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeMarket]:
    """A market in which something of every kind is under way, and the operator may do it all."""
    with practice_market(tmp_path_factory.mktemp("market")) as market:
        operator = market.caller(OPERATOR)
        person = next(iter(market.running.books.people.persons))
        for holder in market.holders.values():
            operator.asks("mandate.give", person=person, power="act", over=holder)
        yield market
        assert operator.inspects()["sound"]


@pytest.fixture(scope="module")
def known(busy_market: PracticeMarket) -> Known:
    """Values of fields with which a request gets further than to its first check."""
    market = busy_market
    dee, kit, rui = (market.caller(name) for name in (DEE, KIT, RUI))
    juniper, north = market.holders[JUNIPER], market.holders[NORTH]

    def offered() -> str:
        return dee.asks("offer.post", **market.offer(quantity="100")).made("offer")

    def taken() -> str:
        return kit.asks("offer.accept", offer=offered(), buyer=juniper).made("trade")

    trades = [taken() for _ in range(6)]
    for trade in trades[2:]:
        dee.asks("notice.give", trade=trade)
    for trade in trades[4:]:
        rui.asks("notice.elect", trade=trade, holder=north, quantity="10")
    offers = [offered() for _ in range(6)]
    counters = [
        kit.asks(
            "offer.counter", offer=one, buyer=juniper, price="17.00", currency="USD"
        ).made("offer")
        for one in offers[3:]
    ]  # fmt: skip
    books = market.running.books
    return {
        "issuer": ["harrow"], "stock_class": ["Ordinary shares"], "currency": ["USD"],
        "offer": [*offers, *counters], "trade": trades,
        "seller": [market.dee, north], "buyer": [juniper, north],
        "holder": [*market.holders.values()],
        "security": [*books.register.securities], "person": [*books.people.persons],
        "mandate": [*books.people.mandates][2:], "key": [*books.people.keys][1:],
        "over": [*market.holders.values(), "market"], "power": ["act", "inspect"],
        "quantity": ["1", "10", "40000", "60001", "0.5"], "price": ["18.50", "0.01", "18.505"],
        "amount": ["1", "12.50", "12.505", "1000000000"], "cost": ["1.00"],
        "name": ["Somebody"], "reason": ["a reason"], "reference": ["a reference"],
        "on": ["2026-11-20", "2026-11-23"], "digest": ["0" * 64], "zone": ["Europe/London"],
        "to": ["2026-11-23T09:00:01Z"], "slug": ["harrow", "another"], "as_of": ["2026-06-30"],
    }  # fmt: skip


def helped(value: Any, known: Known, chance: random.Random) -> Any:
    """Return a generated value with many of its fields such as mean something here."""
    match value:
        case dict():
            return {
                name: chance.choice(known[name])
                if name in known and chance.random() < 0.8
                else helped(one, known, chance)
                for name, one in value.items()
            }
        case list():
            return [helped(one, known, chance) for one in value]
        case _:
            return value


def send(market: PracticeMarket, case: schemathesis.Case[Any]) -> Any:
    """Send a generated request as it is to the application."""
    asked = case.as_transport_kwargs(base_url="http://testserver")
    body = asked.get("data", b"")
    if "json" in asked:
        body = json.dumps(asked["json"]).encode()
    return market.client.request(
        asked["method"],
        asked["url"],
        params=asked.get("params"),
        content=body if isinstance(body, bytes) else str(body).encode(),
        headers=[
            (name.encode("latin-1", "replace"), str(value).encode("latin-1", "replace"))
            for name, value in asked["headers"].items()
        ],
    )


load_all_checks()
ALWAYS = [
    not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
]
SCHEMA = schemathesis.openapi.from_dict(DESCRIPTION)


def every_example(strategy: Any, test: Any) -> None:
    """Run a test on examples that are the same every time."""
    quick = settings(
        max_examples=EXAMPLES,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    quick(given(case=strategy)(test))()


@pytest.mark.parametrize(("method", "path"), ENDING, ids=map(" ".join, ENDING))
def test_what_fits_the_description_is_answered_as_described(busy_market, known, method, path):
    operation = SCHEMA[path][method]
    token = f"Bearer {busy_market.tokens[OPERATOR]}"

    def test(case: schemathesis.Case[Any]) -> None:
        chance = random.Random(repr((case.body, case.query, case.path_parameters)))
        case.headers["Authorization"] = token
        if "Request-Id" in case.headers:
            case.headers["Request-Id"] = str(busy_market.ids())
        case.body = helped(case.body, known, chance)
        case.query = helped(case.query, known, chance)
        case.path_parameters = helped(case.path_parameters, known, chance)
        case.validate_response(send(busy_market, case), checks=ALWAYS)

    every_example(operation.as_strategy(generation_mode=GenerationMode.POSITIVE), test)
    assert busy_market.caller(OPERATOR).inspects()["sound"]


@pytest.mark.parametrize(("method", "path"), CAN_BE_WRONG, ids=map(" ".join, CAN_BE_WRONG))
def test_what_does_not_fit_the_description_is_refused(busy_market, method, path):
    operation = SCHEMA[path][method]
    token = f"Bearer {busy_market.tokens[OPERATOR]}"

    def test(case: schemathesis.Case[Any]) -> None:
        case.headers["Authorization"] = token
        answer = send(busy_market, case)
        case.validate_response(answer, checks=[*ALWAYS, checks.negative_data_rejection])

    every_example(operation.as_strategy(generation_mode=GenerationMode.NEGATIVE), test)
    assert busy_market.caller(OPERATOR).inspects()["sound"]


def test_every_operation_and_question_is_described_under_its_own_name():
    named = {
        one["operationId"]: path for path, methods in DESCRIPTION["paths"].items()
        for one in methods.values()
    }  # fmt: skip
    asked = [name for name, one in OPERATIONS.items() if one.doors == "all"]

    for name in (*asked, *QUESTIONS):
        assert named[name] == api.path_of(name)
    assert not any(name in named for name in OPERATIONS if name not in asked)


def test_every_address_of_the_door_is_described_and_no_other(market):
    app = market.client.app
    routes = {
        (method, route.path.replace(":str}", "}"))
        for route in app.routes
        if route.path.startswith("/api/")
        for method in route.methods
        if method not in {"OPTIONS", "HEAD"}
    } | {("POST", path) for path in app.calls}

    assert routes - {("GET", "/api/openapi.json")} == set(LABELS)


def test_the_description_is_served_as_it_is_made(market):
    answer = market.send("GET", "/api/openapi.json", {}, b"")

    assert (answer.status, answer.headers["content-type"]) == (200, "application/json")
    assert answer.json == DESCRIPTION
    assert answer.json["openapi"].startswith("3.1")


def unsaid(described: Any) -> Any:
    """Return a description without its sentences."""
    return api.said_in(described, lambda _: "")


def test_the_description_says_the_same_in_chinese(market):
    answer = market.send("GET", "/api/openapi.json", {"Accept-Language": "zh-CN"}, b"")

    # That every sentence has its Chinese is asked where the reference is made.
    deposit = answer.json["paths"]["/api/cash/deposit"]["post"]
    assert deposit["summary"].startswith("入金")
    assert answer.json["components"]["schemas"]["DepositCash"]["description"] == "到账的现金。"
    assert unsaid(answer.json) == unsaid(DESCRIPTION)


def test_what_a_field_means_is_told_at_the_field():
    schema = DESCRIPTION["components"]["schemas"]["DepositCash"]
    asked = DESCRIPTION["paths"]["/api/transfer/explain"]["get"]["parameters"]

    assert schema["description"] == "Cash that arrived."
    assert schema["properties"]["reference"]["description"].startswith("the bank's own")
    assert next(one["description"] for one in asked if one["name"] == "buyer")


def references(value: Any) -> Iterator[str]:
    match value:
        case {"$ref": str(reference)}:
            yield reference
        case dict():
            for one in value.values():
                yield from references(one)
        case list():
            for one in value:
                yield from references(one)
        case _:
            return


def test_every_reference_leads_somewhere():
    for reference in references(DESCRIPTION):
        place: Any = DESCRIPTION
        for step in reference.removeprefix("#/").split("/"):
            place = place[step]
        assert place


def test_a_field_of_a_question_that_may_be_left_out_may_be_blank(market):
    fields = DESCRIPTION["paths"]["/api/market/index"]["get"]["parameters"]

    answer = market.caller(OPERATOR).gets("/api/market/index", on="", since="")

    assert answer.status == 200
    for one in fields:
        assert {"type": "string", "maxLength": 0} in one["schema"]["anyOf"]
