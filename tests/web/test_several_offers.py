"""Several offers at once: lines or a file are looked at, each with its answer, then posted."""

from datetime import date
from decimal import Decimal

import pytest

from tests.web.forms import Forms, words
from tests.web.practice import Practice

PAGE = "/en/company/harrow/offers"
LINES = 'class,quantity,price\nOrdinary shares,"20,000",18.50\nOrdinary shares,500,19\n'


NAMED = "seller,class,quantity,price\nDee Annon (example),Ordinary shares,5,18\n"


@pytest.fixture
def practice() -> Practice:
    return Practice()


def second_dee(practice: Practice, *, shares: int = 7) -> str:
    """Return another holder of Dee's name, for whom she acts too."""
    (holder,) = practice.do("holder.register", name="Dee Annon (example)", kind="person")["holder"]
    practice.do("mandate.give", person=practice.people["dee"], power="act", over=holder)
    if shares:
        give_shares(practice, holder, shares)
    return holder


def give_shares(practice: Practice, holder: str, shares: int) -> None:
    practice.do(
        "security.issue", "ida", issuer="harrow", stock_class="Ordinary shares", holder=holder,
        quantity=Decimal(shares), acquired_on=date(2021, 6, 1),
    )  # fmt: skip


def makers(practice: Practice) -> list[str]:
    return [one.offer.maker for one in practice.running.books.market.offers.values()]


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


@pytest.mark.parametrize(
    ("lang", "what", "fix"),
    [
        ("en", "is the name of several holders.", "Give the id of the one you mean."),
        ("zh", "有几个持有人都叫", "给出所指那一个的编号。"),
    ],
)
def test_a_name_that_several_have_is_taken_for_none_of_them(practice, lang, what, fix):
    second, dee = second_dee(practice), practice.holders["dee"]
    by_id = NAMED.replace("Dee Annon (example)", second)
    page = PAGE.replace("/en/", f"/{lang}/")
    with practice.browser("dee") as browser:
        rows = NAMED + ",Ordinary shares,5,x\n" + by_id.splitlines()[1].replace(",5,", ",50,")
        shared = look(browser, rows, page=page, holder=dee)
        posted = post(browser, look(browser, by_id, page=page, holder=dee).text)

    said = words(shared.text)
    for one in (what, fix, second, dee, "lines.csv A2", "lines.csv D3", "lines.csv A4"):
        assert one in said
    assert "company-harrow-offers-post" not in shared.text
    assert posted.status_code == 303
    assert makers(practice) == [second]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", ["Dee Annon (example)", "迪伊·安农（示例）"])
def test_a_name_is_known_in_either_language(practice, lang, name):
    rows, page = NAMED.replace("Dee Annon (example)", name), PAGE.replace("/en/", f"/{lang}/")
    with practice.browser("dee") as browser:
        posted = post(browser, look(browser, rows, page=page).text)

    assert posted.status_code == 303
    assert makers(practice) == [practice.holders["dee"]]


def test_a_name_means_who_holds_shares_of_the_company(practice):
    second_dee(practice, shares=0)
    with practice.browser("dee") as browser:
        posted = post(browser, look(browser, NAMED).text)

    assert posted.status_code == 303
    assert makers(practice) == [practice.holders["dee"]]


def test_what_begins_as_an_id_is_no_name(practice):
    (holder,) = practice.do("holder.register", name="holder_of_all", kind="person")["holder"]
    practice.do("mandate.give", person=practice.people["dee"], power="act", over=holder)
    give_shares(practice, holder, 7)
    with practice.browser("dee") as browser:
        shown = look(browser, NAMED.replace("Dee Annon (example)", "holder_of_all"))

    assert "register.holder_unknown" in shown.text
    assert "company-harrow-offers-post" not in shown.text


def test_whom_a_name_was_found_to_mean_is_whose_shares_are_posted(practice):
    with practice.browser("dee") as browser:
        shown = look(browser, NAMED)
        second_dee(practice)
        other = post(browser, shown.text, holders="")
        posted = post(browser, shown.text)

    assert "the holders in the form" in words(other.text)
    assert posted.status_code == 303
    assert makers(practice) == [practice.holders["dee"]]


def test_a_form_that_is_sent_twice_is_answered_as_the_first_time(practice):
    most = 'class,quantity,price\nOrdinary shares,"40,000",18.50\n'
    with practice.browser("dee") as browser:
        shown = look(browser, most).text
        first, second = post(browser, shown), post(browser, shown)

    assert (first.status_code, second.status_code) == (303, 303)
    assert second.headers["location"] == first.headers["location"]
    assert len(makers(practice)) == 1


def test_a_seller_that_is_left_blank_is_a_finding(practice):
    with practice.browser("dee") as browser:
        blank = look(browser, "seller,class,quantity,price\n,Ordinary shares,5,18\n", holder="")
        missing = look(browser, "class,quantity,price\nOrdinary shares,5,18\n", holder="")

    assert (blank.status_code, missing.status_code) == (200, 200)
    assert "The row does not state: seller." in words(blank.text)
    assert "The column seller is missing." in words(missing.text)
