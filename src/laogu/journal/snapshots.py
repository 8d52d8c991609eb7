"""Snapshots: the books as bytes, to shorten the next start.

A market that runs makes one in pieces, between its batches, so that nobody waits for it: the values
in the books are frozen, so copies of the tables stay as they are while the books go on.
"""

import zlib
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import msgspec

from laogu.journal.chain import Head
from laogu.journal.packing import PACKED_UPTO, frame, unpack
from laogu.journal.store import Snapshot
from laogu.operations import Books

_PIECE = 500
"""Values in one piece: about a third of a millisecond of work."""

_encode = msgspec.msgpack.Encoder().encode
_ONCE_PACKED = b"\x78"
"""How a body begins that an earlier version packed, by zlib; no map of MessagePack begins so."""
_MOST_FOLDED = 256
"""How many times as long as its frame a body may be. Books come to about ten; a frame that somebody
made to unfold to more than the memory comes to thirty thousand."""
_UNREADABLE = (
    msgspec.DecodeError, AttributeError, LookupError, RecursionError, TypeError, ValueError,
    zlib.error,
)  # fmt: skip
"""What reading a body raises that is no books: its shape is somebody else's to choose."""


def snapshot_of(books: Books, head: Head) -> Snapshot:
    """Return a snapshot of the books after entry `head.seq`."""
    return packed(head, b"".join(pieces(books.set_aside())))


def pieces(tables: Mapping[str, Mapping[str, Mapping[Any, Any]]]) -> Iterator[bytes]:
    """Yield the bytes of tables that were set aside, one MessagePack map of maps, in pieces."""
    yield _header(len(tables))
    for book, its in tables.items():
        yield _encode(book) + _header(len(its))
        for name, table in its.items():
            yield _encode(name) + _header(len(table))
            rest = iter(table.items())
            while piece := dict(islice(rest, _PIECE)):
                yield _encode(piece)[len(_header(len(piece))) :]


def packed(head: Head, body: bytes) -> Snapshot:
    """Return the snapshot of a body. It is packed, so that the disk is not kept from entries."""
    return Snapshot(head.seq, head.hash, frame(body))


def books_in(snapshot: Snapshot) -> Books | None:
    """Return the books of a snapshot; None: it cannot be read, and the record has to be."""
    books = Books()
    upto = max(PACKED_UPTO, len(snapshot.body) * _MOST_FOLDED)
    try:
        body = unpack(snapshot.body, upto=upto)
        if body.startswith(_ONCE_PACKED):
            body = zlib.decompressobj().decompress(body, upto)
        books.take_up(msgspec.msgpack.decode(body))
    except _UNREADABLE:
        return None
    return books


def _header(count: int) -> bytes:
    """Return how a map of so many begins in MessagePack."""
    if count < 16:
        return bytes([0x80 | count])
    if count < 1 << 16:
        return b"\xde" + count.to_bytes(2, "big")
    return b"\xdf" + count.to_bytes(4, "big")
