"""The issuer desk: who sees it, what it shows, and its forms."""

import re

import pytest

from laogu.people import NoMandate
from laogu.web.pages.desk import DeskPage, desk_page
from tests.web.forms import Forms, send, words
from tests.web.practice import Practice

DESK = "/en/desk/harrow"


@pytest.fixture
def practice() -> Practice:
    return Practice()


def desk(practice: Practice, who: str = "ida", **query: str) -> DeskPage:
    return desk_page(practice.visit(who, "/desk/harrow", query=query), "harrow")


@pytest.mark.parametrize(
    ("who", "status"), [("nobody", 403), ("dee", 403), ("ida", 200), ("operator", 200)]
)
def test_only_who_acts_for_the_issuer_or_sees_all_sees_it(practice, who, status):
    with practice.browser(who) as browser:
        assert browser.get(DESK).status_code == status


def test_an_inspector_sees_the_register_and_no_form(practice):
    inspector = practice.do("person.register", name="Ivy Look (example)")["person"][0]
    practice.do("mandate.give", person=inspector, power="inspect", over="market")
    practice.people["ivy"] = inspector

    page = desk(practice, "ivy")

    assert page.table is not None
    assert page.groups == ()


def test_the_cap_table_sums_to_what_is_issued(practice):
    page = desk(practice)

    assert page.table is not None
    assert page.table.totals == ("10,000,000",)
    assert page.table.rows[0].name == "Ada Marsh (example)"
    assert page.table.rows[0].part == "24.00"
    assert len(page.table.rows) == 12


def test_a_name_leads_to_its_lots_of_the_same_day_and_the_rulebook_is_the_companys(practice):
    with practice.browser("ida") as browser:
        page = desk(practice, as_of="2026-11-01")
        assert page.table is not None
        lots = browser.get(page.table.rows[0].href)
        company = words(browser.get("/en/company/harrow").text)

    assert lots.status_code == 200
    assert "as_of=2026-11-01" in page.table.rows[0].href
    assert f"Rulebook {page.rulebook.says} ·" in company


def test_a_past_day_is_shown_as_it_was_and_not_acted_on(practice):
    practice.settled()

    before, now = desk(practice, as_of="2026-11-10"), desk(practice)

    assert before.table is not None
    assert now.table is not None
    assert (len(before.table.rows), len(now.table.rows)) == (12, 13)
    assert (before.groups, before.is_past) == ((), True)


def test_what_waits_for_the_board_comes_with_its_acts(practice):
    practice.noticed()

    (row,) = desk(practice).waits

    assert [one.says for one in row.acts] == ["consent", "refuse"]
    assert "board asked" in row.waits


def test_the_next_date_is_the_soonest_of_all_clocks(practice):
    assert desk(practice).cells[2].figure == "none"

    practice.noticed()

    assert (desk(practice).cells[2].figure, desk(practice).cells[2].beside) == (
        "17 Nov",
        "in 15 days",
    )


def test_terms_stand_with_their_hash_and_the_day_they_bind(practice):
    (terms,) = desk(practice).terms

    assert re.fullmatch(r"[0-9a-f]{4}…[0-9a-f]{4}", terms.digest)
    assert (terms.version, terms.binds_on, terms.is_in_force) == ("2026-01-05", "5 Jan 2026", True)
    with practice.browser("ida") as browser:
        assert browser.get(terms.link.href).status_code == 200


# Its forms.


def test_a_class_a_holder_and_shares_are_made_by_forms(practice):
    with practice.browser("ida") as browser:
        made = send(
            browser, DESK, "stock_class-register", name_en="Preferred shares", name_zh="优先股"
        )
        registered = send(browser, DESK, "desk-harrow-holder", name="New Fund LP (example)")
        there = registered.headers["location"].partition("#")[0]
        issued = send(browser, there, "security-issue", quantity="250", certificate="PS-1")
        table = browser.get(DESK).text

    assert (made.status_code, registered.status_code, issued.status_code) == (303, 303, 303)
    assert "New Fund LP (example)" in table
    assert "10,000,250" in table


def test_a_holder_just_registered_is_offered_first(practice):
    with practice.browser("ida") as browser:
        registered = send(browser, DESK, "desk-harrow-holder", name="New Fund LP (example)")
        page = browser.get(registered.headers["location"]).text
    issue = next(
        form for name, form in Forms(page).forms.items() if name.startswith("security-issue")
    )

    assert issue["fields"]["holder"] in registered.headers["location"]


