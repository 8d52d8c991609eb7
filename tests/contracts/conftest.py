"""Every test here that asks for a `place` or a `store` is run once for each implementation."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from laogu.journal.store import Store
from tests.contracts.stores import STORES, Place


@pytest.fixture(params=STORES)
def kind(request: pytest.FixtureRequest) -> type[Place]:
    return STORES[request.param]


@pytest.fixture
def place(kind: type[Place], tmp_path: Path) -> Place:
    return kind(tmp_path)


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    store = place.open()
    yield store
    store.close()
