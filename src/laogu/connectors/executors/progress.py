"""What is done already, kept in a file, so that a long work goes on where it stopped.

A line is a result. A task is known by its work and its content, so that a file of other inputs does
no harm; a line that was cut off while it was written counts for nothing.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from os import SEEK_END
from pathlib import Path

import msgspec

from laogu.connectors.executors.executor import Executor
from laogu.connectors.executors.tasks import Done, Task, each_once


class Progress:
    """A file of results. What failed is not kept, and tried again."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def known(self) -> dict[str, Done]:
        """Return what is done, by task."""
        if not self.path.exists():
            return {}
        found: dict[str, Done] = {}
        for line in self.path.read_bytes().splitlines():
            with suppress(msgspec.DecodeError):
                one = msgspec.json.decode(line, type=Done)
                found[one.id] = one
        return found

    def keep(self, done: Iterable[Done]) -> Iterator[Done]:
        """Yield results, each when it is written down."""
        with self.path.open("a+b") as file:
            if file.tell():
                file.seek(-1, SEEK_END)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            for one in done:
                if not one.failed:
                    file.write(msgspec.json.encode(one) + b"\n")
                    file.flush()
                yield one


def resumed(executor: Executor, batch: Iterable[Task], progress: Progress | None) -> Iterator[Done]:
    """Yield what became of each task: first what is known already, then the rest as it comes."""
    tasks = each_once(batch)
    known = {} if progress is None else progress.known()
    yield from (known[id_] for id_ in tasks if id_ in known)
    rest = executor.submit(one for id_, one in tasks.items() if id_ not in known)
    yield from rest if progress is None else progress.keep(rest)
