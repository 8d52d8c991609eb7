"""What a reading multiplies and what is written out for it are the same shares on every day."""

from collections import Counter
from datetime import date, timedelta
from importlib import import_module
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from laogu.register import history
from tests.bench.steps import steps
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


Left = tuple[str, object, object]
"""A split, what lived through it as written, and the first securities of these."""


def reissued_not(lives: history.Lives) -> list[Left]:
    """Return what a check says was not issued again, split by split."""
    said = [one for one in history.check(lives) if one.remark.code == "history.split_not_reissued"]
    return [(one.id, one.facts["written"], one.facts["securities"]) for one in said]


def by_hand(lives: history.Lives) -> list[history.Split]:
    every = [split for splits in lives.splits.values() for split in splits]
    return [split for split in every if lived_through(lives, split)]


def lived_through(lives: history.Lives, split: history.Split) -> list[history.Issuance]:
    """Return what lived through a split, by looking at every security."""
    return [
        one
        for one in lives.issued.values()
        if one.stock_class == split.stock_class and one.on < split.on
        and not any(
            act.on <= split.on and history.is_final(act)
            for act in lives.acts.get(one.security, ())
        )
    ]  # fmt: skip


def looked_up(lives: history.Lives, split: history.Split) -> Left:
    left = lived_through(lives, split)
    written = history.amount(sum(one.units or 0 for one in left))
    return split.id, written, [one.security for one in left[:20]]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(1, 30))
def test_written_out_a_history_says_without_a_reading_what_the_reading_says(seed, steps):
    told = with_splits(seed, steps)
    lives, out = history.Lives(told), history.Lives(history.written_out(history.Lives(told)))

    for day in sorted({one.on for one in told.changes}):
        assert held(out, day, history.USUAL) == held(lives, day, APPLIED)
    assert history.times_multiplied(lives) == len(list(history.multiplied(lives)))
    assert not [one for one in history.multiplied(out) if one.made.units != one.before.units]
    assert reissued_not(lives) == [looked_up(lives, split) for split in by_hand(lives)]
    assert len(out.issued) == sum(isinstance(one, history.Issuance) for one in out.history.changes)


def split_daily(many: int, ratio: history.Ratio) -> history.Lives:
    """Return the lives of so many securities, and of as many splits, a day apart."""
    day = date(2022, 1, 1)
    issued = [
        history.Issuance(
            id=f"i{at}", on=day, line=at, security=f"s{at}", kind="stock", holder="ada",
            certificate=f"C{at}", units=history.ONE, stock_class="common",
        )
        for at in range(many)
    ]  # fmt: skip
    splits = [
        history.Split(
            id=f"x{at}", on=day + timedelta(1 + at), line=many + at, stock_class="common",
            ratio=ratio,
        )
        for at in range(many)
    ]  # fmt: skip
    told = history.History(
        issuer="it", name="It", holders={}, classes={}, changes=(*issued, *splits)
    )
    return history.Lives(told)


def said_of(lives: history.Lives, code: str) -> list[history.Breach]:
    return [one for one in history.check(lives, APPLIED) if one.remark.code == code]


def test_what_splits_multiply_too_often_is_said_and_never_worked_out(monkeypatch):
    # By hand: 20 splits, a day apart, of 20 securities: 400 times one is multiplied.
    lives = split_daily(20, history.Ratio(1, 1))
    checking = import_module("laogu.register.history.check")
    code = "history.multiplied_too_often"

    monkeypatch.setattr(checking, "MOST_MULTIPLIED", 400)
    assert said_of(lives, code) == []
    monkeypatch.setattr(checking, "MOST_MULTIPLIED", 399)
    monkeypatch.setattr(checking, "written_out", None)

    (found,) = said_of(lives, code)

    assert (found.id, found.facts["times"], found.facts["most"]) == ("x19", 400, 399)


def test_what_splits_multiply_beyond_all_counting_is_said_and_multiplied_no_further():
    # A share is ten digits and one; three splits of a trillion each make more than forty.
    lives = split_daily(5, history.Ratio(10**12, 1))

    found = said_of(lives, "history.multiplied_too_large")

    assert [one.facts["security"] for one in found] == [f"s{at}~x2" for at in range(5)]
    assert len(list(history.multiplied(lives))) == 5 * 3


def test_what_was_not_issued_again_takes_steps_with_the_splits_and_not_with_all_pairs():
    def checking(many: int) -> int:
        lives = split_daily(many, history.Ratio(2, 1))
        return steps(lambda: history.check(lives))

    assert checking(160) <= checking(80) * 2.5
