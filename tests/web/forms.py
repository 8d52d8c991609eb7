"""A page's forms as a browser without a script sees them: found, filled in, sent."""

import re
from html import unescape
from html.parser import HTMLParser
from typing import Any

from litestar.testing import TestClient


class Forms(HTMLParser):
    """The forms of a page: id, action, and every field with what stands in it."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.forms: dict[str, dict[str, Any]] = {}
        self._form: dict[str, str] | None = None
        self._select: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: unescape(value or "") for name, value in attrs}
        if tag == "form":
            self._form = {}
            self.forms[given.get("id", "")] = {"action": given["action"], "fields": self._form}
        elif self._form is None:
            return
        elif tag == "input" and "name" in given:
            self._form[given["name"]] = given.get("value", "")
        elif tag == "select":
            self._select = given["name"]
        elif (
            tag == "option"
            and self._select is not None
            and (self._select not in self._form or "selected" in given)
        ):
            self._form[self._select] = given.get("value", "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None


def send(browser: TestClient[Any], page: str, form: str, **typed: str) -> Any:
    """Open a page, fill in the form whose id begins with `form`, and send it."""
    drawn = Forms(browser.get(page).text).forms
    found = next((one for name, one in drawn.items() if name.startswith(form)), None)
    assert found is not None, f"no form {form} on {page}: {sorted(drawn)}"
    return browser.post(found["action"], data={**found["fields"], **typed}, follow_redirects=False)


def words(page: str) -> str:
    """Return what a page says, without its tags."""
    said: list[str] = []

    class Words(HTMLParser):
        def handle_data(self, data: str) -> None:
            said.append(data)

    # A day stands in a span of its own, so that no line breaks it; it is part of its sentence.
    Words().feed(re.sub(r'<span class="keep">([^<]*)</span>', r"\1", page))
    return " ".join(" ".join(said).split())
