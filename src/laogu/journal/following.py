"""Following a record that another process writes, and becoming its writer.

One way for all that can happen to a market on a database server. A standby follows until the
writer is gone. A writer that lost its connection does not know whether its last batch was
recorded: it follows what is there, its own batch perhaps, and takes over from itself. And one that
was overtaken while it was cut off finds the other's entries, and has become a standby.

Always true: nothing is taken into the books that does not follow from their last entry. If that
entry is missing, or another one, something that was answered was lost, and a person has to look.
"""

import asyncio
import heapq
import logging
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Protocol, runtime_checkable

from msgspec import Struct

from laogu.basics import Fault, LaoguError, Unavailable
from laogu.journal.chain import Head, check
from laogu.journal.entries import Entry, personal_in
from laogu.journal.failures import AnotherWriter
from laogu.journal.journal import FORGET_EVERY_MS, Journal
from laogu.journal.looking import Looking
from laogu.journal.opening import read, remember
from laogu.journal.requests import StandsBy, forget_old
from laogu.journal.store import Row, Store
from laogu.operations import all_alarms
from laogu.people import PersonForgotten
from laogu.register import HolderForgotten

MOST_AT_ONCE = 500
"""Entries taken into the books in one piece; what is asked meanwhile waits so long."""

_log = logging.getLogger("laogu.journal")


class RecordDiffers(Fault):
    """The record that a process followed or wrote goes on from another entry than its own last."""

    code = "journal.record_differs"
    what = "The record in the database is not the one that this process knows."
    why = "Entry {seq} is missing there, or is another one: something that was answered was lost."
    fix = "Stop, keep both database servers as they are, and find out which of them is right."
    seq: int


@runtime_checkable
class Handover(Protocol):
    """A store whose writer may change while processes live."""

    def take_over(self) -> None:
        """Become the writer, or raise why not: `AnotherWriter`, or the server is away."""
        ...

    def still_writes(self) -> None:
        """Raise, if this process is not the writer any more, or the server is away."""
        ...


class Followed(Struct, frozen=True):
    """Entries that came after a place in the chain, and the personal data that they name."""

    entries: Sequence[tuple[Row, Entry]]
    personal: dict[str, str]


class Following:
    """What a market does while it takes no requests.

    on_begin: called when a standby has become the writer.
    """

    def __init__(self, journal: Journal, looking: Looking) -> None:
        self._journal = journal
        self._looking = looking
        self._has_followed = False
        self._is_over = False
        self._is_standby = False
        self.on_begin: Callable[[], None] = lambda: None

    async def make_sure(self) -> None:
        """Take no requests any more where the server is away or another process writes.

        Nobody may have asked for anything for a while, and `/readyz` is to be true all the same.
        """
        store = self._journal.store
        if isinstance(store, Handover):
            try:
                await asyncio.to_thread(store.still_writes)
            except Unavailable as away:
                self._journal.stopped = self._journal.stopped or away.sentence("why")

    async def look_again(self) -> None:
        """Take in what was recorded meanwhile, and become the writer if nobody is."""
        journal, store = self._journal, self._journal.store
        if self._is_over or not isinstance(store, Handover):
            return
        # Once it is one it stays one until it begins, though who writes may not be known any more.
        self._is_standby = self._is_standby or journal.stands_by is not None
        try:
            await self._catch_up()
            await asyncio.to_thread(store.take_over)
            await self._catch_up()
            await self._begin()
        except AnotherWriter as other:
            stand_by(journal, other.pid)
        except Unavailable as away:
            # Who writes is not known any more; what was answered stays answered.
            journal.stopped, journal.stands_by = away.sentence("why"), None
        except LaoguError as broken:
            self._is_over = True
            journal.stopped, journal.stands_by = broken.sentence("why"), None
            _log.critical("the market stops for good: %s", broken)

    async def _catch_up(self) -> None:
        while True:
            found = await asyncio.to_thread(came_after, self._journal.store, self._journal.head)
            fold(self._journal, found)
            self._has_followed = self._has_followed or bool(found.entries)
            if len(found.entries) < MOST_AT_ONCE:
                return

    async def _begin(self) -> None:
        journal = self._journal
        if self._has_followed:
            kept = await asyncio.to_thread(lambda: list(journal.store.kept()))
            is_name = {one.key: one.key.startswith("personal_") for one in kept}
            journal.personal = {one.key: one.content.decode() for one in kept if is_name[one.key]}
            journal.documents = {one.key for one in kept if not is_name[one.key]}
            journal.books.check_all()
            self._has_followed = False
        self._looking.read_on()
        journal.alarms = list(all_alarms(journal.books))
        heapq.heapify(journal.alarms)
        was_standby, self._is_standby = self._is_standby, False
        journal.stopped = journal.stands_by = None
        _log.warning("this process writes the record from here on: entry %d", journal.head.seq)
        if was_standby:
            self.on_begin()


def stand_by(journal: Journal, writer: str) -> None:
    """Take no requests: another process writes the record."""
    journal.stopped, journal.stands_by = StandsBy(writer=writer).sentence("why"), writer


def came_after(store: Store, head: Head) -> Followed:
    """Return what follows from a place in the chain; raise where that is not there any more."""
    rows = islice(store.rows(after=max(head.seq - 1, 0)), MOST_AT_ONCE + 1)
    if head.seq:
        last = next(rows, None)
        if last is None or (last.seq, last.hash) != (head.seq, head.hash):
            raise RecordDiffers(seq=head.seq)
    else:
        rows = islice(rows, MOST_AT_ONCE)
    entries = [(row, read(row)) for row in check(rows, start=head)]
    refs = [one.ref for _, entry in entries for one in personal_in(entry.events)]
    return Followed(entries, {one.key: one.content.decode() for one in store.kept(refs)})


def fold(journal: Journal, found: Followed) -> None:
    """Take entries into the books of a market that does not write; nobody reads meanwhile."""
    now_ms = int(journal.world.now().timestamp() * 1000)
    journal.personal.update(found.personal)
    undo = journal.books.undo
    for row, entry in found.entries:
        try:
            journal.books.apply(entry.events, entry.recorded_at)
        except BaseException:
            # It will be read again: nothing of it may be taken in twice.
            undo.back_to(0)
            raise
        undo.forget()
        remember(journal, entry, now_ms)
        journal.head = Head(row.seq, row.hash)
        for event in entry.events:
            if isinstance(event, PersonForgotten | HolderForgotten):
                for ref in event.erased:
                    journal.personal.pop(ref, None)
    if now_ms >= journal.forget_at_ms:
        forget_old(journal.remembered, now_ms=now_ms)
        journal.forget_at_ms = now_ms + FORGET_EVERY_MS
