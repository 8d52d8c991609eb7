"""Live pages in a browser: one stream for eight tabs, what another does, a line that broke."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from laogu.connectors import first_window, shipped
from tests.web.practice import Practice
from tests.web.test_in_a_browser import Served, holds

HARROW = "/company/harrow"
SHOWN = "() => [...document.querySelectorAll('#trades tbody tr')].length"


@pytest.fixture
def served() -> Iterator[Served]:
    served = Served(Practice())
    yield served
    served.end()


def tape_is(page: Any, rows: int) -> None:
    page.wait_for_function(f"() => document.querySelectorAll('#trades tbody tr').length === {rows}")


def listeners(served: Served) -> int:
    return len(served.market.running.changes.listeners)


def is_listening(page: Any, served: Served, count: int) -> None:
    """Wait until so many streams are open."""
    for _ in range(3_000):
        if listeners(served) == count:
            return
        page.wait_for_timeout(20)
    raise AssertionError(f"{listeners(served)} streams are open, not {count}")


def test_eight_tabs_share_one_stream_and_all_of_them_follow(
    served: Served, open_page: Callable[..., Any]
) -> None:
    trade = served.market.funded()
    first = served.open(open_page(), f"/en{HARROW}", "kit")
    is_listening(first, served, 1)
    tabs = [first, *(first.context.new_page() for _ in range(7))]
    for tab in tabs[1:]:
        tab.goto(f"{served.address}/en{HARROW}")

    served.market.do("trade.settle", trade=trade)

    for tab in tabs:
        tape_is(tab, 1)
    assert listeners(served) == 1

    # The tab that leads is closed; another takes over, and what came meanwhile is not lost.
    tabs.pop(0).close()
    served.market.offer(1_000, "20.00")
    for tab in tabs:
        tab.locator("#offers").get_by_text("20.00", exact=True).first.wait_for()
    is_listening(tabs[0], served, 1)


def test_what_one_does_shows_in_the_other_browser_without_a_reload(
    served: Served, open_page: Callable[..., Any]
) -> None:
    trade = served.market.funded()
    kit = served.open(open_page(language="zh-CN"), f"/zh/trade/{trade}", "kit")
    nobody = served.open(open_page(width=390), f"/en{HARROW}")
    operator = served.open(open_page(), f"/en/trade/{trade}", "operator")
    for page in (kit, nobody):
        page.evaluate("() => { window.isSamePage = true; }")
    is_listening(kit, served, 3)

    operator.get_by_label("again", exact=False).first.fill("8,000")
    operator.get_by_role("button", name="Settle").first.click()

    kit.locator("#head").get_by_text("已交割").wait_for()
    tape_is(nobody, 1)
    said = nobody.locator("#live-said")
    assert said.get_attribute("aria-live") == "polite"
    assert said.text_content() == "Last trade: 8,000 shares at 18.50 USD."
    assert nobody.locator("#trades .changed").count() > 0
    assert all(page.evaluate("() => window.isSamePage") for page in (kit, nobody))


def test_a_line_that_broke_is_taken_up_where_it_was(
    served: Served, open_page: Callable[..., Any]
) -> None:
    trade = served.market.funded()
    page = served.open(open_page(), f"/en{HARROW}", "dee")
    is_listening(page, served, 1)
    served.market.running.changes.listeners[0].is_over = True
    served.market.offer(1_000, "20.00")
    is_listening(page, served, 0)
    served.market.do("trade.settle", trade=trade)

    tape_is(page, 1)


def test_what_happens_while_one_region_is_asked_for_shows_in_the_others(
    served: Served, open_page: Callable[..., Any]
) -> None:
    trade = served.market.funded()
    page = served.open(open_page(), f"/en{HARROW}", "dee")
    is_listening(page, served, 1)

    def settles_first(route: Any) -> None:
        """The answer is of an entry of which the page has not been told yet."""
        served.market.do("trade.settle", trade=trade)
        route.continue_()

    page.route(f"**/en{HARROW}", settles_first, times=1)

    served.market.offer(1_000, "20.00")

    page.locator("#offers").get_by_text("20.00", exact=True).first.wait_for()
    tape_is(page, 1)


def test_nothing_typed_is_lost_when_the_page_looks_again(
    served: Served, open_page: Callable[..., Any]
) -> None:
    offer = served.market.offer()
    page = served.open(open_page(), f"/en/offer/{offer}", "kit")
    is_listening(page, served, 1)
    page.locator("#price-counter").fill("17.25")

    served.market.do("offer.withdraw", "dee", offer=offer)

    page.locator("#head").get_by_text("withdrawn").wait_for()
    assert page.locator("#price-counter").input_value() == "17.25"
    page.locator("#acts").get_by_text("This has changed while you were typing.").wait_for()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_window_lives_on_its_page(
    served: Served, open_page: Callable[..., Any], lang: str
) -> None:
    market = served.market
    operator = market.people["operator"]
    assert operator is not None
    first_window.open_window(market.running.journal, operator)
    (window,) = market.running.books.market.windows
    is_zh = lang == "zh"
    place, rule = ("下单", "定价规则") if is_zh else ("Place order", "How the price is found")
    page = open_page(language="zh-CN" if is_zh else "en", theme="dark" if is_zh else "light",
                     width=390 if is_zh else 1280)  # fmt: skip
    served.open(page, f"/{lang}/window/{window}", "kit")
    holds(page, 390 if is_zh else 1280)
    is_listening(page, served, 1)
    price = page.locator("#strip .t40")
    assert price.text_content() == "18.40"
    assert page.locator("#strip time").text_content().startswith("6 ")

    # Another's order moves the price, and it is said aloud.
    market.do("order.place", "dee", window=window, side="sell", holder=market.holders["dee"],
              quantity=Decimal(40_000), limit=Decimal("17.90"))  # fmt: skip
    page.wait_for_function("() => document.querySelector('#strip .t40').textContent !== '18.40'")
    assert "changed" in price.get_attribute("class")
    assert price.text_content().strip()[:5] in page.locator("#live-said").text_content()

    # An order of one's own: filled in, looked at, placed; with the keyboard alone.
    page.locator("#quantity").fill("3000")
    page.locator("#limit").fill("18.60")
    page.locator("#limit").press("Enter")
    page.get_by_role("button", name=place).press("Enter")
    page.locator("#orders tbody tr").wait_for()
    assert "3,000" in page.locator("#orders tbody").text_content()

    # The bell.
    market.wait(days=6, hours=8)
    page.wait_for_function("() => document.getElementById('decided-by') !== null")
    page.get_by_role("heading", name=rule).wait_for()


def test_the_ticket_comes_when_the_window_opens_and_asks_while_one_types(
    served: Served, open_page: Callable[..., Any]
) -> None:
    market = served.market
    now = market.world.now()
    market.do("rulebook.adopt", text=shipped.rulebook("window"))
    (window,) = market.do(
        "window.open", issuer="harrow", stock_class="Ordinary shares", currency="USD",
        floor=Decimal(15), cap=Decimal(22), opens_at=now + timedelta(days=1),
        closes_at=now + timedelta(days=2),
    )["window"]  # fmt: skip
    kit = served.open(open_page(), f"/en/window/{window}", "kit")
    is_listening(kit, served, 1)
    assert kit.locator("#order-place").count() == 0

    market.do("clock.move", to=now + timedelta(days=1, minutes=1))
    kit.locator("#order-place input[name=quantity]").fill("2000")

    # The form is new to the page, and what it comes to is worked out beside it all the same.
    kit.locator("#order-place-money").get_by_text("44,000.00").wait_for()
    kit.get_by_text("Yes, at once").wait_for()

    market.do("window.cancel", window=window, reason="The accounts are late.")
    kit.locator("#ordering .has-changed").wait_for()
    assert kit.locator("#order-place input[name=quantity]").input_value() == "2000"
