from collections.abc import Iterator
from pathlib import Path

import pytest

from laogu.__main__ import Whole
from laogu.cli.call import Call
from tests.cli.desk import Desk, practice_desk


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    """A desk beside a practice market of its own."""
    with practice_desk(tmp_path, monkeypatch) as opened:
        yield opened


@pytest.fixture(scope="module")
def idle_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One practice market for a whole file, for tests that record nothing."""
    with (
        pytest.MonkeyPatch.context() as patch,
        practice_desk(tmp_path_factory.mktemp("market"), patch) as opened,
    ):
        yield opened


@pytest.fixture(autouse=True)
def the_whole_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands typed in a test are those of the whole program, as its starter composes it."""
    monkeypatch.setattr(Call, "above", Whole())
