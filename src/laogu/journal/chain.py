"""The hash chain: each entry's hash covers its own stored bytes and the hash before it.

A changed body, a changed hash, a missing, doubled or moved entry and a missing beginning all break
it, and `check` names the entry at which they do. One thing it cannot see: entries missing at the
end. A shorter chain is a chain; only a hash noted elsewhere (a snapshot, a printed statement, a
copy) shows that there was more. And whoever can rewrite the file can rewrite the whole chain:
against that, too, only a hash noted elsewhere helps.
"""

from collections.abc import Iterable, Iterator
from hashlib import sha256

from msgspec import Struct

from laogu.journal.failures import ChainBroken
from laogu.journal.store import Row


class Head(Struct, frozen=True, gc=False):
    """A place in the chain: the last entry before it and that entry's hash."""

    seq: int
    hash: bytes


genesis = Head(0, bytes(32))
"""Where every chain begins: before entry 1, with a hash of 32 zero bytes."""


def link(previous: bytes, body: bytes) -> bytes:
    """Return the hash of an entry: SHA-256 over the hash before it, then its exact bytes."""
    return sha256(previous + body).digest()


def check(rows: Iterable[Row], *, start: Head = genesis) -> Iterator[Row]:
    """Yield `rows` as long as each follows from the one before; raise `ChainBroken` where not.

    start: the place after which the first row stands: genesis, or a snapshot's `seq` and `hash`.
    """
    seq, previous = start.seq, start.hash
    for row in rows:
        seq += 1
        if row.seq != seq or row.hash != link(previous, row.body):
            raise ChainBroken(seq=seq, found=row.seq)
        previous = row.hash
        yield row
