"""Packing: what is long stands in the store as a frame of Zstandard (RFC 8878), shorter and as is.

Entries of one market say much the same, so that a row of sixty-four takes a sixth of its bytes; the
disk, the log and the pages of the database have that much less to carry. What is hashed, signed and
read are the bytes before packing. Any `zstd` tool opens a frame.
"""

import sys

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PACKED_FROM = 1_024
"""Bytes from which a row is stored packed; what is shorter stands as it is."""

PACKED_UPTO = 1 << 24
"""Bytes up to which a row is stored packed, so that none that is read unfolds to more."""

_LEVEL = -1
"""Quick: two microseconds a kilobyte less than the usual level, for a quarter more bytes."""

_MARK = b"\x28\xb5\x2f\xfd"
"""How every frame begins, and no JSON and no map of MessagePack does."""

_packer = zstd.ZstdCompressor(level=_LEVEL)


def pack(body: bytes) -> bytes:
    """Return what is stored for a body: a frame of it, or itself where that would not pay."""
    return frame(body) if PACKED_FROM <= len(body) <= PACKED_UPTO else body


def frame(body: bytes) -> bytes:
    """Return a body as a frame, however long it is."""
    return _packer.compress(body, _packer.FLUSH_FRAME)


class Frame:
    """A frame on its way, of a body that comes in pieces and is never there as a whole."""

    def __init__(self) -> None:
        self._packer = zstd.ZstdCompressor(level=_LEVEL)
        self._made: list[bytes] = []

    def add(self, piece: bytes) -> None:
        """Take in the next piece of the body."""
        self._made.append(self._packer.compress(piece))

    def whole(self) -> bytes:
        """Return the frame; nothing is added any more."""
        return b"".join((*self._made, self._packer.flush()))


def unpack(stored: bytes, *, upto: int = PACKED_UPTO) -> bytes:
    """Return the body of what is stored; blank where it is a frame that we did not make.

    upto: the bytes that it may come to; -1: any number. Whoever changed a frame is found out by the
    chain, like everybody who changes a body.
    """
    if not stored.startswith(_MARK):
        return stored
    unpacking = zstd.ZstdDecompressor()
    try:
        body = unpacking.decompress(stored, upto)
    except zstd.ZstdError:
        return b""
    return body if unpacking.eof and not unpacking.unused_data else b""
