"""In this process, one task after the other."""

from collections.abc import Iterable, Iterator
from typing import Self

from laogu.connectors.executors.tasks import Done, Task, each_once, performed


class Here:
    """Does tasks where it is called. What ends this process ends all of them."""

    def submit(self, batch: Iterable[Task]) -> Iterator[Done]:
        """Yield what became of each task, in their order."""
        for one in each_once(batch).values():
            yield performed(one)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None
