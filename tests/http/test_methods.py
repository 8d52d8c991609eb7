"""A wrong method is answered with those an address takes; HEAD is GET without a body."""

import pytest


@pytest.mark.parametrize(
    ("method", "path", "takes"),
    [
        ("GET", "/api/offer/post", "OPTIONS, POST"), ("PUT", "/api/offer/post", "OPTIONS, POST"),
        ("GET", "/api/batch", "OPTIONS, POST"), ("PUT", "/api/batch", "OPTIONS, POST"),
        ("DELETE", "/api/issuers", "GET, HEAD, OPTIONS"),
        ("POST", "/api/issuers", "GET, HEAD, OPTIONS"),
        ("TRACE", "/api/issuers", "GET, HEAD, OPTIONS"),
        ("PATCH", "/api/captable/harrow", "GET, HEAD, OPTIONS"),
        ("POST", "/api/stream", "GET, OPTIONS"),
    ],
)  # fmt: skip
def test_a_program_is_told_which_methods_an_address_takes(idle_market, method, path, takes):
    with idle_market.unchanged():
        no = idle_market.send(method, path, {}, b"")

    assert (no.status, no.json["code"], no.headers["allow"]) == (405, "api.method_unknown", takes)
    assert no.json["facts"]["given"] == method
    assert no.headers["content-type"] == "application/problem+json"


READ = "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("method", "path", "takes"),
    [
        ("PUT", "/en/", READ), ("POST", "/zh/record", READ), ("DELETE", "/", READ),
        ("POST", "/", READ), ("TRACE", "/en/record", READ),
        ("POST", "/en/company/harrow.csv", READ), ("GET", "/en/do/offer.post", "POST, OPTIONS"),
        ("PUT", "/en/sign-in", "GET, HEAD, POST, OPTIONS"), ("PUT", "/stream", "GET, OPTIONS"),
        ("POST", "/static/x/base.css", READ), ("PUT", "/en/nothing", None),
        ("POST", "/en/nothing", None), ("GET", "/en/do/market.open", None),
        ("TRACE", "/en/nothing", None),
    ],
)  # fmt: skip
def test_a_visitor_is_told_which_methods_a_page_takes(idle_market, method, path, takes):
    with idle_market.unchanged():
        no = idle_market.send(method, path, {}, b"")

    assert (no.status, no.headers.get("allow")) == (405 if takes else 404, takes)
    assert (b"web.method_unknown" if takes else b"web.page_unknown") in no.body


@pytest.mark.parametrize(
    "path",
    ["/", "/en/", "/zh/company/harrow", "/en/company/harrow.csv?table=holders", "/en/nothing",
     "/en/record?after=x", "/static/x/base.css", "/static/x/nothing", "/nowhere", "/api/issuers",
     "/api/openapi.json", "/api/nothing", "/api/captable/nothing", "/api/offer/post"],
)  # fmt: skip
def test_the_head_of_an_address_is_what_a_read_says_without_its_body(idle_market, path):
    with idle_market.unchanged():
        read = idle_market.send("GET", path, {}, b"")
        head = idle_market.send("HEAD", path, {}, b"")

    assert (head.status, head.body) == (read.status, b"")
    for name in ("content-type", "content-length", "location", "cache-control", "allow"):
        assert head.headers.get(name) == read.headers.get(name), name


@pytest.mark.parametrize(
    ("path", "takes"),
    [
        ("/en/", READ), ("/en/do/offer.post", "POST, OPTIONS"), ("/static/x/base.css", READ),
        ("/", READ), ("/stream", "GET, OPTIONS"), ("/api/offer/post", "OPTIONS, POST"),
    ],
)  # fmt: skip
def test_who_asks_for_the_methods_of_an_address_is_told_them(idle_market, path, takes):
    answer = idle_market.send("OPTIONS", path, {}, b"")

    assert (answer.status, answer.headers["allow"], answer.body) == (204, takes, b"")
