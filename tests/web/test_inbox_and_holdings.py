"""Inbox and holdings: what waits and what silence means; a reason for every share."""

from decimal import Decimal

import pytest

from laogu.people import NoMandate
from laogu.register import HolderUnknown
from laogu.web.pages.holdings import HoldingsPage, holdings_page
from laogu.web.pages.inbox import InboxPage, inbox_page
from tests.web.forms import words
from tests.web.practice import Practice, unpriced


@pytest.fixture
def practice() -> Practice:
    return Practice()


def inbox(practice: Practice, who: str) -> InboxPage:
    return inbox_page(practice.visit(who, "/inbox"))


def holdings(practice: Practice, who: str, holder: str = "") -> HoldingsPage:
    return holdings_page(practice.visit(who, "/holdings"), holder)


def test_a_notice_waits_for_a_holder_with_its_clock_and_what_silence_means(practice):
    practice.noticed()

    (row,) = inbox(practice, "elm").rows

    assert row.what == "Take the shares first, or let it go"
    assert (row.by, row.silence) == ("17 Nov", "the right is let go")
    assert [one.says for one in row.acts] == ["take", "let it go"]
    assert row.who == "Dee Annon (example)"


def test_a_consent_has_no_clock_and_silence_is_never_one(practice):
    practice.noticed()

    (row,) = inbox(practice, "ida").rows

    assert (row.by, row.time_left) == (None, None)
    assert row.silence.startswith("never consent")


def test_the_seller_is_asked_to_give_notice_and_the_operator_to_settle(practice):
    practice.accepted()
    assert [one.what for one in inbox(practice, "dee").rows] == [
        "Give notice to those who may take first"
    ]

    other = Practice()
    other.funded()
    assert "Settle the trade" in [one.what for one in inbox(other, "operator").rows]


def test_a_counter_offer_waits_for_the_seller(practice):
    offer = practice.offer()
    practice.do("offer.counter", "kit", offer=offer, buyer=practice.holders["kit"],
                price=Decimal("18.00"), currency="USD")  # fmt: skip

    (row,) = inbox(practice, "dee").rows

    assert row.what == "A counter-offer waits for an answer"
    assert row.silence == "it stays open"


def test_what_is_due_soonest_comes_first_and_what_has_no_clock_last(practice):
    practice.noticed(4_000)
    practice.wait(days=2)
    offer = practice.offer(1_000)
    trade = practice.do("offer.accept", "kit", offer=offer, buyer=practice.holders["kit"])["trade"][
        0
    ]
    practice.do("notice.give", "dee", trade=trade)

    assert [one.by for one in inbox(practice, "elm").rows] == ["17 Nov", "19 Nov"]
    assert [one.by for one in inbox(practice, "ida").rows] == [None, None]


def test_nothing_waiting_is_said_plainly(practice):
    with practice.browser("kit") as browser:
        page = browser.get("/en/inbox")

    assert "Nothing waits for you." in page.text


def test_the_number_in_the_bar_is_what_the_inbox_shows(practice):
    practice.noticed()
    with practice.browser("elm") as browser:
        assert "Inbox 1 waiting" in words(browser.get("/en/").text)
    with practice.browser("kit") as browser:
        assert "waiting" not in words(browser.get("/en/").text)


@pytest.mark.parametrize("path", ["/en/inbox", "/en/holdings"])
def test_a_visitor_without_a_name_has_neither(practice, path):
    with practice.browser() as browser:
        assert browser.get(path).status_code == 403


def test_every_share_that_is_not_free_has_its_reason(practice):
    practice.noticed()

    (lots,) = holdings(practice, "dee").lots
    rows = {one.name: one for one in lots.rows}

    assert (rows["OS-5"].held, rows["OS-5"].promised, rows["OS-5"].free) == (
        "48,000", "8,000", "40,000",
    )  # fmt: skip
    assert rows["OS-5"].reasons[0].startswith("8,000 promised to trade")
    assert (lots.held, lots.free) == ("60,000", "52,000")


