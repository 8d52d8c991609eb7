"""What section 18 of the look asks, as a browser sees it: both languages, themes and widths."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

import pytest

from laogu.web.measure import width_px
from laogu.web.rendering import STATIC
from tests import accessible
from tests.web.specimen import Lang, Theme, specimen
from tests.web.test_look import in_chinese

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; "
    "base-uri 'none'"
)
SITE = "http://specimen.test"
KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
# Each language in both themes and at both widths; the real pages are seen in all eight.
EVERY: list[tuple[Lang, Theme, int]] = [
    ("zh", "light", 1280), ("zh", "dark", 390), ("en", "dark", 1280), ("en", "light", 390)
]  # fmt: skip

RIGHT_EDGES = """() => [...document.querySelectorAll('table.ledger:not(.to-list):not(.life)')].map(
  table => {
    const columns = new Map();
    for (const cell of table.querySelectorAll('td.n')) {
      if (cell.offsetParent === null || cell.textContent.trim() === '') continue;
      const range = document.createRange();
      range.selectNodeContents(cell.firstChild.nodeType === 3 ? cell.firstChild : cell);
      const text = [...range.getClientRects()].filter(one => one.width > 1);
      const edge = Math.max(...text.map(one => one.right));
      const at = cell.cellIndex;
      columns.set(at, [...(columns.get(at) ?? []), Math.round(edge)]);
    }
    return [...columns.values()].map(edges => [...new Set(edges)]);
  }).flat()"""

TOO_LOW = """() => [...document.querySelectorAll(
    'button, input:not([type=radio]), select, .choice label, summary, .menu a, .filters a, ' +
    '.corner a'
  )].filter(one => one.checkVisibility() && one.getBoundingClientRect().height < 43.5)
    .map(one => one.tagName + ' ' + one.textContent.trim())"""


def show(
    page: Any,
    lang: Lang,
    theme: Theme,
    *,
    is_past: bool = False,
    asked: list[str] | None = None,
    anchor: str = "",
) -> Any:
    """Open the specimen as a server would give it, with its policy; POSTs go to `asked`."""
    whole = specimen(lang, theme, is_past=is_past, words=in_chinese if lang == "zh" else str)

    def answer(route: Any) -> None:
        path = urlsplit(route.request.url).path
        if path.startswith("/static/"):
            file = STATIC / path.removeprefix("/static/")
            kind = KINDS.get(file.suffix, "font/woff2")
            route.fulfill(body=file.read_bytes(), content_type=kind)
        elif path == "/ask":
            assert asked is not None
            asked.append(route.request.post_data)
            body = '<div class="answer" id="answer"><h3>Asked again</h3></div>'
            route.fulfill(body=body, content_type="text/html")
        else:
            headers = {"Content-Security-Policy": POLICY}
            route.fulfill(body=whole, content_type="text/html; charset=utf-8", headers=headers)

    page.route("**/*", answer)
    page.goto(f"{SITE}/{anchor}")
    page.evaluate("() => document.fonts.ready")
    return page


@pytest.mark.parametrize(("lang", "theme", "width"), EVERY)
def test_a_page_holds_in_both_languages_themes_and_widths(
    open_page: Callable[..., Any], lang: Lang, theme: Theme, width: int
) -> None:
    page = show(open_page(language=lang, theme=theme, width=width), lang, theme)

    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    assert all(len(edges) == 1 for edges in page.evaluate(RIGHT_EDGES))
    assert accessible.faults(page) == ""


@pytest.mark.parametrize("width", [320, 700, 1000])
def test_no_width_scrolls_sideways(open_page: Callable[..., Any], width: int) -> None:
    page = show(open_page(width=width), "en", "auto", is_past=True)

    assert page.evaluate("() => document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_can_be_acted_on_is_44_high_on_a_phone(
    open_page: Callable[..., Any], lang: Lang
) -> None:
    page = show(open_page(width=390), lang, "light")
    page.locator("details.menu summary").click()

    assert page.evaluate(TOO_LOW) == []


def test_the_theme_follows_the_browser_until_a_person_chooses(
    open_page: Callable[..., Any],
) -> None:
    ground = "() => getComputedStyle(document.documentElement).backgroundColor"

    follows = show(open_page(theme="dark"), "en", "auto").evaluate(ground)
    chosen = show(open_page(theme="dark"), "en", "light").evaluate(ground)

    assert follows == "rgb(16, 17, 20)"
    assert chosen == "rgb(252, 251, 248)"


def test_paper_has_no_colour(open_page: Callable[..., Any]) -> None:
    page = show(open_page(theme="dark"), "zh", "dark")
    page.emulate_media(media="print")

    for part in (".up", ".down", ".answer a", "h1"):
        colour = page.locator(part).first.evaluate("part => getComputedStyle(part).color")
        assert len(set(re.findall(r"\d+", colour))) == 1, f"{part} is {colour}"
    assert not page.locator(".corner").first.is_visible()


def test_the_answer_is_asked_again_once_typing_stops(open_page: Callable[..., Any]) -> None:
    asked: list[str] = []
    page = open_page()
    # The page's own clock goes on by hand, so that typing takes as long as it says on any machine.
    page.clock.install()
    show(page, "en", "light", asked=asked)
    page.clock.pause_at(page.evaluate("() => Date.now() + 60_000"))

    page.locator("#limit").fill("")
    for key in "25.10":
        page.locator("#limit").press(key)
        page.clock.run_for(20)
    assert asked == []
    page.clock.run_for(2_000)
    page.get_by_text("Asked again").wait_for()

    assert len(asked) == 1
    assert "limit=25.10" in asked[0]
    assert page.evaluate("() => document.activeElement.id") == "limit"


def test_the_keyboard_walks_rows_and_goes_places(open_page: Callable[..., Any]) -> None:
    page = show(open_page(), "en", "light")
    page.evaluate("() => document.activeElement.blur()")

    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("k")
    assert "Harrow Systems, the issuer" in page.evaluate(
        "() => document.activeElement.closest('tr').textContent"
    )
    page.keyboard.press("?")
    page.locator("#keys").wait_for(state="visible")
    page.keyboard.press("Escape")
    page.wait_for_function("() => location.hash === ''")
    page.keyboard.press("g")
    page.keyboard.press("m")
    page.wait_for_url(f"{SITE}/m")


def test_no_key_fires_while_typing(open_page: Callable[..., Any]) -> None:
    page = show(open_page(), "en", "light")

    page.locator("#limit").press_sequentially("gm?")

    assert page.url == f"{SITE}/"


def test_the_first_error_has_the_focus(open_page: Callable[..., Any]) -> None:
    page = show(open_page(), "en", "light")

    assert page.evaluate("() => document.activeElement.id") == "shares"


@pytest.mark.parametrize("is_bold", [False, True])
def test_labels_are_as_wide_as_the_browser_draws_them(
    open_page: Callable[..., Any], is_bold: bool
) -> None:
    page = show(open_page(), "en", "light")
    drawn = """([text, weight]) => {
      const drawing = document.querySelector('svg.chart');
      const label = document.createElementNS('http://www.w3.org/2000/svg', 'text');
      label.textContent = text;
      if (weight) label.classList.add('strong');
      drawing.append(label);
      return label.getComputedTextLength();
    }"""

    for text in ("178,282,205", "↑ +6.45%", "341–1,968", "Investors may take", "1,832.35 亿港元"):
        width = page.evaluate(drawn, [text, is_bold])
        # Kerning, which the table leaves out, draws letters together.
        assert width - 1 <= width_px(text, is_bold=is_bold) <= width + 4, text
