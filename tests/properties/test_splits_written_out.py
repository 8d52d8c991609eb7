"""What a reading multiplies and what is written out for it are the same shares on every day."""

from collections import Counter
from datetime import date, timedelta
from importlib import import_module
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
    assert history.times_multiplied(lives) == len(list(history.multiplied(lives)))
    assert not [one for one in history.multiplied(out) if one.made.units != one.before.units]
    assert len(out.issued) == sum(isinstance(one, history.Issuance) for one in out.history.changes)


def test_what_splits_multiply_too_often_is_said_and_never_worked_out(monkeypatch):
    # By hand: 20 splits, a day apart, of 20 securities: 400 times one is multiplied.
    day = date(2022, 1, 1)
    issued = [
        history.Issuance(
            id=f"i{at}", on=day, line=at, security=f"s{at}", kind="stock", holder="ada",
            certificate=f"C{at}", units=history.ONE, stock_class="common",
        )
        for at in range(20)
    ]  # fmt: skip
    ratios = [
        history.Split(
            id=f"x{at}", on=day + timedelta(1 + at), line=20 + at, stock_class="common",
            ratio=history.Ratio(1, 1),
        )
        for at in range(20)
    ]  # fmt: skip
    told = history.History(
        issuer="it", name="It", holders={}, classes={}, changes=(*issued, *ratios)
    )
    lives = history.Lives(told)
    checking = import_module("laogu.register.history.check")

    def said() -> list[history.Breach]:
        found = history.check(lives, APPLIED)
        return [one for one in found if one.remark is checking.MULTIPLIED_TOO_OFTEN]

    monkeypatch.setattr(checking, "MOST_MULTIPLIED", 400)
    assert said() == []
    monkeypatch.setattr(checking, "MOST_MULTIPLIED", 399)
    monkeypatch.setattr(checking, "written_out", None)

    (found,) = said()

    assert (found.id, found.facts["times"], found.facts["most"]) == ("x19", 400, 399)
