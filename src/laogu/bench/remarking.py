"""Marks: how fast anchors are taken in, and a file of histories forecast and scored.

The given file where it lies beside the project; where it does not, made companies, as many.
"""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from math import exp
from pathlib import Path
from random import Random
from typing import Final

import msgspec

from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.turns import ROUNDS, in_turn
from laogu.connectors import pricing as files
from laogu.pricing import marks

GIVEN: Final = Path(__file__).parents[4] / "shared/data/price_histories.json"
ISSUERS: Final = 100
POINTS: Final = 12
SEED: Final = 20_261_122
WANTED: Final = 20_000
"""Anchors a second on one core: a market of a thousand companies again in a moment."""


def _marking(folder: Path, wanted: set[str]) -> Iterator[Found]:  # noqa: ARG001
    names = [goal.name for goal in MARKING.goals if goal.name in wanted]
    if not names:
        return
    is_given = GIVEN.exists()
    content = GIVEN.read_bytes() if is_given else made()
    read = files.read_histories(content, "histories.json")
    rolled = [one for history in read.histories for one in marks.rolling(history)]
    anchors = sum(len(one.before) for one in rolled)
    origin = "the given histories" if is_given else "made histories"
    whole = f"{origin}: {len(read.histories)} companies, {len(rolled)} forecasts"

    def taken_in() -> None:
        for one in rolled:
            marks.filtered(one.before, marks.parameters_for(one.issuer))

    def again() -> None:
        marks.summed(list(marks.scored(files.read_histories(content, "h.json").histories)))

    measures = {"filter": _rate(anchors, taken_in), "histories": _seconds(again)}
    figures = in_turn({name: measures[name] for name in names})
    limits = {"filter": WANTED, "histories": 1}
    notes = {"filter": f"{anchors:,} anchors of {whole}", "histories": whole}
    for name, found in figures.items():
        goal, limit = MARKING.named(name), [limits[name]] * ROUNDS
        yield Found(goal=goal, thing=found, limit=limit, note=notes[name])


def made() -> bytes:
    """Return histories of companies that are made up, the same each time."""
    chance = Random(SEED)  # noqa: S311 (the same histories each time)
    return msgspec.json.encode({"companies": [_issuer(chance, at) for at in range(ISSUERS)]})


def _issuer(chance: Random, number: int) -> dict[str, object]:
    on, log = date(2015, 1, 1) + timedelta(chance.randrange(1_000)), chance.gauss(2, 1)
    points = []
    for _ in range(POINTS):
        on += timedelta(chance.randrange(20, 400))
        log += chance.gauss(2, 4) / 10
        kind = chance.choice(["primary_round", "primary_round", "secondary", "fund_mark", "talks"])
        points.append(
            {"date": on.isoformat(), "kind": kind, "currency": "USD", "price_adj": exp(log)}
        )
    return {"id": f"made-{number} (example)", "points": points}


def _rate(count: int, act: Callable[[], object]) -> Callable[[], float]:
    seconds = _seconds(act)
    return lambda: count / seconds()


def _seconds(act: Callable[[], object]) -> Callable[[], float]:
    """Return what measures the CPU time that `act` takes, in seconds."""

    def measure() -> float:
        start = time.process_time_ns()
        act()
        return (time.process_time_ns() - start) / 1_000_000_000

    return measure


MARKING = Bench(
    (
        Goal(
            number=None,
            name="filter",
            thing="anchors taken into a mark, from the first one on for each forecast",
            limit="what is wanted of one core",
            unit="anchors a second of CPU",
            seen="none",
            floor=100,
        ),
        Goal(
            number=None,
            name="histories",
            thing="a file of histories read, every trade of it forecast and scored",
            limit="one second",
            unit="s of CPU",
            seen="none",
            floor=100,
            at_most=True,
        ),
    ),
    _marking,
)
