"""The page of an issuer's capital: who sees it, what it lists, and its forms."""

import hashlib
import re
from datetime import date
from decimal import Decimal

import pytest

from laogu.connectors.capital import capital
from laogu.operations import Sight
from laogu.people import NoMandate, NotSignedIn
from laogu.web.pages.capital import CapitalPage, capital_page
from tests.web.forms import Forms, send, words
from tests.web.practice import Practice

CAPITAL = "/en/desk/harrow/capital"


@pytest.fixture
def practice() -> Practice:
    return Practice()


def page_of(practice: Practice, who: str = "ida", **query: str) -> CapitalPage:
    return capital_page(practice.visit(who, "/desk/harrow/capital", query=query), "harrow")


def lot(page: str, label: str) -> str:
    found = re.search(rf'<option value="(security_\w+)">{label} ', page)
    assert found is not None
    return found[1]


@pytest.mark.parametrize(
    ("who", "status"), [("nobody", 403), ("dee", 403), ("ida", 200), ("operator", 200)]
)
def test_only_who_acts_for_the_issuer_or_sees_all_sees_it(practice, who, status):
    with practice.browser(who) as browser:
        assert browser.get(CAPITAL).status_code == status


def test_a_class_is_described_converted_and_split_by_forms(practice):
    practice.do("stock_class.register", "ida", issuer="harrow", name_en="Series A (example)")
    with practice.browser("ida") as browser:
        page = browser.get(CAPITAL).text
        kinds = re.findall(r'<option value="(class_\w+)">([^<]*)</option>', page)
        series = next(value for value, says in kinds if says == "Series A (example)")
        ordinary = next(value for value, says in kinds if says == "Ordinary shares")
        described = send(
            browser, CAPITAL, "stock_class-describe-stock_class-describe", stock_class=series,
            kind="preferred", votes="10", issue_price="1.25", converts_into=ordinary, new="2",
        )  # fmt: skip
        practice.do(
            "security.issue", "ida", issuer="harrow", stock_class="Series A (example)",
            holder=practice.holders["dee"], quantity=Decimal(100), certificate="A-1",
        )  # fmt: skip
        converted = send(
            browser, CAPITAL, "security-convert-convert",
            security=lot(browser.get(CAPITAL).text, "A-1"), quantity="40",
        )  # fmt: skip
        split = send(
            browser, CAPITAL, "stock_class-split-stock_class-split", stock_class=series, new="3"
        )
        table = words(browser.get(CAPITAL).text)

    assert [one.status_code for one in (described, converted, split)] == [303, 303, 303]
    (line,) = [one for one in page_of(practice).classes if one.name == "Series A (example)"]
    assert line.cells[0] == "180"
    assert line.cells[2] == "10"
    assert line.cells[5] == "2 for 3, Ordinary shares"
    assert "10,000,080" in table


def test_what_grows_is_stated_by_a_form_and_stands_on_the_page(practice):
    practice.do("stock_class.register", "ida", issuer="harrow", name_en="Series A (example)")
    form = "stock_class-describe-stock_class-terms"
    with practice.browser("ida") as browser:
        page = browser.get(CAPITAL).text
        kinds = re.findall(r'<option value="(class_\w+)">([^<]*)</option>', page)
        series = next(value for value, says in kinds if says == "Series A (example)")
        half = send(browser, CAPITAL, form, stock_class=series, dividend_rate="0.08")
        whole = send(browser, CAPITAL, form, stock_class=series, dividends="simple",
                     dividend_rate="0.08", redemption="compound", redemption_rate="0.1",
                     redeems_from="2030-01-01", listing_by_vote="true")  # fmt: skip
        shown = words(browser.get(CAPITAL.replace("/en/", "/zh/")).text)
        exported = browser.get(f"{CAPITAL}.json?table=classes").json()["classes"]

    assert (half.status_code, whole.status_code) == (400, 303)
    assert "register.right_incomplete" in half.text
    assert "每年按发行价的 8% 计股息" in shown
    assert "自2030" in shown.replace(" ", "")
    (line,) = [one for one in exported if one["name"] == "Series A (example)"]
    assert (line["dividend_rate"], line["redemption"], line["listing_by_vote"]) == (
        "0.08",
        "compound",
        "yes",
    )


def test_who_gets_what_is_asked_for_by_the_address(practice):
    harrow = {"issuer": "harrow"}
    practice.do("stock_class.describe", "ida", **harrow, stock_class="Ordinary shares",
                kind="common")  # fmt: skip
    practice.do("stock_class.register", "ida", **harrow, name_en="Series A (example)")
    practice.do(
        "stock_class.describe", "ida", **harrow, stock_class="Series A (example)",
        kind="preferred", issue_price=Decimal(2), preference=Decimal(1), dividends="simple",
        dividend_rate=Decimal("0.08"), dividends_since=date(2025, 11, 23),
    )  # fmt: skip
    practice.do("security.issue", "ida", **harrow, stock_class="Series A (example)",
                holder=practice.holders["dee"], quantity=Decimal(1_000_000))  # fmt: skip
    falls = "/en/desk/harrow/waterfall"
    with practice.browser("ida") as browser:
        shown = words(browser.get(f"{falls}?amount=2,100,000").text)
        refused = browser.get(f"{falls}?amount=nothing")
        exported = browser.get(f"{falls}.json?table=takers&amount=2100000").json()["takers"]
        chinese = words(browser.get(falls.replace("/en/", "/zh/") + "?amount=2100000").text)
    with practice.browser("dee") as browser:
        assert browser.get(falls).status_code == 403

    assert exported[1]["sold"] == "2100000"
    assert 100_000 < float(exported[1]["dividends"]) < 200_000
    assert "with preference, dividends" in shown
    assert "2,100,000" in shown
    assert refused.status_code == 400
    assert "含优先受偿权" in chinese


