"""The page of a trade: what it says at each stage, whose acts it offers, who may know of it."""

import pytest

from laogu.market import TradeUnknown
from laogu.people import NotSignedIn
from laogu.web.pages.entries import entry_about
from laogu.web.pages.trade import TradePage, trade_page
from laogu.web.visit import Lang
from tests.web.forms import Forms, send, words
from tests.web.practice import Practice


@pytest.fixture
def practice() -> Practice:
    return Practice()


def shown(practice: Practice, who: str, trade: str, lang: Lang = "en") -> TradePage:
    return trade_page(practice.visit(who, f"/trade/{trade}", lang=lang), trade)


@pytest.mark.parametrize("who", ["dee", "kit", "rui", "ida", "operator"])
def test_its_sides_those_asked_the_issuer_and_the_operator_see_it(practice, who):
    trade = practice.noticed()

    assert "8,000" in shown(practice, who, trade).other


def test_nobody_else_learns_that_there_is_such_a_trade(practice):
    trade = practice.accepted()
    stranger = practice.do("person.register", name="Sal Other (example)")["person"][0]
    practice.people["sal"] = stranger

    for who in ("nobody", "sal", "rui"):
        with pytest.raises(TradeUnknown):
            shown(practice, who, trade)
        with practice.browser(who) as browser:
            assert browser.get(f"/en/trade/{trade}").status_code == 404


def test_an_inspector_sees_everything_and_is_offered_nothing(practice):
    inspector = practice.do("person.register", name="Ivy Look (example)")["person"][0]
    practice.do("mandate.give", person=inspector, power="inspect", over="market")
    practice.people["ivy"] = inspector
    trade = practice.noticed()

    page = shown(practice, "ivy", trade)

    assert page.acts == ()
    assert page.asked is not None
    assert len(page.asked.rows) == 11


@pytest.mark.parametrize(
    ("who", "titles"),
    [
        ("dee", ["Withdraw"]),
        ("kit", []),
        ("rui", ["Take, for North Ridge Fund I LP (example)",
                 "Let it go, for North Ridge Fund I LP (example)"]),
        ("ida", ["Consent, for the board of Harrow Instruments (example)", "Refuse consent"]),
        ("operator", ["Declare default"]),
    ],
)  # fmt: skip
def test_each_is_offered_only_what_is_theirs_while_holders_answer(practice, who, titles):
    # The operator registered Harrow, and so acts for it too; here only the secretary does.
    mandates = practice.running.books.people.mandates.values()
    for one in [one for one in mandates if one.power == "issue"]:
        if one.person == practice.people["operator"]:
            practice.do("mandate.end", mandate=one.mandate)
    trade = practice.noticed()

    assert [one.title for one in shown(practice, who, trade).acts] == titles


def test_the_seller_gives_notice_first(practice):
    trade = practice.accepted()

    assert [one.title for one in shown(practice, "dee", trade).acts] == ["Give notice", "Withdraw"]


def test_the_operator_settles_once_the_cash_is_in_escrow(practice):
    trade = practice.funded()

    assert "Settle" in [one.title for one in shown(practice, "operator", trade).acts]
    assert "Settle" not in [one.title for one in shown(practice, "dee", trade).acts]


def test_a_holder_sees_its_own_answer_and_how_many_others_are_asked(practice):
    trade = practice.noticed()
    practice.elect("rui", trade, 3_000)

    asked = shown(practice, "elm", trade).asked

    assert asked is not None
    assert [one.name for one in asked.rows] == ["Elmwood Ventures LP (example)"]
    assert "10 holders" in asked.withheld
    with practice.browser("elm") as browser:
        assert "North Ridge" not in browser.get(f"/en/trade/{trade}").text


def test_nobody_is_said_to_be_asked_before_the_notice(practice):
    trade = practice.accepted()

    before = shown(practice, "kit", trade).asked
    practice.do("notice.give", "dee", trade=trade)
    after = shown(practice, "kit", trade).asked

    assert before is not None
    assert before.withheld.startswith("To be asked: 11 holders.")
    assert after is not None
    assert after.withheld.startswith("Asked: 11 holders.")
    assert "Nobody takes by 17 Nov." in str(shown(practice, "kit", trade).ways[0].says)