def test_a_locked_lot_says_until_when_and_under_which_rule(practice):
    practice.settled()

    (lots,) = holdings(practice, "kit").lots
    (row,) = lots.rows

    assert (row.held, row.restricted, row.free) == ("5,000", "5,000", "0")
    # Settled on 19 Nov 2026; Article 10 keeps it for 730 days, so through 18 Nov 2028.
    assert row.reasons == ("5,000 until 18 Nov 2028, under ART-10",)
    assert lots.sell is None
    assert "5,000 more after 18 Nov 2028" in lots.soonest


def test_an_open_offer_is_a_reason_and_a_withdrawn_one_is_not(practice):
    offer = practice.offer(5_000)
    (lots,) = holdings(practice, "dee").lots
    assert any("promised to offer" in reason for row in lots.rows for reason in row.reasons)

    practice.do("offer.withdraw", "dee", offer=offer)

    (lots,) = holdings(practice, "dee").lots
    assert not any(row.reasons for row in lots.rows)


def test_the_value_says_that_there_is_no_price_and_never_the_cost():
    page = holdings(unpriced(), "rui")

    worth = page.cells[1]
    assert (worth.figure, worth.is_no_mark) == ("No price", True)


def test_a_cost_the_register_does_not_say_makes_the_sum_unknown(practice):
    practice.do("security.issue", "ida", issuer="harrow", stock_class="Ordinary shares",
                holder=practice.holders["rui"], quantity=Decimal(10))  # fmt: skip

    (lots,) = holdings(practice, "rui").lots

    assert lots.total_cost is None
    assert next(one for one in lots.rows if one.held == "10").cost is None


def test_the_statement_runs_and_ends_at_what_there_is(practice):
    practice.settled()

    (account,) = holdings(practice, "kit").accounts

    # 1,500,000 deposited, 148,000 held, 55,500 let go, 92,500 paid.
    assert [one.after for one in account.rows][::-1][:2] == ["1,500,000.00", "1,352,000.00"]
    assert (account.rows[0].after, account.free) == ("1,407,500.00", "1,407,500.00")
    assert account.held == "0.00"


def test_only_who_acts_or_sees_all_sees_what_a_holder_has(practice):
    rui = practice.holders["rui"]

    assert holdings(practice, "operator", rui).other == "North Ridge Fund I LP (example)"
    with pytest.raises(HolderUnknown):
        holdings(practice, "dee", rui)
    with pytest.raises(HolderUnknown):
        holdings(practice, "ida", rui)
    with pytest.raises(NoMandate):
        holdings(practice, "ida")


def test_who_acts_for_several_chooses_for_whom(practice):
    practice.do("mandate.give", person=practice.people["dee"], power="act",
                over=practice.holders["rui"])  # fmt: skip

    (whom,) = holdings(practice, "dee", practice.holders["rui"]).whom

    assert [one.is_chosen for one in whom.choices] == [False, True]


def test_a_look_at_somebody_elses_holdings_is_noted(practice):
    practice.noticed()
    with practice.browser("operator") as browser:
        browser.get(f"/en/holdings/{practice.holders['rui']}")
    practice.running.looking.write_down()

    looked = [one.of for one in practice.running.looking.latest()]
    assert practice.holders["rui"] in looked


def test_lots_and_statement_come_as_files_with_exact_figures(practice):
    with practice.browser("rui") as browser:
        page = browser.get("/en/holdings").text
        cash = browser.get("/en/holdings.json?table=cash-USD").json()

    assert "table=lots-harrow" in page
    assert cash["cash-USD"][0]["free_after"] == "2000000.00"


def test_a_hostile_name_is_only_text(practice):
    hostile = "<script>alert(1)</script>"
    person = practice.do("person.register", name=hostile)["person"][0]
    practice.people["eve"] = person
    practice.do("holder.register", name=f"{hostile} Ltd", person=person)

    with practice.browser("eve") as browser:
        page = browser.get("/zh/holdings")

    assert page.status_code == 200
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert(1)" in page.text
