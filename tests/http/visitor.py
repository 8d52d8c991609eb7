"""A browser without eyes: cookies, links and forms, and nothing that a browser would not send."""

from collections.abc import Mapping
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.http.market import Answer, PracticeMarket


class Form:
    """A form on a page: where it posts to, and what stands in it."""

    def __init__(self, action: str, words: str) -> None:
        self.action = action
        self.words = words
        self.fields: dict[str, str] = {}


class Visitor:
    """Somebody with a browser. cookies: by name, with their attributes as they were set."""

    def __init__(self, market: PracticeMarket, *, lang: str = "en") -> None:
        self.market = market
        self.lang = lang
        self.cookies: dict[str, str] = {}
        self.set_as: dict[str, str] = {}
        self.last: Answer | None = None

    def sends(
        self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send one request and keep the cookies of its answer."""
        shown = {"Cookie": "; ".join(f"{name}={one}" for name, one in self.cookies.items())}
        answer, cookies = self._send(method, path, {**shown, **(headers or {})}, body)
        for one in cookies:
            jar: SimpleCookie = SimpleCookie(one)
            for name, morsel in jar.items():
                self.set_as[name] = one
                if morsel["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = morsel.value
        self.last = answer
        return answer

    def _send(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes
    ) -> tuple[Answer, list[str]]:
        client = self.market.client
        client.cookies.clear()
        given = [(name.encode(), one.encode("latin-1")) for name, one in headers.items() if one]
        back = client.request(
            method, path, headers=given, content=body or None, follow_redirects=False
        )
        client.cookies.clear()
        answer = Answer(back.status_code, dict(back.headers), back.content)
        return answer, back.headers.get_list("set-cookie")

    def opens(self, path: str) -> Answer:
        """Open a page, and follow where it leads."""
        answer = self.sends("GET", path)
        for _ in range(5):
            if answer.status not in {302, 303}:
                break
            answer = self.sends("GET", answer.headers["location"])
        return answer

    def posts(
        self, path: str, fields: Mapping[str, str], headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send a form as text; the answer is not followed."""
        whole = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Sec-Fetch-Site": "same-origin",
            "Origin": "http://testserver.local",
            **(headers or {}),
        }
        return self.sends("POST", path, urlencode(fields).encode(), whole)

    def form(self, action: str, *, holding: Mapping[str, str] | None = None) -> Form:
        """Return the form of the last page that posts to `action` and holds these fields."""
        assert self.last is not None
        wanted = (holding or {}).items()
        found = [
            one
            for one in forms_of(self.last)
            if urlsplit(one.action).path == action and wanted <= one.fields.items()
        ]
        assert found, [one.action for one in forms_of(self.last)]
        return found[0]

    def fills(self, form: Form, **typed: str) -> Answer:
        """Send a form with what is typed into it."""
        return self.posts(form.action, {**form.fields, **typed})

    def signs_in(self, name: str) -> None:
        """Become somebody of the practice market, by its own page."""
        self.opens(f"/{self.lang}/sign-in")
        people = self.market.people
        form = self.form(f"/{self.lang}/sign-in", holding={"person": people[name]})
        answer = self.fills(form)
        assert answer.status == 303, answer.body.decode()
        assert "laogu-session" in " ".join(self.cookies)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._open: Form | None = None
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given: dict[str, Any] = dict(attrs)
        if tag == "form":
            self._open = Form(given.get("action", ""), "")
            if given.get("method") == "post":
                self.found.append(self._open)
        elif self._open is None:
            return
        elif tag == "input" and "name" in given and given.get("type") != "file":
            if given.get("type") not in {"radio", "checkbox"} or "checked" in given:
                self._open.fields[given["name"]] = given.get("value") or ""
        elif tag == "select":
            self._select = given.get("name")
        elif tag == "option" and self._select:
            if "selected" in given or self._select not in self._open.fields:
                self._open.fields[self._select] = given.get("value") or ""
        elif tag == "textarea":
            self._open.fields.setdefault(given.get("name", ""), "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._open = None
        if tag == "select":
            self._select = None


def forms_of(answer: Answer) -> list[Form]:
    """Return the forms of a page that post."""
    reader = _Forms()
    reader.feed(answer.body.decode())
    return reader.found
