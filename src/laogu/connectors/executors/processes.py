"""In processes of this machine: one that dies takes no task with it.

When a process dies nobody says which task it was at: all that were running are done again, each
alone, and one that ends its process there too is given up.
"""

import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Self

from laogu.connectors.executors.tasks import (
    Done,
    Task,
    each_once,
    ended_its_worker,
    first_of_each,
    performed,
)


class Processes:
    """Does tasks in processes. count: of them; None: one for each core."""

    def __init__(self, count: int | None = None) -> None:
        self.count = count or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def submit(self, batch: Iterable[Task]) -> Iterator[Done]:
        """Yield what became of each task, as it comes."""
        tasks = each_once(batch)
        yield from first_of_each(self._all(deque(tasks.values())), tasks)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._let_go()

    def _all(self, waiting: deque[Task]) -> Iterator[Done]:
        running: dict[Future[Done], Task] = {}
        try:
            while waiting or running:
                died: list[Task] = []
                while waiting and len(running) < 2 * self.count and not died:
                    self._start(waiting.popleft(), running, died)
                for one in wait(running, return_when=FIRST_COMPLETED).done if running else ():
                    given = running.pop(one)
                    try:
                        yield one.result()
                    except BrokenProcessPool:
                        died.append(given)
                if died:
                    died += running.values()
                    running.clear()
                    self._let_go()
                    for given in died:
                        yield self._alone(given)
        finally:
            for one in running:
                one.cancel()

    def _start(self, given: Task, running: dict[Future[Done], Task], died: list[Task]) -> None:
        if self._pool is None:
            self._pool = _processes(self.count)
        try:
            running[self._pool.submit(performed, given)] = given
        except BrokenProcessPool:
            died.append(given)

    def _alone(self, given: Task) -> Done:
        try:
            with _processes(1) as pool:
                return pool.submit(performed, given).result()
        except BrokenProcessPool:
            return ended_its_worker(given)

    def _let_go(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None


def _processes(count: int) -> ProcessPoolExecutor:
    """Return processes that begin empty: what runs threads cannot be split safely."""
    known = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("forkserver" if "forkserver" in known else "spawn")
    if "forkserver" in known:
        # The server that splits off the processes reads our modules once, for all of them.
        context.set_forkserver_preload([performed.__module__])
    return ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_caller)


def _end_with_caller() -> None:
    """End this process when the one that it works for is killed; nobody else would tell it."""
    caller = multiprocessing.parent_process()
    assert caller is not None, "a worker was started by somebody"

    def watch() -> None:
        caller.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
