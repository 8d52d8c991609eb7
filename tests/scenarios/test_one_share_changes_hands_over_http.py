"""One share changes hands, end to end: the story of the first act, as programs see it."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from tests import postgres
from tests.http.market import (
    DEE,
    ELM,
    ELMWOOD,
    HARROW,
    IDA,
    JUNIPER,
    KIT,
    NORTH,
    OPERATOR,
    ORDINARY,
    RUI,
    START,
    PracticeMarket,
    is_refused,
    practice_market,
)

ISSUED = 10_000_000


@pytest.fixture(params=["sqlite", "postgresql"])
def market(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[PracticeMarket]:
    """A practice market of its own, in each kind of database."""
    database = postgres.new_database() if request.param == "postgresql" else ""
    with practice_market(tmp_path, database=database) as opened:
        yield opened


def held(market: PracticeMarket) -> dict[str, int]:
    """Return what everybody holds, as the operator sees the register."""
    seen = market.caller(OPERATOR).gets("/api/captable/harrow").json
    names = {id_: name for name, id_ in market.holders.items()}
    rows = {
        names[row["holder_id"]]: int(next(iter(row["quantities"].values()))) for row in seen["rows"]
    }
    assert sum(rows.values()) == ISSUED
    return rows


def cash(market: PracticeMarket, who: str, holder: str) -> tuple[Decimal, Decimal]:
    """Return a holder's free and promised dollars, as its own person sees them."""
    (one,) = market.caller(who).gets(f"/api/holdings/{market.holders[holder]}").json["cash"]
    return Decimal(one["free"]), Decimal(one["held"])


def waits_for(market: PracticeMarket, who: str) -> list[tuple[str, str]]:
    seen = market.caller(who).gets("/api/inbox").json["waiting"]
    return [(one["what"], one["silence"]) for one in seen]


def settled_story(market: PracticeMarket) -> str:
    """Tell the story up to settlement, and return the trade."""
    dee, rui, elm, ida, kit, operator = (
        market.caller(name) for name in (DEE, RUI, ELM, IDA, KIT, OPERATOR)
    )
    before = held(market)

    # An employee asks what may be sold: all of it, once two others have been asked.
    asked = dee.gets(
        "/api/transfer/explain", issuer=HARROW, seller=market.dee, stock_class=ORDINARY,
        quantity="40000", price="18.50",
    ).json  # fmt: skip
    assert (asked["result"], asked["quantity"]) == ("pending", "40000")
    assert {task["silence"] for task in asked["tasks"]} == {"waives", "never_consents"}
    assert [rule["id"] for rule in asked["rules"] if rule["result"] == "pending"] == [
        "ART-12", "ART-13",
    ]  # fmt: skip

    # She posts an offer. Who holds a mandate sees it; a stranger does not.
    offer = dee.asks("offer.post", **market.offer()).made("offer")
    seen = kit.gets("/api/offers", issuer=HARROW).json["offers"]
    assert [(one["offer_id"], one["quantity"], one["price"]) for one in seen] == [
        (offer, "40000", "18.50")
    ]
    is_refused(market.caller(None).gets("/api/offers", issuer=HARROW), 403, "people.not_signed_in")

    # A buyer with funded cash accepts, and the cash is promised.
    trade = kit.asks("offer.accept", offer=offer, buyer=market.holders[JUNIPER]).made("trade")
    assert cash(market, KIT, JUNIPER) == (Decimal("760000.00"), Decimal("740000.00"))
    is_refused(operator.asks("trade.settle", trade=trade), 409, "market.trade_not_there")

    # The company and the holders get notice, each in their own inbox.
    assert waits_for(market, DEE) == [("give_notice", "expires")]
    dee.asks("notice.give", trade=trade)
    assert waits_for(market, RUI) == waits_for(market, ELM) == [("answer_notice", "waives")]
    assert waits_for(market, IDA) == [("consent", "never_consents")]
    assert waits_for(market, DEE) == []

    # One holder elects in part; its cash is promised as well. Nobody takes what is another's.
    rui.asks(
        "notice.elect", trade=trade, holder=market.holders[NORTH], quantity="12000"
    ).json["entry"]  # fmt: skip
    assert cash(market, RUI, NORTH) == (Decimal("1778000.00"), Decimal("222000.00"))
    is_refused(
        elm.asks("notice.elect", trade=trade, holder=market.holders[NORTH], quantity="1"),
        403,
        "people.no_mandate",
    )
    is_refused(operator.asks("trade.settle", trade=trade), 422, "agreements.notice_still_running")

    # The clock runs out on the rest, and silence waives: but it never consents.
    notice = kit.gets(f"/api/trades/{trade}").json["notice"]
    assert date.fromisoformat(notice["last_day"]) == START.date() + timedelta(days=15)
    ends_at = datetime.fromisoformat(notice["ends_at"])
    operator.asks("clock.move", to=(ends_at - timedelta(seconds=1)).isoformat())
    assert len(kit.gets(f"/api/trades/{trade}").json["notice"]["waits_for"]) > 1
    operator.asks("clock.move", to=(ends_at + timedelta(days=1)).isoformat())
    assert kit.gets(f"/api/trades/{trade}").json["notice"]["waits_for"] == []
    assert waits_for(market, ELM) == []
    is_refused(
        elm.asks("notice.waive", trade=trade, holder=market.holders[ELMWOOD]),
        422,
        "agreements.notice_over",
    )
    is_refused(operator.asks("trade.settle", trade=trade), 422, "agreements.consent_missing")

    # The board consents, and the trade is funded to the cent.
    ida.asks("consent.give", trade=trade)
    funded = kit.gets(f"/api/trades/{trade}").json
    assert funded["stage"] == "funded"
    assert {part["holder_id"]: part["quantity"] for part in funded["parts"]} == {
        market.holders[NORTH]: "12000", market.holders[JUNIPER]: "28000",
    }  # fmt: skip
    assert held(market) == before

    # One entry moves both legs.
    assert waits_for(market, OPERATOR) == [("settle", "expires")]
    settled = operator.asks("trade.settle", trade=trade).json
    assert set(settled["events"]) == {
        "ledger.cash_moved.1", "register.stock_transferred.1", "market.trade_settled.1",
    }  # fmt: skip
    after = held(market)
    assert {name: after[name] - before.get(name, 0) for name in after} == {
        **dict.fromkeys(after, 0), DEE: -40_000, NORTH: 12_000, JUNIPER: 28_000,
    }  # fmt: skip
    return trade


