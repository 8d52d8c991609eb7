"""Reading a package with all its checks, and asking it, beside merely decoding the same bytes."""

import gc
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import msgspec

from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.made_package import made_package
from laogu.bench.turns import cpu_ms, in_turn
from laogu.connectors import ocf
from laogu.journal import without_collecting
from laogu.register import history

CHANGES = 100_000
"""Changes of the made package: what fits a run of half a minute."""

LONG = 1_000_000
MEMORY_CHANGES = 50_000
ROUNDS = 3
DAY = date(2018, 1, 1)
YEAR = tuple(DAY + timedelta(number) for number in range(365))
NO_PEER = "pydantic is not installed: pip install 'laogu[bench]'"


def _packages(folder: Path, wanted: set[str]) -> Iterator[Found]:
    asked = wanted & _BESIDE_DECODING.keys()
    if asked | wanted & {"register-fold", "register-typed"}:
        path = made_package(folder / "package", CHANGES)
        if asked:
            yield from _beside_decoding(path, asked)
        if "register-fold" in wanted:
            yield _fold(path)
        if "register-typed" in wanted:
            yield _typed(path)
    if "register-memory" in wanted:
        yield _memory(made_package(folder / "small", MEMORY_CHANGES))
    if "register-long" in wanted:
        yield _long(made_package(folder / "long", LONG))


def _beside_decoding(path: Path, wanted: set[str]) -> Iterator[Found]:
    lives = _accepted(path).lives
    assert lives is not None, "what is accepted can be asked"
    acts = {name: act(path, lives) for name, act in _BESIDE_DECODING.items() if name in wanted}
    measures = {name: cpu_ms(act) for name, act in acts.items()}
    found = in_turn({**measures, "limit": cpu_ms(lambda: _decoded(path))}, rounds=ROUNDS)
    size = sum(one.stat().st_size for one in path.iterdir()) // (1024 * 1024)
    note = f"{CHANGES:,} changes, {size} MiB, {len(lives.issued):,} securities there ever were"
    for name in wanted:
        yield Found(goal=PACKAGES.named(name), thing=found[name], limit=found["limit"], note=note)


def _year(lives: history.Lives) -> int:
    return sum(len(held.by_place()) for held in history.OverDays(lives).held(YEAR))


_BESIDE_DECODING: Mapping[str, Callable[[Path, history.Lives], Callable[[], object]]] = {
    "register": lambda path, _: lambda: _accepted(path),
    "register-positions": lambda _, lives: (
        lambda: sum(1 for _ in history.positions(lives, as_of=DAY))
    ),
    "register-year": lambda _, lives: lambda: _year(lives),
}


def _fold(path: Path) -> Found:
    """Measure the same fold of the same columns: what each holder had of each class on a day."""
    lives = _accepted(path).lives
    assert lives is not None, "what is accepted can be asked"
    over = history.OverDays(lives)
    columns = over.columns()
    days, keys, units = (one.tolist() for one in columns)

    def in_a_dictionary() -> dict[int, int]:
        held: dict[int, int] = {}
        upto = DAY.toordinal()
        for day, key, moved in zip(days, keys, units, strict=True):
            if day <= upto:
                held[key] = held.get(key, 0) + moved
        return held

    def in_columns() -> Any:
        return next(iter(over.held([DAY])))

    same = {key: units * history.ONE for key, units in in_a_dictionary().items() if units}
    numbers = {key: number for number, key in enumerate(over.keys)}
    held = {numbers[key]: units for key, units in in_columns().by_holder().items()}
    assert held == same, "both come to the same"
    found = in_turn(
        {"columns": cpu_ms(in_columns, times=20), "dictionary": cpu_ms(in_a_dictionary, times=2)}
    )
    speeds = {name: [1_000 / one for one in figures] for name, figures in found.items()}
    note = f"{len(days):,} changes of what {len(numbers):,} holders have"
    goal = PACKAGES.named("register-fold")
    return Found(goal=goal, thing=speeds["columns"], limit=speeds["dictionary"], note=note)