def test_the_ways_from_here_have_the_figures_of_the_case(practice):
    trade = practice.noticed()
    practice.elect("rui", trade, 3_000)

    silent, everybody, fails = [str(one.says) for one in shown(practice, "ida", trade).ways]

    # 5,000 of 8,000 stay with the buyer: 5,000 × 18.50 = 92,500; 148,000 − 92,500 = 55,500.
    assert "gets 5,000 for USD 92,500.00; USD 55,500.00 of its cash is free again" in silent
    assert "Nobody else takes by 17 Nov." in silent
    assert "is displaced, and its USD 148,000.00 are free again" in everybody
    assert "The board refuses, or 1 Jan 2027 passes." in words(fails)


def test_both_legs_say_where_they_stand(practice):
    trade = practice.noticed()
    practice.elect("rui", trade, 3_000)
    before = {one.name: (one.amount, one.state) for one in shown(practice, "ida", trade).legs}
    practice.do("consent.give", "ida", trade=trade)
    practice.wait(days=16)
    funded = {one.name: (one.amount, one.state) for one in shown(practice, "ida", trade).legs}
    practice.do("trade.settle", trade=trade)
    after = shown(practice, "ida", trade)
    settled = {one.name: (one.amount, one.state) for one in after.legs}

    buyer, taker = (
        "Cash, Juniper Secondary Fund LP (example)",
        "Cash, North Ridge Fund I LP (example)",
    )
    assert before[buyer] == ("148,000.00", "held")
    assert before["Shares, lot OS-5"] == ("8,000", "promised")
    assert (funded[buyer], funded[taker]) == (
        ("92,500.00", "in escrow"),
        ("55,500.00", "in escrow"),
    )
    assert settled[buyer] == ("92,500.00", "paid")
    assert settled["Shares, lot OS-5"] == ("8,000", "delivered")
    # 0.50% of 148,000 is 740.
    assert settled["Fee, 0.50% of the price"] == ("740.00", "paid")
    assert after.legs_total.amount == "147,260.00"


def test_what_never_happened_is_lapsed_and_why_is_said(practice):
    trade = practice.noticed()
    practice.do("consent.refuse", "ida", trade=trade, reason="Buyer is a competitor.")

    page = shown(practice, "dee", trade)

    states = {one.name: one.state for one in page.stages}
    assert (states["Settled"], states["Refused"]) == ("lapsed", "done")
    assert "Buyer is a competitor." in str(page.ways[0].says)
    assert {one.state for one in page.legs} == {"free again"}
    assert page.acts == ()


def test_every_stage_that_happened_leads_to_its_entry(practice):
    trade = practice.settled()

    stages = shown(practice, "operator", trade).stages

    assert all(one.entry is not None for one in stages if one.state == "done")
    with practice.browser("operator") as browser:
        for one in stages:
            assert one.entry is not None
            assert browser.get(one.entry.href).status_code == 200


def test_a_sale_among_holders_asks_nobody(practice):
    offer = practice.offer(1_000)
    trade = practice.do("offer.accept", "rui", offer=offer, buyer=practice.holders["rui"])["trade"][
        0
    ]

    page = shown(practice, "dee", trade)

    assert page.asked is None
    assert "Nobody is asked first" in page.cells[1].says


# By its forms, as a browser sends them.


def test_the_story_goes_by_the_forms_of_the_page(practice):
    trade = practice.accepted()
    path = f"/en/trade/{trade}"
    with practice.browser("dee") as browser:
        assert send(browser, path, "notice-give").status_code == 303
    with practice.browser("rui") as browser:
        taken = send(browser, path, "notice-elect", quantity="3,000".replace(",", ""))
        assert (taken.status_code, taken.headers["location"]) == (303, path)
    with practice.browser("elm") as browser:
        assert send(browser, path, "notice-waive").status_code == 303
    with practice.browser("ida") as browser:
        assert send(browser, path, "consent-give").status_code == 303
    practice.wait(days=16)
    with practice.browser("operator") as browser:
        assert send(browser, path, "trade-", again="8,000").status_code == 303
        assert "The trade is settled." in browser.get(path).text


