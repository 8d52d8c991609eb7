"""The one thing an executor does, whatever is behind it."""

from collections.abc import Iterable, Iterator
from typing import Protocol, Self

from laogu.connectors.executors.tasks import Done, Task


class Executor(Protocol):
    """Does tasks. To be entered, and left when no more are to come."""

    def submit(self, batch: Iterable[Task]) -> Iterator[Done]:
        """Yield what became of each task of a batch, each once, in any order, as it comes.

        A task whose worker dies is done again elsewhere, and given up when it is the task that
        kills. Who stops reading leaves the rest undone.
        """
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *_: object) -> None: ...
