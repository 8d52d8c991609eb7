"""What the fair has of leaving: options that are vested, units to deliver, somebody who goes."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from tests.desk import TODAY, Desk
from tests.granting import granted


def leaving_requests(desk: Desk) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return, by operation, who may ask for what."""
    ours = {
        one.granted.kind: one.granted.security
        for one in desk.books.register.plans.grants.values()
        if one.granted.certificate in {"FOR-NOW", "FOR-TAX"}
    }
    return {
        "grant.exercise": ("pine", {"security": ours["option"], "quantity": 20}),
        "grant.release": ("ida", {"security": ours["rsu"], "quantity": 20, "rate": Decimal(40)}),
        "holder.leave": (
            "ida",
            {"issuer": "harrow", "holder": desk.holder("pine"), "on": TODAY + timedelta(days=30),
             "reason": "voluntary_other"},
        ),
    }  # fmt: skip


def leavers_at(desk: Desk) -> None:
    """Let Pine have options and units that are vested."""
    granted(desk, "pine", 40, kind="option", certificate="FOR-NOW")
    granted(desk, "pine", 30, kind="rsu", certificate="FOR-TAX")
