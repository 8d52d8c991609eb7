"""A server in its own process, as who measures it sees it."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
from msgspec import Struct


class Ready(Struct, frozen=True):
    """Where a server listens, the token it takes, and bodies of offers that it will record."""

    port: int
    token: str
    bodies: list[str]


class Server:
    """A server that runs in its own process until it is left."""

    def __init__(self, kind: str, folder: Path, database: str = "") -> None:
        command = [sys.executable, "-m", "laogu.bench.served", kind, str(folder), database]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.ready = msgspec.json.decode(self._line(), type=Ready)

    @property
    def pid(self) -> int:
        """Its process."""
        return self._process.pid

    def cpu_ns(self) -> int:
        """Return the CPU time it has used."""
        assert self._process.stdin is not None, "it was started with a pipe"
        self._process.stdin.write("\n")
        return int(self._line())

    def stop(self) -> None:
        """End it, and wait until it has ended."""
        self._process.communicate(timeout=30)

    def _line(self) -> str:
        assert self._process.stdout is not None, "it was started with a pipe"
        line = self._process.stdout.readline()
        if not line:
            raise RuntimeError("a server of the benchmarks ended before it was asked to")
        return line


def resident(pid: int | None = None) -> int:
    """Return the bytes that a process keeps in memory, ours where none is named; on Linux."""
    whose = "self" if pid is None else str(pid)
    pages = Path("/proc", whose, "statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
