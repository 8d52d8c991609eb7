"""Copying a market from one database to another, whole and checked, while nobody writes to it.

The first thing in the copy is a mark: a snapshot of an entry that is not there yet. With it, what
a copy that broke off has left behind is never taken for a market. The last thing replaces it by a
real one.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import zip_longest
from typing import TypeVar

from msgspec import Struct

from laogu.basics import Conflict, Fault
from laogu.journal.chain import Head, check, genesis
from laogu.journal.entries import personal_in
from laogu.journal.failures import NoDatabase
from laogu.journal.opening import read
from laogu.journal.snapshots import snapshot_of
from laogu.journal.store import Kept, Snapshot, Store
from laogu.journal.verify import verify
from laogu.operations import Books

BATCH_BYTES = 1 << 20
"""Bytes of entries, names or looks that are copied in one write."""

BATCH_ROWS = 2_000
"""Entries, names or looks that are copied in one write."""

UNFINISHED = b"a copy that is not finished"

T = TypeVar("T")


class TargetNotEmpty(Conflict):
    """A market was to be copied to where there is one, or what a copy that broke off has left."""

    code = "journal.target_not_empty"
    what = "A market is there already: {address}."
    why = "A market is copied as a whole into an empty place, and this one has {entries} entries."
    fix = (
        "Name a file or a database that is new; what a copy that broke off left has to be removed."
    )
    address: str
    entries: int


class CopyDiffers(Fault):
    """A copy was read again, and is not what was copied."""

    code = "journal.copy_differs"
    what = "The copy is not what was copied: {difference}."
    why = "It was read again after it was written, and something in it differs."
    fix = "Do not use it. Remove it, look at the disk or the server it lies on, and copy again."
    difference: str


class Copied(Struct, frozen=True, kw_only=True):
    """What was copied. forgotten: keys of personal data that was erased; they stay used."""

    entries: int
    head: str
    kept: int
    forgotten: int
    looks: int


def copy(source: Store, target: Store, *, source_name: str, target_name: str) -> Copied:
    """Copy everything but sessions, and read it again.

    Both are open for writing, so that nobody else writes to either. The whole chain of the source
    is checked, its books are rebuilt, its own snapshot compared; what is not sound is not copied.
    """
    entries = sum(1 for _ in target.rows()) or sum(1 for _ in target.looks.rows())
    if entries or target.snapshot() is not None or next(target.kept(), None) is not None:
        raise TargetNotEmpty(address=target_name, entries=entries)
    found = verify(source)
    if not found.entries:
        raise NoDatabase(path=source_name)
    if not found.is_sound:
        raise CopyDiffers(difference=", ".join(found.differences))
    target.save_snapshot(Snapshot(found.entries, bytes(32), UNFINISHED))
    books, head, named = Books(), genesis, set[str]()
    for batch in batches(check(source.rows()), lambda row: len(row.body)):
        target.append(batch)
        for row in batch:
            entry = read(row)
            books.apply(entry.events, entry.recorded_at)
            books.undo.forget()
            named |= {one.ref for one in personal_in(entry.events)}
            head = Head(row.seq, row.hash)
    kept, forgotten = _copy_kept(source, target, named)
    looks = 0
    for batch in batches(check(source.looks.rows()), lambda row: len(row.body)):
        target.looks.append(batch)
        looks += len(batch)
    _compare(source, target)
    target.save_snapshot(snapshot_of(books, head))
    if not verify(target).is_sound:
        raise CopyDiffers(difference="the books of the copy")
    return Copied(
        entries=head.seq, head=head.hash.hex(), kept=kept, forgotten=forgotten, looks=looks
    )


def batches(given: Iterable[T], size_of: Callable[[T], int]) -> Iterator[list[T]]:
    """Yield what is given in batches of about a mebibyte, in order."""
    batch: list[T] = []
    size = 0
    for one in given:
        batch.append(one)
        size += size_of(one)
        if size >= BATCH_BYTES or len(batch) == BATCH_ROWS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _copy_kept(source: Store, target: Store, named: set[str]) -> tuple[int, int]:
    """Copy what is kept, and use up the keys of what was forgotten, as they are in the source."""
    kept = 0
    for batch in batches(source.kept(), lambda one: len(one.content)):
        target.append([], keep=batch)
        named -= {one.key for one in batch}
        kept += len(batch)
    gone = sorted(named)
    if gone:
        target.append([], keep=[Kept(key, b"", b"") for key in gone], forget=gone)
    return kept, len(gone)


def _compare(source: Store, target: Store) -> None:
    _same("entries", source.rows(), check(target.rows()))
    _same("what is kept", source.kept(), target.kept())
    _same("looks", source.looks.rows(), check(target.looks.rows()))


def _same(what: str, source: Iterable[T], target: Iterable[T]) -> None:
    if any(one != other for one, other in zip_longest(source, target)):
        raise CopyDiffers(difference=what)
