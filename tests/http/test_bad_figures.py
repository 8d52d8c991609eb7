"""Figures, days and fields that a market must refuse: each by its code, and nothing changed."""

import msgspec
import pytest

from tests.http.market import (
    DEE,
    HARROW,
    IDA,
    JUNIPER,
    KIT,
    OPERATOR,
    ORDINARY,
    PracticeMarket,
    is_refused,
)

QUANTITY, PRICE, AMOUNT = "basics.not_a_quantity", "basics.not_a_price", "basics.not_an_amount"
UNREADABLE = "connectors.field_unreadable"


def in_json(market: PracticeMarket, **written: str) -> bytes:
    """Return the body of an offer with some fields written exactly so."""
    body = msgspec.json.encode(market.offer(**dict.fromkeys(written, "HERE")))
    for one in written.values():
        body = body.replace(b'"HERE"', one.encode(), 1)
    return body


# Quantities: a share has no decimals.


@pytest.mark.parametrize(
    ("quantity", "code"),
    [
        ("0", QUANTITY), ("-1", QUANTITY), ("-0", QUANTITY), ("0.5", QUANTITY),
        ("1e3", UNREADABLE), ("1" + "0" * 30, QUANTITY), ("1e999999999", UNREADABLE),
        ("1e-999999999", UNREADABLE), ("9223372036854775808", QUANTITY), ("NaN", QUANTITY),
        ("sNaN", QUANTITY), ("Infinity", QUANTITY), ("-Infinity", QUANTITY),
        ("1" * 1_000_000, QUANTITY),
        ("", UNREADABLE), ("many", UNREADABLE), ("+5", UNREADABLE), ("0x10", UNREADABLE),
        ("1_000", UNREADABLE), ("1,000", UNREADABLE), ("_1", UNREADABLE), ("1 000", UNREADABLE),
    ],
    ids=lambda given: given[:20],
)  # fmt: skip
def test_an_impossible_quantity_is_refused(idle_market, quantity, code):
    with idle_market.unchanged():
        no = idle_market.caller(DEE).asks("offer.post", **idle_market.offer(quantity=quantity))

    is_refused(no, 400, code, field="quantity")


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("0", QUANTITY), ("-5", QUANTITY), ("1e3", UNREADABLE), ("1e999999999", UNREADABLE),
        ("1" + "0" * 5_000, QUANTITY), ("0.1", QUANTITY), ("true", UNREADABLE),
        ("null", UNREADABLE), ("[1]", UNREADABLE), ('{"of": 1}', UNREADABLE),
        ("NaN", "connectors.not_json"), ("Infinity", "connectors.not_json"),
        ("0x10", "connectors.not_json"), ("01", "connectors.not_json"),
    ],
    ids=lambda given: given[:20],
)  # fmt: skip
def test_a_quantity_written_as_a_number_is_held_to_the_same(idle_market, written, code):
    with idle_market.unchanged():
        no = idle_market.caller(DEE).sends("offer.post", in_json(idle_market, quantity=written))

    is_refused(no, 400, code)


def test_a_number_keeps_every_digit(market):
    body = in_json(market, quantity="40000.0", price="18.50")

    offer = market.caller(DEE).sends("offer.post", body).made("offer")

    shown = market.caller(KIT).gets("/api/offers", issuer=HARROW).json["offers"]
    assert [(one["offer_id"], one["quantity"], one["price"]) for one in shown] == [
        (offer, "40000", "18.50")
    ]


@pytest.mark.parametrize(
    ("amount", "code"),
    [("0", AMOUNT), ("-1", AMOUNT), ("NaN", AMOUNT), ("1" + "0" * 20, AMOUNT), ("12.505", AMOUNT),
     ("1e3", UNREADABLE), ("1e999999999", UNREADABLE)],
)  # fmt: skip
@pytest.mark.parametrize("operation", ["cash.deposit", "cash.pay_out"])
def test_an_impossible_amount_is_refused(idle_market, operation, amount, code):
    with idle_market.unchanged():
        no = idle_market.caller(OPERATOR).asks(
            operation,
            holder=idle_market.holders[JUNIPER],
            amount=amount,
            currency="USD",
            reference="bank",
        )

    is_refused(no, 400, code, field="amount")


