"""Which journal entry something stands in: looked up by the moment it was recorded."""

from datetime import datetime
from weakref import WeakKeyDictionary

import msgspec
from msgspec import Struct

from laogu.journal import Journal
from laogu.web.frame import Link
from laogu.web.visit import Visit

MOST_KEPT = 20_000


class _Recorded(Struct):
    """Of an entry's bytes, when they were written: the rest is passed over."""

    recorded_at: datetime


_decode = msgspec.json.Decoder(_Recorded).decode
# What was recorded stays where it is, so that an answer is found once.
_found: WeakKeyDictionary[Journal, dict[tuple[datetime, str, str], int | None]] = (
    WeakKeyDictionary()
)


def entry_link(visit: Visit, at: datetime | None, about: str, event: str) -> Link | None:
    """Return the way to the entry of a moment that names `about` and holds an event of a tag."""
    number = None if at is None else entry_about(visit.running.journal, at, about, event)
    if number is None:
        return None
    return Link(says=visit.show(number), href=visit.to(f"/record/{number}"))


def entry_about(journal: Journal, at: datetime, about: str, event: str) -> int | None:
    """Return the number of the entry recorded at a moment that names `about`; None: there is none.

    event: what the tag of an event in it begins with. Moments never go back in the record, so that
    it is searched by halves.
    """
    kept = _found.setdefault(journal, {})
    asked = (at, about, event)
    if asked not in kept:
        if len(kept) >= MOST_KEPT:
            kept.clear()
        kept[asked] = _search(journal, at, (about.encode(), f'"{event}'.encode()))
    return kept[asked]


def _search(journal: Journal, at: datetime, names: tuple[bytes, ...]) -> int | None:
    low, high = 1, journal.head.seq
    while low < high:
        middle = (low + high) // 2
        if _moment(journal, middle) < at:
            low = middle + 1
        else:
            high = middle
    for row in journal.store.rows(after=low - 1):
        if _decode(row.body).recorded_at != at:
            return None
        if all(one in row.body for one in names):
            return row.seq
    return None


def _moment(journal: Journal, number: int) -> datetime:
    row = next(iter(journal.store.rows(after=number - 1, upto=number)))
    return _decode(row.body).recorded_at
