"""Telling what changed: whoever listens is told subjects, by the number of the entry.

Always true: the writer does nothing for those who listen. While anybody does, a task looks a few
times a second whether the head has moved, reads the entries that are new, and wakes the listeners.
What is kept of a listener is one number, so that a slow one skips ahead and costs no more.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable, Collection, Iterator
from contextlib import contextmanager

from msgspec import Struct

from laogu.basics import LaoguError, Unavailable
from laogu.journal.journal import Journal
from laogu.operations import Sight, may_be_told, subjects_of

LOOK_MS = 200
"""How often the head is looked at while anybody listens."""

BEAT_SECONDS = 15
"""How often a listener to whom nothing is told hears that the line still stands."""

KEPT = 1_000
"""Entries whose subjects are kept at hand. Who comes back from further away reads all again."""

MOST_READ = 500
"""Entries read at one look; where more were recorded meanwhile, everybody reads all again."""

MOST_SUBJECTS = 200
"""Subjects told at once; where more changed, all is read again."""

MOST_LISTENERS = 1_000
"""Streams that one market keeps open."""

MOST_FROM_ONE = 200
"""Streams from one address."""

MOST_OF_ONE_PERSON = 8
"""Streams of one person; with a further one the oldest ends."""


class TooManyListen(Unavailable):
    """Another stream was asked for than this market, or one address, may have."""

    code = "journal.too_many_listen"
    what = "No further stream is opened."
    why = "{most} streams are open already, from everywhere or from one address."
    fix = "Close one, or ask again later; everything can be read without a stream."
    most: int


class Told(Struct, frozen=True, kw_only=True):
    """What a listener is told.

    seq:     the entry up to which it now knows. subjects: what changed; empty: nothing for it.
    is_gap:  too much happened meanwhile: whatever it shows is to be read again.
    is_over: the last word: the session ended, or the market closes.
    """

    seq: int
    subjects: tuple[str, ...] = ()
    is_gap: bool = False
    is_over: bool = False


class Listener:
    """One open stream. whose: of several of one session the oldest gives way; blank: nobody's."""

    def __init__(self, seq: int, *, whose: str, address: str) -> None:
        self.seq = seq
        self.whose = whose
        self.address = address
        self.is_over = False


class Changes:
    """What changed in one running market, for those who listen."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._known: deque[tuple[int, frozenset[str]]] = deque(maxlen=KEPT)
        self._seq = self._from = journal.head.seq
        self._listeners: list[Listener] = []
        self._woken = asyncio.Event()
        self._looking: asyncio.Task[None] | None = None
        self._same: tuple[int, int, frozenset[str] | None] = (-1, -1, None)
        self.is_closed = False

    @property
    def listeners(self) -> tuple[Listener, ...]:
        """Whoever listens now, the oldest first."""
        return tuple(self._listeners)

    def look(self) -> bool:
        """Take in what was recorded since the last look, and wake the listeners if anything was.

        False: the store does not answer, and the next look asks again.
        """
        head = self._journal.head.seq
        if head == self._seq:
            return True
        if head - self._seq > MOST_READ:
            self._known.clear()
            self._from = head
        else:
            try:
                found = list(self._journal.entries(after=self._seq, upto=head))
            except LaoguError:
                return False
            books = self._journal.books
            for row, entry in found:
                self._known.append((row.seq, subjects_of(books, entry.events)))
            self._from = max(self._from, head - KEPT)
        self._seq = head
        self.wake()
        return True

    def since(self, after: int, sight: Sight) -> Told:
        """Return what somebody is told who knows everything up to an entry."""
        changed = self.subjects_after(after)
        if changed is None:
            return Told(seq=self._seq, is_gap=True)
        books = self._journal.books
        seen = tuple(sorted(one for one in changed if may_be_told(books, sight, one)))
        if len(seen) > MOST_SUBJECTS:
            return Told(seq=self._seq, is_gap=True)
        return Told(seq=self._seq, subjects=seen)

    def subjects_after(self, after: int) -> frozenset[str] | None:
        """Return what changed after an entry; None: that is further back than what is kept."""
        if not self._from <= after <= self._seq:
            return None
        asked, at, found = self._same
        # Those who keep up all know the same, so that it is worked out once.
        if (asked, at) != (after, self._seq):
            gathered: set[str] = set()
            for seq, subjects in reversed(self._known):
                if seq <= after:
                    break
                gathered |= subjects
            found = frozenset(gathered)
            self._same = (after, self._seq, found)
        return found

    def still(self, after: int, of: Collection[str]) -> bool:
        """Return whether nothing of some subjects changed after an entry; unsure is no.

        of: subjects; one that ends with a colon stands for all of its kind.
        """
        is_known = self.look()
        changed = self.subjects_after(after)
        if changed is None or not is_known:
            return False
        return not any(one in of or f"{one.partition(':')[0]}:" in of for one in changed)

    def make_room(self, *, whose: str, address: str) -> None:
        """Refuse where too many listen; the oldest of the same session gives way."""
        own = [one for one in self._listeners if one.whose == whose and whose and not one.is_over]
        if len(own) >= MOST_OF_ONE_PERSON:
            own[0].is_over = True
            self.wake()
        if len(self._listeners) >= MOST_LISTENERS:
            raise TooManyListen(most=MOST_LISTENERS)
        if sum(one.address == address for one in self._listeners) >= MOST_FROM_ONE:
            raise TooManyListen(most=MOST_FROM_ONE)

    @contextmanager
    def listening(self, after: int | None, *, whose: str, address: str) -> Iterator[Listener]:
        """Keep a listener for a while. after: the entry up to which it knows; None: it begins now.

        The caller runs on the loop that serves, and has made room.
        """
        if not self._listeners:
            self.look()
        given = Listener(self._seq if after is None else after, whose=whose, address=address)
        self._listeners.append(given)
        if self._looking is None:
            self._looking = asyncio.get_running_loop().create_task(self._look_again())
        try:
            yield given
        finally:
            self._listeners.remove(given)
            if not self._listeners and self._looking is not None:
                self._looking.cancel()
                self._looking = None

    async def told(
        self, listener: Listener, sight: Callable[[], Sight]
    ) -> AsyncIterator[Told | None]:
        """Yield what a listener is told, until it is over; None is a beat.

        sight: what the listener may see at that moment; it raises where the session is over.
        """
        while True:
            woken = self._woken
            told = self._next(listener, sight)
            if told is None:
                yield Told(seq=listener.seq, is_over=True)
                return
            listener.seq = told.seq
            if told.subjects or told.is_gap:
                yield told
                continue
            try:
                async with asyncio.timeout(BEAT_SECONDS):
                    await woken.wait()
            except TimeoutError:
                yield None

    def close(self) -> None:
        """Say the last word to everybody: the market closes."""
        self.is_closed = True
        self.wake()

    def wake(self) -> None:
        """Let every listener look again at once, such as after a session ended."""
        woken, self._woken = self._woken, asyncio.Event()
        woken.set()

    def _next(self, listener: Listener, sight: Callable[[], Sight]) -> Told | None:
        """Return what a listener is told next; None: nothing any more."""
        if self.is_closed or listener.is_over:
            return None
        try:
            return self.since(listener.seq, sight())
        except LaoguError:
            return None

    async def _look_again(self) -> None:
        while True:
            await asyncio.sleep(LOOK_MS / 1000)
            self.look()
