"""The pages of those who act, in a browser: languages, themes, widths, without a script."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest

from laogu.connectors import first_window, shipped
from tests.web.practice import Practice
from tests.web.test_in_a_browser import Served, holds

# Each pair of language, theme and width once.
EVERY = [("zh", "light", 1280), ("zh", "dark", 390), ("en", "dark", 1280), ("en", "light", 390)]
FIGURES = """() => [...document.querySelectorAll('td.n')].map(one => one.textContent.trim())"""


@pytest.fixture(scope="module")
def market() -> Iterator[Served]:
    """A market with a trade that is answered, one that is settled, and an open offer."""
    practice = Practice()
    practice.settled()
    live = noticed_to_somebody_new(practice)
    practice.elect("rui", live, 500)
    practice.offer(5_000, "19.00")
    operator = practice.people["operator"]
    assert operator is not None
    first_window.open_window(practice.running.journal, operator)
    practice.holders["live trade"] = live
    served = Served(practice)
    yield served
    served.end()


def noticed_to_somebody_new(practice: Practice) -> str:
    """Return a trade with a buyer who is no holder yet, so that the others are asked first."""
    buyer = practice.do("holder.register", name="Birch Fund LP (example)",
                        person=practice.people["kit"])["holder"][0]  # fmt: skip
    practice.do("cash.deposit", holder=buyer, amount=Decimal(100_000), currency="USD",
                reference="bank")  # fmt: skip
    offer = practice.offer(2_000)
    trade = practice.do("offer.accept", "kit", offer=offer, buyer=buyer)["trade"][0]
    practice.do("notice.give", "dee", trade=trade)
    practice.wait(days=3)
    return trade


def pages(market: Served) -> list[tuple[str, str]]:
    trade = market.market.holders["live trade"]
    room = market.market.running.books.register.plans
    (window,) = market.market.running.books.market.windows
    return [
        ("ida", f"/plan/{next(iter(room.plans))}"),
        ("dee", f"/grant/{next(iter(room.grants))}"),
        ("operator", f"/trade/{trade}"),
        ("elm", f"/trade/{trade}"),
        ("dee", "/holdings"),
        ("rui", "/holdings"),
        ("elm", "/inbox"),
        ("dee", "/inbox"),
        ("ida", "/desk/harrow"),
        ("ida", "/desk/harrow/load"),
        ("ida", "/desk/harrow/capital"),
        ("dee", "/company/harrow/offers"),
        ("dee", f"/window/{window}/orders"),
        ("operator", "/operator"),
    ]


@pytest.mark.parametrize(("lang", "theme", "width"), EVERY)
def test_pages_of_those_who_act_hold(
    market: Served, open_page: Callable[..., Any], lang: str, theme: str, width: int
) -> None:
    page = open_page(language=lang, theme=theme, width=width)
    for who, path in pages(market):
        holds(market.open(page, f"/{lang}{path}", who), width)


def test_both_languages_show_the_same_figures(
    market: Served, open_page: Callable[..., Any]
) -> None:
    page = open_page()
    for who, path in pages(market)[:7]:
        shown = [
            market.open(page, f"/{lang}{path}", who).evaluate(FIGURES) for lang in ("zh", "en")
        ]
        figures = [[one for one in cells if one[:1].isdigit()] for cells in shown]
        assert figures[0] == figures[1], path


def test_a_register_is_loaded_without_a_script(browser: Any, tmp_path: Any) -> None:
    empty = Practice(kind="empty")
    served = Served(empty)
    path = tmp_path / "own.csv"
    path.write_bytes(shipped.content("example/your-own.csv"))
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = served.open(context.new_page(), "/en/operator", "operator")

    page.locator("summary", has_text="Register an issuer").click()
    form = page.locator("#issuer-register-issuer")
    form.get_by_label("Name, in English").fill("Mine Ltd")
    form.get_by_label("Short name, in addresses").fill("mine")
    form.get_by_role("button", name="Register the issuer").click()
    page.get_by_label("The file").set_input_files(str(path))
    page.get_by_role("button", name="Look at the file").click()
    page.get_by_text("20 rows can be loaded.").wait_for()
    assert empty.running.books.register.holders == {}
    page.get_by_role("button", name="Load 20 rows").click()

    page.get_by_role("heading", name="Mine Ltd").wait_for()
    page.get_by_role("cell", name="Growth Fund LP (example)").wait_for()
    context.close()
    served.end()


def test_the_first_wrong_field_has_the_focus(market: Served, browser: Any) -> None:
    context = browser.new_context()
    page = market.open(context.new_page(), "/en/desk/harrow", "ida")
    page.locator("summary", has_text="Issue shares").click()
    form = page.locator("#security-issue-issue")
    form.get_by_label("Quantity").fill("1.5")
    with page.expect_response(lambda one: one.request.method == "POST") as answered:
        form.get_by_role("button", name="Issue the shares").click()

    assert answered.value.status == 400
    page.wait_for_function("() => document.activeElement.id === 'quantity-issue'")
    context.close()
