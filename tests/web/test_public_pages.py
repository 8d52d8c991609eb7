"""What anybody may read: who holds what, what may be sold, what is known; and no more."""

import re
from decimal import Decimal

import pytest

from laogu.basics import PersonId
from laogu.journal import StoppedWorld
from laogu.operations import RegisterRow
from laogu.web.pages.issuer.holders import percent
from tests.web.forms import words
from tests.web.practice import START, Practice

HOSTILE = "<script>alert(1)</script> & \"quoted\" 'name' =1+1"
ZHIPU = "/company/zhipu"
HARROW = "/company/harrow"


@pytest.fixture(scope="module")
def real() -> Practice:
    return Practice(kind="real")


@pytest.fixture
def practice() -> Practice:
    return Practice()


def get(market: Practice, path: str, who: str = "nobody", lang: str = "en") -> str:
    with market.browser(who) as browser:
        answer = browser.get(f"/{lang}{path}")
    assert answer.status_code == 200, words(answer.text)[:300]
    return answer.text


# Markets


def test_a_company_with_a_mark_shows_its_band_and_grade_and_without_one_says_why(real):
    page = words(get(real, "/"))

    assert "Zhipu AI (Z.AI)" in page
    assert re.search(r"819\.\d HKD a share [\d,]+–[\d,]+", page)
    assert "Grade B: The last arm's-length price is 53 days old, of 10 Sep 2026." in page
    assert "no price No price: nobody is known to have paid for shares" in page


def test_the_rulebook_of_a_company_has_its_chinese_name_in_chinese(real, practice):
    listed = words(get(real, "/", lang="zh"))
    offered = words(get(real, "/company/shein", lang="zh"))
    ours = words(get(practice, "/", lang="zh"))

    assert "告示板规则书 1" in listed
    assert "在香港上市的内地股份有限公司适用的规则 2026-01-07" in listed
    assert "规则书 告示板规则书 1" in offered
    assert "公司章程（示例） 2026-01-05" in ours
    assert not re.search(r"\bboard\b|cn-jsc-hk-listed|harrow-articles", listed + offered + ours)
    assert "board 1" in words(get(real, "/"))


def test_an_empty_market_names_the_first_two_things_to_do():
    page = get(Practice(kind="empty"), "/")

    assert "No company is registered here yet." in words(page)
    assert "./run serve --practice" in words(page)
    assert "./run issuer register" in words(page)
    assert 'href="/en/sign-in' in page


def test_the_order_of_companies_is_in_the_address(practice):
    practice.do("issuer.register", slug="aardvark", name_en="Aardvark", zone="UTC", currency="USD")

    by_name = words(get(practice, "/?sort=name"))

    assert by_name.index("Aardvark") < by_name.index("Harrow Instruments (example)")


# A company


def test_a_public_register_is_read_by_anybody_with_until_when_and_under_which_rule(real):
    page = words(get(real, ZHIPU))

    assert "53 holders by name, and one row that names none." in page
    assert "Huihui (ESOP) 慧惠 39,482,710" in page
    assert "9.80 7 Jan 2027 CN-JSC-05 67" in page
    assert "34 more" in page
    assert "Holders not shown to you" not in page


def test_every_row_is_there_when_all_are_asked_for(real):
    page = words(get(real, f"{ZHIPU}?rows=all"))

    assert "Zhang Peng" in page
    assert "Other pre-listing holders (not named one by one)" in page


def test_a_register_that_is_not_public_is_summed_up_for_a_visitor(practice):
    page = words(get(practice, HARROW))

    assert "Dee Annon" not in page
    assert "North Ridge" not in page
    assert "Holders not shown to you 10,000,000" in page
    assert "are shown to themselves, to the issuer and to the operator" in page


@pytest.mark.parametrize(
    ("who", "seen", "hidden"),
    [
        ("dee", ["Dee Annon (example)"], ["North Ridge"]),
        ("ida", ["Dee Annon (example)", "North Ridge Fund I LP (example)"], []),
        ("operator", ["Dee Annon (example)", "North Ridge Fund I LP (example)"], []),
    ],
)
def test_who_acts_sees_what_a_mandate_lets_them(practice, who, seen, hidden):
    page = get(practice, HARROW, who)
    rows = words(page[page.index('id="holders"') : page.index("Documents in force")])

    assert [name for name in seen if name not in rows] == []
    assert [name for name in hidden if name in rows] == []


