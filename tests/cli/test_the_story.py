"""One share changes hands, typed: every step of the story by command, and what is then seen."""

import pytest

from laogu.connectors import first_start
from tests.cli.desk import Desk, in_chinese
from tests.http.market import DEE, ELM, ELMWOOD, IDA, JUNIPER, KIT, NORTH, OPERATOR, RUI

OFFER = ("--issuer", "harrow", "--stock-class", "Ordinary shares")


def test_an_employee_sells_to_a_fund_and_one_holder_takes_a_part(desk: Desk):
    asked = desk.does("transfer", "explain", *OFFER, "--seller", DEE, "--quantity", "8000", by=DEE)
    assert (asked["result"], asked["quantity"]) == ("pending", "8000")

    price = ("--price", "18.50", "--currency", "USD")
    offer = desk.makes(
        "offer", "offer", "post", *OFFER, "--seller", DEE, "--quantity", "8000", *price, by=DEE
    )
    (listed,) = desk.does("offer", "list", "harrow", by=KIT)["offers"]
    assert (listed["offer_id"], listed["price"], listed["quantity"]) == (offer, "18.50", "8000")

    trade = desk.makes("trade", "offer", "accept", offer, "--buyer", JUNIPER, by=KIT)
    desk.does("notice", "give", trade, by=DEE)
    waiting = desk.types("inbox", by=RUI)
    assert "answer the notice: take or waive" in waiting.out
    assert trade in waiting.out

    noticed = desk.types("trade", "show", trade, by=DEE).out
    assert f"seller: {DEE}, holder_" in noticed
    (unanswered,) = (one for one in noticed.splitlines() if "who has not answered" in one)
    assert NORTH in unanswered
    assert "holder_" not in unanswered

    early = desk.types("trade", "settle", trade, by=OPERATOR)
    assert early.code == 3
    assert early.err.startswith("error agreements.notice_still_running: ")

    taken = ("--holder", NORTH, "--quantity", "3000")
    desk.does("notice", "elect", trade, *taken, by=RUI)
    desk.does("consent", "give", "--trade", trade, by=IDA)
    desk.does("clock", "move", "--to", "2026-12-20T00:00:00Z", by=OPERATOR)
    assert desk.does("trade", "show", trade, by=KIT)["stage"] == "funded"
    desk.does("trade", "settle", trade, by=OPERATOR)

    done = desk.types("trade", "show", trade, by=DEE)
    assert "8,000 shares at 18.50 USD" in done.out
    assert done.out.splitlines()[-1].split() == ["total", "8,000"]
    bought = [one.split()[:2] for one in done.out.splitlines()[-3:-1]]
    assert bought == [one.split()[:2] for one in (NORTH, JUNIPER)]
    table = desk.types("captable", "harrow", by=OPERATOR)
    rows = desk.does("captable", "harrow", by=IDA)["rows"]
    units = {row["holder"]: row["quantities"] for row in rows}
    assert list(units[JUNIPER].values()) == ["5000"]
    assert list(units[NORTH].values()) == ["2003000"]
    assert table.out.splitlines()[-1].split()[:2] == ["total", "10,000,000"]
    assert desk.types("verify", "--server", desk.server, by=OPERATOR).code == 0


def test_holdings_show_what_is_free_and_what_is_promised(desk: Desk):
    price = ("--price", "18.50", "--currency", "USD", "--quantity", "8000", "--seller", DEE)
    desk.does("offer", "post", *OFFER, *price, by=DEE)

    held = desk.does("holdings", "show", DEE, by=DEE)

    assert [(one["quantity"], one["promised"], one["free"]) for one in held["lots"]] == [
        ("48000", "8000", "40000"),
        ("12000", "0", "12000"),
    ]
    told = desk.types("holdings", "show", desk.holders[DEE], by=DEE, lang="zh")
    assert in_chinese("held, shares") in told.out
    assert "40,000" in told.out


def test_a_holder_may_be_named_in_either_language(idle_desk: Desk):
    words = ("transfer", "explain", *OFFER, "--quantity", "1", "--json", "--seller")

    english = idle_desk.types(*words, "  elmwood ventures lp (example)", by=ELM)
    chinese = idle_desk.types(*words, "榆木创投（示例）", by=ELM)
    read = idle_desk.types(*words, ELMWOOD, "--database", idle_desk.database)

    assert english.code == chinese.code == 0
    assert english.json == chinese.json == read.json


