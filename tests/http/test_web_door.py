"""The pages as an attacker sees them: forged forms, stolen links, strange addresses."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.http.market import (
    DEE,
    ELM,
    IDA,
    JUNIPER,
    KIT,
    NORTH,
    OPERATOR,
    RUI,
    START,
    Answer,
    PracticeMarket,
    practice_market,
)
from tests.http.visitor import Form, Visitor


def code_of(visitor: Visitor) -> str:
    """Return the code that a page says, where it says what is wrong."""
    assert visitor.last is not None
    text = visitor.last.body.decode()
    return text.partition('<span class="code">')[2].partition("</span>")[0]


def signed_in(market: PracticeMarket, name: str, *, lang: str = "en") -> Visitor:
    visitor = Visitor(market, lang=lang)
    visitor.signs_in(name)
    return visitor


def offer_form(visitor: Visitor) -> Form:
    """Open the page on which Dee offers shares, and fill in its form."""
    market = visitor.market
    visitor.opens(f"/{visitor.lang}/company/harrow/offer?seller={market.dee}")
    form = visitor.form(f"/{visitor.lang}/do/offer.post")
    form.fields |= {"quantity": "40000", "price": "18.50", "seller": market.dee}
    return form


@pytest.fixture
def dee(market: PracticeMarket) -> Visitor:
    return signed_in(market, DEE)


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
def test_a_form_that_another_site_sends_is_refused_even_with_its_proof(market, dee, headers):
    form = offer_form(dee)

    with market.unchanged():
        answer = dee.posts(form.action, form.fields, headers)

    assert (answer.status, code_of(dee)) == (403, "people.forged_request")


@pytest.mark.parametrize("proof", [None, "", "0" * 64, "of somebody else", "é", "\0"])
def test_a_form_without_its_own_proof_is_refused(market, dee, proof):
    form = offer_form(dee)
    if proof == "of somebody else":
        kit = signed_in(market, KIT)
        kit.opens("/en/me")
        proof = kit.form("/en/sign-out").fields["proof"]
    form.fields.pop("proof")

    with market.unchanged():
        answer = dee.fills(form, **({} if proof is None else {"proof": proof}))

    assert (answer.status, code_of(dee)) == (403, "people.forged_request")


@pytest.mark.parametrize("path", ["/en/sign-in", "/en/sign-out", "/en/operator/link"])
def test_no_form_at_all_goes_without_proof(market, path):
    visitor = signed_in(market, OPERATOR)

    with market.unchanged():
        answer = visitor.posts(path, {"person": market.people[DEE]})

    assert answer.status in {403, 404}
    assert visitor.opens("/en/me").status == 200


def test_signing_in_cannot_be_forced_on_a_visitor(market):
    """Another site that signs somebody in as itself would see what they type."""
    visitor = Visitor(market)
    answer = visitor.posts("/en/sign-in", {"person": market.people[KIT]})
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
def test_no_answer_leads_to_another_site(market, dee, back):
    theme = dee.sends("GET", "/en/theme", b"")
    assert theme.status == 303
    visitor = Visitor(market)
    visitor.opens("/en/sign-in")
    form = visitor.form("/en/sign-in", holding={"person": market.people[KIT]})
    sign_in = visitor.fills(form, then_to=back)
    posting = offer_form(dee)
    recorded = dee.fills(posting, back=back)

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
def test_a_refused_form_draws_a_page_of_ours_whatever_it_says_it_came_from(market, dee, back):
    form = offer_form(dee)

    with market.unchanged():
        answer = dee.fills(form, quantity="0", back=back)

    assert answer.status in {400, 404}
    assert b"evil.example" not in answer.body or b'href="https://evil' not in answer.body


# Addresses


@pytest.mark.parametrize(
    "path",
    [
        "/static/x/../../app.py", "/static/../pyproject.toml", "/static/x/%2e%2e/%2e%2e/app.py",
        "/static/x//etc/passwd", "/static/x/..%2f..%2fapp.py", "/static/%00", "/static/",
        "/static/x/.hidden", "/static/x/base.css%00.js", "/static/\\..\\app.py",
        "/static/" + "x" * 3_000,
    ],
    ids=lambda path: path[:30],
)  # fmt: skip
def test_static_files_are_those_we_ship_and_no_other(idle_market, path):
    answer = idle_market.send("GET", path, {}, b"")

    assert answer.status == 404
    assert b"import" not in answer.body


@pytest.mark.parametrize(
    "path",
    [
        "/en/%00", "/en/%ff", "/en/company/%00", "/en/company/%ff%fe", "/en/trade/%2e%2e",
        "/en/company/" + "x" * 3_000, "/en/offer/<script>alert(1)</script>", "/en/%0d%0aX: y",
        "/en/company/harrow?as_of=2026-02-30", "/en/company/harrow?as_of=%00",
        "/en/company/harrow?as_of=9999-12-31", "/en/?%ff=1", "/en/?a=%ff", "/en/?" + "a=1&" * 300,
        "/en/record?after=x", "/en/record?after=-1", "/en/record?after=" + "9" * 30,
        "/en/company/harrow/transfer?quantity=1e999999999", "/en/company/harrow/transfer?price=NaN",
        "/en/company/harrow?table=holders&form=exe", "/en/company/harrow?table=../../x&form=csv",
        "/xx/company/harrow", "/EN/", "/en/sign-in?link=%ff", "/en/company/harrow?known_at=x",
    ],
    ids=lambda path: path[:40],
)  # fmt: skip
def test_a_strange_address_is_a_page_that_says_so(idle_market, path):
    answer = idle_market.send("GET", path, {}, b"")

    assert answer.status < 500
    assert b"<script>alert" not in answer.body
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "path",
    ["/en/", "/zh/company/harrow", "/en/nothing", "/en/inbox", "/", "/static/x/nothing",
     "/en/sign-in", "/nowhere", "/en/trade/x", "/en/company/harrow?table=holders&form=csv"],
)  # fmt: skip
def test_every_answer_carries_the_security_headers(idle_market, path):
    answer = idle_market.send("GET", path, {}, b"")

    policy = answer.headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] in {"same-origin", "no-referrer"}
    assert "server" not in answer.headers


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS", "BREW"])
@pytest.mark.parametrize("path", ["/", "/en/", "/en/inbox", "/en/do/offer.post", "/static/x/y"])
def test_other_methods_do_nothing(idle_market, method, path):
    with idle_market.unchanged():
        answer = idle_market.send(method, path, {}, b"")

    # 303 leads from / to the first page, whatever is asked of it.
    assert answer.status in {204, 303, 400, 404, 405}


def test_asking_for_heads_gives_no_body(idle_market):
    for path in ("/en/", "/zh/company/harrow", "/en/nothing"):
        head, whole = (idle_market.send(method, path, {}, b"") for method in ("HEAD", "GET"))
        assert head.status == whole.status
        assert head.body == b""
        assert head.headers["content-type"] == whole.headers["content-type"]


def test_what_only_one_may_see_is_kept_by_no_cache(market, dee):
    for path in ("/en/holdings", "/en/inbox", "/en/me", "/en/company/harrow", "/en/record"):
        assert dee.opens(path).headers["cache-control"] == "no-store", path
    dee.opens("/en/holdings")
    assert market.send("GET", "/api/inbox", market.caller(DEE).headers, b"").headers[
        "cache-control"
    ] == "no-store"  # fmt: skip


@pytest.mark.parametrize(
    "cookie",
    ["laogu-session=ÿþ", "=;;;=", "a" * 8_000, "laogu-lang=xx; laogu-theme=<b>", '"', "a=b\\",
     "laogu-session=x; laogu-session=y", "laogu-visitor=" + "x" * 5_000],
    ids=range(8),
)  # fmt: skip
def test_strange_cookies_are_passed_over(idle_market, cookie):
    visitor = Visitor(idle_market)

    answer = visitor.sends("GET", "/en/", b"", {"Cookie": cookie})

    assert answer.status == 200
    assert b"<b>" not in answer.body.split(b"<body")[0]


# What is not theirs


@pytest.fixture
def traded(market: PracticeMarket) -> dict[str, str]:
    """A counter-offer between Dee and Kit, and a trade of theirs."""
    dee, kit = market.caller(DEE), market.caller(KIT)
    first = dee.asks("offer.post", **market.offer(quantity="100")).made("offer")
    second = dee.asks("offer.post", **market.offer(quantity="100")).made("offer")
    juniper = market.holders[JUNIPER]
    counter = kit.asks(
        "offer.counter", offer=first, buyer=juniper, price="17.00", currency="USD"
    ).made("offer")  # fmt: skip
    trade = kit.asks("offer.accept", offer=second, buyer=juniper).made("trade")
    return {"offer": counter, "trade": trade, "holdings": market.holders[NORTH]}


@pytest.mark.parametrize("kind", ["offer", "trade", "holdings"])
@pytest.mark.parametrize("who", [ELM, IDA, None])
def test_what_is_not_shown_looks_like_what_is_not_there(market, traded, kind, who):
    if (who, kind) == (IDA, "trade"):
        return  # She acts for the issuer, and sees its trades.
    visitor = Visitor(market) if who is None else signed_in(market, who)
    prefix = {"offer": "offer", "trade": "trade", "holdings": "holder"}[kind]
    nobodys = f"{prefix}_{'0' * 26}"

    theirs = visitor.opens(f"/en/{kind}/{traded[kind]}")
    nothing = visitor.opens(f"/en/{kind}/{nobodys}")

    assert theirs.status == nothing.status
    assert theirs.status in {403, 404}
    assert without_chance(theirs, traded[kind]) == without_chance(nothing, nobodys)


def without_chance(answer: Answer, given: str) -> str:
    """Return a page without the id it was asked for, and without what differs at every drawing."""
    text = answer.body.decode().replace(given, "ID")
    return re.sub(r'name="(proof|request_id)" value="[^"]*"', "", text)


def test_a_stranger_sees_no_page_of_those_who_act(market):
    visitor = Visitor(market)
    for path in ("/en/inbox", "/en/holdings", "/en/operator", "/en/desk/harrow", "/en/me",
                 "/en/desk/harrow/load", "/en/company/harrow/offer"):  # fmt: skip
        assert visitor.opens(path).status == 403, path


def test_nobody_sees_a_desk_without_its_mandate(market):
    for who in (DEE, RUI, KIT):
        visitor = signed_in(market, who)
        for path in ("/en/operator", "/en/desk/harrow", "/en/desk/harrow/load"):
            assert visitor.opens(path).status == 403, (who, path)


# What people typed, on pages and in files


def test_a_name_that_is_script_stays_text_on_every_page(market):
    evil = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    operator = market.caller(OPERATOR)
    holder = operator.asks(
        "holder.register", name=evil, public=True, person=market.people[DEE]
    ).made("holder")  # fmt: skip
    market.caller(IDA).asks(
        "security.issue", issuer="harrow", stock_class="Ordinary shares", holder=holder,
        quantity="100", certificate='"><script>alert(3)</script>', acquired_on="2022-01-01",
    ).made("security")  # fmt: skip

    for who, paths in {
        None: ("/en/company/harrow", "/zh/company/harrow", "/en/record"),
        DEE: (
            "/en/holdings",
            f"/en/holdings/{holder}",
            f"/en/company/harrow/offer?seller={holder}",
        ),
        IDA: ("/en/desk/harrow",),
        OPERATOR: ("/en/operator", "/en/record", f"/en/company/harrow/transfer?seller={holder}"),
    }.items():
        visitor = Visitor(market) if who is None else signed_in(market, who)
        for path in paths:
            page = visitor.opens(path).body
            assert b"<script>alert" not in page, path
            assert b"<img src=x" not in page, path


@pytest.mark.parametrize("name", ['=HYPERLINK("http://x")', "@SUM(A1)", "+1", "-2+3", "\t=1"])
def test_a_name_that_is_a_formula_is_text_in_a_spreadsheet(market, name):
    holder = market.caller(OPERATOR).asks("holder.register", name=name.strip(), public=True)
    market.caller(IDA).asks(
        "security.issue", issuer="harrow", stock_class="Ordinary shares",
        holder=holder.made("holder"), quantity="100",
    ).made("security")  # fmt: skip

    sheet = Visitor(market).opens("/en/company/harrow?table=holders&form=csv")

    assert sheet.status == 200
    cells = [cell.strip('"') for line in sheet.body.decode("utf-8-sig").splitlines()
             for cell in line.split(",")]  # fmt: skip
    assert any(name.strip()[:5] in cell for cell in cells)
    assert not any(cell[:1] in "=+-@\t\r" for cell in cells if cell)


# Bodies


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/x-www-form-urlencoded", b"quantity=%ff"),
        ("application/x-www-form-urlencoded", b"\xff\xfe"),
        ("application/x-www-form-urlencoded", b"a=1&" * 2_000),
        ("multipart/form-data", b"nothing"),
        ("multipart/form-data; boundary=x", b"--x\r\nnothing"),
        ("multipart/form-data; boundary=x",
         b'--x\r\nContent-Disposition: form-data; name="proof"\r\n\r\n\xff\r\n--x--\r\n'),
        ("multipart/form-data; boundary=" + "x" * 3_000, b"--x"),
        ("application/json", b'{"quantity": 1}'),
        ("text/plain", b"quantity=1"),
        ("", b""),
    ],
    ids=range(10),
)  # fmt: skip
@pytest.mark.parametrize("path", ["/en/do/offer.post", "/en/sign-in", "/en/desk/harrow/load"])
def test_a_form_that_cannot_be_read_is_refused(idle_market, kind, body, path):
    visitor = Visitor(idle_market)

    with idle_market.unchanged():
        answer = visitor.sends("POST", path, body, {"Content-Type": kind})

    assert 400 <= answer.status < 500
    assert b"Traceback" not in answer.body


def test_a_form_over_the_limit_is_refused(idle_market):
    visitor = Visitor(idle_market)
    body = b"a=" + b"x" * 9_000_000

    with idle_market.unchanged():
        answers = [
            visitor.sends("POST", "/en/do/offer.post", body, {"Content-Type": kind})
            for kind in ("application/x-www-form-urlencoded", "multipart/form-data; boundary=x")
        ]

    for answer in answers:
        assert answer.status == 400
        assert "connectors.too_large_body" in answer.body.decode()


def test_an_operation_that_is_not_for_the_doors_is_not_asked_for_by_a_form(market, dee):
    form = offer_form(dee)

    with market.unchanged():
        noes = [
            dee.posts(f"/en/do/{name}", form.fields)
            for name in (
                "market.open",
                "clock.fire",
                "no.such",
                "../offer.post",
                "",
                "transfer.explain",
            )
        ]

    assert {no.status for no in noes} <= {400, 403, 404}