def test_settling_asks_for_the_quantity_again(practice):
    trade = practice.funded()
    path = f"/en/trade/{trade}"

    with practice.browser("operator") as browser:
        wrong = send(browser, path, "trade-", again="800")

    assert wrong.status_code == 400
    assert "web.not_typed_again" in wrong.text
    assert 'value="800"' in wrong.text
    assert practice.running.books.market.trades[trade].stage == "funded"


def test_a_refused_election_comes_back_with_what_was_typed(practice):
    trade = practice.noticed()
    path = f"/en/trade/{trade}"

    with practice.browser("elm") as browser:
        refused = send(browser, path, "notice-elect", quantity="99999")

    assert refused.status_code == 422
    assert 'value="99999"' in refused.text
    assert "register.holds_too_few" in refused.text


def test_the_cost_is_worked_out_before_anything_is_recorded(practice):
    trade = practice.noticed()
    before = practice.running.journal.head

    with practice.browser("elm") as browser:
        asked = send(browser, f"/en/trade/{trade}", "notice-elect", quantity="2000", ask="cost")

    assert asked.status_code == 200
    assert "2,000 × 18.50" in words(asked.text)
    assert "37,000.00" in asked.text
    assert practice.running.journal.head == before


def test_the_same_form_sent_twice_answers_once(practice):
    trade = practice.noticed()
    path = f"/en/trade/{trade}"
    with practice.browser("elm") as browser:
        drawn = Forms(browser.get(path).text).forms
        form = next(one for name, one in drawn.items() if name.startswith("notice-waive"))
        first = browser.post(form["action"], data=form["fields"], follow_redirects=False)
        entries = practice.running.journal.head.seq
        second = browser.post(form["action"], data=form["fields"], follow_redirects=False)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first.headers["location"] == second.headers["location"]
    assert practice.running.journal.head.seq == entries


def test_another_visitors_form_settles_nothing(practice):
    trade = practice.funded()
    with practice.browser("operator") as browser:
        drawn = Forms(browser.get(f"/en/trade/{trade}").text).forms
        form = next(one for name, one in drawn.items() if name.startswith("trade-"))
    with practice.browser("dee") as browser:
        sent = browser.post(form["action"], data={**form["fields"], "again": "8000"})

    assert sent.status_code == 403
    assert practice.running.books.market.trades[trade].stage == "funded"


def test_who_is_not_signed_in_is_told_that_there_is_no_such_trade(practice):
    trade = practice.noticed()

    with pytest.raises((TradeUnknown, NotSignedIn)):
        shown(practice, "nobody", trade)


@pytest.mark.parametrize("table", ["life", "legs", "asked"])
def test_every_table_has_its_corner(practice, table):
    trade = practice.noticed()
    with practice.browser("ida") as browser:
        file = browser.get(f"/en/trade/{trade}.csv?table={table}")

    assert file.status_code == 200
    assert file.headers["content-type"].startswith("text/csv")


@pytest.mark.parametrize("stage", ["accepted", "noticed", "funded", "settled"])
def test_both_languages_say_the_same_figures(practice, stage):
    trade = getattr(practice, stage)()

    zh, en = shown(practice, "operator", trade, "zh"), shown(practice, "operator", trade, "en")

    assert [one.amount for one in zh.legs] == [one.amount for one in en.legs]
    assert [one.figure for one in zh.cells[:2]] == [one.figure for one in en.cells[:2]]
    assert len(zh.stages) == len(en.stages)


def test_entries_of_one_moment_are_told_apart_by_what_they_hold(practice):
    trade = practice.settled()
    journal = practice.running.journal
    moments = dict(practice.running.books.market.trades[trade].stages)

    # The clock stood still: what silence cleared and what the operator settled have one moment.
    assert moments["settled"] == moments["cleared"]
    settled = entry_about(journal, moments["settled"], trade, "market.trade_settled")
    cleared = entry_about(journal, moments["settled"], trade, "market.trade_cleared")
    assert (settled, cleared) == (journal.head.seq, journal.head.seq - 1)
    assert entry_about(journal, moments["settled"], "trade_of_nobody", "market.") is None
