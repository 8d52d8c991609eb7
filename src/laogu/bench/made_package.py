"""A made package of Open Cap Format, of any length, in which certificates move as they do."""

import json
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

SEED = 20_261_122


def made_package(folder: Path, changes: int) -> Path:
    """Write a package of at least so many changes, as products write them, and return its folder.

    A third of them are issuances to begin with; then certificates are moved, divided and ended, and
    grants are exercised, each with what comes of it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    files: dict[str, tuple[str, Iterable[dict[str, Any]]]] = {
        "stakeholders": ("OCF_STAKEHOLDERS_FILE", [_holder(number) for number in range(1_000)]),
        "stock_classes": ("OCF_STOCK_CLASSES_FILE", [_class()]),
        "stock_plans": ("OCF_STOCK_PLANS_FILE", [_plan()]),
        "stock_legend_templates": ("OCF_STOCK_LEGEND_TEMPLATES_FILE", []),
        "vesting_terms": ("OCF_VESTING_TERMS_FILE", []),
        "valuations": ("OCF_VALUATIONS_FILE", []),
        "transactions": ("OCF_TRANSACTIONS_FILE", _changes(changes)),
    }
    manifest: dict[str, Any] = {
        "ocf_version": "1.2.0", "file_type": "OCF_MANIFEST_FILE", "as_of": "2026-11-22",
        "generated_at": "2026-11-22T00:00:00Z",
        "issuer": {"object_type": "ISSUER", "id": "issuer", "legal_name": "Bench (example)",
                   "formation_date": "2010-01-01", "country_of_formation": "US"},
    }  # fmt: skip
    for name, (kind, given) in files.items():
        with (folder / f"{name}.ocf.json").open("w", encoding="utf-8") as file:
            file.write(f'{{"file_type": "{kind}", "items": [')
            for number, one in enumerate(given):
                file.write(",\n" if number else "\n")
                file.write(json.dumps(one, indent=1))
            file.write("\n]}\n")
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
