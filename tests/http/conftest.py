from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.http.market import PracticeMarket, practice_market


@pytest.fixture
def market(tmp_path: Path) -> Iterator[PracticeMarket]:
    """A practice market of its own, in this process; its clock stands still."""
    with practice_market(tmp_path) as opened:
        yield opened


@pytest.fixture(scope="module")
def idle_market(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PracticeMarket]:
    """One practice market for a whole file, for tests after which it is what it was before."""
    with practice_market(tmp_path_factory.mktemp("market")) as opened:
        yield opened
        assert opened.state() == opened.opened_as, "a test here recorded something"
