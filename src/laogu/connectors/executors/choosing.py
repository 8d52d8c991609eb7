"""Which executor somebody asked for, by its name."""

from typing import Final, Literal, assert_never, get_args

from laogu.connectors.executors.executor import Executor
from laogu.connectors.executors.here import Here
from laogu.connectors.executors.machines import Machines
from laogu.connectors.executors.processes import Processes

Name = Literal["local", "pool", "dask"]
NAMES: Final[tuple[Name, ...]] = get_args(Name)


def executor_of(name: Name, *, count: int | None = None, scheduler: str = "") -> Executor:
    """Return the executor of a name, to be entered.

    count: of workers; None: one for each core. scheduler: an address of Dask's; blank: one is
    started here.
    """
    match name:
        case "local":
            return Here()
        case "pool":
            return Processes(count)
        case "dask":
            return Machines(scheduler, count=count)
        case _:
            assert_never(name)
