"""What the fair has of capital: a class that converts, lots of it, and capital that is overdue."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.desk import TODAY, Desk

OVERDUE_SINCE = date(2025, 6, 30)
CALLED = date(2025, 12, 1)
HASH = "ab" * 32


def capital_at(desk: Desk) -> None:
    """Let pine hold lots of a class that converts, and a contribution that is not paid in."""
    for name, more in (("Series A", {}), ("Capital", {"decimals": 2})):
        desk.do("stock_class.register", "ida", issuer="harrow", name_en=name, **more)
    desk.do(
        "stock_class.describe", "ida", issuer="harrow", stock_class="Series A", kind="preferred",
        converts_into="Founders", new=Decimal(2),
    )  # fmt: skip
    for certificate in ("A-1", "A-2"):
        desk.issue("pine", 60, stock_class="Series A", certificate=certificate)
    desk.do(
        "contribution.subscribe", "ida", issuer="harrow", stock_class="Capital", quantity=1_000,
        holder=desk.holder("pine"), on=date(2025, 1, 2), due_on=OVERDUE_SINCE,
    )  # fmt: skip


def lots_of(desk: Desk, stock_class: str) -> list[str]:
    """Return the ids of the living lots of a class, oldest first."""
    register = desk.books.register
    found = next(one for one in register.classes.values() if one.name_en == stock_class)
    return [
        one
        for one in register.of_class.on(found.stock_class)
        if register.securities[one].retired is None
    ]


def capital_requests(desk: Desk) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return, by operation, who may ask and for what."""
    harrow, series = {"issuer": "harrow"}, {"issuer": "harrow", "stock_class": "Series A"}
    first, second = lots_of(desk, "Series A")
    owed = lots_of(desk, "Capital")[0]
    return {
        "stock_class.describe": ("ida", {**series, "votes": Decimal("1.5")}),
        "stock_class.authorise": ("ida", {**series, "quantity": 500}),
        "stock_class.adjust_ratio": ("ida", {**series, "into": "Founders", "new": Decimal(3)}),
        "stock_class.split": ("ida", {**series, "new": Decimal(3), "rounding": "floor"}),
        "issuer.authorise": ("ida", {**harrow, "quantity": 9_000}),
        "issuer.change_form": (
            "ida",
            {**series, "quantity": 900, "net_worth": Decimal(1_000), "net_worth_on": TODAY,
             "name_en": "Shares"},
        ),
        "security.accept": ("pine", {"security": first}),
        "security.retract": ("ida", {"security": first, "reason": "a slip"}),
        "security.convert": ("ida", {"security": first, "quantity": 10}),
        "security.repurchase": (
            "ida", {"security": first, "quantity": 10, "price": "2.00", "reason": "agreed"},
        ),
        "security.reissue": (
            "ida",
            {"security": first, "quantities": (Decimal(20), Decimal(40)), "reason": "asked for"},
        ),
        "security.consolidate": ("ida", {"securities": (first, second), "reason": "asked for"}),
        "contribution.subscribe": (
            "ida",
            {"issuer": "harrow", "stock_class": "Capital", "quantity": 50, "due_on": TODAY,
             "holder": desk.holder("pine")},
        ),
        "contribution.pay": ("ida", {"security": owed, "quantity": 400, "evidence": "the bank"}),
        "contribution.forfeit": (
            "ida", {"security": owed, "called_on": CALLED, "resolution": "of the board"},
        ),
        "valuation.record": ("ida", {**series, "price": "1.25"}),
        "financing.record": ("ida", {**harrow, "name": "Series A", "securities": (first,)}),
        "document.record": ("ida", {**harrow, "name": "Articles", "digest": HASH}),
        "legend.record": ("ida", {**harrow, "name": "Act", "text": "Not registered."}),
    }  # fmt: skip
