"""Reading a package with all its checks beside merely decoding the same bytes, and its memory."""

import gc
import json
import random
import time
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import msgspec

from laogu.bench.goals import Bench, Found, Goal
from laogu.bench.turns import in_turn
from laogu.connectors import ocf
from laogu.register import history

CHANGES = 100_000
"""Changes of the made package: what fits a run of half a minute."""

MEMORY_CHANGES = 50_000
SEED = 20_261_122
ROUNDS = 3


def _packages(folder: Path, wanted: set[str]) -> Iterator[Found]:
    if wanted & {"register", "register-positions"}:
        path = made_package(folder / "package", CHANGES)
        if "register" in wanted:
            yield _read(path)
        if "register-positions" in wanted:
            yield _positions(path)
    if "register-memory" in wanted:
        yield _memory(made_package(folder / "small", MEMORY_CHANGES))


def made_package(folder: Path, changes: int) -> Path:
    """Write a package of at least so many changes, as products write them, and return its folder.

    A third of them are issuances to begin with; then certificates are moved, divided and ended, and
    grants are exercised, each with what comes of it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    items = list(_changes(changes))
    files: dict[str, tuple[str, list[dict[str, Any]]]] = {
        "stakeholders": ("OCF_STAKEHOLDERS_FILE", [_holder(number) for number in range(1_000)]),
        "stock_classes": ("OCF_STOCK_CLASSES_FILE", [_class()]),
        "stock_plans": ("OCF_STOCK_PLANS_FILE", [_plan()]),
        "stock_legend_templates": ("OCF_STOCK_LEGEND_TEMPLATES_FILE", []),
        "vesting_terms": ("OCF_VESTING_TERMS_FILE", []),
        "valuations": ("OCF_VALUATIONS_FILE", []),
        "transactions": ("OCF_TRANSACTIONS_FILE", items),
    }
    manifest: dict[str, Any] = {
        "ocf_version": "1.2.0", "file_type": "OCF_MANIFEST_FILE", "as_of": "2026-11-22",
        "generated_at": "2026-11-22T00:00:00Z",
        "issuer": {"object_type": "ISSUER", "id": "issuer", "legal_name": "Bench (example)",
                   "formation_date": "2010-01-01", "country_of_formation": "US"},
    }  # fmt: skip
    for name, (kind, given) in files.items():
        content = json.dumps({"file_type": kind, "items": given}, indent=1).encode()
        (folder / f"{name}.ocf.json").write_bytes(content)
        manifest[f"{name}_files"] = [{"filepath": f"{name}.ocf.json", "md5": "0" * 32}]
    (folder / "Manifest.ocf.json").write_text(json.dumps(manifest), encoding="utf-8")
    return folder


def _changes(count: int) -> Iterator[dict[str, Any]]:
    chance = random.Random(SEED)  # noqa: S311
    living: list[tuple[str, str, int, int]] = []
    made = 0

    def security(holder: str, units: int, day: int) -> dict[str, Any]:
        nonlocal made
        made += 1
        living.append((f"sec-{made:08}", holder, units, day))
        return _issuance(made, holder, units, day)

    told = 0
    while told < count:
        if told < count // 3 or len(living) < 2:
            yield security(f"holder-{chance.randrange(1_000)}", chance.randrange(100, 99_999), 0)
            told += 1
            continue
        at = chance.randrange(len(living))
        living[at], living[-1] = living[-1], living[at]
        name, holder, units, day = living.pop()
        day = min(day + chance.randrange(1, 200), 5_900)
        moved = chance.randrange(1, units) if units > 1 else units
        results = [security(f"holder-{chance.randrange(1_000)}", moved, day)]
        rest = [security(holder, units - moved, day)] if moved < units else []
        yield {
            "id": f"tx-{name}", "object_type": "TX_STOCK_TRANSFER", "date": _day(day),
            "security_id": name, "quantity": str(moved),
            "resulting_security_ids": [one["security_id"] for one in results],
            **({"balance_security_id": rest[0]["security_id"]} if rest else {}),
            "consideration_text": "as agreed",
        }  # fmt: skip
        yield from results
        yield from rest
        told += 1 + len(results) + len(rest)


def _day(number: int) -> str:
    return (date(2010, 1, 1) + timedelta(number)).isoformat()


def _issuance(number: int, holder: str, units: int, day: int) -> dict[str, Any]:
    return {
        "id": f"issue-{number:08}", "object_type": "TX_STOCK_ISSUANCE", "date": _day(day),
        "security_id": f"sec-{number:08}", "custom_id": f"CS-{number}", "stakeholder_id": holder,
        "stock_class_id": "common", "share_price": {"amount": "1.25", "currency": "USD"},
        "quantity": str(units), "security_law_exemptions": [], "stock_legend_ids": [],
    }  # fmt: skip


def _holder(number: int) -> dict[str, Any]:
    return {
        "id": f"holder-{number}", "object_type": "STAKEHOLDER", "stakeholder_type": "INDIVIDUAL",
        "name": {"legal_name": f"Holder {number} (example)"},
    }  # fmt: skip


def _class() -> dict[str, Any]:
    return {
        "id": "common", "object_type": "STOCK_CLASS", "name": "Common", "class_type": "COMMON",
        "default_id_prefix": "CS-", "initial_shares_authorized": "UNLIMITED",
        "votes_per_share": "1", "seniority": "1",
    }  # fmt: skip


def _plan() -> dict[str, Any]:
    return {
        "id": "plan", "object_type": "STOCK_PLAN", "plan_name": "Plan",
        "initial_shares_reserved": "1000000", "stock_class_ids": ["common"],
    }  # fmt: skip


def _accepted(path: Path) -> ocf.PackageRead:
    with ocf.without_collecting():
        read = ocf.read_package(str(path))
    assert read.accepted, "the made package has no fault"
    return read


def _decoded(path: Path) -> Any:
    with ocf.without_collecting():
        return [msgspec.json.decode(one.read_bytes()) for one in sorted(path.iterdir())]


def _read(path: Path) -> Found:
    found = in_turn(
        {"thing": _ms(lambda: _accepted(path)), "limit": _ms(lambda: _decoded(path))},
        rounds=ROUNDS,
    )
    size = sum(one.stat().st_size for one in path.iterdir()) // (1024 * 1024)
    note = f"{CHANGES} changes, {size} MiB; a folder, every check, garbage not collected meanwhile"
    goal = PACKAGES.named("register")
    return Found(goal=goal, thing=found["thing"], limit=found["limit"], note=note)


def _positions(path: Path) -> Found:
    lives = _accepted(path).lives
    assert lives is not None, "what is accepted can be asked"
    on = date(2018, 1, 1)
    found = in_turn(
        {
            "thing": _ms(lambda: sum(1 for _ in history.positions(lives, as_of=on))),
            "limit": _ms(lambda: _decoded(path)),
        },
        rounds=ROUNDS,
    )
    note = f"{len(lives.issued)} securities there ever were, at the end of one day"
    goal = PACKAGES.named("register-positions")
    return Found(goal=goal, thing=found["thing"], limit=found["limit"], note=note)


def _memory(path: Path) -> Found:
    gc.collect()
    tracemalloc.start()
    read = _accepted(path)
    gc.collect()
    left, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    note = (
        f"{MEMORY_CHANGES} changes; at its peak, with the bytes, {peak / MEMORY_CHANGES:.0f} each"
    )
    assert read.lives is not None, "it is still there when its memory is measured"
    goal = PACKAGES.named("register-memory")
    return Found(goal=goal, thing=[left / MEMORY_CHANGES], limit=[1024], note=note)


def _ms(act: Callable[[], object]) -> Callable[[], float]:
    """Return what measures the CPU time that `act` takes, in milliseconds."""

    def measure() -> float:
        start = time.process_time_ns()
        act()
        return (time.process_time_ns() - start) / 1_000_000

    return measure


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
            name="register-memory",
            thing="what a read package leaves, a change",
            limit="1 KiB",
            unit="bytes",
            seen="none",
            floor=100,
            at_most=True,
        ),
    ),
    _packages,
)