# Prices: ordinary shares are priced in cents of a dollar.


@pytest.mark.parametrize(
    ("price", "code"),
    [
        ("18.505", "basics.between_ticks"), ("0.001", "basics.between_ticks"),
        ("0", PRICE), ("-1", PRICE), ("NaN", PRICE), ("Infinity", PRICE),
        ("2e1", UNREADABLE), ("1e999999999", UNREADABLE), ("1e-400", UNREADABLE),
        ("18.5" + "0" * 100_000 + "1", PRICE), ("92233720368547758.08", PRICE),
        ("92233720368547758.07", "basics.too_large"), ("eighteen", UNREADABLE),
    ],
    ids=lambda given: given[:20],
)  # fmt: skip
def test_an_impossible_price_is_refused_and_the_answer_stays_short(idle_market, price, code):
    with idle_market.unchanged():
        no = idle_market.caller(DEE).asks("offer.post", **idle_market.offer(price=price))

    is_refused(no, 400, code)
    assert len(no.body) < 2_000


@pytest.mark.parametrize("currency", ["EUR", "CNY", "usd", "US$", "", "XXX"])
def test_another_currency_than_the_class_is_priced_in_is_refused(idle_market, currency):
    with idle_market.unchanged():
        no = idle_market.caller(DEE).asks("offer.post", **idle_market.offer(currency=currency))

    is_refused(no, 400, "market.wrong_currency", field="currency")


def test_cash_in_a_currency_that_nobody_counts_is_refused(idle_market):
    with idle_market.unchanged():
        no = idle_market.caller(OPERATOR).asks(
            "cash.deposit",
            holder=idle_market.holders[JUNIPER],
            amount="1",
            currency="XAU",
            reference="bank",
        )

    is_refused(no, 400, "basics.unknown_currency", field="currency")


# Days and moments


@pytest.mark.parametrize(
    "day",
    ["2026-02-30", "2026-13-01", "2026-2-3", "0000-01-01", "9999-12-31", "1899-12-31", "tomorrow",
     "20260101", "2026-W01-1", ""],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_refused(idle_market, day):
    with idle_market.unchanged():
        no = idle_market.caller(IDA).asks(
            "security.issue",
            issuer=HARROW,
            stock_class=ORDINARY,
            holder=idle_market.dee,
            quantity="1",
            on=day,
        )

    is_refused(no, 400, "basics.not_a_day", field="on")


@pytest.mark.parametrize("day", ["2026-02-30", "20260101", "0001-01-01", "\0", "２０２６-01-01"])
def test_a_question_about_a_day_that_does_not_exist_is_refused(idle_market, day):
    no = idle_market.caller(OPERATOR).gets("/api/captable/harrow", as_of=day)

    is_refused(no, 400, "basics.not_a_day", field="as_of")


def test_what_was_known_at_a_moment_of_no_day_is_refused(idle_market):
    no = idle_market.caller(OPERATOR).gets("/api/captable/harrow", known_at="2026-02-30T09:00:00Z")

    is_refused(no, 400, "basics.not_a_day", field="known_at")


def test_a_cap_table_of_a_day_that_is_still_to_come_is_refused(idle_market):
    no = idle_market.caller(OPERATOR).gets("/api/captable/harrow", as_of="2090-01-01")

    is_refused(no, 422, "register.after_today", field="on")


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        ("2026-12-01T00:00:00", UNREADABLE), ("soon", UNREADABLE),
        ("2026-02-30T00:00:00Z", "basics.not_a_day"), ("2026-12-01T25:00:00Z", UNREADABLE),
        ("0001-01-01T00:00:00+23:59", "basics.not_a_day"),
        ("9999-12-31T23:59:59-23:59", "basics.not_a_day"),
        ("2026-11-22T00:00:00Z", "market.not_a_moment"),
        ("2027-11-25T00:00:00Z", "market.not_a_moment"),
    ],
)  # fmt: skip
def test_an_offer_cannot_be_open_until_an_impossible_moment(idle_market, moment, code):
    with idle_market.unchanged():
        no = idle_market.caller(DEE).asks("offer.post", **idle_market.offer(open_until=moment))

    is_refused(no, 400, code, field="open_until")


