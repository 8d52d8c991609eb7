"""What we ship says what the sourced facts say, figure by figure, where their folder is there.

Left out, and why:

- rows whose source says that they were recalled, or that they are unverified: nobody looked them up
  (`left_out` counts them, so that one that goes or comes is noticed);
- per cents of a holding (`pct_of_…`): they follow from the register, which has the holdings;
- lessons, and the list of tenders and refusal cases: they are no facts of these companies;
- every name of a natural person who stands on no register and in no filing.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from laogu.connectors import read_register, shipped
from tests.scenarios.test_shipped_prices_agree_with_their_source import PRICED

SLUGS = {
    "recurrent_ai": "recurrent-ai", "01ai": "zero-one-ai", "yunjin_xiaohuifu": "xiaohuifu",
    "moore_threads": "moore-threads",
}  # fmt: skip
STAKES = {
    "xiaohuifu": "xiaohuifu", "zhongbai_hubei": "yonghui-zhongbai",
    "zhabuye_baiyin": "zabuye-baiyin", "sanmao_yimaotiao": "yimaotiao", "htzx_shushi": "shushi",
    "bohai_xiaodai": "bohai-microcredit", "yito_luoyin": "luoyin-leasing",
    "shouguang_rcb": "shouguang-bank", "shengzhou_rcb": "shengzhou-bank",
    "hengfeng_bank": "hengfeng-bank", "jilin_bank": "jilin-bank", "harbin_bank": "harbin-bank",
    "neimenggu_bank": "inner-mongolia-bank", "qishang_bank": "qishang-bank",
    "zhengzhou_rcb": "zhengzhou-bank", "handan_bank": "handan-bank", "wuhan_rcb": "wuhan-bank",
    "heihe_rcb": "heihe-bank", "shanwei_rcb": "shanwei-bank", "jinyuan_sec": "jinyuan",
    "sz_luanjiao": "shenzhen-exchange", "minsheng_sec": "minsheng",
    "sc_chaosheng": "sichuan-ultrasonic", "sailong_bio": "sailong",
    "guoxuan_seg": "guoxuan-shanghai",
}  # fmt: skip
FOLLOWS = re.compile(r"pct_of_\d+|round")
SIZES = {"million": 10**6, "billion": 10**9, "trillion": 10**12}
FIGURE = re.compile(r"(-?\d[\d,]*(?:\.\d+)?)(?: (million|billion|trillion))?")


@pytest.fixture
def companies(shared):
    text = (shared / "data" / "six_dragons.json").read_text(encoding="utf-8")
    known = json.loads(text, parse_float=Decimal)["companies"]
    return {SLUGS.get(one["id"], one["id"]): one for one in known}


@pytest.fixture
def stakes(shared):
    text = (shared / "data" / "listings.json").read_text(encoding="utf-8")
    return {STAKES[one["id"]]: one for one in json.loads(text, parse_float=Decimal)["listings"]}


@pytest.fixture
def zhipu(companies):
    return companies["zhipu"]


def is_left_out(row: dict[str, Any]) -> bool:
    return any(word in row.get("source", "").lower() for word in ("recalled", "unverified"))


def rows_of(company: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for part, rows in company.items():
        for row in rows if isinstance(rows, list) else ():
            if isinstance(row, dict):
                yield part, row


def figures_in(value: Any, name: str = "") -> Iterator[Decimal]:
    match value:
        case bool():
            return
        case int() | Decimal() if not FOLLOWS.fullmatch(name):
            yield Decimal(value)
        case dict():
            for key, inside in value.items():
                yield from figures_in(inside, key)
        case list():
            for inside in value:
                yield from figures_in(inside)
        case _:
            return


def said_by(fact: shipped.ShippedFact) -> set[Decimal]:
    """Return every figure that a fact states, in its value, its unit or its words."""
    found = set()
    for text in (fact.says_en, fact.unit or "", fact.value or ""):
        for digits, size in FIGURE.findall(text):
            plain = Decimal(digits.rstrip(",").replace(",", ""))
            found |= {plain, abs(plain), plain * SIZES.get(size, 1)}
    return found


def days_of(row: dict[str, Any]) -> set[str]:
    return {text for key in ("date", "listing_date", "as_of") if (text := row.get(key))}


def is_of(fact: shipped.ShippedFact, days: set[str]) -> bool:
    return not days or any(f"{fact.on}".startswith(day[: len(day)]) or day in f"{fact.on}"
                           for day in days)  # fmt: skip


def test_every_figure_that_was_looked_up_is_shipped(companies):
    missing = []
    for slug, company in companies.items():
        facts = shipped.facts(slug)
        for part, row in rows_of(company):
            if is_left_out(row) or (part == "holders" and slug in shipped.WITH_REGISTER):
                continue
            days = days_of(row) if part in {"prices", "rounds", "share_counts"} else set()
            told = set().union(*(said_by(fact) for fact in facts if is_of(fact, days)))
            missing += [(slug, part, one) for one in figures_in(row) if one not in told]

    assert missing == []


def test_every_figure_of_the_stakes_that_were_offered_is_shipped(stakes):
    missing = []
    for slug, listing in stakes.items():
        told = set().union(*(said_by(fact) for fact in shipped.facts(slug)))
        missing += [(slug, one) for one in figures_in(listing) if one not in told]

    assert missing == []


def test_no_figure_is_shipped_that_no_source_states(companies, stakes):
    """What is worked out here is listed, and each says so."""
    counted = {("minimax", "39.96")}
    strange = []
    for slug in {*companies, *stakes}:
        text = json.dumps([companies.get(slug), stakes.get(slug)], default=str)
        known = {Decimal(one.replace(",", "")) for one in re.findall(r"-?\d[\d,]*\.?\d*", text)}
        known |= {abs(one) for one in known}
        known |= {one * size for one in known for size in (10**4, 10**6, 10**9)}
        for fact in shipped.facts(slug):
            if fact.value is None or fact.unit == "day" or (slug, fact.value) in counted:
                continue
            if Decimal(fact.value) not in known:
                strange.append((slug, fact.question, fact.value))

    assert strange == []


def test_closing_prices_rounds_and_counts_stand_on_their_days_as_sure_as_they_are(companies):
    for slug, company in companies.items():
        facts = shipped.facts(slug)
        closes = {(f"{f.on}", Decimal(f.value or "")): f for f in facts if f.question == "close"}
        for row in company.get("prices", ()):
            fact = closes[row["date"], Decimal(row["close"])]
            assert (fact.unit, fact.sure) == (f"{row['currency']} a share", row["confidence"])
        counts = {(f"{f.on}", f.value) for f in facts if f.question.startswith("shares_in_issue")}
        for row in company.get("share_counts", ()):
            assert "total" not in row or (row["date"], str(row["total"])) in counts
        valued = {(f"{f.on}", f.value, f.unit) for f in facts}
        for row in company.get("rounds", ()):
            if is_left_out(row) or "post_money" not in row:
                continue
            day = (row["date"] + "-01-01")[:10]
            worth = [unit or "" for on, value, unit in valued
                     if on == day and value == f"{row['post_money']:.0f}"]  # fmt: skip
            assert any(unit.startswith(row["currency"]) for unit in worth), (slug, row)


def test_what_was_only_recalled_is_left_out_and_how_much_that_is(companies, stakes):
    left_out = Counter(
        slug for slug, one in companies.items() for _, row in rows_of(one) if is_left_out(row)
    )

    assert left_out == {
        "zhipu": 3, "minimax": 2, "moonshot": 1, "stepfun": 1, "baichuan": 4, "zero-one-ai": 3,
        "manus": 2,
    }  # fmt: skip
    assert not any(is_left_out(one) for one in stakes.values())
    months = {f"{fact.on:%Y-%m}" for fact in shipped.facts("zhipu") if fact.question == "round"}
    assert not months & {"2021-12", "2024-05"}


def test_every_company_and_every_stake_is_there(companies, stakes):
    assert {*companies, *stakes, *PRICED.values()} == {
        *shipped.WITH_REGISTER, *(one.slug for one in shipped.companies())
    }  # fmt: skip
    for one in shipped.companies():
        if one.slug in companies:
            assert companies[one.slug]["name_zh"] == one.name_zh


@pytest.mark.parametrize(("slug", "locked"), [("zhipu", None), ("minimax", "lockup_end")])
def test_a_register_is_the_one_of_its_filing(companies, slug, locked):
    rows = read_register(shipped.register(slug), "register.csv").rows
    *named, residual = companies[slug]["holders"]

    assert [int(row.quantity) for row in rows] == [
        one["shares"] for one in companies[slug]["holders"]
    ]
    for row, one in zip(rows, named, strict=False):
        assert row.holder in one["name"] or row.holder_en == one["name"]
        assert row.holder_en in one["name"]
        assert (row.source, row.sure) == (one["source"], one["confidence"])
        if locked is not None:
            last = max(lock.until for lock in row.locks if lock.until is not None)
            assert last.isoformat() == one[locked].rstrip("*")
            assert row.stock_class == f"Class {one['share_class']}"
    assert rows[-1].kind == "residual"
    assert "residual" in residual["note"]
    assert sum(row.quantity for row in rows) == companies[slug]["share_counts"][0]["total"]


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


def test_the_rest_days_are_those_of_the_notice(shared):
    cases = json.loads((shared / "cases" / "rule_cases.json").read_text(encoding="utf-8"))
    noticed = cases["meta"]["calendars"]["CN-2026"]
    calendar = shipped.rest_days()

    for first, last in noticed["holidays"]:
        assert {date.fromisoformat(first), date.fromisoformat(last)} <= set(calendar.holidays)
    assert [day.isoformat() for day in calendar.makeup_workdays] == noticed["makeup_workdays"]
