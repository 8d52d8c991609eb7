"""A file of histories marked again under many draws of parameters, by whichever executor."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from statistics import median
from typing import Any, Final

import msgspec
from msgspec import Struct

from laogu.basics import Words
from laogu.connectors import plain
from laogu.connectors.executors import Done, Executor, Progress, Task, resumed, task
from laogu.connectors.pricing.histories import Histories
from laogu.connectors.pricing.told import figure
from laogu.pricing.many import NUMBERS, doubted
from laogu.pricing.marks import VERSION, History

FIGURES: Final = 8


class Remark(Struct, frozen=True, kw_only=True):
    """What one task is given. seed: of the draws, the same for every company.

    version: of the parameters, so that what another one came to is not taken for it.
    """

    history: History
    as_of: date
    draws: int
    seed: int
    version: str = VERSION


class Remarked(Struct, frozen=True, kw_only=True):
    """A company under the draws; figures are decimal strings. None: no mark of its own anchors."""

    issuer: str
    basis: str | None = None
    currency: str | None = None
    mark: str | None = None
    grade: str | None = None
    band: tuple[str, str] | None = None
    values: tuple[str, str] | None = None
    band_drawn: tuple[str, str] | None = None
    wider: str | None = None


def remarked(given: Remark) -> Remarked:
    """Return what a company is worth under draws: a pure function, done wherever there is room."""
    import numpy as np

    numbers = np.random.default_rng(given.seed).standard_normal((given.draws, NUMBERS)).tolist()
    found = doubted(given.history, given.as_of, numbers)
    issuer = given.history.issuer
    if found is None or found.mark.band is None:
        return Remarked(issuer=issuer)
    return Remarked(
        issuer=issuer,
        basis=found.mark.basis,
        currency=found.mark.currency,
        mark=figure(found.mark.value, FIGURES),
        grade=found.mark.grade,
        band=_pair(found.mark.band),
        values=_pair(found.values),
        band_drawn=_pair(found.band),
        wider=f"{found.wider:.4f}",
    )


def remark(
    read: Histories,
    executor: Executor,
    *,
    as_of: date,
    draws: int,
    seed: int,
    progress: Progress | None = None,
    told: Callable[[int, int], None] = lambda _done, _all: None,
) -> tuple[list[Remarked], list[Done]]:
    """Return the companies of a file in their order, and what could not be done.

    told: is called with how many are done of how many, before the first and after each.
    """
    tasks = tasks_of(read.histories, as_of=as_of, draws=draws, seed=seed)
    found: dict[str, Remarked] = {}
    failed: list[Done] = []
    count = len({one.id for one in tasks})
    told(0, count)
    for done in resumed(executor, tasks, progress):
        if done.failed:
            failed.append(done)
        else:
            found[done.id] = done.read(Remarked)
        told(len(found) + len(failed), count)
    return [found[one.id] for one in tasks if one.id in found], failed


def tasks_of(
    histories: Sequence[History], *, as_of: date, draws: int, seed: int
) -> tuple[Task, ...]:
    """Return a task for each company. What was told after the day goes to nobody."""
    return tuple(
        task(remarked, Remark(history=_until(one, as_of), as_of=as_of, draws=draws, seed=seed))
        for one in histories
    )


def told_remarks(
    read: Histories,
    found: Sequence[Remarked],
    failed: Sequence[Done],
    words: Words,
    *,
    as_of: date,
    draws: int,
    seed: int,
) -> dict[str, Any]:
    """Return what the draws came to, as plain data."""
    wider = sorted(Decimal(one.wider) for one in found if one.wider is not None)
    return {
        "as_of": as_of.isoformat(),
        "draws": str(draws),
        "seed": str(seed),
        "companies": [msgspec.to_builtins(one) for one in found],
        "marked": str(len(wider)),
        "wider_middle": f"{median(wider):.4f}" if wider else None,
        "wider_most": f"{wider[-1]:.4f}" if wider else None,
        "failed": [{"task": one.id, "reason": one.failed} for one in failed],
        "version": VERSION,
        "input_hash": read.input_hash,
        "output_hash": _digest(found),
        "findings": [plain.finding(one, words) for one in read.findings],
    }


def _digest(found: Sequence[Remarked]) -> str:
    """Return the SHA-256 of what came out: the same wherever it was done."""
    return hashlib.sha256(msgspec.json.encode(list(found))).hexdigest()


def _until(history: History, as_of: date) -> History:
    kept = tuple(one for one in history.points if one.on <= as_of)
    return msgspec.structs.replace(history, points=kept)


def _pair(band: tuple[float, float]) -> tuple[str, str]:
    low, high = band
    return figure(low, FIGURES) or "0", figure(high, FIGURES) or "0"
