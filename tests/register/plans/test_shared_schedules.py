"""Seventy schedules on which two derivations agree, through grants of the register."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from laogu.basics import HolderId, IssuerId, SecurityId, StockClassId, VestingTermsId
from laogu.operations import Books
from laogu.register import plans, vesting

NOW = datetime(2026, 1, 5, tzinfo=UTC)


def test_every_shared_schedule_agrees_through_a_registered_grant(shared: Path):
    cases = json.loads((shared / "cases/vesting/schedules.json").read_bytes())["cases"]
    books = Books()
    room = books.register.plans
    timelines = plans.Timelines(room)

    for at, case in enumerate(cases):
        cliff = case["cliff_installment"] or 0
        terms = plans.every(
            case["occurrences"],
            case["length_months"],
            cliff,
            allocation=case["allocation_type"].lower(),
        )
        security = _granted(books, at, case, terms)
        grant = room.grants[security]

        found = [
            [one.on.isoformat(), one.units] for one in plans.rows_of(timelines.schedule(grant))
        ]
        assert found == [one for one in case["schedule"] if one[1]], case
        for day, _ in case["schedule"]:
            on = date.fromisoformat(day)
            now = plans.standing(room, grant, decimals=0, on=on, timelines=timelines)
            expected = sum(units for when, units in case["schedule"] if when <= day)
            assert now.vested == expected
            assert now.vested + now.unvested == now.left == case["quantity"]

    assert len(cases) == 70


def _granted(books: Books, at: int, case: dict[str, Any], terms: vesting.Terms) -> SecurityId:
    """Register a case as an import would: terms, grant, and the day on which vesting starts."""
    issuer, security = IssuerId("issuer_x"), SecurityId(f"security_{at}")
    granted_on = date.fromisoformat(case["grant_date"])
    start = date.fromisoformat(case["vesting_start"])
    registered = plans.VestingTermsRegistered(
        effective_on=granted_on,
        vesting=VestingTermsId(f"vesting_{at}"),
        issuer=issuer,
        name=f"terms {at}",
        terms=terms,
    )
    grant = plans.IssuedGrant(
        security=security,
        issuer=issuer,
        stock_class=StockClassId("class_x"),
        plan=None,
        holder=HolderId("holder_x"),
        kind="option",
        units=case["quantity"],
        granted_on=granted_on,
        vests=registered.vesting,
    )
    events = (
        registered,
        plans.GrantIssued(effective_on=granted_on, grant=grant),
        plans.VestingStarted(effective_on=start, security=security),
    )
    books.apply(events, NOW)
    return security
