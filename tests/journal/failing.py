"""A store that can be told to fail, as a disk does."""

from collections.abc import Sequence

from laogu.journal import Kept, NotRecorded, Row
from tests.contracts.memory_store import Memory, MemoryStore


class FailingStore(MemoryStore):
    """Refuses the next `fails` appends, and writes nothing of them."""

    def __init__(self, memory: Memory, *, write: bool) -> None:
        super().__init__(memory, write=write)
        self.fails = 0

    def append(
        self, rows: Sequence[Row], *, keep: Sequence[Kept] = (), forget: Sequence[str] = ()
    ) -> None:
        if self.fails:
            self.fails -= 1
            raise NotRecorded(reason="no space left on device")
        super().append(rows, keep=keep, forget=forget)
