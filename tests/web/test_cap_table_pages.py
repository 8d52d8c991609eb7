"""The cap table of a company, its securities and its holders, as each visitor may see them."""

import io
import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import pytest

from tests.web.forms import words
from tests.web.practice import Practice
from tests.web.test_every_table_has_its_corner import Tables, problems

TABLE = "/company/harrow/captable"
DILUTED = f"{TABLE}?counts=fully-diluted"


@pytest.fixture(scope="module")
def market() -> Practice:
    """Harrow with a trade that settled: Dee sold 8,000, Rui took 3,000 of them and Kit the rest."""
    practice = Practice()
    practice.settled()
    return practice


@pytest.fixture(scope="module")
def real() -> Practice:
    return Practice(kind="real")


def get(
    market: Practice, path: str, who: str = "nobody", lang: str = "en", *, code: int = 200
) -> str:
    with market.browser(who) as browser:
        answer = browser.get(f"/{lang}{path}")
    assert answer.status_code == code, words(answer.text)[:300]
    return answer.text


def told(market: Practice, path: str, who: str, table: str) -> list[dict[str, Any]]:
    """The rows of a table as JSON."""
    bare, _, query = path.partition("?")
    with market.browser(who) as browser:
        answer = browser.get(f"/en{bare}.json?{query}&table={table}").json()
    rows: list[dict[str, Any]] = answer[table]
    return rows


def sold_lot(market: Practice) -> str:
    """The lot of Dee's of which the shares were sold."""
    return next(
        one
        for one, lived in market.running.books.register.securities.items()
        if lived.retired is not None and lived.retired.by == "transfer"
    )


def test_a_table_by_holder_sums_to_what_is_issued(market):
    page = words(get(market, TABLE, "ida"))
    rows = told(market, TABLE, "ida", "by_holder")

    assert "10,000,000" in page
    assert sum(Decimal(row["Ordinary shares"]) for row in rows) == 10_000_000
    assert "Dee Annon (example) 52,000 0.52" in page


@pytest.mark.parametrize("by", ["holder", "class", "group"])
def test_what_is_fully_diluted_is_the_same_by_whatever_it_is_told(market, by):
    rows = told(market, f"{DILUTED}&by={by}", "ida", f"by_{by}")

    assert sum(Decimal(row["together"]) for row in rows) == 10_400_000
    assert sum(Decimal(row["granted"] or 0) for row in rows) == 29_200
    assert sum(Decimal(row["left_to_grant"] or 0) for row in rows) == 370_800


def test_a_switch_leaves_out_and_says_how_much(market):
    page = words(get(market, f"{DILUTED}&without=pool&grants=none", "ida"))

    assert "370,800 left to grant in plans do not count." in page
    assert "29,200 granted and not exercised do not count." in page
    assert "Total 10,000,000 100.00" in page


def test_a_stranger_sees_sums_and_a_holder_its_own_row(market):
    nobodys = words(get(market, DILUTED))
    dees = words(get(market, DILUTED, "dee"))

    assert "Dee Annon" not in nobodys
    assert "Not shown to you 10,000,000 29,200 370,800 10,400,000 100.00" in nobodys
    assert "Dee Annon (example)" in dees
    assert "North Ridge" not in dees


def test_a_public_register_shows_its_holders_to_anybody(real):
    page = words(get(real, "/company/zhipu/captable"))

    assert "Huihui (ESOP) 39,482,710" in page
    assert "Not shown to you" not in page


def test_every_choice_of_the_table_has_an_address_of_its_own(market):
    with market.browser("ida") as browser:
        page = browser.get(f"/en{DILUTED}&by=group&since=2026-11-02").text
        links = re.findall(r'href="(/en/company/harrow/captable[^"]*)"', page)
        answers = {link: browser.get(link.replace("&amp;", "&")).status_code for link in links}

    assert len(answers) > 12
    assert set(answers.values()) == {200}
    assert any("grants=vested" in link and "since=2026-11-02" in link for link in answers)


def test_the_day_is_moved_along_the_days_of_a_change(market):
    with market.browser("ida") as browser:
        moved = browser.get(f"/en{TABLE}?change=1&by=class", follow_redirects=False)
        page = browser.get(moved.headers["location"]).text

    assert moved.status_code == 303
    assert "as_of=2026-01-05" in moved.headers["location"]
    assert "by=class" in moved.headers["location"]
    assert 'type="range" min="1" max="2" value="1"' in re.sub(r" +", " ", page)


