"""The one door to the journal for everything that runs at the same time.

Whoever asks puts a command in the queue and waits. Whatever has gathered is one batch: no timer,
the next batch is what came in while the last one was being made durable.
"""

import asyncio
from collections.abc import Sequence

from laogu.basics import LaoguError
from laogu.journal.journal import Journal, Outcome
from laogu.journal.opening import snapshot_of
from laogu.journal.requests import Command, Recorded

LARGEST_BATCH = 2_000
SNAPSHOT_EVERY = 20_000
"""Entries after which a snapshot is saved, so that a start folds at most so many."""


class Writer:
    """Batches what is asked at the same time, on the loop that serves.

    The batch is committed on that loop and nothing else runs meanwhile. That is what keeps every
    page and answer between batches; decision 0011 has the measurements.
    """

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self._waiting: list[tuple[Command, asyncio.Future[Outcome]]] = []
        self._is_called = False
        self._snapshot_at = journal.head.seq

    async def execute(self, command: Command) -> Recorded:
        """Return what the command came to, once it is durable; or raise its refusal."""
        outcome = await self._put(command)
        if isinstance(outcome, LaoguError):
            raise outcome
        return outcome

    async def execute_all(self, commands: Sequence[Command]) -> list[Outcome]:
        """Return what each command came to, in order; all of them are in one batch."""
        return list(await asyncio.gather(*(self._put(command) for command in commands)))

    def _put(self, command: Command) -> asyncio.Future[Outcome]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Outcome] = loop.create_future()
        self._waiting.append((command, future))
        if not self._is_called:
            self._is_called = True
            loop.call_soon(self._gather, loop)
        return future

    def _gather(self, loop: asyncio.AbstractEventLoop) -> None:
        # One more turn of the loop: requests that have just arrived join this batch.
        loop.call_soon(self._drain)

    def _drain(self) -> None:
        self._is_called = False
        waiting, self._waiting = self._waiting[:LARGEST_BATCH], self._waiting[LARGEST_BATCH:]
        if self._waiting:
            self._is_called = True
            asyncio.get_running_loop().call_soon(self._drain)
        try:
            outcomes = self.journal.record([command for command, _ in waiting])
        except BaseException as broken:
            for _, future in waiting:
                if not future.done():
                    future.set_exception(broken)
            raise
        for (_, future), outcome in zip(waiting, outcomes, strict=True):
            if not future.done():
                future.set_result(outcome)
        self._save_sometimes()

    def _save_sometimes(self) -> None:
        if self.journal.head.seq - self._snapshot_at >= SNAPSHOT_EVERY:
            self.save_snapshot()

    def save_snapshot(self) -> None:
        """Save a snapshot of the books, where anything was recorded since the last."""
        journal = self.journal
        if journal.stopped is None and journal.head.seq > self._snapshot_at:
            journal.store.save_snapshot(snapshot_of(journal.books, journal.head))
            self._snapshot_at = journal.head.seq
