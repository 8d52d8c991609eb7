"""Dictionaries that can be put back as they were.

A book keeps its state in tables that share one `Undo`. The journal marks a place before it tries a
request, and rolls back to it when a promise breaks or the disk refuses.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Protocol, TypeVar

import msgspec

K = TypeVar("K")
L = TypeVar("L")
V = TypeVar("V")

_Step = tuple[Any, Any, Any]
_ABSENT: Any = object()
CUT: Any = object()
"""What stood before, of a thing that puts itself back: its `cut` is called with the key."""

_add = dict.setdefault
_put = dict.__setitem__
_take = dict.__delitem__
_put_on = list.append
_cut_back = list.__delitem__


class Undo:
    """The steps that would put every table of a set of books back."""

    __slots__ = ("_steps", "note")

    def __init__(self) -> None:
        # Three places a step, end to end: a million small tuples would be a million things to make,
        # to walk past and to let go of.
        self._steps: list[Any] = []
        # Called for every change of every book, so it is the list's own.
        self.note: Callable[[_Step], None] = self._steps.extend
        """Remember a table, a key, and what stood there before."""

    def mark(self) -> int:
        """Return the place to which `back_to` can return."""
        return len(self._steps)

    def back_to(self, mark: int) -> None:
        """Undo everything since `mark`, last step first."""
        steps = self._steps
        while len(steps) > mark:
            table, key, before = steps[-3:]
            del steps[-3:]
            if before is _ABSENT:
                dict.pop(table, key, None)
            elif before is CUT:
                table.cut(key)
            else:
                _put(table, key, before)

    def forget(self) -> None:
        """Let go of every step: what was tried is durable now."""
        self._steps.clear()


class Table(dict[K, V]):
    """A dictionary whose changes can be undone; its values are frozen, so a change replaces one."""

    __slots__ = ("_note",)

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self._note = undo.note

    def __setitem__(self, key: K, value: V) -> None:
        before = self.get(key, _ABSENT)
        self._note((self, key, before))
        if before is _ABSENT:
            _add(self, key, value)  # A method: it is called faster than a slot.
        else:
            _put(self, key, value)

    def add(self, key: K, value: V) -> None:
        """Put in a value under a key that is not there yet: nothing has to be looked up first."""
        self._note((self, key, _ABSENT))
        kept = _add(self, key, value)
        assert kept is value, "another value is there already"

    def increase(self: "Table[K, int]", key: K, by: int) -> int:
        """Add `by` to the number at `key`, which is 0 where none is; return what it comes to."""
        before = self.get(key, _ABSENT)
        self._note((self, key, before))
        if before is _ABSENT:
            _add(self, key, by)
            return by
        after: int = before + by
        _put(self, key, after)
        return after

    def __delitem__(self, key: K) -> None:
        self._note((self, key, self[key]))
        _take(self, key)

    def change(self, key: K, to: Callable[[V], V]) -> None:
        """Replace the value at `key` by what `to` makes of it."""
        self[key] = to(self[key])

    def pop(self, *_: Any) -> Any:
        """Not offered: say `del`, which can be undone."""
        raise NotImplementedError("say `del table[key]`: only that can be undone")

    # Put in under a new key, and take away, without a step back: a book that does so notes one for
    # all it did. A method is called faster than a slot.
    lay = dict.setdefault
    lift = dict.__delitem__

    def _not_offered(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError("tables change one key at a time: only that can be undone")

    update = setdefault = clear = popitem = __ior__ = _not_offered


class Shelves(dict[K, Table[L, V]]):
    """A table for each key, such as the lots of each holder: an empty one where nothing was put."""

    __slots__ = ("_undo",)

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self._undo = undo

    def __missing__(self, key: K) -> Table[L, V]:
        # An empty table more or less says nothing, so making one need not be undone.
        shelf = Table[L, V](self._undo)
        super().__setitem__(key, shelf)
        return shelf

    def on(self, key: K) -> Mapping[L, V]:
        """Return what lies on the shelf `key`, without making one."""
        empty: Mapping[L, V] = _EMPTY
        return self.get(key, empty)


_EMPTY: Mapping[Any, Any] = {}


class Pile(list[V]):
    """A list that only grows, at its end, and can be cut back."""

    __slots__ = ("_note",)

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self._note = undo.note

    def put(self, value: V) -> None:
        """Add a value, unless it is the last already."""
        if self and self[-1] == value:
            return
        self._note((self, len(self), CUT))
        _put_on(self, value)

    def cut(self, length: int) -> None:
        """Leave only the first `length` values."""
        _cut_back(self, slice(length, None))

    # Put on and take off without a step back, as `Table` has it.
    lay = list.append
    lift = list.pop

    def _not_offered(self, *_: Any, **__: Any) -> Any:
        raise NotImplementedError("piles only grow: only that can be undone")

    append = extend = insert = pop = remove = clear = sort = reverse = _not_offered
    __setitem__ = __delitem__ = __iadd__ = __imul__ = _not_offered


class Piles(dict[K, Pile[V]]):
    """A pile for each key, such as what each holder ever did: an empty one where nothing was put.

    In the order in which it came, as on a shelf, in an eighth of the memory: nothing is looked up
    in it, and nothing of it goes.
    """

    __slots__ = ("_undo",)

    def __init__(self, undo: Undo) -> None:
        super().__init__()
        self._undo = undo

    def __missing__(self, key: K) -> Pile[V]:
        # An empty pile more or less says nothing, so making one need not be undone.
        pile = Pile[V](self._undo)
        super().__setitem__(key, pile)
        return pile

    def on(self, key: K) -> Sequence[V]:
        """Return what lies on the pile `key`, without making one."""
        return self.get(key, ())


class Columns:
    """Lists of one length that grow at their ends, a row at a time, and can be cut back.

    What is asked of all rows at once is read from columns several times as fast as from a table of
    values, and takes a fraction of its memory.
    """

    __slots__ = ("_note", "lists")

    def __init__(self, undo: Undo, width: int) -> None:
        self._note = undo.note
        self.lists: tuple[list[Any], ...] = tuple([] for _ in range(width))

    def __len__(self) -> int:
        return len(self.lists[0])

    def append(self, *row: Any) -> None:
        """Add a row, one value for each column."""
        self._note((self, len(self.lists[0]), CUT))
        for column, value in zip(self.lists, row, strict=True):
            column.append(value)

    def cut(self, length: int) -> None:
        """Leave only the first `length` rows."""
        for column in self.lists:
            del column[length:]


class Kept(Protocol):
    """A book whose state can be set aside and taken up again."""

    PRIMARY: ClassVar[Mapping[str, Any]]
    """The tables from which everything else follows, and the type of each."""

    def reindex(self) -> None:
        """Work out the tables that follow from the primary ones."""
        ...


def set_aside(book: Kept) -> dict[str, dict[Any, Any]]:
    """Return the primary tables of `book` as plain dictionaries."""
    return {name: dict(getattr(book, name)) for name in book.PRIMARY}


def take_up(book: Kept, tables: Mapping[str, Any]) -> None:
    """Fill an empty `book` from tables that were set aside, encoded and decoded again."""
    for name, kind in book.PRIMARY.items():
        table = getattr(book, name)
        for key, value in msgspec.convert(tables[name], kind).items():
            dict.__setitem__(table, key, value)
    book.reindex()