def test_what_changed_between_two_days_is_told_by_act(market):
    page = words(get(market, f"{TABLE}?since=2026-11-02", "ida"))
    rows = told(market, f"{TABLE}?since=2026-11-02", "ida", "changes")

    assert "Dee Annon (example) 60,000 – none −8,000 52,000" in page
    assert sum(Decimal(row["transferred_in"]) for row in rows) == 8_000
    assert sum(Decimal(row["transferred_out"]) for row in rows) == -8_000
    assert all(
        Decimal(row["start"]) + Decimal(row["transferred_in"]) + Decimal(row["transferred_out"])
        == Decimal(row["end"])
        for row in rows
    )


def test_what_others_changed_is_summed_up_for_who_may_not_see_them(market):
    rows = told(market, f"{TABLE}?since=2026-11-02", "dee", "changes")

    assert [(row["holder"], row["transferred_in"], row["transferred_out"]) for row in rows] == [
        ("Dee Annon (example)", "0", "-8000"),
        (None, "8000", "0"),
    ]


def test_a_past_moment_is_asked_for_by_the_end_of_its_day(market):
    today = words(get(market, TABLE, "ida"))
    known = words(get(market, f"{TABLE}?known_at=2026-11-02", "ida"))

    assert "Dee Annon (example) 52,000" in today
    assert "as known at the end of 2 Nov 2026" in known
    assert "Dee Annon (example) 60,000" in known


@pytest.mark.parametrize(
    "given", ["since=2026-02-30", "counts=fully-diluted&at=cheap", "by=colour", "without=tax"]
)
def test_what_cannot_be_read_is_refused(market, given):
    get(market, f"{TABLE}?{given}", "ida", code=400)


def test_a_security_tells_both_ways_what_came_of_what(market):
    sold = sold_lot(market)
    into = market.running.books.register.securities[sold].retired.into
    page = words(get(market, f"/company/harrow/securities/{sold}", "ida"))
    later = words(get(market, f"/company/harrow/securities/{into[0]}", "ida"))

    assert "retired on" in page
    assert "Transferred" in page
    for text in (page, later):
        assert "Issuance" in text
        assert "Dee Annon (example)" in text
    rows = told(market, f"/company/harrow/securities/{sold}", "ida", "ledger")
    ended = [Decimal(row["quantity"]) for row in rows if row["act"] == "transfer"
             and row["side"] == "ended"]  # fmt: skip
    made = [Decimal(row["quantity"]) for row in rows if row["act"] == "transfer"
            and row["side"] == "made"]  # fmt: skip
    assert sum(ended) == sum(made)


def test_a_security_is_unknown_to_who_may_not_see_its_holder(market):
    sold = sold_lot(market)

    for path in ("", "/certificate"):
        get(market, f"/company/harrow/securities/{sold}{path}", "nobody", code=404)
        get(market, f"/company/harrow/securities/{sold}{path}", "dee")
    get(market, f"/company/harrow/holders/{market.holders['dee']}", "nobody", code=404)


def test_others_in_a_line_are_not_named_to_who_may_not_see_them(market):
    into = market.running.books.register.securities[sold_lot(market)].retired.into
    others = [one for one in into
              if market.running.books.register.securities[one].stock.holder
              != market.holders["dee"]]  # fmt: skip

    page = words(get(market, f"/company/harrow/securities/{sold_lot(market)}", "dee"))

    assert others
    assert "a holder not shown to you" in page
    assert all(one[-5:] not in page for one in others)


def test_a_certificate_says_what_counts_and_a_retired_one_that_it_does_not(market):
    sold = sold_lot(market)
    living = next(iter(market.running.books.register.lots_of.on(market.holders["dee"])))

    old = words(get(market, f"/company/harrow/securities/{sold}/certificate", "ida"))
    page = words(get(market, f"/company/harrow/securities/{living}/certificate", "ida"))

    assert "This security certifies nothing on this day." in old
    assert "certifies nothing" not in page
    assert "Dee Annon (example) holds" in page


def test_what_keeps_a_lot_names_its_clause_in_the_language_of_the_page(real):
    register = real.running.books.register
    slug = register.slugs["zhipu"]
    lot = next(
        lived.stock.security for lived in register.securities.values()
        if lived.stock.issuer == slug and register.holders[lived.stock.holder].public
    )  # fmt: skip
    page = words(get(real, f"/company/zhipu/securities/{lot}", lang="zh"))

    assert "《公司法》第一百六十条" in page
    assert "Company Law" not in page


