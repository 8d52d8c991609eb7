"""Leaving on pages: last days, costs, taxes, ways out; a calendar that opens nothing else."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from laogu.basics import SecurityId
from laogu.operations import waiting
from laogu.people import NoMandate
from laogu.register import HolderUnknown
from laogu.web.pages.leaving.desk import leavers
from laogu.web.pages.leaving.page import leaving
from tests.web.forms import Forms, send, words
from tests.web.practice import START, Practice

LAST = START.date() + timedelta(days=30)


@pytest.fixture
def practice() -> Practice:
    """Dee has options of 0.85, gave notice, and has the cash for a part of them."""
    market = Practice()
    market.do(
        "grant.issue", "ida", issuer="harrow", stock_class="Ordinary shares",
        holder=market.holders["dee"], kind="iso", quantity=Decimal(4_000),
        price=Decimal("0.85"), fair_value=Decimal("0.85"), certificate="OP-1",
        expires_on=LAST + timedelta(days=3_000), window="90 days",
    )  # fmt: skip
    market.do("cash.deposit", holder=market.holders["dee"], amount=Decimal("850.00"),
              currency="USD", reference="in (example)")  # fmt: skip
    market.do("holder.leave", "ida", issuer="harrow", holder=market.holders["dee"], on=LAST,
              reason="voluntary_other")  # fmt: skip
    return market


def grant_of(practice: Practice) -> SecurityId:
    grants = practice.running.books.register.plans.grants
    return next(one for one, kept in grants.items() if kept.granted.certificate == "OP-1")


def page(practice: Practice, path: str, who: str = "dee") -> Any:
    with practice.browser(who) as browser:
        return browser.get(path)


def test_a_leaver_sees_the_last_day_the_cost_the_tax_and_every_way_out(practice):
    said = words(page(practice, "/en/leaving").text)

    for part in (
        "last day of service 2 Dec 2026: leaving of one's own accord",
        "4,000 2 Mar 2027", "3,400.00 USD",
        "4,000 lapse at the end of 2 Mar 2027, if nothing is done.",
        "As an incentive stock option.", "In cash.", "Net.", "With a sale.", "Let it lapse.",
    ):  # fmt: skip
        assert part in said
    chinese = words(page(practice, "/zh/leaving").text)
    assert "期权与离职" in chinese
    assert "若不行动，4,000 在 2027-03-02 结束时失效。" in chinese


def test_each_way_out_is_told_as_certain_money(practice):
    said = words(page(practice, "/en/leaving").text)

    for part in ("What each way out is worth", "Exercise now, keep the shares OP-1",
                 "Decide on the last day OP-1", "Sell on the exercise OP-1", "Let it lapse OP-1",
                 "before tax"):  # fmt: skip
        assert part in said
    chinese = words(page(practice, "/zh/leaving").text)
    assert "各条出路值多少 CSV XLSX JSON 出路 须先支付 美元" in chinese
    assert "3,400.00 美元" in chinese
    assert "现金。" in chinese
    assert "现金." not in chinese
    assert "任其失效 OP-1 0 0" in chinese  # nothing is 0, however many digits count


def test_what_an_exercise_costs_is_said_before_it_happens(practice):
    form = f"grant-exercise-{grant_of(practice)[-5:]}"
    with practice.browser("dee") as browser:
        answer = send(browser, "/en/leaving", form, quantity="100", ask="1")
        assert "Taxed as an ISO 100" in words(answer.text)
        assert "Free cash after it 765.00" in words(answer.text)
        assert "What it costs, USD 85.00" in words(answer.text)
        assert "open" in answer.text.partition(f'id="fold-{form}"')[2][:8]
        short = send(browser, "/en/leaving", form, quantity="2000")
        assert short.status_code == 422
        assert "ledger.cash_short" in short.text
        done = send(browser, "/en/leaving", form, quantity="100")

    assert done.status_code == 303
    assert "3,900" in words(page(practice, "/en/leaving").text)


def test_the_issuer_says_who_leaves_and_sees_whose_windows_run(practice):
    with practice.browser("ida") as browser:
        again = send(
            browser, "/en/desk/harrow/leaving", "holder-leave",
            holder=practice.holders["dee"], on="2026-12-31", reason="voluntary_retirement",
        )  # fmt: skip
    assert again.status_code == 303
    said = words(page(practice, "/en/desk/harrow/leaving", "ida").text)
    assert "31 Dec 2026 retirement" in said
    assert page(practice, "/en/desk/harrow/leaving.csv", "ida").text.count("OP-1") == 1
    with pytest.raises(NoMandate):
        leavers(practice.visit("rui", "/desk/harrow/leaving"), "harrow")


def test_the_issuer_works_a_net_exercise_out_on_the_page_of_the_grant(practice):
    register = practice.running.books.register.plans
    grant = grant_of(practice)
    typed = {"quantity": "100", "fair_value": "17.00", "source": "a sale (example)"}

    with practice.browser("ida") as browser:
        answer = send(browser, f"/en/grant/{grant}", "grant-exercise-net", ask="1", **typed)
        said = words(answer.text)
        done = send(browser, f"/en/grant/{grant}", "grant-exercise-net", **typed)

    assert "Held back 5" in said
    assert done.status_code == 303
    assert register.grants[grant].left == 3_900


def test_a_calendar_is_had_as_a_file_and_by_an_address_that_opens_nothing_else(practice):
    with practice.browser("dee") as browser:
        kept = browser.get(f"/en/leaving/{practice.holders['dee']}/calendar.ics")
        made = send(browser, "/en/leaving", "calendar")
    address = words(made.text).partition("http://testserver.local/en/calendar/")[2].split()[0]

    assert kept.headers["content-type"].startswith("text/calendar")
    assert "OP-1: last day to exercise 4\\,000" in kept.text.replace("\r\n ", "")
    feed = page(practice, f"/en/calendar/{address}", "nobody")
    assert feed.text.startswith("BEGIN:VCALENDAR")
    assert feed.text.count("BEGIN:VEVENT") == kept.text.count("BEGIN:VEVENT")
    secret = address.removesuffix(".ics")
    assert "最后" in page(practice, f"/zh/calendar/{address}", "nobody").text
    assert page(practice, f"/en/calendar/{secret}x", "nobody").status_code == 403

    with practice.browser("dee") as browser:
        forms = Forms(browser.get("/en/leaving").text).forms
        revoke = next(one for one in forms if one.startswith("key-revoke"))
        assert send(browser, "/en/leaving", revoke).status_code == 303
    assert page(practice, f"/en/calendar/{address}", "nobody").status_code == 403


def test_nobody_sees_anothers_options(practice):
    with pytest.raises(HolderUnknown):
        leaving(practice.visit("rui", "/leaving"), practice.holders["dee"])
    assert page(practice, "/en/leaving", "nobody").status_code == 403
    seen = words(page(practice, f"/en/leaving/{practice.holders['dee']}", "operator").text)
    assert "4,000" in seen
    assert "Exercise here" not in seen


def test_what_will_lapse_waits_in_the_inbox_until_it_is_taken_up(practice):
    said = words(page(practice, "/en/inbox").text)

    assert "Exercise, or let the options lapse" in said
    assert "they lapse with the end of that day" in said
    practice.wait(days=130)
    left = {one.what for one in things_waiting(practice)}
    assert "exercise" not in left


def things_waiting(practice: Practice) -> Any:
    visit = practice.visit("dee", "/inbox")
    return waiting(visit.books, visit.sight)


def test_shares_of_an_early_exercise_say_in_one_line_why_they_are_not_free(practice):
    rui, today = practice.holders["rui"], START.date()
    practice.do("vesting.register", "ida", issuer="harrow", name="Three years (example)",
                words="36 months, monthly")  # fmt: skip
    grant = practice.do(
        "grant.issue", "ida", issuer="harrow", stock_class="Ordinary shares", holder=rui,
        kind="nso", quantity=Decimal(36), price=Decimal("0.10"), vests="Three years (example)",
        vests_from=today, expires_on=today + timedelta(days=3_000), is_early_exercisable=True,
    )["security"][0]  # fmt: skip
    practice.do("cash.deposit", holder=rui, amount=Decimal("10.00"), currency="USD",
                reference="in (example)")  # fmt: skip
    practice.do("grant.exercise", "rui", security=grant, quantity=Decimal(36))

    said = words(page(practice, "/en/holdings", "rui").text)

    one_line = "36 under UNVESTED, part by part: the first until 1 Dec 2026, the last until {last}"
    assert one_line.format(last="1 Nov 2029") in said