def test_seeing_a_register_that_is_not_ones_own_is_noted(practice):
    inspector = practice.do("person.register", name="Ivy Look (example)")["person"][0]
    practice.do("mandate.give", person=inspector, power="inspect", over="market")
    practice.people["ivy"] = PersonId(inspector)

    for who in ("nobody", "dee", "ida", "ivy"):
        get(practice, HARROW, who)

    looked = [(look.by, look.what) for look in practice.running.looking.latest()]
    assert looked == [(inspector, "register")]


def test_open_offers_are_withheld_from_a_visitor_and_said_to_be(practice):
    practice.offer(8_000, "18.77")

    visitor, buyer = get(practice, HARROW), get(practice, HARROW, "kit")

    assert "18.77" not in visitor
    assert "/offer/" not in visitor.replace("/company/harrow/offer", "")
    assert "Not shown to you" in words(visitor)
    assert "18.77" in buyer
    assert "/en/offer/offer_" in buyer
    assert "Dee Annon" not in buyer


def test_a_settled_trade_is_on_the_tape_for_anybody_and_makes_a_mark(practice):
    practice.settled()

    page = words(get(practice, HARROW))

    assert "18.50 8,000" in page
    assert "Grade A" in page
    assert "5 to 95%:" in page
    assert "Dee Annon" not in page


def test_the_release_calendar_says_which_day_how_many_come_free(practice, real):
    practice_page, real_page = get(practice, HARROW), get(real, ZHIPU)

    assert "19 Jul 2027" in practice_page
    assert "one holding ART-10 525,000" in words(practice_page)
    assert "8 Jan 2027" in real_page
    assert "54 holdings CN-JSC-05 402,810,690" in words(real_page)


def test_a_past_day_shows_the_register_as_it_was_and_nothing_to_act_on(practice):
    practice.settled()

    page = words(get(practice, f"{HARROW}?as_of=2026-01-04", "dee"))
    then = words(get(practice, f"{HARROW}?as_of=2026-01-05", "dee"))

    assert "This page shows 4 Jan 2026 as it was; nothing on it can be acted on." in page
    assert "Offer shares" not in page
    assert "Dee Annon (example) 60,000" in then
    assert "18.50" not in then
    assert "Dee Annon (example) 52,000" in words(get(practice, HARROW, "dee"))


def test_what_was_known_on_a_day_is_shown_without_what_was_written_later(practice):
    # The register is effective in January and was written down in November.
    page = words(get(practice, f"{HARROW}?as_of=2026-02-01&known_at=2026-10-31", "ida"))

    assert "On the register Ordinary shares 0 shares" in page
    assert "as known at the end of 31 Oct 2026" in page


@pytest.mark.parametrize(
    ("query", "status", "code"),
    [
        ("as_of=2026-02-30", 400, "basics.not_a_day"),
        ("as_of=yesterday", 400, "basics.not_a_day"),
        ("as_of=2030-01-01", 422, "register.after_today"),
        ("known_at=x", 400, "basics.not_a_day"),
        ("stock_class=Preferred", 404, "register.stock_class_unknown"),
    ],
)
def test_what_an_address_cannot_mean_is_said_as_a_page(practice, query, status, code):
    with practice.browser() as browser:
        answer = browser.get(f"/en{HARROW}?{query}")

    assert (answer.status_code, code in answer.text) == (status, True)


def test_an_unknown_company_is_a_page(practice):
    with practice.browser() as browser:
        answer = browser.get("/zh/company/nobody")

    assert answer.status_code == 404
    assert "register.issuer_unknown" in answer.text


def test_a_hostile_name_is_only_text(practice):
    practice.do("issuer.register", slug="hostile", name_en=HOSTILE, zone="UTC", currency="USD")
    practice.do("stock_class.register", issuer="hostile", name_en=HOSTILE)
    row = RegisterRow(line=2, holder=HOSTILE, kind="organisation", stock_class=HOSTILE,
                      quantity=Decimal(100), public=True)  # fmt: skip
    practice.do("register.load", issuer="hostile", rows=(row,))

    for path in ("/", "/company/hostile", "/company/hostile/transfer", "/company/hostile/rules"):
        page = get(practice, path)
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_both_languages_show_the_same_figures(real):
    def figures(page: str) -> list[str]:
        table = page[page.index('id="holders"') : page.index('id="releases"')]
        return re.findall(r'<td class="n[^"]*">([\d,.]+)</td>', table)

    assert figures(get(real, ZHIPU, lang="zh")) == figures(get(real, ZHIPU, lang="en"))