def test_cost_is_told_to_who_may_know_it(real, market):
    public = next(
        lived.stock for lived in real.running.books.register.securities.values()
        if real.running.books.register.holders[lived.stock.holder].public
    )  # fmt: skip
    page = words(get(real, f"/company/zhipu/securities/{public.security}"))
    own = next(iter(market.running.books.register.lots_of.on(market.holders["dee"])))

    assert "Cost" not in page
    assert "Cost" in words(get(market, f"/company/harrow/securities/{own}", "dee"))


def test_a_holder_on_a_register_has_lots_grants_and_a_history(market):
    page = words(get(market, f"/company/harrow/holders/{market.holders['dee']}", "ida"))

    assert "−8,000 52,000" in page
    assert "Lots" in page
    assert "How it came about" in page


def test_every_table_of_these_pages_has_its_three_forms(market):
    for path in (f"{DILUTED}&since=2026-11-02", f"{TABLE}?by=votes",
                 f"/company/harrow/securities/{sold_lot(market)}",
                 f"/company/harrow/holders/{market.holders['dee']}"):  # fmt: skip
        with market.browser("ida") as browser:
            for _, links in Tables(browser.get(f"/en{path}").text).found:
                assert len(links) == 3, path
                assert list(problems([browser.get(link) for link in links])) == []


def sheets_of(content: bytes) -> Iterator[tuple[str, str]]:
    with ZipFile(io.BytesIO(content)) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        for number, name in enumerate(names, 1):
            yield name, book.read(f"xl/worksheets/sheet{number}.xml").decode()


def test_the_workbook_has_it_all_and_no_formula():
    practice = Practice()
    hostile = "=1+1 (example)"
    made = practice.do("holder.register", name=hostile, kind="organisation", issuer="harrow")
    practice.do("security.issue", issuer="harrow", stock_class="Ordinary shares",
                holder=made["holder"][0], quantity=Decimal(5), on=date(2026, 1, 5))  # fmt: skip

    with practice.browser("ida") as browser:
        answer = browser.get(f"/en{TABLE}.xlsx?table=workbook")
    found = dict(sheets_of(answer.content))

    assert list(found) == [
        "summary", "by class", "by holder", "by holder, fully diluted", "by group", "vesting",
        "votes", "ledger", "about",
    ]  # fmt: skip
    assert hostile in found["by holder"]
    assert all("<f>" not in sheet for sheet in found.values())


@pytest.mark.parametrize("who", ["nobody", "dee"])
def test_the_workbook_has_no_more_than_its_reader_may_see(market, who):
    with market.browser(who) as browser:
        answer = browser.get(f"/en{TABLE}.xlsx?table=workbook")
    whole = "".join(sheet for _, sheet in sheets_of(answer.content))

    assert "North Ridge" not in whole
    assert ("Dee Annon" in whole) == (who == "dee")


@pytest.fixture
def certified() -> tuple[Practice, str]:
    """Ada has a certificate CS-77 of 900, of which 400 are pledged and 100 held for somebody."""
    practice = Practice()
    ada = next(
        one.holder for one in practice.running.books.register.holders.values()
        if "Ada Marsh" in practice.visit("operator").name(one)
    )  # fmt: skip
    lot = practice.do("security.issue", issuer="harrow", stock_class="Ordinary shares", holder=ada,
                      quantity=Decimal(900), certificate="CS-77")["security"][0]  # fmt: skip
    for kind, count in (("pledge", 400), ("nominee", 100)):
        practice.do("encumbrance.record", kind=kind, rule=f"{kind}-1", source="Deed (example)",
                    security=lot, quantity=Decimal(count), favours_name="Someone (example)",
                    favours_kind="organisation", basis="contract")  # fmt: skip
    return practice, lot


def test_what_lies_on_a_lot_stands_on_its_page_with_its_clause(certified):
    practice, lot = certified

    page = words(get(practice, f"/company/harrow/securities/{lot}", "ida"))

    assert "400 are pledged." in page
    assert "100 are held for somebody else." in page
    assert "pledge-1" in page


def test_a_certificate_is_found_by_its_number_by_who_may_see_it(certified):
    practice, lot = certified

    assert f"/company/harrow/securities/{lot}" in get(practice, "/search?q=cs-77", "ida")
    assert f"/company/harrow/securities/{lot}" in get(practice, f"/search?q={lot}", "ida")
    assert lot not in get(practice, "/search?q=CS-77")
