"""Work for executors: pure, poisonous, or deadly for who does it."""

import os
import sys
from pathlib import Path

from msgspec import Struct

from laogu.connectors.executors import Processes, task


class Sum(Struct, frozen=True):
    """Whole numbers to be summed. mark: a file in which who is killed says so before it dies."""

    numbers: tuple[int, ...]
    mark: str = ""


def summed(given: Sum) -> int:
    """Return the sum."""
    return sum(given.numbers)


def poison(given: Sum) -> int:
    """Fail, whoever does it."""
    raise ValueError(f"{len(given.numbers)} numbers too many")


def deadly_once(given: Sum) -> int:
    """End the process that does it for the first time, and return the sum after that."""
    if not Path(given.mark).exists():
        Path(given.mark).write_text("died", encoding="utf-8")
        os._exit(9)
    return sum(given.numbers)


def deadly(given: Sum) -> int:  # noqa: ARG001
    """End the process that does it."""
    os._exit(9)


def worker(given: Sum) -> int:  # noqa: ARG001
    """Return which process does it."""
    return os.getpid()


def left_running() -> None:
    """Begin a pool, say which process works in it, and wait to be killed."""
    with Processes(1) as processes:
        (done,) = processes.submit([task(worker, Sum(()))])
        print(done.read(int), flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    left_running()
