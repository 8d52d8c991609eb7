"""The operator desk: what only the operator sees and does, and what it is shown once."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from litestar.testing import TestClient

from laogu.journal import token_digest
from tests.web.forms import words
from tests.web.practice import START, Practice

HIDDEN = re.compile(r'<input type="hidden" name="([^"]*)" value="([^"]*)">')


def sent(browser: TestClient[Any], action: str, *, form: str = "", lang: str = "en", **typed: str):
    """Send the form of the desk that posts to `action`, as it was drawn, with what is typed."""
    page = browser.get(f"/{lang}/operator").text
    forms = re.findall(rf'<form id="([^"]*)" method="post" action="/{lang}{action}">(.*?)</form>',
                       page, re.DOTALL)  # fmt: skip
    drawn = next(body for name, body in forms if form in name)
    hidden = {name: unescape(value) for name, value in HIDDEN.findall(drawn)}
    return browser.post(f"/{lang}{action}", data={**hidden, **typed}, follow_redirects=False)


@pytest.fixture
def practice() -> Practice:
    return Practice()


@pytest.mark.parametrize(("who", "status"), [("nobody", 403), ("dee", 403), ("operator", 200)])
def test_only_who_operates_or_inspects_sees_the_desk(practice, who, status):
    with practice.browser(who) as browser:
        assert browser.get("/en/operator").status_code == status


def test_an_inspector_sees_the_desk_and_may_do_nothing_there(practice):
    inspector = practice.do("person.register", name="Ivy Look (example)")["person"][0]
    practice.do("mandate.give", person=inspector, power="inspect", over="market")
    practice.people["ivy"] = inspector

    with practice.browser("ivy") as browser:
        page = browser.get("/en/operator")

    assert page.status_code == 200
    assert "<form" not in page.text


def test_every_currency_is_shown_to_sum_to_nothing(practice):
    practice.funded()

    with practice.browser("operator") as browser:
        page = browser.get("/en/operator").text

    assert "4,000,000.00" in page
    assert "148,000.00" in page
    assert "<b>0.00</b>" in page


def test_a_deposit_is_booked_and_a_wrong_amount_comes_back_beside_its_field(practice):
    holder = practice.holders["kit"]
    with practice.browser("operator") as browser:
        wrong = sent(browser, "/do/cash.deposit", holder=holder, amount="1.005", currency="USD",
                     reference="MT940 17")  # fmt: skip
        right = sent(browser, "/do/cash.deposit", holder=holder, amount="1.05", currency="USD",
                     reference="MT940 17")  # fmt: skip

    assert (wrong.status_code, right.status_code) == (400, 303)
    assert "basics.not_an_amount" in wrong.text
    assert 'value="1.005"' in wrong.text
    assert "MT940 17" in wrong.text
    assert practice.running.books.ledger.stands_at(f"free/{holder}", "USD") == 150_000_105


def test_a_sign_in_link_is_shown_once_and_signs_in_once(practice):
    with practice.browser("operator") as browser:
        shown = sent(browser, "/operator/link", person=practice.people["dee"])
        again = browser.get("/en/operator").text
    (secret, *_) = re.findall(
        r"<code>http://testserver.local/en/sign-in\?link=([\w-]+)</code>", shown.text
    )

    assert shown.status_code == 200
    assert shown.headers["cache-control"] == "no-store"
    assert secret not in again
    sign_in = practice.running.sign_in
    assert sign_in.person_of_session(sign_in.open_link(secret)) == practice.people["dee"]


def test_a_token_is_shown_once_and_only_its_hash_is_recorded(practice):
    with practice.browser("operator") as browser:
        shown = sent(browser, "/operator/token", person=practice.people["dee"], label="scripts")
    (secret,) = re.findall(r"<code>([\w-]+)</code>", shown.text)

    assert practice.running.sign_in.person_of_token(secret) == practice.people["dee"]
    bodies = b"".join(row.body for row, _ in practice.running.journal.entries())
    assert token_digest(secret).encode() in bodies
    assert secret.encode() not in bodies


def test_who_is_forgotten_must_be_named_again(practice):
    dee = practice.people["dee"]
    with practice.browser("operator") as browser:
        wrong = sent(browser, "/operator/forget", person=dee, again="Dee")
        assert dee in practice.running.books.people.persons
        right = sent(browser, "/operator/forget", person=dee, again="Dee Annon (example)")

    assert (wrong.status_code, right.status_code) == (400, 303)
    assert dee not in practice.running.books.people.persons
    assert "Dee Annon (example)" not in practice.running.journal.personal.values()


def test_a_holder_whom_nobody_acts_for_is_forgotten_by_its_name(practice):
    mistaken = practice.do("holder.register", name="Mo Wren (example)", kind="person")["holder"][0]
    with practice.browser("operator") as browser:
        desk = browser.get("/en/operator").text
        assert f'value="{practice.holders["dee"]}"' not in part(desk, "forget-holder")
        wrong = sent(browser, "/operator/forget-holder", holder=mistaken, again="Mo")
        right = sent(browser, "/operator/forget-holder", holder=mistaken, again="Mo Wren (example)")
        after = browser.get("/en/operator").text

    assert (wrong.status_code, right.status_code) == (400, 303)
    assert "Mo Wren (example)" not in practice.running.journal.personal.values()
    assert mistaken not in part(after, "forget-holder")


def part(page: str, action: str) -> str:
    """Return the form of the desk that posts to an action; blank: there is none."""
    found = re.search(rf'action="/en/operator/{action}">(.*?)</form>', page, re.DOTALL)
    return found.group(1) if found else ""


def test_the_clock_moves_to_the_next_deadline(practice):
    trade = practice.noticed()
    with practice.browser("operator") as browser:
        page = words(browser.get("/en/operator").text)
        moved = sent(browser, "/do/clock.move", form="due")

    assert f"UTC · the first refusal of trade {trade[-5:]} ends To the next deadline" in page

    assert moved.status_code == 303
    notice = practice.running.books.agreements.notices[trade]
    assert practice.running.journal.now() >= notice.given.ends_at
    assert not notice.waits_for


def test_nobody_moves_the_clock_of_a_real_market():
    market = Practice(START + timedelta(days=1), kind="real")

    with market.browser("operator") as browser:
        page = browser.get("/en/operator").text

    assert "clock.move" not in page


def test_a_new_issuer_leads_to_loading_its_register(practice):
    with practice.browser("operator") as browser:
        done = sent(browser, "/do/issuer.register", name_en="Larch Tools (example)", slug="larch",
                    currency="CNY", zone="Asia/Shanghai", jurisdiction="CN")  # fmt: skip

    assert done.status_code == 303
    assert done.headers["location"] == "/en/desk/larch/load"


def test_a_mandate_ends_by_its_own_word(practice):
    dee = practice.people["dee"]
    ((_, mandate),) = practice.running.books.people.mandates_of.on(dee).items()
    with practice.browser("operator") as browser:
        done = sent(browser, "/do/mandate.end", form=mandate[-8:])

    assert done.status_code == 303
    assert not practice.running.books.people.mandates_of.on(dee)


def test_the_desk_says_everything_in_chinese(practice):
    with practice.browser("operator") as browser:
        page = browser.get("/zh/operator").text

    assert 'lang="zh-CN"' in page
    assert "Operator desk" not in page


def test_rest_days_are_adopted_by_days_and_spans(practice):
    with practice.browser("operator") as browser:
        done = sent(browser, "/operator/calendar", name="GB", years="2026, 2027",
                    holidays="2026-12-25 to 2026-12-26\n2027-01-01",
                    source="Banking holidays (example)")  # fmt: skip

    calendar = practice.running.books.agreements.calendars["GB"]
    assert done.status_code == 303
    assert [one.isoformat() for one in calendar.holidays] == [
        "2026-12-25", "2026-12-26", "2027-01-01",
    ]  # fmt: skip
    assert calendar.years == (2026, 2027)


@pytest.mark.parametrize("line", ["tomorrow", "2026-02-30", "2026-10-07 to 2026-10-01"])
def test_a_line_that_is_no_rest_day_comes_back_with_the_rest(practice, line):
    with practice.browser("operator") as browser:
        refused = sent(browser, "/operator/calendar", name="GB", years="2026",
                       holidays=f"2026-12-25\n{line}", source="Example")  # fmt: skip

    assert refused.status_code == 400
    assert "web.not_rest_days" in refused.text
    assert f"2026-12-25\n{line}" in refused.text
    assert "GB" not in practice.running.books.agreements.calendars


def test_the_tables_of_the_desk_come_as_files(practice):
    practice.noticed()
    with practice.browser("operator") as browser:
        trades = browser.get("/en/operator.json?table=trades").json()
        cash = browser.get("/en/operator.json?table=cash").json()

    assert len(trades["trades"]) == 1
    assert cash["cash"][0]["difference"] == "0.00"
