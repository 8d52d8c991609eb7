"""Which methods an address takes: a wrong one is said with those it takes (RFC 9110, 15.5.6)."""

from collections.abc import Mapping, Sequence

from laogu.operations import OPERATIONS
from laogu.web.exports import part_of
from laogu.web.pages import ROUTES
from laogu.web.refusals import MethodUnknown
from laogu.web.routes import find, is_named
from laogu.web.showing import Shown

DO = "/do/"
"""What every form of an operation is sent to, before the operation's name."""

READ = ("GET", "HEAD")
"""What every address takes that is only read."""


def methods_taken(path: str) -> tuple[str, ...]:
    """Return the methods that an address below the language takes; none: there is nothing at it."""
    if path.startswith(DO):
        return ("POST",) if _is_operation(path.removeprefix(DO)) else ()
    found = find(ROUTES, path)
    page, form = ("", "") if is_named(ROUTES, path) else part_of(path)
    is_read = "GET" in found or (form != "" and "GET" in find(ROUTES, page))
    return (*(READ if is_read else ()), *(("POST",) if "POST" in found else ()))


def check_taken(known: Sequence[str], given: str) -> None:
    """Refuse a method that an address does not take; of one that leads nowhere nothing is said."""
    if known and given not in known:
        raise MethodUnknown(known=tuple(known), given=given[:20])


def takes(known: Sequence[str]) -> Mapping[str, str]:
    """Return the header that names the methods of an address."""
    return {"Allow": ", ".join((*known, "OPTIONS"))}


def options(known: Sequence[str]) -> Shown:
    """Return the answer to who asks which methods an address takes."""
    return Shown(status=204, headers=takes(known))


def _is_operation(name: str) -> bool:
    one = OPERATIONS.get(name)
    return one is not None and one.doors == "all"
