"""Undo an import: everything that came with it stops counting, on every day, or nothing does.

Asked by: the issuer, while nothing of it has moved, is promised or encumbered, or was acted on as a
          grant or a paper, no ledger rests on its shares or on a last day of service it tells,
          and no other grant ended with that day. What was accepted or restricted goes with it,
          and what the clock ended of its own grants and warrants; the record of it stays.
Records:  LoadUndone, GrantEnded, ConvertibleEnded, WarrantEnded
Refuses:  LoadUnknown, LoadTakenBack, NotSignedIn, NoMandate, NotAName, LoadTouched
"""

from collections.abc import Iterator

from laogu.basics import LONGEST_TEXT, name
from laogu.operations.asked import Asked, Request
from laogu.operations.books import Books, Event
from laogu.operations.refusals import LoadTouched
from laogu.register import (
    Load,
    LoadUndone,
    acted_since,
    endings,
    grants_of,
    left_with,
    load_named,
    moved_since,
    standing_load,
)
from laogu.register.plans import GrantExercised, GrantReleased

MOST_NAMED = 20
"""Certificates that are named of those which keep an import from being undone."""


class UndoLoad(Request, frozen=True, kw_only=True):
    """An import to undo. reason: why, in words, kept for ever."""

    load: str
    reason: str


def undo_load(books: Books, request: UndoLoad, asked: Asked) -> tuple[Event, ...]:
    """Return what ends with the import, or refuse."""
    asked.must_issue(load_named(books.register, request.load).loaded.issuer)
    load = standing_load(books.register, request.load)
    reason = name(request.reason, longest=LONGEST_TEXT)
    touched = tuple(dict.fromkeys(touched_since(books, load)))
    if touched:
        raise LoadTouched(touched=touched[:MOST_NAMED])
    loaded = load.loaded
    on = asked.today(books.register.issuers[loaded.issuer].zone)
    return (
        *endings(books.register, load, reason=reason),
        LoadUndone(effective_on=on, load=loaded.load, reason=reason),
    )


def touched_since(books: Books, load: Load) -> Iterator[str]:
    """Yield what of an import was acted on, is promised or encumbered, by its label or id."""
    moved = list(moved_since(books.register, load))
    if not moved and acted_since(books.register, load):
        # Something moved at the very moment of the import, as under a clock that stands still.
        moved = [load.loaded.load]
    yield from moved
    for security in books.register.loaded(load):
        lived = books.register.securities[security]
        if lived.retired is not None:
            continue
        encumbered = books.register.encumbrances.touching(lived.stock)
        if security in books.market.committed or any(one.lifted is None for one in encumbered):
            yield lived.stock.certificate or security
    yield from _resting_on(books, load)
    yield from left_with(books.register, load)


def _resting_on(books: Books, load: Load) -> Iterator[str]:
    """Yield the grants of later ledgers that are told to have become shares of an import."""
    register = books.register
    stock = (register.securities[one].stock for one in register.loaded(load))
    held = {(one.holder, one.stock_class) for one in stock}
    for later in register.loads.values():
        if later.loaded.way != "grants" or later.undone_at is not None or later.at < load.at:
            continue
        for grant in (register.plans.grants[one] for one in grants_of(register, later)):
            granted = grant.granted
            if (granted.holder, granted.stock_class) in held and any(
                isinstance(act.event, GrantExercised | GrantReleased) and act.event.elsewhere
                for act in grant.acts
            ):
                yield granted.certificate or granted.security
