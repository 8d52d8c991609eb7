"""The program: which comparisons to make, and how to tell what they came to."""

import os
import platform
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import msgspec

from laogu.basics import InvalidInput
from laogu.bench.auctions import AUCTIONS
from laogu.bench.commands import COMMANDS
from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.growth import GROWTH
from laogu.bench.packages import PACKAGES
from laogu.bench.readers import READING
from laogu.bench.registers import REGISTERS
from laogu.bench.remarking import MARKING
from laogu.bench.routes import ROUTES
from laogu.bench.stacks import STACKS
from laogu.bench.standards import STANDARDS
from laogu.bench.transfers import TRANSFERS
from laogu.bench.valuing import VALUING
from laogu.bench.vesting import VESTING

BENCHES: tuple[Bench, ...] = (
    COMMANDS, TRANSFERS, ROUTES, STACKS, REGISTERS, PACKAGES, AUCTIONS, VESTING, VALUING, MARKING,
    STANDARDS, READING, GROWTH,
)  # fmt: skip
"""Every room of the benchmarks, in the order in which they are told."""

GOALS: Mapping[str, Goal] = {goal.name: goal for bench in BENCHES for goal in bench.goals}

ROOMS: Mapping[str, tuple[Bench, ...]] = {
    "register": (PACKAGES, REGISTERS, VESTING),
    "pricing": (VALUING, MARKING, STANDARDS),
}
"""Rooms that have a name together."""


class NoSuchBenchmark(InvalidInput):
    """A benchmark was named that there is not."""

    code = "bench.no_such_benchmark"
    what = "There is no benchmark {given}."
    why = "A benchmark is called by its name or by the number of its goal."
    fix = "Name some of {known}, or none for all of them."
    given: str
    known: tuple[str, ...]


def main(names: Sequence[str] = (), *, as_json: bool = False) -> int:
    """Make the comparisons named, all where none is, tell each, and return the exit code.

    Not reaching a floor is said, and is no error: on a busy machine it may be the machine.
    """
    wanted = chosen(names)
    # In the folder it is called from, because what holds temporary files is often no disk.
    with TemporaryDirectory(prefix=".laogu-bench-", dir=Path.cwd()) as folder:
        found: list[Found] = []
        if not as_json:
            _write(f"{measured_on()}\n")
        for one in _measured(Path(folder), wanted):
            found.append(one)
            if not as_json:
                _write(told(one))
    if as_json:
        said = {"on": measured_on(), "benchmarks": [plain(one) for one in found]}
        _write(msgspec.json.encode(said).decode())
    return 0


def measured_on() -> str:
    """Return on what was measured; one Python is a tenth faster than another of its version."""
    python = f"{platform.python_implementation()} {platform.python_version()}"
    made = f"{platform.python_compiler()}, {platform.python_build()[1]}"
    return f"{python} ({made}) on {platform.system()}, {os.cpu_count()} cores"


def chosen(names: Sequence[str]) -> set[str]:
    """Return the names of the comparisons that `names` ask for, by name or by number.

    `register` stands for all that is measured of registers and of packages, `pricing` for what is
    measured of values and marks.
    """
    wanted: set[str] = set()
    for given in names:
        found = {name for name, goal in GOALS.items() if given in {name, str(goal.number)}}
        for room in ROOMS.get(given, ()):
            found |= {goal.name for goal in room.goals}
        if not found:
            raise NoSuchBenchmark(given=given[:60], known=tuple(GOALS))
        wanted |= found
    return wanted or set(GOALS)


def told(one: Found) -> str:
    """Return what a comparison came to, for a person."""
    goal = one.goal
    if not one.thing:
        return f"{goal.name} (not measured)\n  {one.note}\n"
    low, high = one.spread
    spread = f"{low:.2f} to {high:.2f} in {len(one.thing)} rounds"
    floor = f"{'at most' if goal.at_most else 'at least'} {goal.floor / 100:g}"
    number = "" if goal.number is None else f"goal {goal.number}, "
    return "\n".join(
        (
            f"{goal.name} ({number}{'holds' if one.holds else 'does not hold'})",
            f"  {one.ratio:.2f}   {spread}; {floor}; seen {goal.seen}",
            f"  {_figure(median(one.thing)):>8} {goal.unit}: {goal.thing}",
            f"  {_figure(median(one.limit)):>8} {goal.unit}: {goal.limit}",
            *((f"  {one.note}",) if one.note else ()),
            "",
        )
    )


def plain(one: Found) -> dict[str, object]:
    """Return what a comparison came to, for a program; figures are decimal strings."""
    goal = one.goal
    if not one.thing:
        return {"name": goal.name, "goal": goal.number, "rounds": 0, "note": one.note}
    low, high = one.spread
    return {
        "name": goal.name,
        "goal": goal.number,
        "thing": goal.thing,
        "limit": goal.limit,
        "unit": goal.unit,
        "thing_median": _figure(median(one.thing)),
        "limit_median": _figure(median(one.limit)),
        "ratio": f"{one.ratio:.3f}",
        "lowest": f"{low:.3f}",
        "highest": f"{high:.3f}",
        "rounds": len(one.thing),
        "floor": f"{goal.floor / 100:g}",
        "at_most": goal.at_most,
        "seen": goal.seen,
        "holds": one.holds,
        "note": one.note,
    }


def _measured(folder: Path, wanted: set[str]) -> Iterator[Found]:
    for bench in BENCHES:
        its = wanted & {goal.name for goal in bench.goals}
        if its:
            yield from bench.measure(folder, its)


def _figure(value: float) -> str:
    return f"{value:.0f}" if value >= 1_000 else f"{value:.1f}"


def _write(text: str) -> None:
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
