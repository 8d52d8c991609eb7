"""Seventy schedules on which two derivations agree, of which neither is ours."""

import json
from datetime import date
from pathlib import Path

from laogu.register.vesting import (
    AfterPeriod,
    AtStart,
    Condition,
    Grant,
    History,
    Period,
    Portion,
    Terms,
    check,
    schedule,
)


def test_every_shared_schedule_agrees(shared: Path):
    cases = json.loads((shared / "cases/vesting/schedules.json").read_bytes())["cases"]

    for case in cases:
        period = Period(
            length=case["length_months"],
            occurrences=case["occurrences"],
            cliff=case["cliff_installment"],
        )
        terms = Terms(
            allocation=case["allocation_type"].lower(),
            conditions=(
                Condition(id="start", trigger=AtStart(), following=("monthly",)),
                Condition(
                    id="monthly",
                    trigger=AfterPeriod("start", period),
                    vests=Portion(1, case["occurrences"]),
                ),
            ),
        )
        start = date.fromisoformat(case["vesting_start"])
        grant = Grant(
            units=case["quantity"],
            granted_on=date.fromisoformat(case["grant_date"]),
            vests=terms,
        )
        history = History(started_on=start)
        assert check(grant, history) == ()
        found = [[row.on.isoformat(), row.units] for row in schedule(grant, history).rows]
        assert found == case["schedule"], case

    assert len(cases) == 70
