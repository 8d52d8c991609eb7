"""The one door to the journal for everything that runs at the same time.

Whoever asks puts a command in the queue and waits. Whatever has gathered is one batch: no timer,
the next batch is what came in while the last one was being made durable.
"""

import asyncio
import logging
from collections.abc import Sequence
from itertools import islice
from operator import attrgetter
from typing import Any

from laogu.basics import LaoguError
from laogu.journal.collecting import without_collecting
from laogu.journal.journal import Journal, Outcome
from laogu.journal.packing import Frame
from laogu.journal.requests import Command, Recorded
from laogu.journal.snapshots import Moves, pieces, put_together, rows, snapshot_of

_log = logging.getLogger("laogu.journal")

_Asked = tuple[Sequence[Command], "asyncio.Future[Any]", bool]
"""Commands, who waits for them, and whether for the one outcome or for a list of outcomes."""

LARGEST_BATCH = 2_000
"""Acts after which a batch is full; a list of offers counts each."""

SNAPSHOT_EVERY = 20_000
SNAPSHOT_PART = 2
"""A snapshot is saved after so many entries, and only when they are half of all.

A start after a crash folds at most so many, and saving, which takes as long as the market is large,
stays a constant part of the work however long the history. Whoever stops a market saves one."""


_weight = attrgetter("request.weight")


class Writer:
    """Batches what is asked at the same time, on the loop that serves.

    The batch is committed on that loop and nothing else runs meanwhile. That is what keeps every
    page and answer between batches; decision 0011 has the measurements.
    """

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._waiting: list[_Asked] = []
        self._is_called = False
        self._snapshot_at = journal.head.seq
        self._saving: asyncio.Task[None] | None = None
        self._moves = Moves()

    def execute(self, command: Command) -> "asyncio.Future[Recorded]":
        """Wait for what the command came to, once it is durable; or for its refusal, raised."""
        return self._put((command,), is_one=True)

    def execute_all(self, commands: Sequence[Command]) -> "asyncio.Future[list[Outcome]]":
        """Wait for what each command came to, in order; all of them are in one batch."""
        return self._put(commands, is_one=False)

    def _put(self, commands: Sequence[Command], *, is_one: bool) -> "asyncio.Future[Any]":
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        self._waiting.append((commands, future, is_one))
        if not self._is_called:
            self._is_called = True
            loop.call_soon(self._gather, loop)
        return future

    def _gather(self, loop: asyncio.AbstractEventLoop) -> None:
        # One more turn of the loop: requests that have just arrived join this batch.
        loop.call_soon(self._drain, loop)

    def _drain(self, loop: asyncio.AbstractEventLoop) -> None:
        asked, self._waiting = self._waiting, []
        batch = [command for commands, _, _ in asked for command in commands]
        if sum(map(_weight, batch)) > LARGEST_BATCH:
            asked, self._waiting = _parted(asked)
            batch = [command for commands, _, _ in asked for command in commands]
        self._is_called = bool(self._waiting)
        if self._is_called:
            loop.call_soon(self._drain, loop)
        try:
            # What a batch makes on its way is let go of at its end, and none of it holds a cycle.
            with without_collecting():
                outcomes = self.journal.record(batch)
        except BaseException as broken:
            for _, future, _ in asked:
                if not future.done():
                    future.set_exception(broken)
            raise
        answers = iter(outcomes)
        for commands, future, is_one in asked:
            answer = next(answers) if is_one else list(islice(answers, len(commands)))
            if future.done():
                continue  # Who asked has gone.
            if isinstance(answer, LaoguError):
                future.set_exception(answer)
            else:
                future.set_result(answer)
        if self._is_snapshot_due():
            self._saving = loop.create_task(self._save_in_pieces())

    def _is_snapshot_due(self) -> bool:
        seq = self.journal.head.seq
        return (
            seq - self._snapshot_at >= max(SNAPSHOT_EVERY, seq // SNAPSHOT_PART)
            and (self._saving is None or self._saving.done())
            and self.journal.stopped is None
        )

    async def _save_in_pieces(self) -> None:
        """Save a snapshot of the books as they are now, giving way between its pieces.

        One that the disk does not take is no loss: the record is whole, and the next one comes.
        """
        journal = self.journal
        head, tables = journal.head, journal.books.set_aside(but=("ledger",))
        moves, before = journal.books.ledger.moves, self._moves
        upto = len(moves)
        others, more = Frame(), Frame()
        for piece in pieces(tables):
            others.add(piece)
            await asyncio.sleep(0)
        for piece in rows(moves, before.upto, upto):
            more.add(piece)
            await asyncio.sleep(0)
        after = before.more(upto, more.whole())
        snapshot = put_together(head, others.whole(), after)
        try:
            await asyncio.to_thread(journal.store.save_snapshot, snapshot)
            self._moves = after
        except LaoguError as failed:
            _log.warning("a snapshot was not saved: %s", failed)
        self._snapshot_at = head.seq

    async def saved(self) -> None:
        """Wait for the snapshot that is on its way, if one is."""
        if self._saving is not None:
            await self._saving

    def save_snapshot(self) -> None:
        """Save a snapshot of the books, where anything was recorded since the last."""
        if self._saving is not None:
            self._saving.cancel()
        journal = self.journal
        if journal.stopped is None and journal.head.seq > self._snapshot_at:
            try:
                journal.store.save_snapshot(snapshot_of(journal.books, journal.head))
            except LaoguError as failed:
                # The next start takes longer, and that is all.
                _log.warning("a snapshot was not saved: %s", failed)
            else:
                self._snapshot_at = journal.head.seq


def _parted(asked: list[_Asked]) -> tuple[list[_Asked], list[_Asked]]:
    """Return what fills a batch, and what waits for the next one."""
    weight = 0
    for taken, (commands, _, _) in enumerate(asked, 1):
        weight += sum(map(_weight, commands))
        if weight >= LARGEST_BATCH:
            return asked[:taken], asked[taken:]
    return asked, []
