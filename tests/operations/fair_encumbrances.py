"""What the fair has of encumbrances: a pledge, what a sale set apart for a claim, a vehicle."""

from decimal import Decimal
from typing import Any

from tests.desk import Desk
from tests.encumbering import claim, encumber, restrict


def encumbered_at(desk: Desk) -> None:
    """Let moss sell shares under a claim of fern, and pledge the rest; reed owns a part of moss.

    Moss and its shares are of a class of their own, so that nobody is asked before the buyer.
    """
    desk.do("stock_class.register", "ida", issuer="harrow", name_en="Claimed")
    for certificate in ("CL-1", "CL-2"):
        lot = desk.issue("moss", 100, stock_class="Claimed", certificate=certificate)
    claim(desk, "moss", "fern", part="0.25", stock_class="Claimed")
    restrict(desk, lot.security, waivable_by="board")  # type: ignore[possibly-undefined]
    desk.do(
        "encumbrance.record", "ida", kind="pledge", security=lot.security, quantity=40,
        favours=desk.holder("fern"), rule="CN-ENC-01", source="Civil Code art. 443",
    )  # fmt: skip
    claim(desk, "ada", "fern", part="0.1")
    # What of spare's lot is cancelled leaves the pledge with what stays.
    encumber(desk, "pledge", desk.lots("spare")[0].security, "fern", quantity=10)
    desk.deposit("reed", "5000.00")
    trade = desk.accept("reed", desk.post("moss", 60, "20.00", stock_class="Claimed"))
    desk.notice(trade)
    if desk.state(trade).stage == "noticed":
        desk.consent(trade)
    desk.settle(trade)
    desk.do("interest.record", vehicle=desk.holder("moss"), owner=desk.holder("reed"), part="0.5",
            source="Register of partners", kind="partnership")  # fmt: skip


def encumbrance_requests(desk: Desk) -> dict[str, tuple[str, dict[str, Any]]]:
    """Return, by operation, who may ask and for what."""
    standing = desk.books.register.encumbrances.standing.values()
    claimed = next(one for one in standing if one.open)
    pledged = next(one for one in standing if one.encumbrance.rule == "CN-ENC-01")
    moss, fern = desk.holder("moss"), desk.holder("fern")
    return {
        "restriction.lift": (
            "ida",
            {"security": pledged.lies_on[-1][0], "rule": "SHA-9", "reason": "the board resolved"},
        ),
        "encumbrance.record": (
            "ida",
            {"kind": "freeze", "issuer": "harrow", "stock_class": "Claimed", "holder": moss,
             "favours": fern, "basis": "court", "rule": "CN-ENC-02", "source": "Order 7"},
        ),
        "encumbrance.lift": (
            "fern",
            {"encumbrance": pledged.encumbrance.encumbrance, "reason": "the loan is repaid"},
        ),
        "claim.pay": ("moss", {"encumbrance": claimed.encumbrance.encumbrance, "amount": 5}),
        "claim.release": ("fern", {"encumbrance": claimed.encumbrance.encumbrance}),
        "interest.record": (
            "moss",
            {"vehicle": moss, "owner": fern, "part": Decimal("0.125"), "source": "a deed"},
        ),
    }  # fmt: skip
