"""Signing in and out without a browser: by a link, over HTTP; and what opens nothing."""

import msgspec
import pytest

from laogu.journal import SESSION_HOURS, token_digest
from tests.http.market import DEE, OPERATOR, START, Answer, Caller, PracticeMarket, is_refused
from tests.http.visitor import Visitor


def link_for(market: PracticeMarket, name: str) -> str:
    """Return the secret of a link that signs somebody in."""
    person = market.caller(name).gets("/api/me").json["person_id"]
    made = market.send("POST", f"/api/sign_in/link/{person}", bearer(market.tokens[OPERATOR]), b"")
    return str(made.json["path"]).partition("?link=")[2]


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def opened(market: PracticeMarket, body: bytes) -> Answer:
    return market.send("POST", "/api/sign_in/open", {}, body)


def ended(market: PracticeMarket, **headers: str) -> Answer:
    return market.send("POST", "/api/sign_in/end", headers, b"")


def test_a_program_signs_in_by_a_link_draws_a_token_and_signs_out(market):
    given = msgspec.json.encode({"link": link_for(market, DEE)})

    done = opened(market, given)

    assert done.status == 201
    assert done.headers["cache-control"] == "no-store"
    until = msgspec.convert(done.json["until"], type(START))
    assert (until - START).total_seconds() == SESSION_HOURS * 3_600
    program = Caller(market.send, market.ids, token=done.json["token"])
    me = program.gets("/api/me").json
    assert me == market.caller(DEE).gets("/api/me").json
    assert me["person_id"] == done.json["person_id"]
    digest = token_digest("a token of her own")
    program.asks("key.issue", person=me["person_id"], label="hers", digest=digest).made("key")
    assert ended(market, **bearer(done.json["token"])).json == {"person_id": me["person_id"]}
    is_refused(program.gets("/api/me"), 403, "people.key_refused")
    assert Caller(market.send, market.ids, token="a token of her own").gets("/api/me").json == me


def test_a_link_opens_once_whichever_door_it_is_tried_at(market):
    link = link_for(market, DEE)
    given = msgspec.json.encode({"link": link})
    browser = Visitor(market)
    browser.opens(f"/en/sign-in?link={link}")
    form = browser.form("/en/sign-in")

    assert opened(market, given).status == 201

    is_refused(opened(market, given), 403, "people.link_used")
    page = browser.posts(form.action, form.fields)
    assert page.status == 403
    assert b"people.link_used" in page.body


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        (b"", 400, "connectors.not_json"),
        (b"\xff", 400, "connectors.not_utf8"),
        (b"[]", 400, "connectors.field_unreadable"),
        (b"{}", 400, "connectors.field_missing"),
        (b'{"link":7}', 400, "connectors.field_unreadable"),
        (b'{"link":"a","more":1}', 400, "connectors.field_unknown"),
        (b'{"link":"a","link":"b"}', 400, "connectors.field_twice"),
        (b'{"link":"\\u202e<script>"}', 403, "people.link_used"),
        (b'{"link":""}', 403, "people.link_used"),
    ],
)
def test_what_is_no_link_of_ours_signs_nobody_in(idle_market, body, status, code):
    with idle_market.unchanged():
        is_refused(opened(idle_market, body), status, code)


def test_only_a_session_is_signed_out_of(idle_market):
    token = idle_market.tokens[OPERATOR]

    with idle_market.unchanged():
        is_refused(ended(idle_market, **bearer(token)), 409, "people.not_a_session")
        is_refused(ended(idle_market, **bearer("nobody's")), 403, "people.key_refused")
        is_refused(ended(idle_market, Authorization="Basic x"), 403, "people.key_refused")
        is_refused(ended(idle_market), 403, "people.not_signed_in")

    assert idle_market.caller(OPERATOR).gets("/api/me").status == 200
