"""Encumbrances in a line each, for tests."""

from typing import Any

from laogu.register.encumbrances import Standing
from tests.desk import Desk

PAPER = "c0ffee" + "0" * 58


def encumber(
    desk: Desk, kind: str, security: str, favours: str, by: str = "ida", **more: Any
) -> str:
    """Record an encumbrance of a security for somebody, and return its id."""
    given = {"rule": "DEED-1", "source": "Deed of the parties, clause 1", "kind": kind}
    ids = desk.do(
        "encumbrance.record", by, security=security, favours=desk.holder(favours), **given | more
    )
    return ids["encumbrance"][0]


def claim(
    desk: Desk, seller: str, claimant: str, *, stock_class: str = "Ordinary", **more: Any
) -> str:
    """Record a claim on the proceeds of all that somebody has of a class."""
    ids = desk.do(
        "encumbrance.record", "ida", kind="claim_on_proceeds", issuer="harrow",
        stock_class=stock_class, holder=desk.holder(seller), favours=desk.holder(claimant),
        rule="SPA-7", source="Share purchase agreement, clause 7", **more,
    )  # fmt: skip
    return ids["encumbrance"][0]


def restrict(desk: Desk, security: str, **more: Any) -> None:
    """Attach a lock-up to a few shares of a security."""
    desk.do(
        "restriction.attach", "ida", security=security, kind="lock_up", quantity=10,
        **{"rule": "SHA-9", "source": "Shareholders' agreement, clause 9"} | more,
    )  # fmt: skip


def own(desk: Desk, vehicle: str, owner: str, part: object, **more: Any) -> None:
    """Record that somebody owns a part of a vehicle; `by` whom, else by the operator."""
    desk.do(
        "interest.record", more.pop("by", "operator"), vehicle=desk.holder(vehicle),
        owner=desk.holder(owner), part=part, source="Register of partners", **more,
    )  # fmt: skip


def stands(desk: Desk, encumbrance: str) -> Standing:
    return desk.books.register.encumbrances.standing[encumbrance]  # type: ignore[index]
