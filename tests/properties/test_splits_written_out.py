"""What a reading multiplies and what is written out for it are the same shares on every day."""

from collections import Counter
from datetime import date, timedelta
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.register import history
from tests.register.histories import CLASSES, story

APPLIED = history.Readings(split="applied")


def with_splits(seed: int, steps: int) -> history.History:
    """Return a history of shares in which splits are told by their ratios and nothing else."""
    chance = Random(seed)
    told = story(seed, steps).told()
    days = sorted({one.on for one in told.changes})
    splits = tuple(
        history.Split(
            id=f"split{at}",
            on=chance.choice(days) + timedelta(chance.randint(0, 3)),
            line=10_000 + at,
            stock_class=chance.choice(CLASSES),
            ratio=history.Ratio(chance.randint(1, 7), chance.randint(1, 7)),
        )
        for at in range(chance.randint(1, 3))
    )
    shares = tuple(
        one for one in told.changes
        if getattr(one, "kind", "stock") == "stock"
        and not (isinstance(one, history.Retirement) and one.kind != "stock")
    )  # fmt: skip
    return history.History(
        issuer=told.issuer, name=told.name, holders=told.holders, classes=told.classes,
        changes=(*shares, *splits),
    )  # fmt: skip


def held(lives: history.Lives, on: date, readings: history.Readings) -> Counter[tuple[str, str]]:
    found: Counter[tuple[str, str]] = Counter()
    for one in history.positions(lives, as_of=on, readings=readings):
        found[one.issuance.holder, one.issuance.stock_class or ""] += one.units or 0
    return +found


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_written_out_a_history_says_without_a_reading_what_the_reading_says(seed, steps):
    told = with_splits(seed, steps)
    lives, out = history.Lives(told), history.Lives(history.written_out(history.Lives(told)))

    for day in sorted({one.on for one in told.changes}):
        assert held(out, day, history.USUAL) == held(lives, day, APPLIED)
    assert not [one for one in history.multiplied(out) if one.made.units != one.before.units]
    assert len(out.issued) == sum(isinstance(one, history.Issuance) for one in out.history.changes)
