"""Pages of plans and grants: who sees them, what they say of a day, and their forms."""

import csv
import re
from decimal import Decimal
from io import StringIO

import pytest

from tests.web.forms import Forms, send, words
from tests.web.practice import Practice


@pytest.fixture(scope="module")
def opened() -> Practice:
    """The market as it opens; nothing here changes it."""
    return Practice()


@pytest.fixture
def practice() -> Practice:
    return Practice()


def plan_of(market: Practice) -> str:
    return f"/plan/{next(iter(market.running.books.register.plans.plans))}"


def grant_of(market: Practice, label: str) -> str:
    (issuer,) = market.running.books.register.issuers
    return f"/grant/{market.running.books.register.plans.labels[issuer][label]}"


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(text.lstrip("\ufeff"))))


def statuses(market: Practice, path: str, *people: str) -> list[int]:
    found = []
    for who in people:
        with market.browser(who) as browser:
            found.append(browser.get(f"/en{path}").status_code)
    return found


# Who sees them.


def test_a_grant_is_seen_by_its_holder_the_issuer_and_who_operates(opened):
    grant = grant_of(opened, "OG-1")

    assert statuses(opened, grant, "dee", "ida", "operator") == [200, 200, 200]
    assert statuses(opened, grant, "rui", "kit", "nobody") == [404, 404, 403]


def test_a_plan_is_seen_by_who_has_something_of_it_and_shows_them_only_that(opened):
    plan = plan_of(opened)

    assert statuses(opened, plan, "dee", "ida", "rui", "nobody") == [200, 200, 404, 403]
    with opened.browser("dee") as browser:
        mine = rows(browser.get(f"/en{plan}.csv?table=grants").text)
    with opened.browser("ida") as browser:
        every = rows(browser.get(f"/en{plan}.csv?table=grants").text)
    assert [one["grant"] for one in mine] == ["OG-1"]
    assert len(every) == 4


def test_looking_at_somebodys_grant_is_noted_unless_it_is_ones_own(practice):
    grant = grant_of(practice, "OG-1")
    practice.do("mandate.give", person=practice.people["kit"], power="inspect", over="market")

    assert statuses(practice, grant, "dee", "ida", "kit") == [200, 200, 200]

    practice.running.looking.write_down()
    looks = practice.running.looking.latest(of=[practice.holders["dee"]])
    assert [one.by for one in looks] == [practice.people["kit"]]


# What they say.


@pytest.mark.parametrize(
    ("day", "vested"),
    [("2026-11-01", "0"), ("2026-11-02", "7,000"), ("2027-05-05", "8,500"),
     ("2030-01-01", "12,000")],
)  # fmt: skip
def test_what_is_vested_is_shown_for_any_day_in_the_address(opened, day, vested):
    with opened.browser("dee") as browser:
        page = words(browser.get(f"/en{grant_of(opened, 'OG-1')}?as_of={day}").text)

    assert f"Vested {vested} of 12,000 left" in " ".join(page.split())


def test_the_schedule_is_in_the_file_as_on_the_page(opened):
    with opened.browser("dee") as browser:
        found = rows(browser.get(f"/en{grant_of(opened, 'OG-1')}.csv?table=schedule").text)

    assert found[0] == {
        "vests_on": "2026-11-02", "quantity": "7000", "vested_then": "7000", "conditions": "every",
    }  # fmt: skip
    assert (found[-1]["vests_on"], found[-1]["vested_then"]) == ("2028-06-30", "12000")
    assert sum(int(one["quantity"]) for one in found) == 12_000


def test_conditions_made_of_words_have_chinese_names_on_the_page_and_ids_in_the_file(opened):
    path = grant_of(opened, "OG-1")
    with opened.browser("dee") as browser:
        page = words(browser.get(f"/zh{path}").text)
        file = rows(browser.get(f"/zh{path}.csv?table=conditions").text)

    assert "起算之后每月一次" in page
    assert "其后：逐期" in page
    assert "届时累计归属 条件" in page
    assert not re.search(r"\b(start|every)\b", page)
    assert [one["condition"] for one in file] == ["start", "every"]


def test_holdings_count_grants_by_a_day_of_their_own(opened):
    with opened.browser("dee") as browser:
        found = rows(browser.get("/en/holdings.csv?table=grants-harrow&vested_on=2027-05-05").text)

    assert [(one["grant"], one["vested"], one["exercisable"]) for one in found] == [
        ("OG-1", "8500", "8500"),
    ]


