"""A preview over HTTP: the same attempt as the request itself, always rolled back."""

from typing import Any

import msgspec
import pytest

from tests.http.market import IDA, OPERATOR


def tries(caller: Any, body: Any) -> Any:
    return caller.sends("preview", body if isinstance(body, bytes) else msgspec.json.encode(body))


ISSUER = {"slug": "tried", "name_en": "Tried (example)"}


def test_a_preview_says_what_would_come_to_be_and_records_nothing(market):
    operator = market.caller(OPERATOR)
    with market.unchanged():
        tried = tries(operator, {"operation": "issuer.register", "request": ISSUER})
        again = tries(operator, {"operation": "issuer.register", "request": ISSUER})

    assert tried.status == again.status == 200
    assert tried.json["made"] == {"issuer": 1, "mandate": 1}
    assert tried.json["recorded"] is False
    assert "register.issuer_registered.1" in tried.json["events"]
    assert operator.asks("issuer.register", **ISSUER).status == 201


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (
            {"operation": "issuer.register", "request": {"slug": "X"}},
            400,
            "connectors.field_missing",
        ),
        ({"operation": "nothing.done", "request": {}}, 404, "connectors.operation_unknown"),
        ({"operation": "market.open", "request": {}}, 404, "connectors.operation_unknown"),
        (
            {"operation": "holder.windows", "request": {"holder": "x"}},
            404,
            "connectors.operation_unknown",
        ),
        (
            {"operation": "issuer.register", "request": ISSUER, "x": 1},
            400,
            "connectors.field_unknown",
        ),
        ({"request": ISSUER}, 400, "connectors.field_missing"),
        (b"{", 400, "connectors.not_json"),
    ],
)
def test_a_preview_refuses_as_the_request_itself_would(market, body, status, code):
    no = tries(market.caller(OPERATOR), body)

    assert (no.status, no.json["code"]) == (status, code)


def test_a_preview_needs_the_mandate_of_the_request(market):
    asked = {"operation": "issuer.register", "request": ISSUER}

    assert tries(market.caller(IDA), asked).json["code"] == "people.no_mandate"
    assert tries(market.caller(None), asked).status == 403
