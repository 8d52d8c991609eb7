"""Bodies that no request can be read from: refused by what is wrong with them, nothing changed."""

import json
import time

import msgspec
import pytest

from laogu.connectors.reading import LARGEST_BODY
from tests.http.market import DEE, HARROW, IDA, OPERATOR, ORDINARY, is_refused

NOT_JSON, NOT_UTF8 = "connectors.not_json", "connectors.not_utf8"
TWICE, UNREADABLE = "connectors.field_twice", "connectors.field_unreadable"
HALF = "connectors.half_a_letter"


@pytest.fixture
def body(idle_market) -> bytes:
    """An offer that would be recorded."""
    return msgspec.json.encode(idle_market.offer())


# Each turns a good body into a bad one.
BROKEN = {
    "nothing": (lambda _: b"", NOT_JSON),
    "spaces": (lambda _: b" \n", NOT_JSON),
    "cut short": (lambda good: good[:-1], NOT_JSON),
    "something behind it": (lambda good: good + b"x", NOT_JSON),
    "two of them": (lambda good: good + good, NOT_JSON),
    "a comma too many": (lambda good: good[:-1] + b",}", NOT_JSON),
    "a comment": (lambda good: good + b"// good", NOT_JSON),
    "single quotes": (lambda good: good.replace(b'"', b"'"), NOT_JSON),
    "a form": (lambda _: b"issuer=harrow&quantity=1", NOT_JSON),
    "a mark of byte order": (lambda good: b"\xef\xbb\xbf" + good, NOT_JSON),
    "a lone surrogate": (lambda good: good.replace(b"USD", b"\\ud800"), HALF),
    "a surrogate at the wrong end": (lambda good: good.replace(b"USD", b"\\udc00..."), HALF),
    "a bare NUL": (lambda good: good.replace(b"USD", b"U\0D"), NOT_JSON),
    "a bare line break": (lambda good: good.replace(b"USD", b"U\nD"), NOT_JSON),
    "ten thousand brackets": (lambda _: b"[" * 10_000, NOT_JSON),
    "ten thousand objects": (lambda _: b'{"issuer":' * 10_000, NOT_JSON),
    "depth in an unknown field": (
        lambda good: good[:-1] + b',"x":' + b"[" * 10_000 + b"]" * 10_000 + b"}",
        NOT_JSON,
    ),
    "broken behind its first fault": (lambda _: b'{"x": 1 oh', NOT_JSON),
    "Latin-1": (lambda good: good.replace(b"USD", b"U\xe4D"), NOT_UTF8),
    "UTF-16": (lambda good: good.decode().encode("utf-16"), NOT_UTF8),
    "an overlong slash": (lambda good: good.replace(b"USD", b"\xc0\xaf"), NOT_UTF8),
    "a surrogate in UTF-8": (lambda good: good.replace(b"USD", b"\xed\xa0\x80"), NOT_UTF8),
    "a broken name": (lambda good: good.replace(b"issuer", b"iss\xff"), NOT_UTF8),
    "broken bytes behind its first fault": (lambda _: b'{"x": 1, "y": "\xff"}', NOT_UTF8),
    "a list": (lambda good: b"[" + good + b"]", UNREADABLE),
    "null": (lambda _: b"null", UNREADABLE),
    "a text": (lambda good: json.dumps(good.decode()).encode(), UNREADABLE),
    "a field twice": (lambda good: good[:-1] + b',"quantity":"1"}', TWICE),
    "a field twice, the same": (lambda good: good[:-1] + b',"quantity":"40000"}', TWICE),
    "a field twice, disguised": (lambda good: good[:-1] + b',"\\u0071uantity":"1"}', TWICE),
}


@pytest.mark.parametrize("wrong", BROKEN)
def test_a_body_that_cannot_be_read_says_why(idle_market, body, wrong):
    make, code = BROKEN[wrong]

    with idle_market.unchanged():
        no = idle_market.caller(DEE).sends("offer.post", make(body))

    is_refused(no, 400, code)
    assert len(no.body) < 2_000


def test_the_byte_that_is_wrong_is_counted_from_the_start_of_the_body(idle_market, body):
    broken = body.replace(b"USD", b"U\xffD")

    no = idle_market.caller(DEE).sends("offer.post", broken)

    assert int(no.json["facts"]["at"]) == broken.index(b"\xff")


def test_a_row_of_a_register_is_held_to_the_same(idle_market):
    row = b'{"line":2,"holder":"x","stock_class":"Ordinary shares","quantity":"1"%s}'
    whole = b'{"issuer":"harrow","rows":[%s]}'
    wrongs = {
        b',"quantity":"2"': TWICE,
        b',"colour":"red"': "connectors.field_unknown",
        b',"cost":"1_0"': UNREADABLE,
        b',"acquired_on":"2026-02-30"': "basics.not_a_day",
        b',"line":%s' % (b"9" * 5_000): NOT_JSON,
    }

    with idle_market.unchanged():
        noes = {
            code: idle_market.caller(IDA).sends("register.load", whole % (row % wrong))
            for wrong, code in wrongs.items()
        }

    for code, no in noes.items():
        is_refused(no, 400, code)


def in_escapes(name: str) -> str:
    return '"' + "".join(rf"\u{ord(letter):04x}" for letter in name) + '"'


def test_escapes_and_order_do_not_change_what_is_asked(market):
    fields = market.offer()
    turned = reversed(fields.items())
    escaped = ",".join(f"{in_escapes(name)}: {json.dumps(one)}" for name, one in turned)
    request = market.ids()

    first = market.caller(DEE).asks("offer.post", request, **fields)
    again = market.caller(DEE).sends("offer.post", b"{%s}" % escaped.encode(), request_id=request)

    assert again.body == first.body
    assert first.status == again.status == 201


