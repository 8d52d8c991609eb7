"""The cap table in a browser: the day is moved by hand, and nothing is wider than the page."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.web.practice import Practice
from tests.web.test_in_a_browser import TOO_LOW, Served


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    market = Practice()
    market.settled()
    there = Served(market)
    yield there
    there.end()


def test_the_day_is_moved_along_the_changes_and_the_address_keeps_what_is_chosen(
    served: Served, open_page: Callable[..., Any]
) -> None:
    page = served.open(
        open_page(language="zh", theme="dark", width=390),
        "/zh/company/harrow/captable?since=2026-01-05",
        "ida",
    )
    assert "52,000" in page.locator("#table").inner_text()

    page.locator("#change").focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**as_of=2026-01-05**")

    assert "60,000" in page.locator("#table").inner_text()
    assert "since=2026-01-05" in page.url
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    assert page.evaluate(TOO_LOW) == []

    page.locator("#table tbody a").first.click()
    page.wait_for_url("**/holders/**as_of=2026-01-05**")
    page.locator("#lots tbody a").first.click()
    page.wait_for_url("**/securities/**")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
    page.locator('a[href*="/certificate"]').click()
    page.wait_for_url("**/certificate**")
    assert page.evaluate("() => document.documentElement.scrollWidth") == 390
