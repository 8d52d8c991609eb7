"""The one connection that writes to a market's SQLite file: whole batches, one after another."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import apsw

from laogu.journal.failures import NotRecorded
from laogu.journal.sqlite_file import (
    BUSY_WAIT_MS,
    open_file,
    reason_of,
    refuse_what_is_not_ours,
)
from laogu.journal.writer_lock import WriterLock

SCRUB_WAIT_MS = 100


class Writer:
    """The right and the means to write to the file at `path`."""

    def __init__(self, path: str) -> None:
        refuse_what_is_not_ours(path)
        self._right = WriterLock(path)
        try:
            self._connection = open_file(path, write=True)
        except BaseException:
            self._right.release()
            raise
        self._one_at_a_time = threading.Lock()
        self._scrub_is_due = False
        # Nobody else writes, so the number of the last entry is known until a batch is taken back.
        self.last_entry: int | None = None
        # What a process that died had been told to forget may still stand in the log.
        self._scrub()

    @contextmanager
    def batch(self, *, forgets: bool = False) -> Iterator[apsw.Connection]:
        """Make what happens inside durable, or raise and leave everything as it was.

        forgets: what was there before must leave the files as well.

        Where it was the last step that failed, making the disk sure of it, the bytes may stand in
        the log, and a process that died right then would find them recorded at its next start:
        unanswered, like any request whose answer is lost. The log is cut back at once, so that this
        is rare, and the request's id makes asking again safe.
        """
        with self._one_at_a_time:
            try:
                self._connection.execute("BEGIN IMMEDIATE")
                yield self._connection
                self._connection.execute("COMMIT")
            except apsw.Error as error:
                self._take_back()
                self._scrub()
                raise NotRecorded(reason=reason_of(error)) from error
            except BaseException:
                self._take_back()
                raise
            if forgets or self._scrub_is_due:
                self._scrub()

    def close(self) -> None:
        """Give back the file, then the right to write to it."""
        with self._one_at_a_time:
            # A reader may be the last to leave and cannot empty the log.
            self._scrub()
            self._connection.close()
            self._right.release()

    def _take_back(self) -> None:
        self.last_entry = None
        # SQLite may have done it by itself, or the disk may refuse that as well; what was not
        # committed is not there in either case.
        with suppress(apsw.Error):
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")

    def _scrub(self) -> None:
        """Bring the log into the file and cut it to nothing: old bytes stand in the log.

        A reader that is in the middle of an older state holds this up; it is tried again with the
        next batch. What the file system does with the blocks it gets back is beyond us.
        """
        self._scrub_is_due = True
        with suppress(apsw.Error):
            self._connection.set_busy_timeout(SCRUB_WAIT_MS)
            try:
                self._connection.wal_checkpoint(mode=apsw.SQLITE_CHECKPOINT_TRUNCATE)
                self._scrub_is_due = False
            finally:
                self._connection.set_busy_timeout(BUSY_WAIT_MS)
