"""Verification: read the whole record again, rebuild every book from nothing, and compare."""

import hashlib
from collections.abc import Iterable, Iterator

from msgspec import Struct

from laogu.basics import commitment
from laogu.journal.chain import Head, check, genesis
from laogu.journal.entries import personal_in
from laogu.journal.heads import EarlierHead, HeadFound
from laogu.journal.journal import Journal
from laogu.journal.opening import SnapshotStrange, read
from laogu.journal.snapshots import books_in
from laogu.journal.store import Kept, Snapshot, Store
from laogu.operations import Books


class Verified(Struct, frozen=True, kw_only=True):
    """What a verification found.

    differences: tables in which the rebuilt books differ from the snapshot or from the live books;
                 empty: all agree; `snapshot`: it cannot be read; `kept.` and its key: a name or a
                 document that is not the one the record has the hash of.
    commitments: personal texts that were compared with the record. looks: entries of
                 the chain of looks, which was checked as well.
    earlier_head: what the record says to a head that was written down; None: none was given.
    """

    kind: str
    entries: int
    events: int
    head: str
    snapshot_seq: int | None
    compared_live: bool
    commitments: int
    looks: int
    differences: tuple[str, ...]
    earlier_head: HeadFound | None = None

    @property
    def is_sound(self) -> bool:
        """Whether everything agrees."""
        return not self.differences and self.earlier_head in {None, "agrees"}


def verify(
    store: Store, live: Journal | None = None, *, earlier: EarlierHead | None = None
) -> Verified:
    """Return what a full reading of the record finds; a broken chain or promise raises.

    live: a running market to compare with. It must not be recording meanwhile.
    earlier: a head of this record that was written down elsewhere.
    """
    books, head, events, commitments = Books(), genesis, 0, 0
    snapshot = store.snapshot()
    differences: list[str] = []
    kept = {one.key: one for one in store.kept()}
    for row in check(store.rows()):
        entry = read(row)
        books.apply(entry.events, entry.recorded_at)
        books.check(entry.events)
        books.undo.forget()
        head = Head(row.seq, row.hash)
        events += len(entry.events)
        for personal in personal_in(entry.events):
            one = kept.get(personal.ref)
            if one is not None:
                commitments += 1
                text = one.content.decode(errors="replace")
                if commitment(one.salt, text) != personal.commitment:
                    differences.append(f"kept.{personal.ref}")
        if snapshot is not None and row.seq == snapshot.seq:
            differences.extend(_against_snapshot(books, snapshot, row.hash))
    if snapshot is not None and snapshot.seq > head.seq:
        raise SnapshotStrange(seq=snapshot.seq)
    differences.extend(_documents(kept.values()))
    books.check_all()
    if live is not None:
        differences.extend(f"live.{one}" for one in books.differences(live.books))
    opened = books.market.opened.get("market")
    return Verified(
        kind=opened.kind if opened is not None else "empty",
        entries=head.seq,
        events=events,
        head=head.hash.hex(),
        snapshot_seq=snapshot.seq if snapshot is not None else None,
        compared_live=live is not None,
        commitments=commitments,
        looks=sum(1 for _ in check(store.looks.rows())),
        differences=tuple(differences),
        earlier_head=None if earlier is None else earlier.against(store),
    )


def _documents(kept: Iterable[Kept]) -> Iterator[str]:
    """Yield the documents that are not the ones whose hash the record holds."""
    for one in kept:
        named = one.key.startswith("personal_")
        if not named and hashlib.sha256(one.content).hexdigest() != one.key:
            yield f"kept.{one.key}"


def _against_snapshot(books: Books, snapshot: Snapshot, row_hash: bytes) -> Iterator[str]:
    if snapshot.hash != row_hash:
        raise SnapshotStrange(seq=snapshot.seq)
    kept = books_in(snapshot)
    if kept is None:
        yield "snapshot"
    else:
        yield from (f"snapshot.{one}" for one in books.differences(kept))
