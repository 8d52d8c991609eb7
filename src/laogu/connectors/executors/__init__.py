"""What fans out: pure functions over many inputs, here, in processes, or on machines of Dask.

Always true: of every task there is one result, whatever dies, comes twice, or never can be done;
a function is named and never sent, and what goes in and out is a value of ours in bytes.
"""

from laogu.connectors.executors.choosing import NAMES, Name, executor_of
from laogu.connectors.executors.executor import Executor
from laogu.connectors.executors.here import Here
from laogu.connectors.executors.machines import Machines
from laogu.connectors.executors.processes import Processes
from laogu.connectors.executors.progress import Progress, resumed
from laogu.connectors.executors.refusals import DaskMissing
from laogu.connectors.executors.tasks import Done, Task, performed, task

__all__ = [
    "NAMES", "DaskMissing", "Done", "Executor", "Here", "Machines", "Name", "Processes", "Progress",
    "Task", "executor_of", "performed", "resumed", "task",
]  # fmt: skip
