"""Histories of prices that we ship say what was looked up, where their folder is there.

Left out, and why:

- what was recalled and not looked up, a row or a single field of one;
- the first price of a first day, where its close is there; a reference price at which nobody sold;
  the ratio of a merger: none of them is what somebody paid for a share;
- the note of a row, and what became of the company.
"""

import json
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest

from laogu.basics import FactId, IssuerId
from laogu.connectors import shipped
from laogu.evidence import FactRecorded
from laogu.evidence.anchors import anchor

PRICED = {
    "anthropic": "anthropic", "cerebras": "cerebras", "palantir": "palantir", "shein": "shein",
    "epic": "epic", "ola": "ola", "klarna": "klarna", "byjus": "byjus",
    "discord": "discord", "airbnb": "airbnb", "instacart": "instacart", "spacex": "spacex",
    "uber": "uber", "ramp": "ramp", "flipkart": "flipkart", "reddit": "reddit",
}  # fmt: skip
KINDS = {
    "primary_round": "round", "rights_issue": "round", "secondary": "transfer", "tender": "tender",
    "fund_mark": "fund_mark", "internal_409a": "appraisal", "ipo_price": "offer",
    "first_day_close": "close", "market_close": "close", "talks": "talks",
}  # fmt: skip
LEFT_OUT = {"first_day_open", "direct_listing_reference", "merger"}
Told = tuple[str, str, str, Decimal, str]


@pytest.fixture
def histories(shared):
    text = (shared / "data" / "price_histories.json").read_text(encoding="utf-8")
    known = json.loads(text, parse_float=Decimal)["companies"]
    return {PRICED[one["id"]]: one["points"] for one in known if one["id"] in PRICED}


def looked_up(points: list[dict[str, Any]]) -> Iterator[Told]:
    """Yield the figures of points that somebody read: day, kind, currency, figure, sureness."""
    for one in points:
        if one["basis"] != "looked_up" or one["kind"] in LEFT_OUT:
            continue
        day = one["date"][:7] if one["date_precision"] == "month" else one["date"]
        kind = KINDS[one["kind"]]
        if "warrants" in one.get("note", ""):  # A loan with warrants is no round.
            kind = "valuation"
        recalled = one.get("recalled_fields", ())
        price = None if "price_per_share" in recalled else one["price_adj"]
        worth = None if "valuation" in recalled else one["valuation"]
        if price is not None:
            yield day, kind, one["currency"], Decimal(price), one["confidence"]
        if worth is not None and (price is None or kind == "round"):
            yield day, kind, one["currency"], Decimal(worth), one["confidence"]


def shipped_of(slug: str) -> Iterator[Told]:
    """Yield the figures of the facts that are shipped; every one of them is an anchor."""
    for fact in shipped.facts(slug):
        found = anchor(as_recorded(fact))
        assert found is not None, (slug, fact)
        day = f"{fact.on:%Y-%m}" if fact.precision == "month" else f"{fact.on}"
        yield day, found.kind, found.currency, found.value, fact.sure


def as_recorded(fact: shipped.ShippedFact) -> FactRecorded:
    return FactRecorded(
        fact=FactId("fact_x"), issuer=IssuerId("issuer_x"), effective_on=fact.on,
        precision=fact.precision, question=fact.question, value=fact.value, unit=fact.unit,
        says_en=fact.says_en, says_zh=fact.says_zh, source=fact.source, address=fact.address,
        sure=fact.sure,
    )  # fmt: skip


def test_every_price_that_was_looked_up_is_shipped_and_no_other(histories):
    for slug, points in histories.items():
        assert sorted(shipped_of(slug)) == sorted(looked_up(points)), slug


def test_all_of_them_are_there_and_how_many_were_only_recalled(histories):
    facts = [fact for slug in histories for fact in shipped.facts(slug)]
    recalled = [
        one for points in histories.values() for one in points if one["basis"] == "recalled"
    ]

    assert len(histories) == len(PRICED)
    assert (len(facts), len(recalled)) == (118, 52)


def test_an_address_is_the_one_that_was_read(histories):
    for slug, points in histories.items():
        read = {one["source"] for one in points}
        for fact in shipped.facts(slug):
            if fact.address is not None:
                assert any(fact.address in source or source in fact.address for source in read) or (
                    "github.com" in fact.address
                )
            else:
                assert (
                    "were not kept" in fact.source
                    or "was not kept" in fact.source
                    or ("virtuesig" in fact.source)
                ), fact.source


@pytest.mark.parametrize("slug", sorted(PRICED.values()))
def test_a_price_after_a_split_says_both_prices(slug):
    for fact in shipped.facts(slug):
        if fact.unit is not None and fact.unit.endswith("a share, derived"):
            assert "after their splits" in fact.says_en or "worked out from" in fact.says_en