def test_every_act_stands_with_its_entry(practice):
    grant = grant_of(practice, "OG-3")
    security = grant.rpartition("/")[2]
    practice.do("grant.reprice", "ida", security=security, price=Decimal("3.50"))
    practice.do("grant.cancel", "ida", security=security, quantity=Decimal(500), reason="agreed")

    with practice.browser("ida") as browser:
        page = browser.get(f"/en{grant}").text
        pool = rows(browser.get(f"/en{plan_of(practice)}.csv?table=pool").text)

    shown = words(page)
    assert "price from this day on: 3.50 USD" in shown
    assert "500 cancelled · agreed" in shown
    head = practice.running.journal.head.seq
    assert f'href="/en/record/{head}"' in page
    assert f'href="/en/record/{head - 1}"' in page
    assert [one["what"] for one in pool] == ["registered", "500 came back from OG-3"]


def test_a_day_before_a_split_is_in_the_units_of_that_day(practice):
    practice.wait(days=1)
    practice.do("stock_class.split", "ida", issuer="harrow", stock_class="Ordinary shares",
                new=Decimal(2), old=Decimal(1), rounding="floor")  # fmt: skip
    grant = grant_of(practice, "OG-1")

    with practice.browser("dee") as browser:
        before = words(browser.get(f"/en{grant}?as_of=2026-11-02").text)
        after = words(browser.get(f"/en{grant}").text)

    assert "7,000" in before
    assert "14,000" in after
    assert "followed a split of its class" in after


# What can be done.


def test_an_issuer_makes_a_plan_and_a_grant_and_the_holder_accepts(practice):
    with practice.browser("ida") as browser:
        made = send(browser, "/en/desk/harrow", "plan-register", name="Plan two (example)",
                    quantity="1000")  # fmt: skip
        plan = made.headers["location"].rpartition("/")[2]
        done = send(
            browser, "/en/desk/harrow", "grant-issue", holder=practice.holders["dee"], plan=plan,
            quantity="400", price="5.00", certificate="OG-9",
        )  # fmt: skip
    grant = done.headers["location"]
    with practice.browser("dee") as browser:
        accepted = send(browser, grant, "grant-accept")
        again = browser.get(grant).text

    assert (made.status_code, done.status_code, accepted.status_code) == (303, 303, 303)
    assert "grant-accept" not in Forms(again).forms
    assert "accepted" in words(again)


def test_no_form_asks_for_a_choice_and_offers_a_blank_one(practice):
    """A browser would never send such a form: to it nothing was chosen."""
    with practice.browser("ida") as browser:
        page = browser.get("/en/desk/harrow").text

    wanted = re.findall(r"<select [^>]*required[^>]*>.*?</select>", page, re.DOTALL)
    assert wanted
    assert [one for one in wanted if 'value=""' in one] == []


def test_what_goes_beyond_the_pool_comes_back_beside_its_field(practice):
    with practice.browser("ida") as browser:
        refused = send(browser, "/en/desk/harrow", "grant-issue", quantity="9000000",
                       holder=practice.holders["dee"], price="5.00")  # fmt: skip

    assert refused.status_code == 422
    assert "plans.beyond_pool" in refused.text
    assert "9000000" in refused.text


def test_nothing_is_acted_on_as_of_another_day(opened):
    with opened.browser("ida") as browser:
        past = browser.get(f"/en{grant_of(opened, 'OG-2')}?as_of=2027-01-01").text
        now = browser.get(f"/en{grant_of(opened, 'OG-2')}").text

    assert not [one for one in Forms(past).forms if one.startswith("grant-")]
    assert {one for one in Forms(now).forms if one.startswith("grant-")} == {
        "grant-cancel", "grant-reprice", "grant-retract", "grant-transfer",
    }  # fmt: skip


def test_a_new_grant_waits_in_the_inbox_until_it_is_accepted(practice):
    plan = plan_of(practice).rpartition("/")[2]
    made = practice.do("grant.issue", "ida", issuer="harrow", plan=plan, kind="nso",
                       holder=practice.holders["dee"], quantity=Decimal(10))  # fmt: skip
    (grant,) = made["security"]

    with practice.browser("dee") as browser:
        waits = browser.get("/en/inbox").text
        practice.do("grant.accept", "dee", security=grant)
        after = browser.get("/en/inbox").text

    assert f"/en/grant/{grant}#act-grant-accept" in waits
    assert grant not in after


def test_a_grant_is_found_by_its_label_and_a_plan_by_its_name_by_who_may_see_them(opened):
    found = {}
    for who in ("ida", "dee", "rui"):
        with opened.browser(who) as browser:
            asked = [browser.get(f"/en/search?q={one}").text for one in ("og-1", "option plan")]
            found[who] = [page.count('href="/en/grant/') + page.count('href="/en/plan/')
                          for page in asked]  # fmt: skip

    assert found == {"ida": [1, 1], "dee": [1, 1], "rui": [0, 0]}