def _typed(path: Path) -> Found:
    goal = PACKAGES.named("register-typed")
    if find_spec("pydantic") is None:
        return Found(goal=goal, thing=[], limit=[], note=NO_PEER)
    from laogu.bench.models import read_by_models

    def ours() -> None:
        read = ocf.read_package(str(path))
        assert read.accepted, "the made package has no fault"

    found = in_turn(
        {"ours": cpu_ms(ours), "models": cpu_ms(lambda: read_by_models(path))}, rounds=ROUNDS
    )
    speeds = {name: [1_000 / one for one in figures] for name, figures in found.items()}
    note = "ours with every check of the history, theirs with types alone; the collector is on"
    return Found(goal=goal, thing=speeds["ours"], limit=speeds["models"], note=note)


def _accepted(path: Path) -> ocf.PackageRead:
    with without_collecting():
        read = ocf.read_package(str(path))
    assert read.accepted, "the made package has no fault"
    return read


def _decoded(path: Path) -> Any:
    with without_collecting():
        return [msgspec.json.decode(one.read_bytes()) for one in sorted(path.iterdir())]


def _memory(path: Path) -> Found:
    gc.collect()
    tracemalloc.start()
    read = _accepted(path)
    gc.collect()
    left, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    note = f"{MEMORY_CHANGES:,} changes; at its peak {peak / MEMORY_CHANGES:.0f} each"
    assert read.lives is not None, "it is still there when its memory is measured"
    goal = PACKAGES.named("register-memory")
    return Found(goal=goal, thing=[left / MEMORY_CHANGES], limit=[1024], note=note)


def _long(path: Path) -> Found:
    """Measure in a process of its own what reading takes beside what it leaves."""
    asked = [sys.executable, "-m", "laogu.bench.packages", str(path)]
    done = subprocess.run(asked, capture_output=True, check=True)  # noqa: S603 - our own arguments
    told = json.loads(done.stdout)
    size = sum(one.stat().st_size for one in path.iterdir()) / 1024 / 1024
    left = told["left_mib"] * 1024 * 1024 / LONG
    note = (
        f"{LONG:,} changes of {size:.0f} MiB in {told['seconds']:.0f} s of CPU; they leave "
        f"{left:.0f} bytes each"
    )
    goal = PACKAGES.named("register-long")
    return Found(goal=goal, thing=[told["above_mib"]], limit=[50], note=note)


def _read_alone(path: str) -> dict[str, float]:
    """Read a package, and return what that took: of memory, above what it left."""
    before = _resident_mib("VmRSS")
    taken: list[ocf.PackageRead] = []
    seconds = cpu_ms(lambda: taken.append(_accepted(Path(path))))() / 1_000
    left, peak = _resident_mib("VmRSS"), _resident_mib("VmHWM")
    return {"above_mib": peak - left, "left_mib": left - before, "seconds": seconds}


def _resident_mib(field: str) -> float:
    """Return what this process has in memory, or had at most, as Linux tells it."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(one.split()[1]) for one in lines if one.startswith(field)) / 1024


PACKAGES = Bench(
    (
        Goal(
            number=None,
            name="register",
            thing="reading an Open Cap Format package with every check",
            limit="merely decoding the same bytes",
            unit="ms of CPU",
            seen="none",
            floor=500,
            at_most=True,
        ),
        Goal(
            number=None,
            name="register-positions",
            thing="who held what of it on a day",
            limit="merely decoding the same bytes",
            unit="ms of CPU",
            seen="none",
            floor=100,
            at_most=True,
        ),
        Goal(
            number=None,
            name="register-year",
            thing="who held what of it at the end of each day of a year",
            limit="merely decoding the same bytes",
            unit="ms of CPU",
            seen="none",
            floor=100,
            at_most=True,
        ),
        Goal(
            number=18,
            name="register-fold",
            thing="a fold of what everybody holds, in columns",
            limit="the same in a dictionary",
            unit="a second",
            seen="40 to 100",
            floor=2000,
        ),
        Goal(
            number=20,
            name="register-typed",
            thing="reading the package, with every check",
            limit="pydantic models of the same objects",
            unit="a second",
            seen="9.5, types alone",
            floor=500,
        ),
        Goal(
            number=None,
            name="register-memory",
            thing="what a read package leaves, a change",
            limit="1 KiB",
            unit="bytes",
            seen="none",
            floor=100,
            at_most=True,
        ),
        Goal(
            number=None,
            name="register-long",
            thing="memory above what is left, while a million changes are read",
            limit="50 MiB",
            unit="MiB",
            seen="flat",
            floor=100,
            at_most=True,
        ),
    ),
    _packages,
)

if __name__ == "__main__":
    sys.stdout.write(json.dumps(_read_alone(sys.argv[1])))
