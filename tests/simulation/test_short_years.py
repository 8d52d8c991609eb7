"""A few weeks of chance, every time; the whole year is ./run simulate."""

from datetime import timedelta
from pathlib import Path

import pytest

from laogu.basics import Money
from tests.contracts.stores import MemoryPlace, SqlitePlace
from tests.simulation.year import simulate


@pytest.mark.parametrize("seed", range(1, 5))
def test_two_random_months_leave_the_books_in_order(seed):
    seen = simulate(seed, 60, MemoryPlace(Path()))

    assert seen["trades settled"] > 5
    assert seen["refusals"] > 5


def test_a_random_week_on_disk_leaves_the_books_in_order(tmp_path):
    assert simulate(42, 20, SqlitePlace(tmp_path))["offer.post"] > 0


# An auditor that notices nothing is worth nothing: each of these is a mistake we might make.
MISTAKES = {
    "a cent too much is taken as the fee": (
        "laogu.settlement.delivery.part_of", lambda amount, _: Money(1, amount.currency),
    ),
    "cash is rounded down": (
        "laogu.settlement.clearing.cost",
        lambda each, units, *, decimals: Money(
            each.ticks * units * 100 // 10 ** (each.scale + decimals), each.currency
        ),
    ),
    "whoever comes first by name takes all": (
        "laogu.operations.trade.proceed.allocate",
        lambda offered, wanted, *_, **__: dict(
            [(one, min(units, offered)) for one, units in sorted(wanted.items())][:1]
        ),
    ),
    "silence is not noticed": ("laogu.operations.clock.fire._waits", lambda *_: False),
    "a seller who leaves is still counted": (
        "laogu.rights.holder_cap._sells_out", lambda *_: False,
    ),
    "a promise stays on a lot that is gone": (
        "laogu.market.state.Market._replace_lot", lambda *_: None,
    ),
    "an offer that expired keeps its lots": (
        "laogu.operations.clock.fire._offer_expires", lambda *_: iter(()),
    ),
    "an order keeps cash after the bell": (
        "laogu.operations.window.close._rest", lambda *_: iter(()),
    ),
    "an extension lasts twice as long": (
        "laogu.operations.window.close.timedelta",
        lambda *, minutes=0, days=0: timedelta(minutes=2 * minutes, days=days),
    ),
    "the same request is recorded twice": (
        "laogu.journal.journal._Batch._came_before", lambda *_: None,
    ),
}  # fmt: skip


@pytest.mark.parametrize("mistake", MISTAKES)
def test_the_auditor_notices(mistake, monkeypatch):
    monkeypatch.setattr(*MISTAKES[mistake])

    with pytest.raises(AssertionError, match=r"Again: \./run simulate --seed \d+ --days 60"):
        years(60)


def years(days: int) -> None:
    for seed in (12, *range(1, 30)):
        simulate(seed, days, MemoryPlace(Path()))
