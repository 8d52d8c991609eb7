"""A moment at which somebody has options of every kind, and somebody else has left."""

from typing import Any


def leaving(one: Any) -> None:
    """Let Dee have options and units that are old, and North have left."""
    plan = {"issuer": "harrow", "stock_class": "Ordinary shares", "quantity": "1000"}
    one.do("ida", "plan.register", name="Careful plan (example)", needs_acceptance=True, **plan)
    given = {
        "issuer": "harrow",
        "stock_class": "Ordinary shares",
        "holder": one.made["DEE"],
        "kind": "nso",
        "quantity": "50",
        "window": "90 days",
        "expires_on": "2036-11-22",
    }
    later = [{"on": "2030-01-01", "quantity": "50"}]
    for name, more in (
        ("OPTION", {"price": "2.00"}),
        ("LATER", {"price": "2.00", "instalments": later}),
        ("PRICELESS", {}),
        ("UNIT", {"kind": "rsu"}),
        ("UNACCEPTED", {"price": "2.00", "plan": "Careful plan (example)"}),
    ):
        one.keep(name, one.do("ida", "grant.issue", **given | more), "security")
    left = {"issuer": "harrow", "on": "2026-11-30", "reason": "voluntary_other"}
    one.do("ida", "holder.leave", holder=one.made["NORTH"], **left)
    one.wait(days=200)