@pytest.mark.parametrize(
    "to", ["2026-11-23T08:59:59Z", "2026-11-23T09:00:00Z", "2036-12-01T00:00:00Z"]
)
def test_the_practice_clock_goes_forward_only_and_not_too_far(idle_market, to):
    with idle_market.unchanged():
        no = idle_market.caller(OPERATOR).asks("clock.move", to=to)

    is_refused(no, 422, "market.clock_backwards", field="to")


# Fields


def test_an_unknown_field_is_refused_by_its_name(idle_market):
    with idle_market.unchanged():
        no = idle_market.caller(DEE).asks("offer.post", **idle_market.offer(), colour="red")

    is_refused(no, 400, "connectors.field_unknown")
    assert no.json["facts"]["name"] == "colour"


@pytest.mark.parametrize(
    "name", ["issuer", "stock_class", "seller", "quantity", "price", "currency"]
)
def test_a_missing_field_is_named(idle_market, name):
    with idle_market.unchanged():
        no = idle_market.caller(DEE).asks("offer.post", **idle_market.offer(**{name: None}))

    is_refused(no, 400, "connectors.field_missing", field=name)


# An offer is no window: what is multilateral is no way of one, whatever the rulebook opens.
@pytest.mark.parametrize(
    "mechanism", ["auction", "NEGOTIATED", "", 4, "call_auction", "continuous"]
)
def test_a_choice_that_is_none_is_refused(idle_market, mechanism):
    with idle_market.unchanged():
        no = idle_market.caller(DEE).asks("offer.post", **idle_market.offer(mechanism=mechanism))

    is_refused(no, 400, UNREADABLE, field="mechanism")


def test_a_question_with_an_unknown_field_is_refused(idle_market):
    no = idle_market.caller(DEE).gets(
        "/api/transfer/explain",
        issuer=HARROW,
        seller=idle_market.dee,
        stock_class=ORDINARY,
        quantity="1",
        colour="red",
    )

    is_refused(no, 400, "connectors.field_unknown")


@pytest.mark.parametrize(
    "zone", ["", "Mars/Olympus", "/etc/localtime", "../UTC", "localtime", "UTC\0", "Europe"]
)
def test_a_zone_that_is_none_or_means_another_on_each_machine_is_refused(idle_market, zone):
    with idle_market.unchanged():
        no = idle_market.caller(OPERATOR).asks(
            "issuer.register", slug="another", name_en="Another", zone=zone
        )

    is_refused(no, 400, "basics.unknown_zone", field="zone")


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("NaN", "basics.not_a_figure"), ("Infinity", "basics.not_a_figure"),
        ("1e999999999", "basics.not_a_figure"), ("9" * 100_000, "basics.not_a_figure"),
        ("1_0", "basics.not_a_figure"), ("1e9", "basics.not_a_figure"),
        ("\uff11", "basics.not_a_figure"),
        ("many", "basics.not_a_figure"), ("2026-02-30", "basics.not_a_day"),
    ],
    ids=lambda given: given[:20],
)  # fmt: skip
def test_a_fact_that_is_no_figure_and_no_day_is_refused(idle_market, value, code):
    with idle_market.unchanged():
        no = idle_market.caller(OPERATOR).asks(
            "fact.record", issuer=HARROW, question="size", on="2026-01-01", says_en="x",
            source="x", sure="high", value=value,
        )  # fmt: skip

    is_refused(no, 400, code)
    assert len(no.body) < 2_000
