"""Pages of visitors who are not signed in, kept until something they show has changed.

A page says what it is drawn from, as subjects; until one of them changed, or a minute passed by the
market's clock, everybody who asks for the same address gets the same bytes. Whoever is signed in is
always drawn for.
"""

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from laogu.journal import Changes
from laogu.web.showing import HTML, Shown
from laogu.web.visit import Visit

MOST = 200
"""Pages kept; with one more all of them are let go of."""

CHOSEN = ("theme", "up", "keys")


class _Kept(Struct):
    """A page, the minute it was drawn in, and the entry up to which it is known to hold."""

    shown: Shown
    minute: str
    seq: int


class Keeping:
    """The pages kept of one running market."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._kept: dict[tuple[str, ...], _Kept] = {}

    def get(self, visit: Visit) -> Shown | None:
        """Return the page of an address, if it is kept and nothing that it shows has changed."""
        key = _key(visit)
        kept = self._kept.get(key) if key is not None else None
        if key is None or kept is None:
            return None
        seq = visit.running.journal.head.seq
        if kept.minute != _minute(visit) or not self._changes.still(kept.seq, kept.shown.told_by):
            del self._kept[key]
            return None
        kept.seq = seq
        return replace(kept.shown, cookies=tuple(visit.cookies))

    def keep(self, visit: Visit, shown: Shown) -> None:
        """Keep a page that was just drawn, if it may be shown to everybody."""
        key = _key(visit)
        if key is None or not shown.told_by or shown.status != 200 or shown.kind != HTML:
            return
        # A page with a form proves by a cookie for whom it was drawn.
        if any(visit.cookie_name("visitor") in one for one in visit.cookies):
            return
        if len(self._kept) >= MOST:
            self._kept.clear()
        seq = visit.running.journal.head.seq
        self._kept[key] = _Kept(shown=shown, minute=_minute(visit), seq=seq)


def _key(visit: Visit) -> tuple[str, ...] | None:
    """Return what a page is kept under; None: it is drawn for one visitor alone."""
    is_somebodys = visit.session or visit.shown.get(visit.cookie_name("visitor"))
    if is_somebodys or visit.form or visit.sent is not None:
        return None
    query: Mapping[str, str] = visit.query
    chosen = (visit.shown.get(visit.cookie_name(one), "") for one in CHOSEN)
    return (visit.lang, visit.path, *chosen, *(f"{name}={query[name]}" for name in sorted(query)))


def _minute(visit: Visit) -> str:
    return visit.now.isoformat(timespec="minutes")
