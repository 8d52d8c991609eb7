"""The plan and the grants with which a practice market opens: invented, and marked so."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

PLAN = "Share option plan 2024 (example)"
MONTHLY = "Four years, monthly (example)"
QUARTERLY = "Four years, quarterly, and a sale or listing (example)"
GATE = "a sale or a listing"
EXPIRES_ON = date(2036, 10, 31)

ACCEPTED = ("Dee Annon (example)", "OG-1")
"""Whose grant is accepted from the beginning; every other waits for its holder."""

Step = tuple[str, Mapping[str, Any]]


def first_grants(issuer: str, holders: Mapping[str, str]) -> Iterator[Step]:
    """Yield what is to be recorded. holders: their ids by their English names."""
    yield "plan.register", {
        "issuer": issuer, "name": PLAN, "stock_class": "Ordinary shares",
        "quantity": Decimal(400_000), "approved_on": date(2024, 3, 8),
    }  # fmt: skip
    yield "vesting.register", {
        "issuer": issuer, "name": MONTHLY, "words": "48 months, cliff 12, monthly",
    }  # fmt: skip
    yield "vesting.register", {
        "issuer": issuer, "name": QUARTERLY, "words": "48 months, quarterly", "gate": GATE,
    }  # fmt: skip
    for name in ("Dee Annon (example)", "Zhou Ning (example)", "Tom Reed (example)"):
        yield "holder.relate", {
            "issuer": issuer, "holder": holders[name], "relationship": "employee",
            "status": "active",
        }  # fmt: skip
    for name, label, kind, quantity, vests, since in (
        (*ACCEPTED, "iso", 12_000, MONTHLY, date(2024, 6, 30)),
        ("Tom Reed (example)", "RU-1", "rsu", 3_200, QUARTERLY, date(2025, 7, 1)),
        ("Zhou Ning (example)", "OG-2", "nso", 8_000, MONTHLY, date(2026, 6, 1)),
        ("Tom Reed (example)", "OG-3", "nso", 6_000, MONTHLY, date(2025, 6, 30)),
    ):
        is_option = kind != "rsu"
        yield "grant.issue", {
            "issuer": issuer, "plan": PLAN, "holder": holders[name], "kind": kind,
            "quantity": Decimal(quantity), "certificate": label, "vests": vests,
            "vests_from": since, "fair_value": Decimal("4.00"), "expires_on": EXPIRES_ON,
            "price": Decimal("4.00") if is_option else None,
            "window": "3 months" if is_option else None,
        }  # fmt: skip
