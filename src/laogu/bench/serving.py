"""A server in its own process, as who measures it sees it."""

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

    def __init__(self, kind: str, folder: Path) -> None:
        command = [sys.executable, "-m", "laogu.bench.served", kind, str(folder)]
        self._process = subprocess.Popen(  # noqa: S603 - our own program
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        self.ready = msgspec.json.decode(self._line(), type=Ready)

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
