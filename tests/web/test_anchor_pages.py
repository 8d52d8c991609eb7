"""What anybody may read of real companies: anchors, lock-ups, what a holding would have fetched."""

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

import pytest

from laogu.register import Register
from laogu.web.pages.issuer import subject
from tests.web.forms import words
from tests.web.practice import Practice

ZHIPU, MINIMAX, STAKE = "/company/zhipu", "/company/minimax", "/company/xiaohuifu"


@pytest.fixture(scope="module")
def real() -> Practice:
    return Practice(kind="real")


def get(
    market: Practice, path: str, who: str = "nobody", lang: str = "en", status: int = 200
) -> str:
    with market.browser(who) as browser:
        answer = browser.get(f"/{lang}{path}")
    assert answer.status_code == status, words(answer.text)[:300]
    return answer.text


def part(page: str, begins: str, ends: str) -> str:
    return words(page[page.index(begins) : page.index(ends)])


# Anchors


def test_a_company_shows_what_was_paid_with_its_kind_unit_and_source(real):
    shown = part(get(real, ZHIPU), 'id="anchors"', 'id="releases"')

    assert "10 Sep 2026 close 819.00" in shown
    assert "9 Jul 2026 placing 1,588.00" in shown
    assert "stcn.com, on the placing" in shown
    assert "33 anchors" not in shown  # the drawing says so to those who do not see it
    assert "all 33, and what a holding would have fetched" in shown


def test_every_figure_leads_to_its_fact_and_the_fact_to_its_source(real):
    page = get(real, f"{ZHIPU}/anchors")
    facts = get(real, f"{ZHIPU}/facts")

    ways = re.findall(r'<a href="/en/company/zhipu/facts#(fact_\w+)">', page)

    assert len(ways) == 33
    assert all(f'id="{one}"' in facts for one in ways)
    offer = re.search(r'facts#(fact_\w+)">116.20', page)
    assert offer is not None
    line = facts[facts.index(f'id="{offer[1]}"') :][:600]
    assert "https://www1.hkexnews.hk/" in line


def test_where_the_currency_changes_the_drawing_is_cut_and_says_so(real):
    page = get(real, ZHIPU)

    assert "← CNY a share" in page
    assert "HKD a share →" in page
    assert "nothing is converted" in page
    assert page.count('class="cut"') == 2  # drawn wide, and again narrow


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_quantity_in_the_address_is_worked_out_at_each_anchor(real, lang):
    page = words(get(real, f"{ZHIPU}/anchors?quantity=27,109,120", lang=lang))

    assert "3,150,079,744.00" in page
    assert "22,202,369,280.00" in page
    assert "1,640,643,942.40" in page  # in CNY, at 60.52


def test_a_holder_of_the_register_may_be_chosen(real):
    page = get(real, f"{ZHIPU}/anchors")
    option = re.search(r'<option value="(holder_\w+)"[^>]*>Tang Jie', page)
    assert option is not None

    shown = words(get(real, f"{ZHIPU}/anchors?holder={option[1]}"))

    assert "Tang Jie: 26,835,330 shares" in shown
    assert "3,118,265,346.00" in shown  # at 116.20


def test_a_part_of_a_company_goes_down_the_ladder(real):
    shown = words(get(real, f"{STAKE}/anchors?percent=28.095"))

    amounts = re.findall(r"CNY ([\d,]+\.\d\d)", shown)

    assert amounts == [
        "80,000,000.00", "120,000,000.00", "153,000,000.00", "177,000,000.00", "145,229,538.46",
    ]  # fmt: skip


def test_what_cannot_be_compared_has_no_amount(real):
    rows = get(real, "/company/moonshot/anchors?quantity=1000")

    assert "USD 1" not in words(rows)
    assert "none" in words(rows)


@pytest.mark.parametrize(
    ("query", "says"),
    [
        ("quantity=-1", "-1 is not a quantity of this stock class."),
        ("quantity=many", "“Or a quantity” cannot be read."),
        ("percent=120", "120% is not a part of a company."),
        ("percent=1&quantity=5", "More than one holding was named."),
    ],
)
def test_what_cannot_be_asked_is_said_beside_the_form(real, query, says):
    page = get(real, f"{ZHIPU}/anchors?{query}", status=400)

    assert says in words(page)
    assert "819.00" in page  # the anchors are there all the same


def test_what_a_holder_has_that_is_not_public_is_not_worked_out_for_a_visitor():
    practice = Practice()
    practice.do("fact.record", issuer="harrow", question="round", on=practice.world.now().date(),
                value="12.50", unit="USD a share", says_en="A round (example).",
                source="A paper (example)", sure="high")  # fmt: skip
    path = f"/company/harrow/anchors?holder={practice.holders['dee']}"

    assert "USD" in words(get(practice, path, "dee"))
    get(practice, path, "nobody", status=403)
    get(practice, path, "rui", status=403)
    assert "Dee Annon" not in get(practice, "/company/harrow/anchors")


