"""Every way of saying no, as a program sees it: problem details, in both languages."""

import pytest
from msgspec.structs import replace

from laogu.journal import NotRecorded
from laogu.operations import OPERATIONS
from tests.http.market import DEE, KIT, OPERATOR

# Of each family one: how it comes about, its status, its code.
FAMILIES = {
    "invalid_input": (400, "basics.not_a_quantity"),
    "refusal": (422, "rights.only_fewer_free"),
    "denied": (403, "people.no_mandate"),
    "not_found": (404, "register.issuer_unknown"),
    "conflict": (409, "market.offer_closed"),
    "unavailable": (503, "journal.market_stopped"),
    "fault": (500, "journal.promise_broken"),
}
KEYS = ["type", "title", "status", "detail", "code", "family", "what", "why", "fix"]


def comes_about(family, market, language, monkeypatch):
    dee = market.caller(DEE, language=language)
    match family:
        case "invalid_input":
            return dee.asks("offer.post", **market.offer(quantity="0"))
        case "refusal":
            return dee.asks("offer.post", **market.offer(quantity="60001"))
        case "denied":
            return market.caller(KIT, language=language).asks("offer.post", **market.offer())
        case "not_found":
            return dee.asks("offer.post", **market.offer(issuer="nowhere"))
        case "conflict":
            offer = dee.asks("offer.post", **market.offer()).made("offer")
            dee.asks("offer.withdraw", offer=offer)
            return dee.asks("offer.withdraw", offer=offer)
        case "unavailable":
            failed = NotRecorded(reason="disk is full")
            monkeypatch.setattr(market.running.journal, "stopped", failed.sentence("why"))
            return dee.asks("offer.post", **market.offer())
        case _:
            monkeypatch.setitem(
                OPERATIONS,
                "offer.post",
                broken(OPERATIONS["offer.post"], AssertionError("made up")),
            )
            return dee.asks("offer.post", **market.offer())


def broken(operation, error):
    def decide(*_):
        raise error

    return replace(operation, decide=decide)


@pytest.mark.parametrize("language", ["en", "zh-CN"])
@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_has_its_status_its_code_and_all_three_sentences(
    market, family, language, monkeypatch
):
    status, code = FAMILIES[family]

    no = comes_about(family, market, language, monkeypatch)

    assert (no.status, no.json["code"], no.json["family"]) == (status, code, family)
    assert no.headers["content-type"] == "application/problem+json"
    assert no.json["status"] == status
    assert no.json["type"] == f"/en/errors#{code}"
    assert [key for key in no.json if key not in ("field", "facts")] == KEYS
    said = [no.json[part] for part in ("what", "why", "fix")]
    assert all(said)
    assert no.json["detail"] == ("" if language == "zh-CN" else " ").join(said[1:])
    assert any("\u4e00" <= letter <= "\u9fff" for letter in said[0]) == (language == "zh-CN")


def test_an_error_tells_its_facts_and_its_field(idle_market):
    no = idle_market.caller(DEE).asks("offer.post", **idle_market.offer(price="18.505")).json

    assert no["code"] == "basics.between_ticks"
    assert no["field"] == "price"
    assert no["facts"] == {"price": "18.505", "tick": "0.01", "below": "18.50", "above": "18.51"}
    assert no["fix"] == "Use 18.50 or 18.51."


@pytest.mark.parametrize(
    ("given", "is_chinese"),
    [
        ("zh", True), ("zh-CN,zh;q=0.9,en;q=0.8", True), ("ZH-tw", True), ("", False),
        ("en-GB", False), ("fr", False), ("*", False), ("en,zh", False), ("\x7f;q=,,", False),
    ],
)  # fmt: skip
def test_the_language_is_the_one_asked_for_first_and_english_otherwise(
    idle_market, given, is_chinese
):
    no = idle_market.caller(None, language=given).gets("/api/captable/nowhere").json

    assert ("没有" in no["what"] or "无" in no["what"]) == is_chinese


def test_what_nobody_foresaw_is_a_fault_that_tells_nothing_of_our_insides(
    market, monkeypatch, caplog
):
    monkeypatch.setitem(
        OPERATIONS, "offer.post", broken(OPERATIONS["offer.post"], KeyError("secret-in-a-message"))
    )
    with market.unchanged():
        no = market.caller(DEE).asks("offer.post", **market.offer())

    assert (no.status, no.json["code"]) == (500, "journal.not_foreseen")
    assert b"secret-in-a-message" not in no.body
    assert b"Traceback" not in no.body
    assert "secret-in-a-message" in caplog.text


def test_a_fault_in_one_request_leaves_the_market_going(market, monkeypatch):
    kept = OPERATIONS["offer.post"]
    monkeypatch.setitem(OPERATIONS, "offer.post", broken(kept, KeyError("x")))
    market.caller(DEE).asks("offer.post", **market.offer())
    monkeypatch.setitem(OPERATIONS, "offer.post", kept)

    assert market.caller(DEE).asks("offer.post", **market.offer()).status == 201
    assert market.caller(OPERATOR).inspects()["sound"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api"), ("GET", "/api/"), ("GET", "/api/nothing"), ("PUT", "/api/nothing"),
        ("POST", "/api/market/open"), ("POST", "/api/clock/fire"),
        ("GET", "/api/captable/a/b"), ("GET", "/apiary"), ("GET", "/api/%2e%2e/record"),
    ],
)  # fmt: skip
def test_an_address_that_leads_nowhere_is_said_in_the_same_shape(idle_market, method, path):
    with idle_market.unchanged():
        no = idle_market.send(method, path, {}, b"")

    assert (no.status, no.json["code"]) == (404, "api.nothing_here")
    assert no.headers["content-type"] == "application/problem+json"


# The caller writes a slash for each dot.
@pytest.mark.parametrize("name", ["offer.post", "offer.post.", ".offer..post"])
def test_an_address_written_with_more_slashes_is_the_same_address(market, name):
    done = market.caller(DEE).asks(name, **market.offer())

    assert done.status == 201
