"""A primary dies under load, every time; twenty of them are tests.simulation.failover."""

from laogu.bench.postgres import LASTING
from tests.simulation.failover import CALLERS, fail_over


def test_nothing_that_was_answered_is_lost_when_the_primary_dies_and_its_standby_is_promoted():
    found = fail_over("one", {**LASTING, "fsync": "off"})

    assert found.before >= 20
    assert found.after > found.before + CALLERS
