"""The objects of a file, not yet read: a long file comes in pieces and is never whole in memory."""

import hashlib
import re
from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from msgspec import Struct

from laogu.connectors.ocf import remarks
from laogu.connectors.ocf.findings import Findings
from laogu.connectors.ocf.limits import Limits
from laogu.connectors.ocf.manifest import LISTS, NOT_JSON, WRONG_FILE_TYPE, FileNamed
from laogu.connectors.ocf.package import BROKEN, FILE_TOO_LARGE, MIB, Package
from laogu.connectors.ocf.texts import most_members, text_in_utf8, twice_in

UNREADABLE = (msgspec.DecodeError, RecursionError, UnicodeError)
MOST_TRIES = 4
"""Places at which a piece is cut on the chance that an object ends there, before it is counted."""

_OPENED = re.compile(rb'"items"\s*+:\s*+\[')
_BETWEEN = re.compile(rb"\}\s*+,\s*+\{")
_QUOTE, _OPEN, _CLOSE, _COMMA = ord('"'), b"{[", b"}]", ord(",")


class _File(Struct, frozen=True):
    """A file of the standard, of which nothing is read yet."""

    file_type: msgspec.Raw = msgspec.Raw()
    items: msgspec.Raw = msgspec.Raw()


class Piece(Struct, frozen=True):
    """Objects that stand one after the other in a file, and the text in which they stand.

    fields: how many stand in the text around the objects.
    """

    text: bytes
    items: list[msgspec.Raw]
    fields: int = 0


class Files:
    """The files of a package, one after the other, within what may be read of all of them."""

    def __init__(self, package: Package, limits: Limits, findings: Findings) -> None:
        self._package, self._limits, self._findings = package, limits, findings
        self._left_bytes = limits.package_bytes

    def pieces(self, file: FileNamed) -> Iterator[Piece]:
        """Yield the objects of a file in pieces; nothing, with a finding, where it has none."""
        name, findings = file.name, self._findings
        size = self._package.sizes[name]
        stream = self._package.stream(name) if size <= max(0, self._left_bytes) else None
        if stream is None:
            limit = self._limits.package_bytes // MIB
            findings.say(FILE_TOO_LARGE, name, name=name, limit=limit)
            return
        self._left_bytes -= size
        with stream:
            reading = _Reading(stream, file, findings, self._limits)
            try:
                yield from reading.pieces(size)
            except UNREADABLE as wrong:
                findings.say(NOT_JSON, name, name=name, reason=str(wrong)[:200])
            except BROKEN:
                limit = self._limits.package_bytes // MIB
                findings.say(FILE_TOO_LARGE, name, name=name, limit=limit)