def test_what_was_refused_comes_back_beside_its_field_with_the_form_unfolded(practice):
    with practice.browser("ida") as browser:
        refused = send(browser, DESK, "security-issue", quantity="1.5", certificate="OS-99")

    assert refused.status_code == 400
    assert 'value="OS-99"' in refused.text
    assert "basics.not_a_quantity" in refused.text
    assert re.search(r'<details class="fold" id="fold-security-issue-issue" open>', refused.text)


def test_shares_are_cancelled_and_restricted_by_lot(practice):
    with practice.browser("ida") as browser:
        page = browser.get(DESK).text
        lot = re.search(r'<option value="(security_\w+)">OS-8 ', page)
        assert lot is not None
        locked = send(browser, DESK, "restriction-attach", security=lot[1], rule="PLEDGE-1",
                      source="Pledge of 2 Nov 2026 (example)")  # fmt: skip
        cancelled = send(browser, DESK, "security-cancel", security=lot[1], quantity="5000",
                         reason="Bought back (example)")  # fmt: skip
        after = words(browser.get(DESK).text)

    assert (locked.status_code, cancelled.status_code) == (303, 303)
    assert "9,995,000" in after


TERMS = """id = "pact"
version = "1"
layer = "agreement"
title_en = "Holders' agreement (example)"
title_zh = "持有人协议（示例）"
source = "Invented"
[[consent]]
rule = "PACT-1"
clause = "Section 1"
clause_zh = "第 1 条"
"""


def test_terms_are_adopted_from_text_or_from_a_file(practice):
    with practice.browser("ida") as browser:
        typed = send(browser, DESK, "desk-harrow-terms", text=TERMS)
        form = next(
            one for name, one in Forms(browser.get(DESK).text).forms.items() if "terms" in name
        )
        chosen = browser.post(
            form["action"],
            data={name: value for name, value in form["fields"].items() if name != "file"},
            files={"file": ("pact.toml", TERMS.replace('"1"', '"2"').encode())},
            follow_redirects=False,
        )

    assert (typed.status_code, chosen.status_code) == (303, 303)
    assert {one.version for one in desk(practice).terms} >= {"1", "2"}


def test_terms_that_cannot_be_read_come_back_as_they_were_typed(practice):
    with practice.browser("ida") as browser:
        refused = send(browser, DESK, "desk-harrow-terms", text="id = pact")

    assert refused.status_code == 400
    assert "agreements.terms_unreadable" in refused.text
    assert ">id = pact</textarea>" in refused.text


def test_a_file_that_is_no_text_is_refused(practice):
    with practice.browser("ida") as browser:
        form = next(
            one for name, one in Forms(browser.get(DESK).text).forms.items() if "terms" in name
        )
        refused = browser.post(
            form["action"],
            data={name: value for name, value in form["fields"].items() if name != "file"},
            files={"file": ("pact.toml", b"\xff\xfe\x00")},
        )

    assert refused.status_code == 400
    assert "connectors.not_utf8" in refused.text


def test_a_fact_is_recorded_with_its_source(practice):
    known = len(practice.running.books.evidence.facts)
    with practice.browser("ida") as browser:
        done = send(
            browser, DESK, "fact-record", question="shares_in_issue", on="2026-11-01",
            value="10000000", unit="shares", says_en="Ten million shares.",
            source="Register (example)",
        )  # fmt: skip

    assert done.status_code == 303
    assert len(practice.running.books.evidence.facts) == known + 1


def test_nobody_else_sends_its_forms(practice):
    with practice.browser("ida") as browser:
        form = Forms(browser.get(DESK).text).forms["stock_class-register-class"]
    with practice.browser("dee") as browser:
        own = Forms(browser.get("/en/me").text).forms
        proof = next(iter(own.values()))["fields"]["proof"]
        refused = browser.post(form["action"], data={**form["fields"], "proof": proof})

    assert refused.status_code == 403
    assert desk(practice).table is not None
    assert len(practice.running.books.register.classes) == 1


def test_a_look_at_the_register_is_noted(practice):
    with practice.browser("operator") as browser:
        for one in list(practice.running.books.people.mandates.values()):
            if one.power == "issue" and one.person == practice.people["operator"]:
                practice.do("mandate.end", mandate=one.mandate)
        browser.get(DESK)
    practice.running.looking.write_down()

    issuer = next(iter(practice.running.books.register.issuers))
    assert issuer in [one.of for one in practice.running.looking.latest()]


def test_a_desk_of_no_company_is_not_there(practice):
    with practice.browser("operator") as browser:
        assert browser.get("/en/desk/nowhere").status_code == 404


def test_who_issues_for_nobody_is_refused(practice):
    with pytest.raises(NoMandate):
        desk(practice, "kit")
