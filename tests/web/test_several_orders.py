"""Several orders of a window at once: looked at, each with its answer, then placed together."""

from decimal import Decimal

import pytest

from laogu.connectors import first_window
from laogu.web.pages import whom
from tests.web.forms import Forms, words
from tests.web.practice import Practice

HEAD = "side,quantity,limit\n"
BUYS = HEAD + 'buy,"1,000",18.60\nbuy,500,\n'
SELLS = HEAD + "sell,10000,18.40\nsell,20000,18.80\n"


@pytest.fixture
def practice() -> Practice:
    """A market with the practice window open, in which Kit's fund may buy and Dee may sell."""
    practice = Practice()
    operator = practice.people["operator"]
    assert operator is not None
    first_window.open_window(practice.running.journal, operator)
    return practice


def page_of(practice: Practice, lang: str = "en") -> str:
    (window,) = practice.running.books.market.windows
    return f"/{lang}/window/{window}/orders"


def orders(practice: Practice) -> int:
    return len(practice.running.books.market.orders)


def look(browser, page: str, lines: str = "", content: bytes = b"", **typed: str):
    """Send what stands in the form, as lines or as a file."""
    forms = Forms(browser.get(page).text).forms
    form = next(one for one in forms.values() if one["action"].endswith(page))
    fields = {name: one for name, one in form["fields"].items() if name != "file"}
    files = {"file": ("own.csv", content) if content else ("", b"")}
    return browser.post(form["action"], data={**fields, "lines": lines, **typed}, files=files)


def place(browser, shown: str):
    """Send the form that places what was looked at."""
    forms = Forms(shown).forms
    form = next(one for one in forms.values() if one["action"].endswith("/orders/post"))
    return browser.post(form["action"], data=form["fields"], follow_redirects=False)


def can_place(shown) -> bool:
    return "/orders/post" in shown.text


def test_a_visitor_is_asked_to_sign_in_and_who_acts_for_nobody_has_no_form(practice):
    page = page_of(practice)
    with practice.browser() as browser:
        assert browser.get(page).status_code == 403
    with practice.browser("operator") as browser:
        assert "You act for no holder" in words(browser.get(page).text)


def test_the_ticket_of_one_order_leads_to_several(practice):
    page = page_of(practice)
    with practice.browser("dee") as browser:
        assert f'href="{page}"' in browser.get(page.removesuffix("/orders")).text


@pytest.mark.parametrize("as_file", [False, True])
def test_lines_and_files_are_looked_at_and_then_placed(practice, as_file):
    before, stood = practice.running.journal.head.seq, orders(practice)
    with practice.browser("kit") as browser:
        page = page_of(practice)
        shown = look(browser, page, content=BUYS.encode()) if as_file else look(browser, page, BUYS)
        assert practice.running.journal.head.seq == before
        placed = place(browser, shown.text)
        after = browser.get(placed.headers["location"])

    ((_, entry),) = practice.running.journal.entries(after=before)
    said = words(shown.text)
    assert "2 orders can be placed." in said
    # 1,000 at 18.60, and 500 at the cap of 22.00.
    assert "18,600.00" in said
    assert "any price" in said
    assert "11,000.00" in said
    assert "Cash held in all, USD 29,600.00" in said
    assert (placed.status_code, after.status_code) == (303, 200)
    assert entry.operation == "order.place_all"
    assert orders(practice) == stood + 2


def test_sellers_are_told_what_is_promised_in_all_and_whether_it_may_become_a_trade(practice):
    with practice.browser("dee") as browser:
        said = words(look(browser, page_of(practice), SELLS).text)
        chinese = words(look(browser, page_of(practice, "zh"), SELLS).text)

    assert "Promised in all, Ordinary shares 30,000" in said
    assert "184,000.00" in said
    assert said.count("Yes, after") == 2
    assert "可以下 2 笔委托。" in chinese
    assert "普通股" in chinese


def test_every_fault_is_shown_at_its_row_and_nothing_can_be_placed(practice):
    before = practice.running.journal.head
    rows = HEAD + "sell,70000,18.40\nsell,100,18.43\nhold,1,18\nbuy,10,18.60\nsell,10,18.50\n"
    with practice.browser("dee") as browser:
        shown = look(browser, page_of(practice), rows)

    said = words(shown.text)
    for place_ in ("lines.csv A2", "lines.csv A3", "lines.csv A4", "lines.csv A5"):
        assert place_ in said
    assert "“hold” is no side." in said
    assert "18.43 USD lies between two steps" in said
    assert not can_place(shown)
    assert practice.running.journal.head == before


