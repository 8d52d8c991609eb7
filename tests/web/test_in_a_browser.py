"""The public pages and an offer's in a browser: languages, themes, widths, without a script."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from itertools import product
from typing import Any

import pytest
import uvicorn
from litestar import Litestar

from laogu import web
from laogu.app import Server
from laogu.connectors import Beside, shipped
from tests import accessible
from tests.serving import listening
from tests.web.practice import COOKIE, Practice, Settings

TERMS = sha256(shipped.content("zhipu/terms.toml")).hexdigest()
PUBLIC = ["/", "/company/zhipu", "/company/zhipu/facts", "/company/zhipu/rules",
          "/company/zhipu/mark",
          "/company/xiaohuifu/anchors?percent=28.095", "/company/zhipu/transfer", "/record",
          "/record/6", "/sign-in", f"/company/zhipu/terms/{TERMS}"]  # fmt: skip

TOO_LOW = """() => [...document.querySelectorAll(
    'button, input:not([type=radio]):not([type=hidden]), select, summary, .filters a, .corner a'
  )].filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
    .map(one => one.tagName + ' ' + one.textContent.trim())"""

MAY_BREAK = r"""() => {
    const DAY = /\d{4}-\d{2}-\d{2}|\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4}/;
    const found = [], texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let one = texts.nextNode(); one; one = texts.nextNode()) {
        const holder = one.parentElement, range = document.createRange();
        range.selectNodeContents(one);
        const isDrawn = range.getClientRects().length && !holder.closest('svg');
        const isKept = /nowrap|pre/.test(getComputedStyle(holder).whiteSpace);
        if (isDrawn && !isKept && DAY.test(one.data)) found.push(one.data.trim());
    }
    return found;
}"""
"""Texts in which a day may be broken, whether or not it is at this width and in these faces."""


class Served:
    """A market served on a port of this machine while the tests of this file run."""

    def __init__(self, market: Practice) -> None:
        self.market = market
        app = Litestar(
            web.handlers(market.running, Settings(), Beside(market.running)),
            openapi_config=None,
            logging_config=None,
        )
        server = Server(uvicorn.Config(app, log_level="error"), market.running)
        self._serving = listening(server)
        self.address = f"http://127.0.0.1:{self._serving.__enter__()}"

    def end(self) -> None:
        self._serving.__exit__(None, None, None)

    def open(self, page: Any, path: str, who: str = "nobody") -> Any:
        """Open a page as somebody."""
        for secret in self.market.cookies(who).values():
            page.context.add_cookies([{"name": COOKIE, "value": secret, "url": self.address}])
        page.goto(self.address + path)
        page.evaluate("() => document.fonts.ready")
        return page


@pytest.fixture(scope="module")
def real() -> Iterator[Served]:
    served = Served(Practice(kind="real"))
    yield served
    served.end()


@pytest.fixture(scope="module")
def practice() -> Iterator[Served]:
    market = Practice()
    market.settled()
    served = Served(market)
    yield served
    served.end()


def holds(page: Any, width: int, *, is_checked: bool = True) -> None:
    """Fail, if the page scrolls sideways, is too low to touch, or the checker finds anything.

    A day that is broken over two lines is read as two figures.
    """
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    astray = page.evaluate(MAY_BREAK)
    assert not astray, f"{page.url} {astray}"
    if width < 760:
        assert page.evaluate(TOO_LOW) == []
    if is_checked:
        assert accessible.faults(page) == ""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(("theme", "width"), [("light", 1280), ("dark", 390)])
def test_public_pages_hold(
    real: Served, open_page: Callable[..., Any], lang: str, theme: str, width: int
) -> None:
    page = open_page(language=lang, theme=theme, width=width)
    other = {"light": "dark", "dark": "light"}[theme]
    for path in PUBLIC:
        holds(real.open(page, f"/{lang}{path}"), width)
        # The checker is slow, and sees each theme and each width once this way.
        page.emulate_media(color_scheme=other)
        holds(page, width, is_checked=False)
        page.emulate_media(color_scheme=theme)


@pytest.mark.parametrize(("lang", "width"), [*product(("zh", "en"), (1280, 390))])
def test_pages_of_who_acts_hold(
    practice: Served, open_page: Callable[..., Any], lang: str, width: int
) -> None:
    offer = practice.market.offer(1_000, "19.00")
    page = open_page(language=lang, width=width)
    for who, path in (
        ("dee", "/company/harrow"),
        ("dee", "/company/harrow/offer"),
        ("kit", f"/offer/{offer}"),
        ("dee", f"/offer/{offer}"),
        ("dee", "/me"),
        ("dee", "/leaving"),
        ("ida", "/desk/harrow/leaving"),
        ("operator", "/record"),
    ):
        holds(practice.open(page, f"/{lang}{path}", who), width)


def test_the_answer_and_the_money_follow_what_is_typed(
    practice: Served, open_page: Callable[..., Any]
) -> None:
    page = practice.open(open_page(), "/en/company/harrow/offer", "dee")
    top = page.locator("#price").bounding_box()

    page.locator("#quantity").fill("2000")
    page.locator("#price").fill("10")

    page.get_by_text("Yes, after two steps").wait_for()
    page.get_by_text("19,900.00").wait_for()
    assert page.locator("#price").bounding_box() == top
    page.locator("#quantity").fill("2000000")
    page.get_by_text("Yes, for").wait_for()


def test_the_story_of_an_offer_needs_no_script(practice: Served, browser: Any) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = practice.open(context.new_page(), "/en/company/harrow/offer", "dee")

    page.locator("#quantity").fill("500")
    page.locator("#price").fill("20")
    page.get_by_role("button", name="Ask first").click()
    page.get_by_text("Yes, after two steps").wait_for()
    assert page.locator("#quantity").input_value() == "500"
    page.get_by_role("button", name="Post offer").click()

    page.get_by_role("heading", name="Offer of 500 Ordinary shares").wait_for()
    context.close()


def test_a_page_prints_without_its_tools(real: Served, open_page: Callable[..., Any]) -> None:
    page = real.open(open_page(), "/en/company/zhipu")
    page.emulate_media(media="print")

    assert not page.locator(".as-of-form").is_visible()
    assert not page.locator(".bar .places").first.is_visible()


@pytest.mark.parametrize("width", [390, 1280])
def test_a_name_without_an_end_is_broken_and_widens_no_page(
    practice: Served, open_page: Callable[..., Any], width: int
) -> None:
    longest = "one => one.textContent = 'W'.repeat(200)"
    page = open_page(width=width)
    for who, path, at in (
        ("ida", "/company/harrow/captable", "tbody a"), ("dee", "/holdings", "h1"),
        ("operator", "/search?q=ha", "tbody a"), ("operator", "/operator", ".may > :first-child"),
    ):  # fmt: skip
        practice.open(page, f"/en{path}", who).locator(at).first.evaluate(longest)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= width, path
    if width == 390:  # where a table is a list, a cell may have the whole line
        whole = practice.open(page, "/en/desk/harrow/load", "ida").locator(".to-list td.whole")
        assert whole.first.evaluate("one => one.clientWidth") > 300


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_page_is_wider_than_its_paper_and_nothing_on_it_is_a_form(
    practice: Served, open_page: Callable[..., Any], lang: str
) -> None:
    page = open_page(language=lang)
    page.emulate_media(media="print")
    for who, path in (
        ("dee", "/"), ("dee", "/holdings"), ("dee", "/company/harrow"), ("operator", "/operator"),
        ("operator", "/search?q=ha"), ("operator", "/record"), ("ida", "/company/harrow/captable"),
    ):  # fmt: skip
        practice.open(page, f"/{lang}{path}", who)
        for width in (658, 390):  # A4 less its margins, and paper as narrow as a telephone.
            page.set_viewport_size({"width": width, "height": 1000})
            shown = "() => document.documentElement.scrollWidth"
            assert page.evaluate(shown) <= width, (path, width)
        left = page.locator("form, button, .act-of, .section > .fold").all()
        assert [one.inner_text() for one in left if one.is_visible()] == [], path


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_figure_of_the_strip_is_cut_off_on_paper(
    real: Served, open_page: Callable[..., Any], lang: str
) -> None:
    page = real.open(open_page(), f"/{lang}/company/zhipu")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 658, "height": 1000})  # A4 less its margins.

    cells = page.locator(".strip > div")

    assert cells.count() == 4
    assert cells.evaluate_all("all => all.map(one => one.scrollWidth - one.clientWidth)") == [0] * 4
