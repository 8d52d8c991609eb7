"""The pages as an attacker sees them: strange addresses, what is not theirs, hostile bodies."""

import re

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
    Answer,
    PracticeMarket,
)
from tests.http.signing import offer_form, signed_in
from tests.http.visitor import Visitor


@pytest.fixture
def dee(market: PracticeMarket) -> Visitor:
    return signed_in(market, DEE)


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
        "/en/company/harrow.exe", "/en/company/harrow.csv?table=../../x", "/en/.csv", "/en/x.json",
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
     "/en/sign-in", "/nowhere", "/en/trade/x", "/en/company/harrow.csv?table=holders"],
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

    sheet = Visitor(market).opens("/en/company/harrow.csv?table=holders")

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
