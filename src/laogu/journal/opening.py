"""How a market starts: the whole chain is checked, and the books follow from it.

A snapshot saves folding what came before it; the chain is checked from its beginning all the same,
because hashing costs a microsecond an entry and says which entry is broken.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Protocol

import msgspec
from msgspec import Struct

from laogu.basics import Fault
from laogu.journal.chain import Head, check, genesis
from laogu.journal.collecting import without_collecting
from laogu.journal.entries import Entry, decode
from laogu.journal.requests import REMEMBERED_HOURS, Remembered
from laogu.journal.snapshots import books_in
from laogu.journal.store import Row, Snapshot, Store
from laogu.operations import Books


class EntryUnreadable(Fault):
    """An entry's bytes are what was written, but no event this program knows."""

    code = "journal.entry_unreadable"
    what = "Entry {seq} cannot be read by this version."
    why = "{reason}"
    fix = "Open the market with the version that wrote it, or a later one."
    seq: int
    reason: str


class SnapshotStrange(Fault):
    """A snapshot does not belong to this chain."""

    code = "journal.snapshot_strange"
    what = "The snapshot at entry {seq} does not belong to this record."
    why = "Its hash is not the hash of that entry, or entries at the end are missing."
    fix = "Stop, keep a copy of the file as it is, and compare it with the last good backup."
    seq: int


class Opened(Struct, kw_only=True):
    """A market read from its store."""

    books: Books
    head: Head
    last_at: datetime
    personal: dict[str, str]
    documents: set[str]
    remembered: dict[str, Remembered]


def opened_books(store: Store, *, now_ms: int, use_snapshot: bool = True) -> Opened:
    """Return the market in `store`. now_ms: by the world's clock, to tell old requests."""
    with without_collecting():
        return _opened_books(store, now_ms=now_ms, use_snapshot=use_snapshot)


def _opened_books(store: Store, *, now_ms: int, use_snapshot: bool) -> Opened:
    snapshot = store.snapshot() if use_snapshot else None
    kept = books_in(snapshot) if snapshot is not None else None
    opened = Opened(
        books=kept if kept is not None else Books(),
        head=genesis,
        last_at=datetime(1970, 1, 1, tzinfo=UTC),
        personal={},
        documents=set(),
        remembered={},
    )
    for row in _checked(store, snapshot):
        if kept is not None and snapshot is not None and row.seq <= snapshot.seq:
            remember(opened, _briefly(row), now_ms)
        else:
            entry = read(row)
            opened.books.apply(entry.events, entry.recorded_at)
            opened.books.undo.forget()
            remember(opened, entry, now_ms)
        opened.head = Head(row.seq, row.hash)
    if snapshot is not None and snapshot.seq > opened.head.seq:
        raise SnapshotStrange(seq=snapshot.seq)
    opened.books.undo.forget()
    opened.books.check_all()
    for one in store.kept():
        if one.key.startswith("personal_"):
            # Verification names one that somebody has changed.
            opened.personal[one.key] = one.content.decode(errors="replace")
        else:
            opened.documents.add(one.key)
    return opened


def read(row: Row) -> Entry:
    """Return the entry of a row."""
    try:
        return decode(row.body)
    except msgspec.DecodeError as wrong:
        raise EntryUnreadable(seq=row.seq, reason=str(wrong)[:300]) from None


def _checked(store: Store, snapshot: Snapshot | None) -> Iterator[Row]:
    """Yield every row, each checked against the one before, and the snapshot against its row."""
    for row in check(store.rows()):
        if snapshot is not None and row.seq == snapshot.seq and row.hash != snapshot.hash:
            raise SnapshotStrange(seq=snapshot.seq)
        yield row


class _Brief(Struct, gc=False):
    """What must be known of an entry whose events are in a snapshot."""

    seq: int
    recorded_at: datetime
    request: str | None = None
    digest: bytes = b""
    salted: bool = False


_brief = msgspec.json.Decoder(_Brief)


def _briefly(row: Row) -> _Brief:
    try:
        return _brief.decode(row.body)
    except msgspec.DecodeError as wrong:
        raise EntryUnreadable(seq=row.seq, reason=str(wrong)[:300]) from None


class _Remembers(Protocol):
    last_at: datetime
    remembered: dict[str, Remembered]


def remember(opened: _Remembers, entry: Entry | _Brief, now_ms: int) -> None:
    """Note when an entry was written and by which request, as long as that may come again."""
    opened.last_at = entry.recorded_at
    if entry.request is None:
        return
    # The first 48 bits of a UUIDv7 are the moment; this is asked of every entry of a long record.
    made_at_ms = int(entry.request[:8] + entry.request[9:13], 16)
    if now_ms - made_at_ms <= REMEMBERED_HOURS * 3_600_000:
        opened.remembered[entry.request] = Remembered(entry.seq, entry.digest, entry.salted)