# The limit


def test_a_body_over_the_limit_is_refused(idle_market):
    spaces = b" " * (LARGEST_BODY + 1)

    with idle_market.unchanged():
        noes = [idle_market.caller(DEE).sends(one, spaces) for one in ("offer.post", "batch")]

    for no in noes:
        is_refused(no, 400, "connectors.too_large_body")
        assert no.json["facts"]["most"] == str(LARGEST_BODY)


def test_a_body_at_the_limit_is_read(idle_market, body):
    padded = body + b" " * (LARGEST_BODY - len(body))

    with idle_market.unchanged():
        no = idle_market.caller(None).sends("offer.post", padded)

    is_refused(no, 403, "people.not_signed_in")


@pytest.mark.parametrize(
    "body",
    [b'"' + b"_" * LARGEST_BODY, b'"1' * (LARGEST_BODY // 2), b"\\" * LARGEST_BODY,
     b'{"quantity":' + b"1" * (LARGEST_BODY - 20) + b"}", b'"quantity"' * (LARGEST_BODY // 10)],
    ids=["underscores", "quotes", "backslashes", "digits", "names"],
)  # fmt: skip
def test_no_body_within_the_limit_is_slow_to_refuse(idle_market, body):
    before = time.process_time()

    no = idle_market.caller(DEE).sends("offer.post", body[:LARGEST_BODY])

    assert no.status == 400
    # Not a measurement: what grows with the square of the length would take hours.
    assert time.process_time() - before < 5


# Addresses


@pytest.mark.parametrize(
    "path",
    [
        "/api/captable/%00", "/api/captable/%ff%fe", "/api/captable/..%2f..%2fetc",
        "/api/holdings/%2e", "/api/trades/" + "x" * 5_000, "/api/holdings/<script>",
        "/api/offers?issuer=%00", "/api/offers", "/api/offers?issuer=" + "x" * 5_000,
    ],
    ids=lambda path: path[:30],
)  # fmt: skip
def test_a_strange_name_in_an_address_names_nothing(idle_market, path):
    no = idle_market.send("GET", path, idle_market.caller(DEE).headers, b"")

    assert (no.status, no.json["family"]) == (404, "not_found")
    assert len(no.body) < 2_000


@pytest.mark.parametrize(
    "query",
    ["after=-1", "after=x", "after=1e3", "after=9999999999999999999", "limit=-1", "limit=²"],
)
def test_a_page_of_the_record_is_asked_for_in_whole_numbers(idle_market, query):
    no = idle_market.send("GET", f"/api/record?{query}", {}, b"")

    is_refused(no, 400, UNREADABLE, field=query.partition("=")[0])


def test_a_field_of_a_question_given_twice_is_refused(idle_market):
    dee = idle_market.caller(DEE)
    path = (
        f"/api/transfer/explain?issuer={HARROW}&seller={idle_market.dee}"
        f"&stock_class={ORDINARY.replace(' ', '+')}&quantity=1&quantity=60001"
    )

    no = idle_market.send("GET", path, dee.headers, b"")

    is_refused(no, 400, TWICE)


def test_a_question_that_is_not_utf8_is_refused(idle_market):
    no = idle_market.send(
        "GET", "/api/transfer/explain?issuer=%ff", idle_market.caller(OPERATOR).headers, b""
    )

    is_refused(no, 400, NOT_UTF8)


@pytest.mark.parametrize("path", ["/api/record", "/api/captable/harrow", "/api/offers"])
def test_an_unknown_field_of_a_question_is_refused(idle_market, path):
    no = idle_market.caller(DEE).gets(path, issuer=HARROW, colour="red")

    is_refused(no, 400, "connectors.field_unknown")


@pytest.mark.parametrize(
    "broken",
    [
        rb'{"name": "\ud800"}', rb'{"name": "\ud800x"}', rb'{"name": "\\\uD83D", "x"',
        rb'{"name": "\udc00"}', rb'{"name": "\ud800\u0041"}',
    ],
)  # fmt: skip
def test_a_letter_that_is_written_as_none_can_be_is_told_from_an_end_that_is_missing(
    idle_market, broken
):
    with idle_market.unchanged():
        english, chinese = (
            idle_market.caller(OPERATOR, language=lang).sends("person/register", broken)
            for lang in ("en", "zh")
        )

    is_refused(english, 400, "connectors.half_a_letter")
    assert english.json["why"] == "It is written with an escape that is half of a pair."
    assert english.json["fix"] == "Write the letter itself, or both halves of its escape."
    assert chinese.json["fix"] == "直接写出该字符，或写全其转义的两半。"


@pytest.mark.parametrize(
    ("broken", "why", "in_chinese"),
    [
        (rb'{"name": "\ud800', "It ends before it is complete.", "内容不完整，中途就断了。"),
        (rb'{"name": "\\ud800x', "It ends before it is complete.", "内容不完整，中途就断了。"),
        (b"", "It ends before it is complete.", "内容不完整，中途就断了。"),
        (b'{"name": x}', "Byte 9 is not what can stand there.", "第 9 字节处不应是这样的字符。"),
        (b"[" * 10_000, "It goes deeper than this market reads.", "嵌套过深，本市场不再往下读。"),
    ],
)
def test_what_keeps_a_body_from_being_json_is_said_in_the_readers_language(
    idle_market, broken, why, in_chinese
):
    with idle_market.unchanged():
        said = [
            idle_market.caller(OPERATOR, language=lang).sends("person/register", broken).json["why"]
            for lang in ("en", "zh")
        ]

    assert said == [why, in_chinese]
