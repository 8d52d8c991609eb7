"""What the fair has of convertibles and warrants, and a round that could be closed."""

from decimal import Decimal
from typing import Any

from laogu.operations.round.asking import TakerRow
from tests.desk import Desk


def papers_at(desk: Desk) -> None:
    """Let rook hold a safe and a warrant, and elm a note."""
    harrow = {"issuer": "harrow"}
    for holder, more in (
        ("rook", {"kind": "safe", "amount": 50_000, "cap": 5_000_000, "certificate": "SAFE-1"}),
        ("elm", {"kind": "note", "amount": 20_000, "rate": Decimal("0.08"),
                 "discount": Decimal("0.2")}),
    ):  # fmt: skip
        desk.do("convertible.issue", "ida", **harrow, holder=desk.holder(holder), **more)
    desk.do(
        "warrant.issue", "ida", **harrow, holder=desk.holder("rook"), stock_class="Founders",
        quantity=100, exercise_price=Decimal("2.50"),
    )  # fmt: skip


def paper_requests(desk: Desk) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return, by operation, who may ask and for what."""
    room = desk.books.register.convertibles
    safe, note = room.convertibles
    warrant = next(iter(room.warrants))
    rook, elm = desk.holder("rook"), desk.holder("elm")
    return {
        "convertible.issue": (
            "ida",
            {"issuer": "harrow", "holder": elm, "kind": "safe", "amount": 1_000,
             "certificate": "SAFE-9"},
        ),
        "convertible.accept": ("rook", {"security": safe}),
        "convertible.transfer": ("ida", {"security": safe, "holder": elm, "amount": 10_000}),
        "convertible.convert": (
            "ida",
            {"security": note, "stock_class": "Founders", "price": Decimal(3), "reason": "agreed"},
        ),
        "convertible.cancel": ("ida", {"security": note, "amount": 500, "reason": "repaid"}),
        "warrant.issue": (
            "ida",
            {"issuer": "harrow", "holder": elm, "stock_class": "Founders", "quantity": 5,
             "exercise_price": Decimal(1)},
        ),
        "warrant.accept": ("rook", {"security": warrant}),
        "warrant.exercise": ("ida", {"security": warrant, "quantity": 40}),
        "warrant.transfer": ("ida", {"security": warrant, "holder": elm}),
        "warrant.cancel": ("ida", {"security": warrant, "quantity": 1, "reason": "agreed"}),
        "round.close": (
            "ida",
            {"issuer": "harrow", "stock_class": "Series B", "price": Decimal(4),
             "money": (TakerRow(holder=rook, amount=Decimal(1_000)),)},
        ),
    }  # fmt: skip
