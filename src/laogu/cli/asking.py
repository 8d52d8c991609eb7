"""The running market, asked over HTTP.

A token goes to the address it was set for and nowhere else: no redirection is followed, and no
proxy is asked.
"""

import http.client
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit
from uuid import UUID

import msgspec

from laogu.basics import LaoguError, Said, said
from laogu.cli.failures import (
    MarketSaidNo,
    NoAnswer,
    NoMarket,
    NotAMarket,
    ServerUnreadable,
    TokenUnreadable,
)

PATIENCE_SECONDS = 60
"""Seconds that an answer may take: a verification reads the whole record."""

LARGEST_ANSWER = 256 * 1024 * 1024
"""Bytes of an answer that a command reads."""

EXIT_CODES = {
    "invalid_input": 2, "refusal": 3, "denied": 3, "not_found": 4, "conflict": 5,
    "unavailable": 6, "fault": 1,
}  # fmt: skip


class RunningMarket:
    """A market that runs, by its address.

    token: in whose name is asked; empty: as an anonymous visitor.
    """

    def __init__(self, server: str, *, token: str, lang: str) -> None:
        self.server = server.rstrip("/")
        self._lang = lang
        self._token = token.strip()
        if not self._token.isascii() or any(one.isspace() for one in self._token):
            raise TokenUnreadable
        self._place = _place(server)

    def get(self, *path: str, **query: str | None) -> dict[str, Any]:
        """Return the answer to a question; what is None is not asked."""
        given = {key: value for key, value in query.items() if value is not None}
        address = _path(path) + ("?" + urlencode(given) if given else "")
        return self._ask("GET", address, None, {})

    def table(self, page: str, **query: str | None) -> dict[str, Any]:
        """Return a table of a page, in the language that is asked in; what is None is not asked.

        page: its address, as it may be copied from a browser: with its language and its filter.
        """
        place, _, filtered = page.partition("?")
        given = dict(parse_qsl(filtered, keep_blank_values=True))
        given |= {key: value for key, value in query.items() if value is not None}
        steps = [one for one in place.split("/") if one]
        if steps and steps[0] in {"en", "zh"}:
            steps = steps[1:]
        address = f"/{self._lang}/{quote('/'.join(steps) or 'markets')}.json"
        address += "?" + urlencode(given) if given else ""
        return self._ask("GET", address, None, {})

    def preview(self, operation: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return what a request would come to; nothing is recorded."""
        content = msgspec.json.encode({"operation": operation, "request": body})
        headers = {"Content-Type": "application/json", "Request-Id": "preview"}
        return self._ask("POST", _path(("preview",)), content, headers)

    def post(self, *path: str, body: Mapping[str, Any], request: UUID) -> dict[str, Any]:
        """Return what a request came to; sent again under the same id it is recorded once."""
        content = msgspec.json.encode(body)
        headers = {"Content-Type": "application/json", "Request-Id": str(request)}
        return self._ask("POST", _path(path), content, headers)

    def in_language(self, lang: str) -> "RunningMarket":
        """Return the same market, asked in another language."""
        return RunningMarket(self.server, token=self._token, lang=lang)

    @property
    def has_token(self) -> bool:
        """Whether somebody asks who shows who they are."""
        return bool(self._token)

    def _ask(
        self, method: str, address: str, content: bytes | None, headers: dict[str, str]
    ) -> dict[str, Any]:
        headers |= {"Accept": "application/json", "Accept-Language": self._lang}
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        connection, prefix = self._connect()
        try:
            connection.request(method, prefix + address, body=content, headers=headers)
            response = connection.getresponse()
            status, answer = response.status, response.read(LARGEST_ANSWER + 1)
        except (OSError, http.client.HTTPException) as wrong:
            if content is None:
                raise NoMarket(server=self.server, reason=_reason(wrong)) from None
            request = headers["Request-Id"]
            raise NoAnswer(server=self.server, reason=_reason(wrong), request=request) from None
        finally:
            connection.close()
        return self._read(status, answer)

    def _connect(self) -> tuple[http.client.HTTPConnection, str]:
        scheme, host, port, prefix = self._place
        kind = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
        connection = kind(host, port, timeout=PATIENCE_SECONDS)
        try:
            connection.connect()
        except OSError as wrong:
            raise NoMarket(server=self.server, reason=_reason(wrong)) from None
        return connection, prefix

    def _read(self, status: int, answer: bytes) -> dict[str, Any]:
        if len(answer) > LARGEST_ANSWER:
            raise NotAMarket(server=self.server, reason=said("The answer has no end."))
        try:
            told = msgspec.json.decode(answer)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            told = None
        if not isinstance(told, dict):
            reason = said("The answer, of status {status}, is not a JSON object.", status=status)
            raise NotAMarket(server=self.server, reason=reason)
        if 200 <= status < 300:
            return told
        raise _said_no(self.server, status, told)


def _said_no(server: str, status: int, told: Mapping[str, Any]) -> LaoguError:
    """Return the error that a problem the market tells of amounts to."""
    code, what, why, fix = (told.get(key) for key in ("code", "what", "why", "fix"))
    if not all(isinstance(one, str) for one in (code, what, why, fix)):
        reason = said("The answer, of status {status}, says no in no shape of ours.", status=status)
        return NotAMarket(server=server, reason=reason)
    by_status = {400: 2, 401: 3, 403: 3, 404: 4, 409: 5, 422: 3, 500: 1}
    otherwise = by_status.get(status, 6 if status >= 500 else 2)
    exit_ = EXIT_CODES.get(str(told.get("family")), otherwise)
    return MarketSaidNo(
        says_what=str(what), says_why=str(why), says_fix=str(fix), body=told, exit=exit_
    )


def _path(parts: tuple[str, ...]) -> str:
    return "/api/" + "/".join(quote(one, safe="") for one in parts)


def _place(server: str) -> tuple[str, str, int | None, str]:
    """Return scheme, host, port and path of the market's address."""
    try:
        read = urlsplit(server)
        port = read.port
    except ValueError:
        raise ServerUnreadable(given=server[:100]) from None
    strange = read.username or read.password or read.query or read.fragment
    if read.scheme not in {"http", "https"} or not read.hostname or strange:
        # Only what stands before a name and password: they are secrets.
        raise ServerUnreadable(given=server.rpartition("@")[2][:100])
    if not server.isascii() or not server.isprintable() or " " in server:
        raise ServerUnreadable(given=server[:100])
    return read.scheme, read.hostname, port, read.path.rstrip("/")


def _reason(wrong: Exception) -> str | Said:
    if isinstance(wrong, TimeoutError):
        return said("it took too long")
    return getattr(wrong, "strerror", None) or str(wrong) or type(wrong).__name__
