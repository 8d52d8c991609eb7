"""The part of a kept journal that tells of encumbrances, a claim on proceeds, and a vehicle."""

from datetime import date
from decimal import Decimal
from typing import Any

from tests.web.practice import Practice

PAPER = "cd" * 32


def encumbrances(market: Practice) -> None:
    """Let a whole holding be claimed and sold in part; freeze, pledge and lift; own a vehicle."""
    rui, kit = market.holders["rui"], market.holders["kit"]
    kind = {"issuer": "harrow", "stock_class": "Encumbered shares (example)"}
    market.do("stock_class.register", "ida", issuer="harrow", name_en=kind["stock_class"],
              currency="USD")  # fmt: skip
    lot = market.do("security.issue", "ida", holder=rui, quantity=Decimal(500),
                    acquired_on=date(2024, 1, 2), **kind)  # fmt: skip
    security = lot["security"][0]
    market.do("restriction.attach", "ida", security=security, kind="lock_up", rule="SHA-9",
              source="Clause 9 (example)", quantity=Decimal(5), waivable_by="board")  # fmt: skip
    market.do("restriction.lift", "ida", security=security, rule="SHA-9",
              reason="resolved (example)", document=PAPER)  # fmt: skip
    pledge = _lies(market, kind="pledge", security=security, quantity=Decimal(200), favours=kit)
    _lies(market, kind="freeze", security=security, quantity=Decimal(50), basis="court",
          favours_name="A court (example)", document=PAPER)  # fmt: skip
    _lies(market, kind="nominee", security=security, quantity=Decimal(10), favours_kind="person",
          favours_name="Somebody Behind (example)")  # fmt: skip
    claim = _lies(market, kind="claim_on_proceeds", holder=rui, favours=kit, part=Decimal("0.5"),
                  above=Decimal("1.00"), at_most=Decimal(400), **kind)  # fmt: skip
    _sell(market, rui, kind)
    market.do("encumbrance.lift", "kit", encumbrance=pledge, reason="repaid (example)")
    market.do("claim.pay", "rui", encumbrance=claim, amount=Decimal("100.00"))
    market.do("claim.release", "kit", encumbrance=claim)
    market.do("interest.record", vehicle=rui, owner=kit, part=Decimal("0.25"), kind="fund",
              source="Register of partners (example)")  # fmt: skip


def _lies(market: Practice, **fields: Any) -> str:
    given = {"rule": "DEED-1", "source": "Deed (example)"} | fields
    return market.do("encumbrance.record", "ida", **given)["encumbrance"][0]


def _sell(market: Practice, seller: str, kind: dict[str, str]) -> None:
    market.do("cash.deposit", holder=market.holders["kit"], amount=Decimal(5_000), currency="USD",
              reference="for the encumbered shares (example)")  # fmt: skip
    offer = market.do("offer.post", "rui", seller=seller, quantity=Decimal(100), currency="USD",
                      price=Decimal("9.00"), **kind)["offer"][0]  # fmt: skip
    trade = market.do("offer.accept", "kit", offer=offer, buyer=market.holders["kit"])["trade"][0]
    market.do("notice.give", "rui", trade=trade)
    if market.running.books.market.trades[trade].stage == "noticed":  # type: ignore[index]
        market.do("consent.give", "ida", trade=trade)
    market.do("trade.settle", trade=trade)