class _Reading:
    """One file being read from its beginning to its end."""

    def __init__(
        self, stream: BinaryIO, file: FileNamed, findings: Findings, limits: Limits
    ) -> None:
        self._stream, self._file, self._findings, self._limits = stream, file, findings, limits
        self._digest = hashlib.md5(usedforsecurity=False)

    def pieces(self, size: int) -> Iterator[Piece]:
        """Yield the objects of a file of at most so many bytes."""
        piece_bytes = self._limits.piece_bytes
        # One byte more is asked for than is stated, so that more than that is seen.
        first = self._read(min(size, piece_bytes) + 1)
        is_whole = size <= piece_bytes
        if is_whole and len(first) > size:
            limit = self._limits.package_bytes // MIB
            self._findings.say(FILE_TOO_LARGE, self._file.name, name=self._file.name, limit=limit)
            return
        if is_whole:
            self._compare()
        text = text_in_utf8(first, self._file.name, self._findings)
        if text is None:
            return
        if is_whole:
            yield from self._whole(text)
        else:
            yield from self._parts(text, size)

    def _read(self, most_bytes: int) -> bytes:
        content = self._stream.read(most_bytes)
        self._digest.update(content)
        return content

    def _compare(self) -> None:
        if self._file.md5.lower() != self._digest.hexdigest():
            self._findings.say(remarks.MD5_DIFFERS, self._file.name, name=self._file.name)

    def _whole(self, text: bytes) -> Iterator[Piece]:
        # Each object costs room before it is looked at, so they are counted first, from above.
        if most_members(text) > 4 * self._limits.objects:
            limit = self._limits.objects
            self._findings.say(remarks.TOO_MANY_OBJECTS, self._file.name, limit=limit)
            return
        found, fields = self._around(text)
        yield Piece(text, msgspec.json.decode(found, type=list[msgspec.Raw]), fields)

    def _around(self, text: bytes) -> tuple[msgspec.Raw | bytes, int]:
        """Return the list of objects of a file, and how many of its own fields stand beside it."""
        given = msgspec.json.decode(text, type=_File)
        named = msgspec.json.decode(_or_null(given.file_type))
        wanted = LISTS[self._file.listed][0]
        if named != wanted:
            where = f"{self._file.name}#/file_type"
            self._findings.say(WRONG_FILE_TYPE, where, name=self._file.name, wanted=wanted)
        fields = sum(1 for one in (given.file_type, given.items) if len(one))
        return _or_null(given.items), fields

    def _parts(self, text: bytes, size: int) -> Iterator[Piece]:
        head = _head(text)
        left = size - len(text)
        rest = text[len(head) :]
        while left > 0:
            cut = _cut(rest)
            if cut is None:
                raise msgspec.DecodeError("an object does not end within its limit")
            items, end = cut
            yield Piece(b"[" + rest[:end] + b"]", items)
            after = rest[end:].lstrip()[1:]
            more = self._read(min(left, self._limits.piece_bytes))
            left = left - len(more) if more else 0
            rest = after + more
        self._compare()
        # What is left is the last objects, the end of their list, and what stands behind it.
        given = msgspec.json.decode(b'{"items":[' + rest, type=_File)
        last = bytes(given.items)
        items = msgspec.json.decode(last, type=list[msgspec.Raw])
        yield Piece(last, items)
        around = head + b"]" + rest[len(last) - 1 :]
        _, fields = self._around(around)
        yield Piece(around, [], fields)


def twice_around(piece: Piece, most_bytes: int) -> list[str]:
    """Return the fields that stand twice around the objects of a file.

    Where more than so many bytes stand there, nobody looks, and it is taken for so.
    """
    whole = msgspec.json.decode(piece.text, type=_File).items
    around = piece.text.replace(bytes(whole), b"null", 1) if len(whole) else piece.text
    return list(twice_in(around)) if len(around) <= most_bytes else ["items"]


def _head(text: bytes) -> bytes:
    """Return the beginning of a file up to its objects."""
    for found in _OPENED.finditer(text):
        head = text[: found.end()]
        try:
            msgspec.json.decode(head + b"]}")
        except UNREADABLE:
            # It stands deeper inside, or in a text.
            continue
        return head
    raise msgspec.DecodeError("its objects do not begin within the first of it")


def _cut(text: bytes) -> tuple[list[msgspec.Raw], int] | None:
    """Return the objects that end within a text, and where the last of them does.

    Where one object seems to end and another to begin is tried first: if what comes before can be
    read as a list, it is one. An object that holds many others is counted through instead.
    """
    ends = [found.start() + 1 for found in _BETWEEN.finditer(text, max(0, len(text) - 64 * 1024))]
    for end in reversed(ends[-MOST_TRIES:]):
        try:
            return msgspec.json.decode(b"[" + text[:end] + b"]", type=list[msgspec.Raw]), end
        except UNREADABLE:
            continue
    found = _last_comma(text)
    if found is None:
        return None
    return msgspec.json.decode(b"[" + text[:found] + b"]", type=list[msgspec.Raw]), found


def _last_comma(text: bytes) -> int | None:
    """Return where the last comma stands that is in no object and no text; None: nowhere."""
    import numpy as np

    # What is escaped in a text is neither its end nor anything else.
    plain = np.frombuffer(re.sub(rb"\\.", b"__", text, flags=re.DOTALL), dtype=np.uint8)
    outside = np.cumsum(plain == _QUOTE, dtype=np.int32) & 1 == 0
    opened = np.isin(plain, np.frombuffer(_OPEN, dtype=np.uint8)) & outside
    closed = np.isin(plain, np.frombuffer(_CLOSE, dtype=np.uint8)) & outside
    depth = np.cumsum(opened.astype(np.int8) - closed.astype(np.int8), dtype=np.int32)
    found = np.flatnonzero((plain == _COMMA) & outside & (depth == 0))
    return int(found[-1]) if len(found) else None


def _or_null(raw: msgspec.Raw) -> msgspec.Raw | bytes:
    return raw if len(raw) else b"null"