def test_contradictions_stand_side_by_side_with_their_sources(real):
    page = words(get(real, ZHIPU))

    assert "131.50 HKD a share" in page
    assert "125.70 HKD a share" in page
    assert "not decided: both stand" in page


def test_the_rules_name_each_clause_and_the_document_is_there_by_its_hash(real):
    rules = get(real, f"{ZHIPU}/rules")
    agreements = real.running.books.agreements
    zhipu = real.running.books.register.slugs["zhipu"]
    (terms,) = [one for one in agreements.terms.values() if one.issuer == zhipu]
    document = words(get(real, f"{ZHIPU}/terms/{terms.document}"))

    assert 'id="CN-JSC-05"' in rules
    assert f"/terms/{terms.document}" in rules
    assert "LAOGU-HELD" in rules
    assert 'rule = "CN-JSC-05"' in document
    assert terms.document in document


def test_the_rulebook_shows_what_is_off_too(real):
    page = words(get(real, ZHIPU))

    assert "Agreed sale on CN-SEC-04" in page
    assert "Call auction off CN-SEC-04" in page


# The answer


def test_the_answer_for_a_public_holder_says_until_when_and_under_which_rule(real):
    holder = next(
        id_ for id_, one in real.running.books.register.holders.items() if one.name == "慧惠"
    )

    page = words(get(real, f"{ZHIPU}/transfer?seller={holder}"))
    chinese = words(get(real, f"{ZHIPU}/transfer?seller={holder}", lang="zh"))

    assert "No, until 7 Jan 2027" in page
    assert "CN-JSC-05" in page
    assert "the issuer's articles" in page
    assert "2027-01-07" in chinese


def test_an_answer_about_somebody_who_is_not_public_is_refused_to_a_visitor(practice):
    seller = practice.holders["dee"]
    with practice.browser() as visitor, practice.browser("kit") as other:
        nobody = visitor.get(f"/en{HARROW}/transfer?seller={seller}")
        stranger = other.get(f"/en{HARROW}/transfer?seller={seller}")

    assert (nobody.status_code, "people.not_signed_in" in nobody.text) == (403, True)
    assert (stranger.status_code, "people.no_mandate" in stranger.text) == (403, True)
    assert "60,000" not in nobody.text + stranger.text


def test_an_answer_with_steps_lists_who_must_do_what_by_when(practice):
    seller = practice.holders["dee"]
    page = words(
        get(practice, f"{HARROW}/transfer?seller={seller}&quantity=8000&price=18.50", "dee")
    )

    assert "Yes, after two steps" in page
    assert "11 holders" in page
    assert "17 Nov 2026" in page
    assert "silence is not consent" in page
    assert "Offer these shares" in page


def test_a_question_that_cannot_be_read_comes_back_with_its_error(practice):
    seller = practice.holders["dee"]
    with practice.browser("dee") as browser:
        answer = browser.get(f"/en{HARROW}/transfer?seller={seller}&quantity=-1")

    assert answer.status_code == 400
    assert 'id="quantity-wrong"' in answer.text
    assert 'value="-1"' in answer.text


def test_a_stopped_clock_is_what_a_page_is_drawn_by(practice):
    assert isinstance(practice.running.journal.world, StoppedWorld)
    assert practice.visit("nobody").now >= START


@pytest.mark.parametrize(
    ("units", "of", "shown"),
    [(4_000_000, 12_200_000, "32.79"), (1, 3, "33.33"), (2, 3, "66.67"), (1, 1, "100.00"),
     (0, 5, "0.00"), (0, 0, "–")],
)  # fmt: skip
def test_a_part_is_rounded_as_the_shell_rounds_it(units, of, shown):
    assert percent(units, of) == shown


# The frame


def test_a_browser_that_is_dark_by_itself_is_led_to_the_light_theme(real):
    page = get(real, "/")

    assert 'of-light" href="/en/theme?to=dark' in page
    assert 'of-dark" href="/en/theme?to=light' in page
    with real.browser("nobody") as browser:
        browser.get("/en/theme?to=dark&back=/en/")
        chosen = browser.get("/en/").text
    assert "of-light" not in chosen
    assert "of-dark" not in chosen
    assert 'href="/en/theme?to=light' in chosen
