"""Where tests write: in memory, where the machine has room there.

A market waits for its disk at every entry, and no test can see whether the disk kept its word: a
process that is killed leaves the same behind in memory. TMPDIR, where somebody set it, is minded.

What sources were compiled to is kept beside them, where git ignores it, whatever the environment
says: each of the many processes that tests start would compile them again.
"""

import os
import sys
import tempfile
from pathlib import Path

IN_MEMORY = Path("/dev/shm")
ROOM_BYTES = 3_500_000_000
"""Forty times what a whole run has there at once; a machine of eight gigabytes gives as much."""


def begin() -> None:
    """Let this process, and whatever it starts, wait for no disk and compile nothing twice."""
    sys.dont_write_bytecode = False
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if "TMPDIR" not in os.environ and has_room(IN_MEMORY):
        os.environ["TMPDIR"] = str(IN_MEMORY)
        tempfile.tempdir = None


def has_room(folder: Path) -> bool:
    """Return whether much may be written in a folder, and programs started from there."""
    if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
        return False
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize >= ROOM_BYTES and not found.f_flag & os.ST_NOEXEC
