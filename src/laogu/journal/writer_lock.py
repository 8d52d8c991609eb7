"""One writer: a lock that the kernel lets go of when its holder dies, however it dies.

It is an advisory `flock` on a file of its own beside the database. Not on the database: SQLite
keeps locks of another kind there, which a process loses when it closes any handle to that file.
The lock's file stays when the lock is gone; removing it would let two writers hold one lock each.
"""

import fcntl
import os
from typing import Final

from laogu.journal.failures import AnotherWriter, CannotOpen

_held: Final[set[int]] = set()


def _let_go_in_child() -> None:
    # A forked child shares the lock until it closes its handle; no worker may outlive us with it.
    while _held:
        os.close(_held.pop())


os.register_at_fork(after_in_child=_let_go_in_child)


class WriterLock:
    """The right to write to the database at `path`, held from now until `release` or death."""

    def __init__(self, path: str) -> None:
        beside = path + ".lock"
        try:
            handle = os.open(beside, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise CannotOpen(path=path, reason=error.strerror or "unknown") from error
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            os.truncate(handle, 0)
            os.pwrite(handle, f"{os.getpid()}\n".encode(), 0)
        except BlockingIOError as error:
            pid = os.pread(handle, 20, 0).decode("ascii", "replace").strip()
            os.close(handle)
            raise AnotherWriter(path=path, pid=pid or "unknown") from error
        except OSError as error:
            os.close(handle)
            raise CannotOpen(path=path, reason=error.strerror or "unknown") from error
        self._handle: int | None = handle
        _held.add(handle)

    def release(self) -> None:
        """Let another process write."""
        if self._handle is not None and self._handle in _held:
            _held.remove(self._handle)
            os.close(self._handle)
        self._handle = None
