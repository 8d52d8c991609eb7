"""On Dask: in workers of a scheduler on other machines, or of one that is started here.

When a worker dies Dask suspects everything that waited for it, so that what it gives up is done
again, each alone, and only what ends its worker there too is given up.
"""

from collections.abc import Iterable, Iterator
from typing import Any, Self

from laogu.connectors.executors.refusals import DaskMissing
from laogu.connectors.executors.tasks import (
    Done,
    Task,
    each_once,
    ended_its_worker,
    first_of_each,
    performed,
)


class Machines:
    """Does tasks on Dask.

    address: of a scheduler whose workers have laogu installed; blank: one is started here with
    `count` workers, for as long as this is entered.
    """

    def __init__(self, address: str = "", *, count: int | None = None) -> None:
        self.address, self.count = address, count
        self._client: Any = None
        self._cluster: Any = None
        self._begins = 0

    def submit(self, batch: Iterable[Task]) -> Iterator[Done]:
        """Yield what became of each task, as it comes."""
        tasks = each_once(batch)
        if not tasks:
            return
        yield from first_of_each(self._all(tasks), tasks)

    def __enter__(self) -> Self:
        try:
            import dask  # habit 39: the extra `dask` brings it
            from distributed import Client, LocalCluster  # habit 39: the same
        except ModuleNotFoundError as missing:
            raise DaskMissing(missing=str(missing.name)) from None
        if not self.address:
            with dask.config.set({"distributed.scheduler.allowed-failures": 0}):
                self._cluster = LocalCluster(
                    n_workers=self.count,
                    threads_per_worker=1,
                    dashboard_address=None,
                    # Without it the scheduler takes a port that another one may have.
                    scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
                )
        self._client = Client(self._cluster or self.address, set_as_default=False)
        return self

    def __exit__(self, *_: object) -> None:
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()

    def _all(self, tasks: dict[str, Task]) -> Iterator[Done]:
        from distributed import as_completed  # habit 39: the extra `dask` brings it
        from distributed.scheduler import KilledWorker  # habit 39: the same

        futures = {self._begun(one): one for one in tasks.values()}
        suspected: list[Task] = []
        try:
            for future in as_completed(list(futures), loop=self._client.loop):
                try:
                    yield future.result()
                except KilledWorker:
                    suspected.append(futures[future])
        finally:
            self._client.cancel(list(futures))
        for one in suspected:
            alone = self._begun(one)
            try:
                yield alone.result()
            except KilledWorker:
                yield ended_its_worker(one)
            finally:
                self._client.cancel([alone])

    def _begun(self, given: Task) -> Any:
        # A key of its own for each time: what was just cancelled is not to be waited for.
        self._begins += 1
        key = f"{self._client.id}-{self._begins}-{given.id}"
        return self._client.submit(performed, given, key=key, pure=False)
