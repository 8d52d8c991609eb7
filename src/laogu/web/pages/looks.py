"""Who looked at what is not public: on the page of what was looked at, and on the record's."""

from collections.abc import Iterable

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, TradeId, WindowId
from laogu.journal import Look
from laogu.web.exports import Sheet, Value, corner
from laogu.web.frame import Link
from laogu.web.pages.writing import clock_time, handle
from laogu.web.paging import Paged
from laogu.web.shapes import Column, Exports
from laogu.web.visit import Visit

SHOWN = 50


class LookRow(Struct, frozen=True, kw_only=True):
    """One look. of: what was looked at; None: it is not there any more."""

    at: str
    by: str
    what: str
    of: Link | None


class Looks(Struct, frozen=True, kw_only=True):
    """The latest looks, newest first."""

    rows: tuple[LookRow, ...]
    columns: tuple[Column, ...]
    note: str
    shown: str
    all: str
    next_href: str | None
    exports: Exports


def looks_of(visit: Visit, of: Iterable[str] | None = None) -> Looks:
    """Return the latest looks at these things; None: at all. For who may know of them."""
    paged = Paged(visit, "looks", visit.running.looking.latest(of=of), most=SHOWN, at="looks")
    return Looks(
        rows=tuple(_row(visit, one) for one in paged.rows),
        columns=(
            Column(says=visit.said("When")),
            Column(says=visit.said("Who")),
            Column(says=visit.said("What was shown")),
        ),
        note=visit.said("newest first; a look again within a minute counts once"),
        shown=paged.shown,
        all=paged.of,
        next_href=paged.next_href,
        exports=corner(visit, "looks"),
    )


def looks_sheet(visit: Visit, of: Iterable[str] | None = None) -> Sheet:
    """Return every look as a table, newest first; the page shows the latest."""
    wanted = None if of is None else tuple(of)

    def rows() -> list[tuple[Value, ...]]:
        found: list[tuple[Value, ...]] = [
            (one.at, visit.person_name(one.by), one.what, one.of)
            for one in visit.running.looking.every(of=wanted)
        ]
        return found[::-1]

    return Sheet("looks", ("at", "by", "what", "of"), rows)


def _row(visit: Visit, look: Look) -> LookRow:
    words = {
        "holdings": visit.said("holdings and cash"),
        "register": visit.said("the whole register"),
        "trade": visit.said("a trade"),
        "window": visit.said("the orders of a window"),
    }
    return LookRow(
        at=clock_time(visit, look.at, visit.zone),
        by=visit.person_name(look.by),
        what=words[look.what],
        of=_of(visit, look),
    )


def _of(visit: Visit, look: Look) -> Link | None:
    """Return the way to what was looked at."""
    register = visit.books.register
    if HolderId(look.of) in register.holders:
        return Link(says=visit.name(look.of), href=visit.to(f"/holdings/{look.of}"))
    issuer = register.issuers.get(IssuerId(look.of))
    if issuer is not None:
        return Link(says=visit.issuer_name(issuer), href=visit.to(f"/desk/{issuer.slug}"))
    if TradeId(look.of) in visit.books.market.trades:
        says = visit.said("Trade {handle}", handle=handle(look.of))
        return Link(says=says, href=visit.to(f"/trade/{look.of}"))
    if WindowId(look.of) in visit.books.market.windows:
        says = visit.said("Window {handle}", handle=handle(look.of))
        return Link(says=says, href=visit.to(f"/window/{look.of}"))
    return None
