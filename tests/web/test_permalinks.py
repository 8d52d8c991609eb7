"""A page is what its address says: orders, pages of a table, the day; on paper it says it too."""

import re

import pytest

from laogu.connectors import first_window
from tests.web.forms import words
from tests.web.practice import Practice

HARROW = "/company/harrow"


@pytest.fixture(scope="module")
def practice() -> Practice:
    market = Practice()
    market.settled()
    return market


def names(page: str, part: str = "holders") -> list[str]:
    """Return the first cells of the rows of one section."""
    section = page[page.index(f'id="{part}"') :]
    rows = re.findall(
        r'<tr class="row[^"]*"[^>]*><td[^>]*>(.*?)</td>',
        section[: section.index("</table>")],
        re.DOTALL,
    )
    return [words(row) for row in rows]


# Orders


def test_a_head_sorts_and_the_address_carries_it(practice):
    with practice.browser("operator") as browser:
        plain = browser.get(f"/en{HARROW}").text
        by_name = browser.get(f"/en{HARROW}?sort_holders=holder").text
        back = browser.get(f"/en{HARROW}?sort_holders=-holder").text

    assert names(by_name) == sorted(names(by_name), key=str.casefold)
    assert names(back) == names(by_name)[::-1]
    assert names(plain) != names(by_name)
    assert 'href="/en/company/harrow?sort_holders=holder#holders"' in plain
    assert 'href="/en/company/harrow?sort_holders=-holder#holders"' in by_name
    assert 'aria-sort="ascending"' in by_name
    assert 'aria-sort="descending"' in back


def test_figures_sort_largest_first_and_unknown_ones_last(practice):
    with practice.browser("operator") as browser:
        page = browser.get(f"/en{HARROW}").text
        table = browser.get(f"/en{HARROW}.json?sort_holders=held").json()["holders"]
        until = browser.get(f"/en{HARROW}.json?sort_holders=until").json()["holders"]

    assert "sort_holders=-held#holders" in page
    held = [int(one["quantity"]) for one in table]
    assert held == sorted(held)
    days = [one["locked_through"] for one in until]
    assert days == sorted(days, key=lambda one: (one is None, one))


def test_an_order_that_is_none_changes_nothing(practice):
    with practice.browser("operator") as browser:
        plain, odd = (browser.get(f"/en{HARROW}{query}") for query in ("", "?sort_holders=x%27"))

    assert odd.status_code == 200
    assert names(odd.text) == names(plain.text)


def test_the_desks_tables_are_sorted_by_links_too(practice):
    with practice.browser("operator") as browser:
        desk = browser.get("/en/desk/harrow?sort_holders=-class0").text
        trades = browser.get("/en/operator?sort_trades=quantity")
        people = browser.get("/en/operator.json?table=persons&sort_persons=-name").json()["persons"]

    assert names(desk)[0].startswith("Ada Marsh (example)")
    assert trades.status_code == 200
    said = [one["name"].casefold() for one in people]
    assert said == sorted(said, reverse=True)


# Pages of a table


def test_a_long_table_goes_in_pages_and_comes_back():
    market = Practice()
    for one in range(60):
        market.do("person.register", name=f"Somebody {one:02d} (example)")
    with market.browser("operator") as browser:
        first = browser.get("/en/operator").text
        second = browser.get("/en/operator?from_persons=50").text
        whole = browser.get("/en/operator.json?table=persons&from_persons=50").json()["persons"]
        odd = browser.get("/en/operator?from_persons=99999999999").text

    count = len(market.running.books.people.persons)
    assert len(names(first, "persons")) == 50
    assert len(names(second, "persons")) == count - 50
    assert names(odd, "persons") == names(first, "persons")
    assert set(names(first, "persons")).isdisjoint(names(second, "persons"))
    assert len(whole) == count
    assert 'href="/en/operator?from_persons=50#persons"' in first
    assert 'rel="first"' in second


# Days


def test_the_control_of_a_day_stands_on_the_days_of_a_change(practice):
    with practice.browser("operator") as browser:
        page = browser.get(f"/en{HARROW}").text

    control = page[page.index('<form class="as-of-form"') :]
    (count,) = (int(one) for one in re.findall(r'type="range" min="1" max="(\d+)"', control))
    (held,) = re.findall(r'data-days="([^"]*)"', control)
    days = held.split("|")
    assert len(days) == count > 1
    assert 'aria-valuetext="' in control
    assert 'data-key="["' in control