def test_certificates_are_issued_again_and_put_together_one_on_a_line(practice):
    with practice.browser("ida") as browser:
        old = lot(browser.get(CAPITAL).text, "OS-8")
        form = "desk-harrow-capital-security-reissue-security-reissue"
        again = send(browser, CAPITAL, form, security=old, quantities="10000\n5000",
                     certificates="OS-81\nOS-82", reason="asked for (example)")  # fmt: skip
        page = browser.get(CAPITAL).text
        both = f"{lot(page, 'OS-81')}\n{lot(page, 'OS-82')}"
        form = "desk-harrow-capital-security-consolidate-security-consolidate"
        together = send(browser, CAPITAL, form, securities=both, reason="asked for (example)")
        refused = send(browser, CAPITAL, form, securities=both, reason="asked for (example)")

    assert (again.status_code, together.status_code, refused.status_code) == (303, 303, 404)
    assert "register.security_unknown" in refused.text


def test_a_document_is_on_file_by_the_hash_of_the_file_that_was_chosen(practice):
    with practice.browser("ida") as browser:
        forms = Forms(browser.get(CAPITAL).text).forms
        form = next(one for name, one in forms.items() if "document-record" in name)
        fields = {name: value for name, value in form["fields"].items() if name != "file"}
        kept = browser.post(
            form["action"],
            data=fields | {"name": "Articles (example)"},
            files={"file": ("articles.pdf", b"%PDF of the articles")},
            follow_redirects=False,
        )
        exported = browser.get(f"{CAPITAL}.json?table=papers").json()

    assert kept.status_code == 303
    digest = hashlib.sha256(b"%PDF of the articles").hexdigest()
    assert [one["sha256"] for one in exported["papers"]] == [digest]
    (listed,) = page_of(practice).papers
    assert (listed.id, listed.lines[0].name) == ("papers", "Articles (example)")


def test_contributions_stand_with_what_is_owed_and_since_when(practice):
    practice.do("stock_class.register", "ida", issuer="harrow", name_en="Capital", decimals=2)
    with practice.browser("ida") as browser:
        page = browser.get(CAPITAL).text
        capital = re.search(r'<option value="(class_\w+)">Capital</option>', page)
        assert capital is not None
        subscribed = send(
            browser, CAPITAL, "contribution-subscribe-subscribe", stock_class=capital[1],
            holder=practice.holders["dee"], quantity="1000000", due_on="2027-01-31",
            certificate="C-1",
        )  # fmt: skip
        stake = lot(browser.get(CAPITAL).text, "C-1")
        paid = send(browser, CAPITAL, "contribution-pay-pay", security=stake, quantity="400000.50",
                    evidence="report of the bank (example)")  # fmt: skip

    assert (subscribed.status_code, paid.status_code) == (303, 303)
    (line,) = page_of(practice).contributions
    assert line.cells == ("1,000,000.00", "400,000.50", "599,999.50", "31 Jan 2027", None)
    assert page_of(practice, as_of="2026-11-01").contributions == ()


def test_the_same_is_told_over_http_to_who_may_see_the_register(practice):
    practice.do("valuation.record", "ida", issuer="harrow", stock_class="Ordinary shares",
                price=Decimal("4.125"))  # fmt: skip
    running = practice.running
    issuer = running.books.register.slugs["harrow"]

    told = capital(
        running.journal, issuer, as_of=None, lang="en",
        sight=Sight(running.books, practice.people["ida"]),
    )  # fmt: skip

    assert [one["name"] for one in told["classes"]] == ["Ordinary shares"]
    assert [(one["kind"], one["price"]) for one in told["papers"]] == [("valuation", "4.125")]
    for who, no in (("dee", NoMandate), (None, NotSignedIn)):
        person = None if who is None else practice.people[who]
        with pytest.raises(no):
            capital(running.journal, issuer, as_of=None, lang="en",
                    sight=Sight(running.books, person))  # fmt: skip


def test_a_holder_takes_its_security_on_the_page_of_it_once(practice):
    with practice.browser("ida") as browser:
        mine = lot(browser.get(CAPITAL).text, "OS-5")
    there = f"/en/company/harrow/securities/{mine}"
    with practice.browser("dee") as browser:
        took = send(browser, there, "security-accept")
        after = words(browser.get(there).text)

    assert took.status_code == 303
    assert "Taken by the holder on" in after
    assert "Take this security" not in after


def test_nobody_is_named_for_a_contribution_of_whom_the_issuer_may_not_know(practice):
    practice.do("holder.register", name="Una Known (example)", kind="person")
    practice.do("holder.register", name="Open Fund (example)", kind="fund", public=True)
    with practice.browser("ida") as browser:
        page = browser.get(CAPITAL).text

    assert "Una Known" not in page
    assert "Open Fund (example)" in page
