"""A market with a plan, and rows of a ledger of grants for it."""

from datetime import date
from decimal import Decimal
from typing import Any

from laogu.basics import Finding
from laogu.operations import GrantRow, WarningsUnseen
from laogu.register import CannotLoad, plans
from tests.desk import MORNING, Desk, desk_at, open_articles
from tests.granting import with_plan

WORDS = "48 months, cliff 12, monthly"
GRANTED = date(2024, 2, 1)


def desk(*steps: Any, **more: Any) -> Desk:
    found = desk_at(MORNING, open_articles, with_plan(10_000, **more), *steps)
    for name in ("dee", "elm"):
        found.person(name)
    return found


def of(line: int = 2, **more: Any) -> GrantRow:
    """Return a grant of 4,800 options in February 2024, two years and a month ago."""
    fields: dict[str, Any] = {
        "line": line, "quantity": Decimal(4_800), "granted_on": GRANTED, "plan": "2026 plan",
        "kind": "nso", "price": Decimal("1.50"), "vests": WORDS, "certificate": f"OP-{line}",
    }  # fmt: skip
    if "holder" not in more:
        fields["name"] = "Mara Vint (example)"
    return GrantRow(**fields | more)


def load(desk: Desk, *rows: GrantRow, by: str = "ida", **more: Any) -> list[plans.Grant]:
    """Load rows and return the grants that came of them."""
    events = desk.execute("grant.load", by, issuer="harrow", rows=rows, **more)
    made = (one.grant.security for one in events if isinstance(one, plans.GrantIssued))
    return [desk.books.register.plans.grants[one] for one in made]


def found(desk: Desk, *rows: GrantRow, **more: Any) -> list[tuple[str, str]]:
    """Return the code and the place of everything that is found in rows."""
    try:
        load(desk, *rows, **more)
    except (CannotLoad, WarningsUnseen) as no:
        findings = (one for one in no.findings if isinstance(one, Finding))
        return [(one.code, one.place()) for one in findings]
    return []
