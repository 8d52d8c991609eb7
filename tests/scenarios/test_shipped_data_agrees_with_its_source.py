"""What we ship says what the sourced facts say, row by row, where the folder with them is there."""

import json
from datetime import date

import pytest

from laogu.connectors import read_register, shipped


@pytest.fixture
def zhipu(shared):
    known = json.loads((shared / "data" / "six_dragons.json").read_text(encoding="utf-8"))
    return next(company for company in known["companies"] if company["id"] == "zhipu")


def test_zhipus_register_is_the_one_of_its_filing(zhipu):
    rows = read_register(shipped.register("zhipu"), "register.csv").rows

    *named, residual = zhipu["holders"]

    assert len(named) == 53
    assert [int(row.quantity) for row in rows] == [one["shares"] for one in zhipu["holders"]]
    for row, one in zip(rows, named, strict=False):
        assert row.holder in one["name"]
        assert row.holder_en in one["name"]
        assert row.source == one["source"]
        assert row.sure == one["confidence"]
    assert rows[-1].kind == "residual"
    assert "residual" in residual["note"]
    assert sum(row.quantity for row in rows) == zhipu["share_counts"][0]["total"]


def test_pathfinders_are_those_the_filing_marks_so(zhipu):
    rows = read_register(shipped.register("zhipu"), "register.csv").rows

    marked = [("pathfinder" in one.get("note", "")) for one in zhipu["holders"]]

    assert [any(lock.rule == "HK-04" for lock in row.locks) for row in rows] == marked


def test_the_locks_end_on_the_days_of_the_filing(zhipu):
    ends = {lock["who"].split()[0]: lock.get("end") for lock in zhipu["lockups"]}
    rows = read_register(shipped.register("zhipu"), "register.csv").rows
    until = {lock.rule: lock.until for row in rows for lock in row.locks}

    assert until["CN-JSC-05"] == date.fromisoformat(ends["all"])
    assert until["HK-04"] == date.fromisoformat(ends["pathfinder"])


def test_the_company_is_the_one_of_the_filing(zhipu):
    issuer = shipped.issuer("zhipu")
    entity = zhipu["legal_entity"][0]

    assert issuer.legal_name_zh == entity["name"]
    assert entity["name_en"].startswith(issuer.legal_name_en)
    assert issuer.established_on == date.fromisoformat(entity["established"])
    assert (issuer.name_zh, issuer.name_en) == (zhipu["name_zh"], zhipu["name_en"])


def test_share_counts_and_offer_are_those_of_the_filings(zhipu):
    facts = shipped.facts("zhipu")

    counts = {(f.on.isoformat(), f.value) for f in facts if f.question == "shares_in_issue"}
    offer = next(f for f in facts if f.question == "offer_price")

    assert counts == {(one["date"], str(one["total"])) for one in zhipu["share_counts"]}
    assert offer.value == f"{zhipu['ipo'][0]['offer_price']:.2f}"


def test_what_was_only_recalled_is_left_out(zhipu):
    recalled = {one["date"] for one in zhipu["rounds"] if "unverified" in one["source"]}
    kept = {one["date"] for one in zhipu["rounds"]} - recalled

    shipped_rounds = {
        f"{fact.on:%Y-%m}" for fact in shipped.facts("zhipu") if "CNY" in (fact.unit or "CNY")
    }

    assert recalled == {"2021-12", "2023-10", "2024-05"}
    assert {month[:7] for month in kept} <= shipped_rounds
    assert not shipped_rounds & {"2021-12", "2024-05"}


def test_the_rest_days_are_those_of_the_notice(shared):
    cases = json.loads((shared / "cases" / "rule_cases.json").read_text(encoding="utf-8"))
    noticed = cases["meta"]["calendars"]["CN-2026"]
    calendar = shipped.rest_days()

    for first, last in noticed["holidays"]:
        assert {date.fromisoformat(first), date.fromisoformat(last)} <= set(calendar.holidays)
    assert [day.isoformat() for day in calendar.makeup_workdays] == noticed["makeup_workdays"]
