"""Two deaths of a primary, every time; twenty of them are tests.simulation.failover."""

import pytest

from laogu.bench.postgres import LASTING
from tests.simulation.failover import CALLERS, fail_over


@pytest.mark.parametrize("seed", ["one", "two"])
def test_nothing_that_was_answered_is_lost_when_the_primary_dies_and_its_standby_is_promoted(seed):
    found = fail_over(seed, {**LASTING, "fsync": "off"})

    assert found.before >= 20
    assert found.after > found.before + CALLERS
