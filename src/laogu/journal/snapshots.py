"""Snapshots: the books as bytes, to shorten the next start.

A market that runs makes one in pieces, between its batches, so that nobody waits for it: the values
in the books are frozen, so copies of the tables stay as they are while the books go on. The moves
of cash are most of the books of a busy market and never change, so the frames in which one snapshot
has them serve the next one too.
"""

import zlib
from collections.abc import Iterator, Mapping
from itertools import chain, islice
from typing import Any

import msgspec
from msgspec import Struct

from laogu.journal.chain import Head
from laogu.journal.packing import PACKED_UPTO, Frame, unpack
from laogu.journal.store import Snapshot
from laogu.ledger import Move
from laogu.operations import Books

_PIECE = 500
"""Values in one piece: about a third of a millisecond of work."""

_encode = msgspec.msgpack.Encoder().encode
_IN_FRAMES = b"\x92"
"""How a body begins: an array of two, the frame of the other books and those of the moves."""
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


class Moves(Struct, frozen=True):
    """The moves of cash numbered from 1 to `upto`, in frames that follow on one another."""

    upto: int = 0
    frames: tuple[bytes, ...] = ()

    def more(self, upto: int, its: bytes) -> "Moves":
        """Return these and those up to `upto`, which one more frame has."""
        return self if upto == self.upto else Moves(upto, (*self.frames, its))


def snapshot_of(books: Books, head: Head) -> Snapshot:
    """Return a snapshot of the books after entry `head.seq`."""
    others, moves, upto = Frame(), Frame(), len(books.ledger.moves)
    for piece in pieces(books.set_aside(but=("ledger",))):
        others.add(piece)
    for piece in rows(books.ledger.moves, 0, upto):
        moves.add(piece)
    return put_together(head, others.whole(), Moves().more(upto, moves.whole()))


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


def rows(moves: Mapping[int, Move], after: int, upto: int) -> Iterator[bytes]:
    """Yield the moves numbered above `after` to `upto`, one MessagePack map, in pieces.

    They need not be copied before: none that is recorded ever goes.
    """
    yield _header(upto - after)
    for first in range(after + 1, upto + 1, _PIECE):
        piece = {number: moves[number] for number in range(first, min(first + _PIECE, upto + 1))}
        yield _encode(piece)[len(_header(len(piece))) :]


def put_together(head: Head, others: bytes, moves: Moves) -> Snapshot:
    """Return the snapshot of the moves of cash and of the frame of the other books.

    It is packed, so that the disk is not kept from entries.
    """
    return Snapshot(head.seq, head.hash, _encode((others, moves.frames)))


def books_in(snapshot: Snapshot) -> Books | None:
    """Return the books of a snapshot; None: it cannot be read, and the record has to be."""
    books = Books()
    try:
        books.take_up(_tables(snapshot.body))
    except _UNREADABLE:
        return None
    return books


def _tables(body: bytes) -> Any:
    """Return the tables of the body of a snapshot."""
    upto = max(PACKED_UPTO, len(body) * _MOST_FOLDED)
    if not body.startswith(_IN_FRAMES):
        # An earlier version had all in one, packed or not.
        body = unpack(body, upto=upto)
        if body.startswith(_ONCE_PACKED):
            body = zlib.decompressobj().decompress(body, upto)
        return msgspec.msgpack.decode(body)
    others, frames = msgspec.msgpack.decode(body, type=tuple[bytes, list[bytes]])
    found = []
    for one in (others, *frames):
        unfolded = unpack(one, upto=upto)
        upto -= len(unfolded)
        found.append(msgspec.msgpack.decode(unfolded))
    tables, *moves = found
    return {**tables, "ledger": {"moves": dict(chain.from_iterable(map(dict.items, moves)))}}


def _header(count: int) -> bytes:
    """Return how a map of so many begins in MessagePack."""
    if count < 16:
        return bytes([0x80 | count])
    if count < 1 << 16:
        return b"\xde" + count.to_bytes(2, "big")
    return b"\xdf" + count.to_bytes(4, "big")
