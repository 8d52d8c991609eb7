"""A store lent to a copy of the process: it asks over a line, and who waits for it answers.

A copy must not touch the database that it was copied with. So it asks for rows as they are stored,
some at a time; whoever waits for it, in a thread of its own, reads them where the store is open.

Always true: a copy is told no entry and no look that was written down after it was made, so that
what it reads and what it has at hand are of one moment.
"""

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from io import BufferedIOBase
from typing import Any, NoReturn, TypeVar

from msgspec import Struct

from laogu.basics import LaoguError
from laogu.journal import Kept, Row, Snapshot, Store

Told = TypeVar("Told")

BYTES_AT_ONCE = 1 << 20
"""Bytes of rows, or of what is kept, that are told at once; between them others may read."""


class _NotLent(Exception):
    """A copy cannot have what it asks for: it is done where the store is open."""


class _Asked(Struct):
    """What a copy asks of the store."""

    of: str
    given: tuple[Any, ...]


class _Refused(Struct):
    """What the store refused a copy."""

    kind: type[LaoguError]
    facts: dict[str, Any]


class Lent:
    """Stands in a copy for the store, and can be read.

    upto, looks_upto: the last entry when the copy was made, and the last look. wants_more: what is
    not lent was asked for, whatever became of it. is_overtaken: only what was kept since is there.
    """

    def __init__(self, line: BufferedIOBase, *, upto: int, looks_upto: int) -> None:
        self._line = line
        self._upto = upto
        self.looks = _Looks(self, looks_upto)
        self.wants_more = False
        self.is_overtaken = False
        self._readings = 0

    def ask(self, of: str, *given: Any) -> Any:
        """Return what the store has, or raise what it refuses."""
        tell(self._line, _Asked(of, given))
        found = told(self._line)
        if isinstance(found, _Refused):
            raise found.kind(**found.facts)
        return found

    def some(self, of: str, after: int, last: int) -> Iterator[Row]:
        """Yield rows up to the last, as many at a time as are told at once."""
        while after < last and (found := self.ask(of, after, last)):
            yield from found
            after = found[-1].seq

    def rows(self, *, after: int = 0, upto: int | None = None) -> Iterator[Row]:
        """Yield the rows after `after` up to and with `upto`, none of them later than the copy."""
        last = self._upto if upto is None else min(upto, self._upto)
        return self.some("rows", after, last)

    def kept(self, keys: Sequence[str] | None = None) -> Iterator[Kept]:
        """Yield what is kept under `keys`; None yields all."""
        self._readings += 1
        reading, given = self._readings, None if keys is None else list(keys)
        while found := self.ask("kept", reading, given):
            yield from found
            given = None

    def snapshot(self) -> Snapshot | None:
        """Return the snapshot with the highest `seq`, if it is no later than the copy."""
        found: Snapshot | None = self.ask("snapshot")
        if found is not None and found.seq > self._upto:
            self.is_overtaken = True
            raise _NotLent
        return found

    def __getattr__(self, name: str) -> NoReturn:
        self.wants_more = True
        raise _NotLent


class _Looks:
    """Who looked at whose holdings, as a copy reads it."""

    def __init__(self, lent: Lent, upto: int) -> None:
        self._lent = lent
        self._upto = upto

    def rows(self, *, after: int = 0) -> Iterator[Row]:
        """Yield the rows after `after`, in order, none of them later than the copy."""
        return self._lent.some("looks", after, self._upto)


def answered(line: BufferedIOBase, store: Store) -> Any:
    """Answer what a copy asks of the store until it tells something else, and return that."""
    readings: dict[int, Iterator[Kept]] = {}
    while isinstance(found := told(line), _Asked):
        try:
            answer = _answer(store, found, readings)
        except LaoguError as no:
            answer = _Refused(type(no), no.facts)
        tell(line, answer)
    return found


def tell(line: BufferedIOBase, something: object) -> None:
    """Send something down the line; in bytes first, so that it is sent whole or not at all."""
    line.write(pickle.dumps(something))
    line.flush()


def told(line: BufferedIOBase) -> Any:
    """Return what comes up the line next, and wait for it."""
    return pickle.load(line)  # noqa: S301 -- our own copy is at the other end


def _answer(store: Store, asked: _Asked, readings: dict[int, Iterator[Kept]]) -> Any:
    """Return the next piece of what is asked for. readings: of what is kept, each where it is."""
    match asked.of:
        case "rows":
            after, upto = asked.given
            return _some(store.rows(after=after, upto=upto), lambda row: len(row.body))
        case "looks":
            after, upto = asked.given
            looks = (row for row in store.looks.rows(after=after) if row.seq <= upto)
            return _some(looks, lambda row: len(row.body))
        case "kept":
            reading, keys = asked.given
            if reading not in readings:
                readings[reading] = iter(store.kept(keys))
            return _some(readings[reading], lambda one: len(one.content))
        case _:
            return store.snapshot()


def _some(rows: Iterable[Told], measure: Callable[[Told], int]) -> list[Told]:
    found, size = [], 0
    for row in rows:
        found.append(row)
        size += measure(row)
        if size >= BYTES_AT_ONCE:
            break
    return found