def test_an_order_that_would_meet_one_above_it_is_told_which(practice):
    practice.do("cash.deposit", holder=practice.holders["dee"], amount=Decimal(1_000),
                currency="USD", reference="bank")  # fmt: skip
    rows = HEAD + "buy,10,18.60\nsell,10,18.50\n"
    with practice.browser("dee") as browser:
        shown = look(browser, page_of(practice), rows)

    assert "would trade with order 1 of the list" in words(shown.text)
    assert not can_place(shown)


def test_what_is_placed_was_shown_and_is_tried_again(practice):
    stood = orders(practice)
    with practice.browser("dee") as browser:
        shown = look(browser, page_of(practice), SELLS)
        practice.offer(59_000, "18.00")
        placed = place(browser, shown.text)

    assert placed.status_code == 200
    assert "promised elsewhere: 59,000" in words(placed.text)
    assert orders(practice) == stood


def test_a_form_that_is_sent_twice_is_answered_as_the_first_time(practice):
    stood = orders(practice)
    with practice.browser("dee") as browser:
        shown = look(browser, page_of(practice), HEAD + "sell,40000,18.40\n").text
        first, second = place(browser, shown), place(browser, shown)

    assert (first.status_code, second.status_code) == (303, 303)
    assert orders(practice) == stood + 1


@pytest.mark.parametrize("name", ["Dee Annon (example)", "迪伊·安农（示例）"])
def test_a_holder_is_named_in_a_row_in_either_language(practice, name):
    rows = f"side,holder,quantity,limit\nsell,{name},10,18.40\n"
    with practice.browser("dee") as browser:
        shown = look(browser, page_of(practice), rows)

    assert "1 order can be placed." in words(shown.text)


def test_a_name_that_several_have_is_taken_for_none_of_them(practice):
    (second,) = practice.do("holder.register", name="Dee Annon (example)", kind="person")["holder"]
    practice.do("mandate.give", person=practice.people["dee"], power="act", over=second)
    rows = "side,holder,quantity,limit\nsell,Dee Annon (example),10,18.40\n"
    with practice.browser("dee") as browser:
        shown = look(browser, page_of(practice), rows)

    assert "is the name of several holders." in words(shown.text)
    assert second in shown.text
    assert not can_place(shown)


def test_who_may_not_act_for_a_holder_is_told_nothing_of_it(practice):
    rows = f"side,holder,quantity,limit\nsell,{practice.holders['rui']},99999999,18.40\n"
    with practice.browser("dee") as browser:
        shown = look(browser, page_of(practice), rows)

    assert "people.no_mandate" in shown.text
    assert "may be sold" not in words(shown.text)
    assert "Rui North" not in shown.text
    assert not can_place(shown)


def test_a_window_that_a_row_names_is_said_where_it_is_another(practice):
    rows = "side,window,quantity,limit\nsell,<b>window_none,10,18.40\n"
    with practice.browser("dee") as browser:
        shown = look(browser, page_of(practice), rows)

    assert "1 place needs a correction first." in words(shown.text)
    assert "<b>window_none" not in shown.text


def test_a_window_whose_bell_has_rung_takes_no_list(practice):
    practice.wait(days=8)
    with practice.browser("dee") as browser:
        after = browser.get(page_of(practice))

    assert "Its bell has rung" in words(after.text)
    assert "Look at the orders" not in words(after.text)


def test_whoever_may_be_meant_is_gone_through_once_however_many_names_there_are(
    practice, monkeypatch
):
    gone_through = []

    class Counted(whom.HoldersByName):
        def __init__(self, *of):
            gone_through.append(of)
            super().__init__(*of)

    monkeypatch.setattr(whom, "HoldersByName", Counted)
    sellers = ("Dee Annon (example)", "迪伊·安农（示例）", "nobody")
    rows = "".join(f"sell,{one},10,18.40\n" for one in sellers)
    with practice.browser("dee") as browser:
        shown = look(browser, page_of(practice), f"side,holder,quantity,limit\n{rows}")

    assert "1 place needs a correction first." in words(shown.text)
    assert len(gone_through) == 1