def test_without_a_script_the_control_leads_to_the_address_of_its_day(practice):
    with practice.browser("operator") as browser:
        moved = browser.get(f"/en{HARROW}?change=1&sort_holders=holder", follow_redirects=False)
        page = browser.get(moved.headers["location"]).text
        before = browser.get(f"/en{HARROW}?change=0", follow_redirects=False)
        beyond = browser.get(f"/en{HARROW}?change=999999", follow_redirects=False)
        odd = browser.get(f"/en{HARROW}?change=x", follow_redirects=False)
        desk = browser.get("/en/desk/harrow?change=1", follow_redirects=False)

    assert moved.status_code == 303
    assert re.fullmatch(
        r"/en/company/harrow\?sort_holders=holder&as_of=\d{4}-\d\d-\d\d#holders",
        moved.headers["location"],
    )
    assert "back to today" in page
    assert before.headers["location"] == "/en/company/harrow#holders"
    assert re.search(r"as_of=2026-", beyond.headers["location"])
    assert odd.status_code == 200
    assert desk.headers["location"].startswith("/en/desk/harrow?as_of=")


# Paper


def test_paper_says_as_of_when_what_was_chosen_where_for_whom_and_at_which_entry(practice):
    with practice.browser("operator") as browser:
        page = browser.get(f"/en{HARROW}?as_of=2026-03-01&sort_holders=-held").text

    head = words(page[page.index("print-head") : page.index("<main")])
    foot = words(page[page.index("print-foot") :])
    assert "As of 1 Mar 2026" in head
    assert "sort_holders -held" in head
    assert "Printed" in foot
    assert "Operator" in foot
    assert practice.running.journal.head.hash.hex() in foot
    assert "/en/company/harrow?as_of=2026-03-01&sort_holders=-held" in foot


@pytest.mark.parametrize("path", ["/inbox", "/holdings", "/record", "/operator"])
def test_a_page_that_shows_how_things_stand_now_does_not_speak_of_another_day(practice, path):
    with practice.browser("operator") as browser:
        page = browser.get(f"/en{path}?as_of=2026-01-05").text

    assert "5 Jan 2026" not in words(page[: page.index("<main")])
    assert "as_of=" not in page[page.index("print-foot") :]


# Search


@pytest.mark.parametrize(
    ("asked", "found"),
    [("harrow", "Harrow Instruments (example)"),
     ("\uff28\uff41\uff52\uff52\uff4f\uff57", "Harrow Instruments (example)"),
     ("12", "Entry 12"), ("page_unknown", "web.page_unknown")],
)  # fmt: skip
def test_search_finds_what_everybody_may_see(practice, asked, found):
    with practice.browser() as browser:
        page = browser.get("/en/search", params={"q": asked}).text
        table = browser.get("/en/search.json", params={"q": asked}).json()["found"]

    assert found in words(page)
    assert found in {one["name"] for one in table}


def test_search_never_shows_more_than_one_may_see(practice):
    offer = practice.offer(500)
    trade = next(iter(practice.running.books.market.trades))

    def finds(who: str, asked: str) -> list[str]:
        with practice.browser(who) as browser:
            found = browser.get("/en/search.json", params={"q": asked}).json()["found"]
        return [one["id"] for one in found]

    for who, seen in (("nobody", 0), ("kit", 1), ("operator", 1)):
        assert len(finds(who, offer)) == seen, who
        assert len(finds(who, trade)) == seen, who
    assert finds("nobody", "Dee Annon") == []
    assert finds("dee", "Dee Annon") == [practice.holders["dee"]]
    assert finds("elm", "Dee Annon") == []
    assert practice.holders["dee"] in finds("operator", "dee annon")
    assert practice.holders["dee"] in finds("ida", "dee annon")


def test_a_window_is_found_by_the_end_of_its_id():
    market = Practice()
    operator = market.people["operator"]
    assert operator is not None
    first_window.open_window(market.running.journal, operator)
    (window,) = market.running.books.market.windows

    with market.browser() as browser:
        found = browser.get("/en/search.json", params={"q": window[-5:]}).json()["found"]

    assert [(one["kind"], one["id"]) for one in found] == [("Window", window)]


@pytest.mark.parametrize(
    "asked", ["", "   ", "zzzz", "<script>", "%00", "x" * 5000, "\u202e", "9" * 40]
)
def test_search_takes_any_word(practice, asked):
    with practice.browser() as browser:
        page = browser.get("/zh/search", params={"q": asked})

    assert page.status_code == 200
    assert "<script>" not in page.text.partition("<main")[2]


def test_search_is_one_key_away_and_keys_can_be_switched_off_on_every_page(practice):
    with practice.browser() as browser:
        page = browser.get(f"/en{HARROW}").text
        off = browser.get("/en/keys?to=off&back=/en/record")

    assert re.search(r'href="/en/search" data-key="/"', page)
    assert '<dialog id="keys"' in page
    assert f'href="/en/keys?to=off&amp;back=%2Fen{HARROW.replace("/", "%2F")}"' in page
    assert 'data-keys="off"' in off.text
    assert "switch them on" in off.text