def test_an_employee_sells_one_holder_takes_a_part_and_a_fund_gets_the_rest(market):
    trade = settled_story(market)

    # The tape shows it, to anybody, and withholds whose it was.
    (print_,) = market.caller(None).gets("/api/tape", issuer=HARROW).json["prints"]
    assert (print_["quantity"], print_["price"], print_["currency"]) == ("40000", "18.50", "USD")
    assert not any(one in str(print_) for one in (*market.holders.values(), trade))

    # Both statements show it: 740,000.00 less half a per cent for the seller.
    assert cash(market, DEE, DEE) == (Decimal("736300.00"), Decimal(0))
    assert cash(market, KIT, JUNIPER) == (Decimal("982000.00"), Decimal(0))
    assert cash(market, RUI, NORTH) == (Decimal("1778000.00"), Decimal(0))
    for who, holder, last in ((DEE, DEE, "736300.00"), (KIT, JUNIPER, "982000.00")):
        lines = market.caller(who).gets(f"/api/statements/{market.holders[holder]}").json["lines"]
        assert lines[-1]["free_after"] == last
        assert sum(Decimal(line["free"]) for line in lines) == Decimal(last)
        assert sum(Decimal(line["held"]) for line in lines) == 0

    # What was bought is locked for two years, and its lots say when they came.
    (lot,) = market.caller(KIT).gets(f"/api/holdings/{market.holders[JUNIPER]}").json["lots"]
    assert (lot["quantity"], lot["cost"], lot["currency"]) == ("28000", "518000.00", "USD")

    # Nobody waits for anything, and the trade's life is told to its sides only.
    assert [waits_for(market, who) for who in (DEE, RUI, ELM, IDA, KIT, OPERATOR)] == [[]] * 6
    life = market.caller(KIT).gets(f"/api/trades/{trade}").json
    assert [one["stage"] for one in life["stages"]] == [
        "matched", "noticed", "cleared", "funded", "settled",
    ]  # fmt: skip
    is_refused(market.caller(None).gets(f"/api/trades/{trade}"), 404, "market.trade_unknown")

    # The record shows every step under its own name, and verification is happy.
    record = market.caller(OPERATOR).gets("/api/record", after=0, limit=200).json["entries"]
    told = [one["operation"] for one in record][-9:]
    assert told == [
        "offer.post", "offer.accept", "notice.give", "notice.elect", "clock.move", "clock.move",
        "clock.fire", "consent.give", "trade.settle",
    ]  # fmt: skip
    found = market.caller(OPERATOR).inspects()
    assert (found["sound"], found["compared_live"], found["kind"]) == (True, True, "practice")


def test_the_story_reads_the_same_in_chinese(market):
    trade = settled_story(market)

    def seen(language: str) -> list[Any]:
        kit = market.caller(KIT, language=language)
        return [
            kit.gets(path).json
            for path in (f"/api/trades/{trade}", "/api/tape?issuer=harrow", "/api/issuers")
        ]

    english, chinese = seen("en"), seen("zh")
    named = english[0].pop("names"), chinese[0].pop("names")
    assert [one[market.dee] for one in named] == [DEE, "迪伊·安农（示例）"]
    assert english[:2] == chinese[:2]
    assert (english[2]["issuers"][0]["name"], chinese[2]["issuers"][0]["name"]) == (
        "Harrow Instruments (example)", "哈罗仪器（示例）",
    )  # fmt: skip


def test_the_register_of_the_day_before_is_what_it_was(market):
    before = market.caller(OPERATOR).gets("/api/captable/harrow", as_of=START.date()).json
    settled_story(market)
    operator = market.caller(OPERATOR)

    then = operator.gets("/api/captable/harrow", as_of=START.date()).json
    known_then = operator.gets("/api/captable/harrow", known_at=START.isoformat()).json

    assert then["rows"] == before["rows"] == known_then["rows"]
    assert operator.gets("/api/captable/harrow").json["rows"] != before["rows"]


def test_every_step_of_the_story_sent_twice_happens_once(market):
    """Whoever loses an answer sends the request again; nobody can tell the difference."""
    once = market.send

    def twice(method: str, path: str, headers: Any, body: bytes) -> Any:
        first, second = once(method, path, headers, body), once(method, path, headers, body)
        if method == "POST" and first.status == 201:
            assert (second.status, second.body) == (201, first.body)
        return first

    market.send = twice
    settled_story(market)

    record = market.caller(OPERATOR).gets("/api/record", after=0, limit=200).json["entries"]
    requests = [msgspec.json.decode(one["body"]).get("request") for one in record]
    asked = [one for one in requests if one is not None]
    assert len(asked) == len(set(asked))
