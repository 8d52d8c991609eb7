"""The forms as an attacker sees them: forged, repeated, stolen links, answers led astray."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.http.market import (
    DEE,
    KIT,
    OPERATOR,
    START,
    PracticeMarket,
    practice_market,
)
from tests.http.signing import code_of, offer_form, signed_in
from tests.http.visitor import Visitor


@pytest.fixture
def dee(market: PracticeMarket) -> Visitor:
    return signed_in(market, DEE)


@pytest.fixture
def idle_dee(idle_market: PracticeMarket) -> Visitor:
    return signed_in(idle_market, DEE)


@pytest.fixture(scope="module")
def offering_market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeMarket]:
    """One market for many offers, none of which hangs on another."""
    with practice_market(tmp_path_factory.mktemp("market")) as opened:
        yield opened


# Forged forms


def test_a_form_of_ours_is_recorded_and_leads_on(market, dee):
    answer = dee.fills(offer_form(dee))

    assert answer.status == 303
    assert answer.headers["location"].startswith("/en/")
    assert len(market.running.books.market.offers) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "CROSS-SITE"},
        {"Sec-Fetch-Site": "", "Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "null"},
        {"Sec-Fetch-Site": "", "Origin": "http://testserver.local.evil.example"},
        {"Sec-Fetch-Site": "", "Origin": "http://testserver.local:81"},
    ],
)
def test_a_form_that_another_site_sends_is_refused_even_with_its_proof(
    idle_market, idle_dee, headers
):
    form = offer_form(idle_dee)

    with idle_market.unchanged():
        answer = idle_dee.posts(form.action, form.fields, headers)

    assert (answer.status, code_of(idle_dee)) == (403, "people.forged_request")


@pytest.mark.parametrize("proof", [None, "", "0" * 64, "of somebody else", "é", "\0"])
def test_a_form_without_its_own_proof_is_refused(idle_market, idle_dee, proof):
    form = offer_form(idle_dee)
    if proof == "of somebody else":
        kit = signed_in(idle_market, KIT)
        kit.opens("/en/me")
        proof = kit.form("/en/sign-out").fields["proof"]
    form.fields.pop("proof")

    with idle_market.unchanged():
        answer = idle_dee.fills(form, **({} if proof is None else {"proof": proof}))

    assert (answer.status, code_of(idle_dee)) == (403, "people.forged_request")


@pytest.mark.parametrize("path", ["/en/sign-in", "/en/sign-out", "/en/operator/link"])
def test_no_form_at_all_goes_without_proof(idle_market, path):
    visitor = signed_in(idle_market, OPERATOR)

    with idle_market.unchanged():
        answer = visitor.posts(path, {"person": idle_market.people[DEE]})

    assert answer.status in {403, 404}
    assert visitor.opens("/en/me").status == 200


def test_signing_in_cannot_be_forced_on_a_visitor(idle_market):
    """Another site that signs somebody in as itself would see what they type."""
    visitor = Visitor(idle_market)
    answer = visitor.posts("/en/sign-in", {"person": idle_market.people[KIT]})
    assert (answer.status, code_of(visitor)) == (403, "people.forged_request")
    assert "laogu-session" not in visitor.cookies


def test_a_form_sent_twice_is_recorded_once(market, dee):
    form = offer_form(dee)
    first = dee.fills(form)

    with market.unchanged():
        again = dee.fills(form)

    assert (first.status, again.status) == (303, 303)
    assert first.headers["location"] == again.headers["location"]


def test_a_session_that_is_over_sends_nothing(market, dee):
    form = offer_form(dee)
    market.world.move(START + timedelta(hours=12))

    with market.unchanged():
        answer = dee.fills(form)

    assert (answer.status, code_of(dee)) == (403, "people.session_over")
    assert dee.opens("/en/inbox").status == 403


def test_somebody_who_signed_out_is_nobody(market, dee):
    kept = dict(dee.cookies)
    form = offer_form(dee)
    dee.opens("/en/me")
    dee.fills(dee.form("/en/sign-out"))
    assert "laogu-session" not in dee.cookies

    dee.cookies = kept
    with market.unchanged():
        answer = dee.fills(form)

    assert answer.status == 403


# Signing in


def test_a_link_signs_in_once(market):
    secret = market.running.sign_in.new_link(market.people[DEE])
    first, second = Visitor(market), Visitor(market)
    for visitor in (first, second):
        # Looking at it does not use it up: mail programs do.
        visitor.sends("HEAD", f"/en/sign-in?link={secret}")
        visitor.opens(f"/en/sign-in?link={secret}")

    won = first.fills(first.form("/en/sign-in"))
    lost = second.fills(second.form("/en/sign-in"))

    assert won.status == 303
    assert first.opens("/en/me").status == 200
    assert (lost.status, code_of(second)) == (403, "people.link_used")
    assert second.opens("/en/me").status == 403


def test_a_link_is_over_after_an_hour(market):
    secret = market.running.sign_in.new_link(market.people[DEE])
    visitor = Visitor(market)
    visitor.opens(f"/en/sign-in?link={secret}")
    market.world.move(START + timedelta(minutes=60))

    answer = visitor.fills(visitor.form("/en/sign-in"))

    assert (answer.status, code_of(visitor)) == (403, "people.link_used")


def test_a_session_is_new_at_every_sign_in(market):
    """Whoever knew a session before somebody signed in knows nothing afterwards."""
    visitor = Visitor(market)
    visitor.cookies["laogu-session"] = "planted-by-somebody-else"
    visitor.signs_in(DEE)
    first = visitor.cookies["laogu-session"]
    visitor.signs_in(KIT)

    assert "planted-by-somebody-else" != first != visitor.cookies["laogu-session"]
    stale = Visitor(market)
    stale.cookies["laogu-session"] = first
    assert stale.opens("/en/me").status == 403


def test_cookies_are_kept_from_scripts_and_other_sites(market):
    visitor = signed_in(market, DEE)
    visitor.opens("/en/theme?to=dark")

    assert {"laogu-session", "laogu-visitor", "laogu-lang", "laogu-theme"} <= visitor.set_as.keys()
    for cookie in visitor.set_as.values():
        flags = [one.strip() for one in cookie.split(";")[1:]]
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(flags)
        assert not any(one.startswith("Domain") for one in flags)


@pytest.fixture
def secure_market(tmp_path: Path) -> Iterator[PracticeMarket]:
    with practice_market(tmp_path, secure=True) as opened:
        yield opened


def test_over_https_the_browser_keeps_cookies_to_this_host(secure_market):
    visitor = signed_in(secure_market, DEE)

    assert visitor.cookies["__Host-laogu-session"]
    for name, cookie in visitor.set_as.items():
        assert name.startswith("__Host-")
        assert "Secure" in [one.strip() for one in cookie.split(";")]


def test_in_a_real_market_nobody_signs_in_without_a_link(market, monkeypatch):
    opened = market.running.books.market
    monkeypatch.setattr(type(opened), "is_practice", False)
    visitor = Visitor(market)
    page = visitor.opens("/en/sign-in")
    assert "Dee Annon" not in page.body.decode()
    visitor.opens("/en/sign-in?link=x")
    form = visitor.form("/en/sign-in")
    del form.fields["link"]

    answer = visitor.fills(form, person=market.people[OPERATOR])

    assert answer.status == 403
    assert "laogu-session" not in visitor.cookies


# Where an answer leads


ELSEWHERE = [
    "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example",
    "/en//evil.example", "/en/\\evil.example", "javascript:alert(1)", "/en/\r\nSet-Cookie: a=b",
    "/en/\n", "/en/ x", "\t//evil.example", "/zh/../../evil", "evil.example", "data:text/html,x",
    "/en/@evil.example", "/en/https://evil.example", "/en/公司", "/en/\x00", "/en/\u2028", "/en/é",
]  # fmt: skip


@pytest.mark.parametrize("back", ELSEWHERE, ids=ascii)
def test_no_answer_leads_to_another_site(offering_market, back):
    dee = signed_in(offering_market, DEE)
    theme = dee.sends("GET", "/en/theme", b"")
    assert theme.status == 303
    visitor = Visitor(offering_market)
    visitor.opens("/en/sign-in")
    form = visitor.form("/en/sign-in", holding={"person": offering_market.people[KIT]})
    sign_in = visitor.fills(form, then_to=back)
    posting = offer_form(dee)
    recorded = dee.fills(posting, quantity="100", back=back)

    for answer in (sign_in, recorded):
        assert answer.status == 303
        where = answer.headers["location"]
        assert where.startswith("/en/")
        assert "//" not in where
        assert "\\" not in where
        assert where.isascii()
        assert where.isprintable()
        assert "set-cookie: a=b" not in str(answer.headers).lower()


@pytest.mark.parametrize("back", ELSEWHERE, ids=ascii)
def test_a_refused_form_draws_a_page_of_ours_whatever_it_says_it_came_from(
    idle_market, idle_dee, back
):
    form = offer_form(idle_dee)

    with idle_market.unchanged():
        answer = idle_dee.fills(form, quantity="0", back=back)

    assert answer.status in {400, 404}
    assert b"evil.example" not in answer.body or b'href="https://evil' not in answer.body
