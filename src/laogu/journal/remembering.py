"""What was worked out of the books, kept until something it was worked out of has changed.

Always true: what is remembered is what would be worked out again. So whoever asks says of which
subjects it is, and puts everything else that it hangs on, such as the day, into the key.
"""

from collections.abc import Callable, Collection, Hashable
from typing import Any, TypeVar

from msgspec import Struct

from laogu.journal.changes import Changes
from laogu.journal.journal import Journal

Worked = TypeVar("Worked")

MOST_REMEMBERED = 2_000
"""Things remembered; with one more all of them are let go of."""


class _Kept(Struct):
    """What was worked out, and the entry up to which it is known to hold."""

    worked: Any
    seq: int


class Remembering:
    """What is remembered of one running market."""

    def __init__(self, journal: Journal, changes: Changes) -> None:
        self._journal = journal
        self._changes = changes
        self._kept: dict[Hashable, _Kept] = {}

    def of(self, key: Hashable, subjects: Collection[str], work: Callable[[], Worked]) -> Worked:
        """Return what `work` comes to; worked out again only where one of the subjects changed."""
        kept = self._kept.get(key)
        if kept is not None and self._changes.still(kept.seq, subjects):
            kept.seq = self._journal.head.seq
            found: Worked = kept.worked
            return found
        worked = work()
        if len(self._kept) >= MOST_REMEMBERED:
            self.let_go()
        self._kept[key] = _Kept(worked, self._journal.head.seq)
        return worked

    def let_go(self) -> None:
        """Remember nothing any longer."""
        self._kept.clear()
