"""Vesting: 100,000 grants to a day, beside merely decoding them."""

import gc
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import msgspec
from msgspec import Struct

from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.turns import in_turn
from laogu.register import vesting

GRANTS = 100_000
STARTS = 1_461
"""Days on which grants started: every day of four years."""

SEED = 20_261_122
ON = date(2026, 11, 22)


class GrantRow(Struct, frozen=True, gc=False):
    """A grant as a file would have it."""

    security: str
    terms: int
    units: int
    started_on: date


def _vesting(folder: Path, wanted: set[str]) -> Iterator[Found]:  # noqa: ARG001
    content = msgspec.json.encode(list(_rows()))
    decoder = msgspec.json.Decoder(list[GrantRow])
    measures: dict[str, Callable[[], object]] = {
        "decode": lambda: decoder.decode(content),
        "vesting": lambda: vested_to(decoder.decode(content), ON),
        "vesting-each-alone": lambda: vested_alone(decoder.decode(content), ON),
    }
    figures = in_turn(
        {
            name: (lambda act=act: _us_each(act))  # type: ignore[misc]
            for name, act in measures.items()
            if name in {"decode", *wanted}
        }
    )
    for name in ("vesting", "vesting-each-alone"):
        if name in wanted:
            goal = VESTING.named(name)
            note = f"{GRANTS:,} grants of {len(TERMS)} terms that started on {STARTS:,} days"
            yield Found(goal=goal, thing=figures[name], limit=figures["decode"], note=note)


def vested_to(rows: list[GrantRow], on: date) -> int:
    """Return what is vested of all of them; those of the same terms and start share a timeline."""
    timelines: dict[tuple[int, date], vesting.Timeline] = {}
    total = 0
    for row in rows:
        key = (row.terms, row.started_on)
        timeline = timelines.get(key)
        if timeline is None:
            timeline = timelines[key] = _timeline(row)
        total += timeline.of(row.units).vested(on)
    return total


def vested_alone(rows: list[GrantRow], on: date) -> int:
    """Return the same, where no two grants are taken together."""
    return sum(_timeline(row).of(row.units).vested(on) for row in rows)


def _timeline(row: GrantRow) -> vesting.Timeline:
    grant = vesting.Grant(units=row.units, granted_on=row.started_on, vests=TERMS[row.terms])
    return vesting.Timeline(grant, vesting.History(started_on=row.started_on))


def _terms(allocation: vesting.Allocation, length: int, times: int, cliff: int) -> vesting.Terms:
    period = vesting.Period(length=length, occurrences=times, cliff=cliff)
    return vesting.Terms(
        allocation=allocation,
        conditions=(
            vesting.Condition(id="start", trigger=vesting.AtStart(), following=("every",)),
            vesting.Condition(
                id="every",
                trigger=vesting.AfterPeriod("start", period),
                vests=vesting.Portion(1, times),
            ),
        ),
    )


TERMS = (
    _terms("cumulative_round_down", 1, 48, 12),
    _terms("cumulative_rounding", 3, 16, 4),
    _terms("front_loaded", 1, 36, 0),
    _terms("back_loaded_to_single_tranche", 12, 5, 0),
)


def _rows() -> Iterator[GrantRow]:
    chance = Random(SEED)  # noqa: S311 (the same grants each time)
    for at in range(GRANTS):
        yield GrantRow(
            security=f"grant-{at:06}",
            terms=chance.randrange(len(TERMS)),
            units=chance.randrange(100, 100_000),
            started_on=date(2022, 11, 22) + timedelta(days=chance.randrange(STARTS)),
        )


def _us_each(act: Callable[[], object]) -> float:
    gc.disable()
    try:
        start = time.process_time_ns()
        act()
        return (time.process_time_ns() - start) / 1_000 / GRANTS
    finally:
        gc.enable()


VESTING = Bench(
    (
        Goal(
            number=None,
            name="vesting",
            thing="100,000 grants decoded and vested to a day, terms and starts shared",
            limit="decoding them with msgspec",
            unit="us of CPU a grant",
            seen="none",
            floor=4000,
            at_most=True,
        ),
        Goal(
            number=None,
            name="vesting-each-alone",
            thing="the same with a walk through its conditions for each grant",
            limit="decoding them with msgspec",
            unit="us of CPU a grant",
            seen="none",
            floor=30000,
            at_most=True,
        ),
    ),
    _vesting,
)
