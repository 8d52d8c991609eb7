"""A reader in front of a real browser: finds things by their words, and looks at every page."""

import re
from typing import Any, Literal

from laogu.connectors import languages
from tests import accessible
from tests.http.servers import Server

Lang = Literal["zh", "en"]

_ID = re.compile("[0-9A-HJKMNP-TV-Z]{26}")

# What kinds of things stand on a page: the same page with other figures is not checked again.
SHAPE = """() => [...document.querySelectorAll(
    'h1, h2, h3, button, th, label, summary, img, svg[role], .error, .empty'
  )].map(one => one.tagName + one.className + (one.tagName === 'BUTTON' ? one.name : ''))
    .filter((one, at, all) => all.indexOf(one) === at).join()
  + [...document.querySelectorAll('main h2, main h3')].map(one => one.textContent).join()"""


class Eyes:
    """One page of a browser, in one language and width.

    seen: the shapes of the pages that the checker has read.
    """

    def __init__(self, page: Any, server: Server, lang: Lang, width: int) -> None:
        self.page = page
        self.address = f"http://127.0.0.1:{server.port}"
        self.lang = lang
        self.width = width
        self.seen: set[str] = set()
        self._words = languages.words(lang)

    def says(self, template: str, **facts: object) -> str:
        """Return a sentence as the page writes it in its language."""
        shown = {name: self._words.show(fact) for name, fact in facts.items()}
        return self._words.translate(template).format(**shown)

    def either(self, zh: str, en: str) -> str:
        return zh if self.lang == "zh" else en

    # To go and to do

    def opens(self, path: str) -> None:
        """Open a page by its address."""
        self.page.goto(self.address + path)
        self.looks()

    def follows(self, words: str, *, within: Any = None, is_exact: bool = True) -> None:
        """Follow a link."""
        place = within if within is not None else self.page
        place.get_by_role("link", name=words, exact=is_exact).first.click()
        self.looks()

    def goes_to(self, words: str) -> None:
        """Follow an entry of the top bar, which is folded where the page is narrow."""
        bar = self.page.get_by_role("banner")
        if self.width < 760:
            bar.locator("summary").click()
        self.follows(words, within=bar, is_exact=False)

    def presses(self, words: str) -> None:
        """Press a button that sends a form, and follow where it leads."""
        button = self.page.get_by_role("button", name=words, exact=True).first
        with self.page.expect_response(_is_of_a_form) as answered, self.page.expect_navigation():
            button.click()
        assert answered.value.status == 303, self.text()
        self.looks()

    def types(self, label: str, text: str) -> None:
        """Type into a field."""
        self.page.get_by_label(label, exact=False).first.fill(text)

    def becomes(self, name: str) -> None:
        """Sign in as somebody of the practice market, by its page."""
        self.page.goto(f"{self.address}/{self.lang}/sign-in")
        self.looks()
        self.presses(f"{self.says('Sign in')} {name}")

    # To see

    def sees(self, text: str) -> None:
        """Fail, unless a text can be seen on the page."""
        found = self.page.get_by_role("main").get_by_text(text)
        shown = [one for one in found.all() if one.is_visible()]
        assert shown, f"{text!r} is not on {self.page.url}:\n{self.text()}"

    def row(self, *texts: str) -> str:
        """Return the text of the one row of a table that holds all of these."""
        rows = self.page.get_by_role("row")
        for text in texts:
            rows = rows.filter(has_text=text)
        assert rows.count() == 1, (texts, rows.all_inner_texts(), self.text())
        return str(rows.first.inner_text())

    def text(self) -> str:
        return str(self.page.get_by_role("main").inner_text())

    def looks(self) -> None:
        """Look at the page as a whole: nothing scrolls sideways, and the checker is content."""
        page = self.page
        assert page.locator("html").get_attribute("lang") == self.either("zh-CN", "en")
        path = page.url.removeprefix(self.address)
        assert page.evaluate("() => document.documentElement.scrollWidth") <= self.width, path
        shape = _ID.sub("ID", path.partition("#")[0].partition("?")[0]) + page.evaluate(SHAPE)
        if shape in self.seen:
            return
        self.seen.add(shape)
        assert (path, accessible.faults(page)) == (path, "")


def _is_of_a_form(answer: Any) -> bool:
    """Return whether a form got this answer, and not a question that the page asked meanwhile."""
    return bool(answer.request.method == "POST" and answer.request.is_navigation_request())
