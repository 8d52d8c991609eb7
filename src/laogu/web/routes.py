"""Which page answers which address: patterns such as /company/{slug}, tried in their order."""

import re
from collections.abc import Awaitable, Callable, Sequence
from functools import cache
from typing import Literal
from urllib.parse import unquote

from msgspec import Struct

from laogu.web.sent import ASK, Sent
from laogu.web.showing import Shown
from laogu.web.visit import Visit

Method = Literal["GET", "POST"]


Answer = Shown | Visit


def _never(_: Sent) -> bool:
    return False


def always(_: Sent) -> bool:
    """Say of a page that whatever is sent to it changes nothing."""
    return True


def unless_it_acts(sent: Sent) -> bool:
    """Say of a page that nothing changes where a form only asks what would be."""
    return ASK in sent.own


def unless_it_loads(sent: Sent) -> bool:
    """Say of a page that looks at a file first that nothing changes until that is to be loaded."""
    return sent.fields.get("step") != "load"


class Route(Struct, frozen=True, kw_only=True):
    """A page and its address below the language.

    page:   is given the visit, and each part in braces by its name. It returns an answer; of a form
            that was refused it may return the visit of the page on which the form is shown again.
    method: POST for what reads a form of its own, in visit.sent.
    is_question: a POST that changes nothing, so that it needs no proof.
    only_looks: whether what was sent with a proof changes nothing.
    """

    path: str
    page: Callable[..., Answer | Awaitable[Answer]]
    method: Method = "GET"
    is_question: bool = False
    only_looks: Callable[[Sent], bool] = _never


def find(routes: Sequence[Route], path: str) -> dict[Method, tuple[Route, dict[str, str]]]:
    """Return the routes of an address by method, each with its parts in braces."""
    found: dict[Method, tuple[Route, dict[str, str]]] = {}
    for route in routes:
        match = _pattern(route.path).fullmatch(path)
        if match is not None:
            parts = {name: unquote(part) for name, part in match.groupdict().items()}
            found.setdefault(route.method, (route, parts))
    return found


def is_named(routes: Sequence[Route], path: str) -> bool:
    """Return whether the last part of an address is a name that a route has written out."""
    last = path.rpartition("/")[2]
    return any(
        route.path.endswith(f"/{last}") and _pattern(route.path).fullmatch(path) is not None
        for route in routes
        if last and "{" not in route.path.rpartition("/")[2]
    )


@cache
def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]+)", re.escape(path)))
