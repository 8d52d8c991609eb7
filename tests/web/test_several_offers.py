"""Several offers at once: lines or a file are looked at, each with its answer, then posted."""

import pytest

from tests.web.forms import Forms, words
from tests.web.practice import Practice

PAGE = "/en/company/harrow/offers"
LINES = 'class,quantity,price\nOrdinary shares,"20,000",18.50\nOrdinary shares,500,19\n'


@pytest.fixture
def practice() -> Practice:
    return Practice()


def look(browser, lines: str = "", content: bytes = b"", *, page: str = PAGE, **typed: str):
    """Send what stands in the form, as lines or as a file."""
    form = Forms(browser.get(page).text).forms["company-harrow-offers"]
    fields = {name: one for name, one in form["fields"].items() if name != "file"}
    files = {"file": ("own.csv", content) if content else ("", b"")}
    return browser.post(form["action"], data={**fields, "lines": lines, **typed}, files=files)


def post(browser, shown: str, **typed: str):
    """Send the form that posts what was looked at."""
    form = Forms(shown).forms["company-harrow-offers-post"]
    return browser.post(form["action"], data={**form["fields"], **typed}, follow_redirects=False)


def test_a_visitor_is_asked_to_sign_in_and_who_holds_nothing_has_no_form(practice):
    with practice.browser() as browser:
        assert browser.get(PAGE).status_code == 403
    with practice.browser("kit") as browser:
        assert "You act for nobody who holds shares" in words(browser.get(PAGE).text)


def test_the_form_of_one_offer_leads_to_several(practice):
    with practice.browser("dee") as browser:
        assert f'href="{PAGE}"' in browser.get("/en/company/harrow/offer").text


@pytest.mark.parametrize("as_file", [False, True])
def test_lines_and_files_are_looked_at_and_then_posted(practice, as_file):
    before = practice.running.journal.head.seq
    with practice.browser("dee") as browser:
        shown = look(browser, content=LINES.encode()) if as_file else look(browser, LINES)
        said = words(shown.text)
        assert practice.running.journal.head.seq == before
        posted = post(browser, shown.text)
        after = browser.get(posted.headers["location"])

    ((_, entry),) = practice.running.journal.entries(after=before)
    offers = practice.running.books.market.offers.values()
    assert "2 offers can be posted." in said
    assert "370,000.00" in said
    assert "Yes, after" in said
    assert (posted.status_code, after.status_code) == (303, 200)
    assert entry.operation == "offer.post_all"
    assert sorted(one.offer.units for one in offers) == [500, 20_000]


def test_every_fault_is_shown_at_its_row_and_nothing_can_be_posted(practice):
    before = practice.running.journal.head
    rows = "Ordinary shares,50000,18\nOrdinary shares,20000,19\nOrdinary shares,1,x\nGold,1,1\n"
    with practice.browser("dee") as browser:
        shown = look(browser, "class,quantity,price\n" + rows)
        chinese = look(browser, "类别,数量,价格\n" + rows, page=PAGE.replace("/en/", "/zh/"))

    said = words(shown.text)
    assert "3 places need a correction first." in said
    for where in ("lines.csv A3", "lines.csv C4", "lines.csv A5"):
        assert where in said
    assert "Only 10,000 of 20,000 may be sold." in said
    assert "company-harrow-offers-post" not in shown.text
    assert "lines.csv C4" in words(chinese.text)
    assert "普通股" in words(chinese.text)
    assert practice.running.journal.head == before


def test_what_is_posted_was_shown_and_is_tried_again(practice):
    with practice.browser("dee") as browser:
        shown = look(browser, LINES)
        practice.offer(59_900, "18.00")
        posted = post(browser, shown.text)

    assert posted.status_code == 200
    assert "Only 100 of 20,000 may be sold." in words(posted.text)
    assert len(practice.running.books.market.offers) == 1


def test_a_seller_is_named_in_a_row_and_nobody_offers_for_another(practice):
    own = "seller,class,quantity,price\nDee Annon (example),Ordinary shares,10,18\n"
    with practice.browser("dee") as browser:
        known = words(look(browser, own).text)
        other = words(look(browser, own + "<b>Nobody</b>,Ordinary shares,10,18\n").text)

    with practice.browser("dee") as browser:
        own_class = words(look(browser, "quantity,price\n10,18\n").text)
        dated = "quantity,price,open until\n10,18,2026-12-18T17:00Z\n"
        until = words(look(browser, dated).text)
        elsewhere = words(look(browser, "issuer,class,quantity,price\nbirch,A,10,18\n").text)

    assert "1 offer can be posted." in known
    assert "1 offer can be posted." in own_class
    assert "until 18 Dec 2026 17:00" in until
    assert "birch · A" in elsewhere
    assert "<b>Nobody" in other
    assert "1 place needs a correction first." in other


def test_who_may_not_act_for_a_seller_is_told_nothing_of_its_shares(practice):
    rows = f"seller,class,quantity,price\n{practice.holders['rui']},Ordinary shares,99999999,18\n"
    with practice.browser("dee") as browser:
        shown = look(browser, rows)

    assert "people.no_mandate" in shown.text
    assert "may be sold" not in words(shown.text)
    assert "company-harrow-offers-post" not in shown.text
