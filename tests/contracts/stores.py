"""Every implementation of the store. A new one is one more `Place` in STORES."""

from pathlib import Path
from typing import Protocol

from laogu.journal.addresses import open_store
from laogu.journal.store import Store
from tests import postgres
from tests.contracts.memory_store import Memory, MemoryStore


class Place(Protocol):
    """A place of its own where one market is kept, and opened as often as a test wants."""

    def __init__(self, folder: Path, /) -> None: ...

    def open(self, *, write: bool = True) -> Store: ...


class SqlitePlace:
    def __init__(self, folder: Path) -> None:
        self.url = f"sqlite:///{folder / 'market.db'}"

    def open(self, *, write: bool = True) -> Store:
        return open_store(self.url, write=write)


class PostgresPlace:
    def __init__(self, _folder: Path) -> None:
        self.url = postgres.new_database()

    def open(self, *, write: bool = True) -> Store:
        return open_store(self.url, write=write)


class MemoryPlace:
    def __init__(self, _folder: Path) -> None:
        self.memory = Memory()

    def open(self, *, write: bool = True) -> Store:
        return MemoryStore(self.memory, write=write)


STORES: dict[str, type[Place]] = {
    "sqlite": SqlitePlace, "postgresql": PostgresPlace, "memory": MemoryPlace,
}  # fmt: skip