def test_an_earlier_day_knows_no_later_anchor(real):
    page = words(get(real, f"{ZHIPU}/anchors?as_of=2026-01-08"))

    assert "116.20" in page
    assert "819.00" not in page


def test_anchors_are_had_as_a_table(real):
    with real.browser() as browser:
        answer = browser.get(f"/en{ZHIPU}/anchors.csv?quantity=27109120&table=anchors")
    text = answer.content.decode("utf-8-sig")
    rows = {row["value"]: row for row in csv.DictReader(io.StringIO(text)) if row["value"]}

    assert rows["116.20"]["comes_to"] == "3150079744.00"
    assert rows["116.20"]["comes_to_currency"] == "HKD"
    assert rows["24377000000"]["comes_to"] == ""


# Without an anchor, without a register


def test_a_company_of_which_nothing_could_be_looked_up_has_no_price_and_says_why(real):
    page = words(get(real, "/company/baichuan"))

    assert "no price" in page
    assert "Nothing is known of it that has a source." in page
    assert "Who holds what of this company is not known here." in page


def test_facts_without_a_price_are_no_anchor(real):
    page = words(get(real, "/company/recurrent-ai"))

    assert "None of what is known says what it is worth." in page
    assert "Nobody is known to have paid a price." in page


def test_a_reserve_that_found_no_bidder_is_words_only(real):
    page = get(real, "/company/sailong")

    assert "only says on which side the value lies." in words(page)
    assert "reserve" in part(page, 'id="anchors"', 'id="holders"')
    assert 'class="mark filled"' not in part_raw(page)


def part_raw(page: str) -> str:
    return page[page.index('id="anchors"') : page.index('id="holders"')]


def test_a_real_company_says_where_trading_is_shown_and_a_practice_one_does_not(real):
    says = "no order of it is invented"

    assert says in words(get(real, STAKE))
    assert says not in words(get(Practice(), "/company/harrow"))


# Lock-ups


def test_of_two_regimes_the_later_one_sets_the_shares_free(real):
    shown = part(get(real, ZHIPU), 'id="lock-ups"', 'id="lock-ups-stated"')

    assert "7 Jul 2026 HK-04 44,326,430 0 CN-JSC-05" in shown
    assert "7 Jan 2027 CN-JSC-05 402,810,690 402,810,690" in shown


def test_what_stands_on_no_register_is_shown_as_the_filing_states_it(real):
    shown = part(get(real, ZHIPU), 'id="lock-ups-stated"', 'id="holders"')

    assert "25,681,600" in shown
    assert "Cornerstone holders are locked to 2026-07-07 by agreement" in shown


def test_minimaxs_lock_ups_end_one_after_the_other_and_one_is_not_known(real):
    shown = part(get(real, MINIMAX), 'id="lock-ups"', 'id="lock-ups-stated"')

    assert "8 Jul 2026 MINIMAX-LOCK 108,822,505 108,822,505" in shown
    assert "8 Oct 2026 MINIMAX-LOCK 56,958,054 39,029,876 HK-04" in shown
    assert "8 Jan 2027 HK-04 25,765,128 25,765,128" in shown
    assert "unknown MINIMAX-LOCK 20,338,025 0" in shown


def test_figures_that_contradict_stand_side_by_side_and_other_units_do_not(real):
    page = words(get(real, MINIMAX))

    assert "34.25%" in page
    assert "39.96%" in page
    assert "15.14 USD a share, derived" not in part(
        get(real, MINIMAX), 'id="contradictions"', "Documents in force"
    )


# The list of companies


def test_the_list_says_of_each_what_was_paid_last_or_why_there_is_no_price(real):
    page = words(get(real, "/"))

    assert "57 companies" in page
    assert "46 with an anchor" in page
    assert "close 819.00 HKD a share 10 Sep 2026" in page
    assert "transfer 80m CNY for 28.095% 22 Jan 2026" in page
    assert "round 30bn USD after the round Jul 2026" in page
    assert "nobody is known to have paid for shares, or to have said a figure" in page


@pytest.mark.parametrize(("shown", "count"), [("register", 2), ("anchor", 46), ("no_anchor", 11)])
def test_the_list_can_be_narrowed_by_its_address(real, shown, count):
    page = get(real, f"/?shown={shown}")

    assert page.count('<tr class="row" data-row=') == count


class Closed(dict[Any, Any]):
    """A table into which nobody may look."""

    def _closed(self, *_: Any) -> Any:
        raise AssertionError("the list of companies walked a register")

    __getitem__ = get = __iter__ = items = values = _closed


def test_the_list_of_companies_never_walks_a_register(real, monkeypatch):
    register = real.running.books.register

    def walked(*_: Any, **__: Any) -> Iterator[Any]:
        raise AssertionError("the list of companies walked a register")

    monkeypatch.setattr(subject, "cap_table", walked)
    monkeypatch.setattr(Register, "living", walked)
    for table in ("securities", "lots", "lots_of", "of_class"):
        monkeypatch.setattr(register, table, Closed(getattr(register, table)))

    page = words(get(real, "/"))

    assert "402,810,690" in page
    assert "8 Jan 2027" in page
