"""The keyboard in a browser: keys do what the list of keys says, and nothing is taken from it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.web.practice import Practice
from tests.web.test_in_a_browser import Served


@pytest.fixture(scope="module")
def practice() -> Iterator[Served]:
    market = Practice()
    market.settled()
    served = Served(market)
    yield served
    served.end()


def test_a_person_with_nothing_but_a_keyboard_gets_everywhere(
    practice: Served, open_page: Callable[..., Any]
) -> None:
    page = practice.open(open_page(), "/en/", "operator")
    keys = page.locator("dialog#keys")

    page.keyboard.press("?")
    assert keys.is_visible()
    assert page.evaluate("() => document.querySelector('#keys').contains(document.activeElement)")
    page.keyboard.press("j")  # nothing beneath moves
    assert page.evaluate("() => document.activeElement.closest('tr.row')") is None
    page.keyboard.press("Escape")
    assert not keys.is_visible()

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert page.evaluate("() => document.activeElement.matches('tr.row')")
    page.keyboard.press("o")
    page.wait_for_url("**/company/harrow")

    page.keyboard.press("t")
    page.wait_for_url("**/company/harrow/mark")
    page.keyboard.press("t")
    page.wait_for_url("**/company/harrow/mark#through-time")

    page.keyboard.press("g")
    page.keyboard.press("l")
    page.wait_for_url("**/en/record")
    page.keyboard.press("/")
    page.wait_for_url("**/en/search")
    page.wait_for_function("() => document.activeElement.id === 'q'")
    page.keyboard.type("gl?/j")  # typing is typing
    assert page.locator("#q").input_value() == "gl?/j"
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    page.keyboard.type("harrow\n")
    page.get_by_role("link", name="Harrow Instruments (example)").first.click()
    page.wait_for_url("**/company/harrow")


def test_keys_with_ctrl_are_the_browsers_and_single_keys_can_be_off(
    practice: Served, open_page: Callable[..., Any]
) -> None:
    page = practice.open(open_page(language="zh"), "/zh/company/harrow", "operator")
    heard = """key => {
        const event = new KeyboardEvent("keydown", {...key, bubbles: true, cancelable: true});
        document.body.dispatchEvent(event);
        return event.defaultPrevented;
    }"""

    for modifier in ("ctrlKey", "metaKey", "altKey"):
        for key in ("/", "?", "j", "k", "o", "e", "g", "[", "Enter"):
            assert not page.evaluate(heard, {"key": key, modifier: True}), (modifier, key)
    assert page.evaluate(heard, {"key": "j"})

    page.keyboard.press("?")
    with page.expect_navigation():
        page.get_by_role("link", name="关掉").click()
    for key in ("/", "?", "j", "k", "o", "e", "[", "Enter"):
        assert not page.evaluate(heard, {"key": key}), key


def test_the_control_of_a_day_says_where_it_stands_and_goes_there(
    practice: Served, open_page: Callable[..., Any]
) -> None:
    page = practice.open(open_page(), "/en/company/harrow", "operator")
    before = page.locator("output").inner_text()

    page.locator("#change").press("ArrowLeft")
    page.wait_for_url("**as_of=**")

    assert page.locator("output").inner_text() != before
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.locator("body").press("]")
    assert page.locator("output").inner_text() == before