@pytest.mark.parametrize("name", [JUNIPER, "刺柏老股基金（示例）"])
def test_the_operator_names_a_holder_that_stands_on_no_register(desk: Desk, name: str):
    booked = ("cash", "deposit", "--amount", "5.00", "--currency", "USD", "--reference", "line 7")

    desk.does(*booked, "--holder", name, by=OPERATOR)

    (cash,) = desk.does("holdings", "show", JUNIPER, by=KIT)["cash"]
    assert cash["free"] == "1500005.00"
    other = desk.types(*booked, "--holder", JUNIPER, "--json", by=IDA)
    assert other.error["code"] == "cli.holder_name_unknown"


def test_a_name_that_may_not_be_seen_names_nobody(idle_desk: Desk):
    words = ("transfer", "explain", *OFFER, "--quantity", "1", "--json", "--seller")

    came = idle_desk.types(*words, ELMWOOD)
    other = idle_desk.types(*words, "Nobody Atall")

    assert came.code == other.code == 4
    assert came.error["code"] == other.error["code"] == "cli.holder_name_unknown"


def test_a_name_of_two_holders_asks_which(desk: Desk):
    for _ in range(2):
        twin = ("security", "issue", *OFFER, "--quantity", "5", "--holder")
        holder = desk.makes("holder", "holder", "register", "--name", "Twin Fund", by=OPERATOR)
        desk.does(*twin, holder, by=IDA)

    came = desk.types("holdings", "show", "Twin Fund", "--json", by=OPERATOR)

    assert (came.code, came.error["code"]) == (2, "cli.holder_name_shared")
    assert len(came.error["facts"]["ids"]) == 2


def test_what_came_to_be_is_listed_in_words(desk: Desk):
    done = desk.types("person", "register", "--name", "Zoe Ash", by=OPERATOR)

    first, made = done.out.splitlines()
    assert first.startswith("person.register is recorded as entry ")
    assert made.split()[0] == "person"
    assert made.split()[1].startswith("person_")


def test_flags_choices_and_numbers_arrive_as_what_they_are(desk: Desk):
    kinds = ("--name-en", "Preferred", "--decimals", "4", "--price-scale", "6")
    desk.does("stock-class", "register", "--issuer", "harrow", *kinds, by=IDA)
    desk.does(
        "holder", "register", "--name", "Ann Ash", "--kind", "person", "--public", by=OPERATOR
    )
    hidden = ("--name", "Hidden LP", "--no-public")
    desk.does("holder", "register", *hidden, by=OPERATOR)

    listed = desk.does("market", "list", by=OPERATOR)

    classes = [one["name"] for one in listed["issuers"][0]["classes"]]
    assert classes == ["Ordinary shares", "Preferred"]
    assert "Preferred" in desk.types("market", "list").out


def test_who_only_looks_sees_the_entries_and_not_what_is_in_them(idle_desk: Desk):
    public = idle_desk.types("record", "show", "--limit", "3")
    whole = idle_desk.types("record", "show", "--limit", "3", "--whole", by=OPERATOR)

    assert public.out.splitlines()[-1] == "More follow: --after 3"
    assert "market.market_opened" in public.out
    assert '"operation": "market.open"' in whole.out
    assert '"operation"' not in idle_desk.types("record", "show", "--whole").out
    assert "There is no entry" in idle_desk.types("record", "show", "--after", "999").out


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_nothing_to_show_is_said_in_words(idle_desk: Desk, lang: str):
    inbox = idle_desk.types("inbox", by=DEE, lang=lang)
    offers = idle_desk.types("offer", "list", "harrow", by=DEE, lang=lang)
    held = idle_desk.types(
        "holdings", "show", idle_desk.holders[first_start.BUYER], by=KIT, lang=lang
    )

    assert [one.code for one in (inbox, offers, held)] == [0, 0, 0]
    assert len(inbox.out.splitlines()) == len(offers.out.splitlines()) == 1
    assert ("It holds no shares." in held.out) == (lang == "en")
