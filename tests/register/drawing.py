"""A register drawn in lines: who holds how many, and since when."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from laogu.basics import HolderId, IssuerId, SecurityId, StockClassId, Undo
from laogu.register import (
    HolderRegistered,
    IssuedStock,
    IssuerRegistered,
    Register,
    RegisterEvent,
    StockClassRegistered,
    StockIssued,
)

DAY = date(2026, 1, 5)
MOMENT = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
HARROW = IssuerId("issuer_harrow")
ORDINARY = StockClassId("class_ordinary")


class Drawn:
    """A register of one issuer with one class, and a maker of ids that counts."""

    def __init__(self, *, established_on: date | None = None, decimals: int = 0) -> None:
        self.undo = Undo()
        self.register = Register(self.undo)
        self._count = count(1)
        self.happens(
            IssuerRegistered(
                effective_on=DAY, issuer=HARROW, slug="harrow", name_en="Harrow", name_zh="哈罗",
                legal_name_en="Harrow Ltd", legal_name_zh="哈罗有限公司", jurisdiction="GB",
                form="Ltd", zone="UTC", currency="USD", established_on=established_on,
            )
        )  # fmt: skip
        self.register_class(ORDINARY, "Ordinary", "普通股", decimals=decimals)

    def register_class(self, id_: str, en: str, zh: str, *, decimals: int = 0) -> StockClassId:
        kind = StockClassRegistered(
            effective_on=DAY, stock_class=StockClassId(id_), issuer=HARROW, name_en=en, name_zh=zh,
            decimals=decimals, price_scale=2, currency="USD",
        )  # fmt: skip
        self.happens(kind)
        return kind.stock_class

    def happens(self, *events: RegisterEvent, at: datetime = MOMENT) -> None:
        for event in events:
            self.register.apply(event, at)

    def holder(self, name: str, kind: Any = "organisation") -> HolderId:
        holder = HolderId(f"holder_{name}")
        if holder not in self.register.holders:
            self.happens(HolderRegistered(effective_on=DAY, holder=holder, kind=kind, name=name))
        return holder

    def stock(self, name: str, units: int, **more: Any) -> IssuedStock:
        given = {"security": self.make_id(), "issuer": HARROW, "stock_class": ORDINARY} | more
        return IssuedStock(holder=self.holder(name), units=units, **given)

    def issued(
        self, name: str, units: int, *, on: date = DAY, at: datetime = MOMENT, **more: Any
    ) -> IssuedStock:
        """Somebody holds so many since a day, as it was written at a moment."""
        stock = self.stock(name, units, **more)
        self.happens(StockIssued(effective_on=on, stock=stock), at=at)
        return stock

    def make_id(self) -> SecurityId:
        return SecurityId(f"security_{next(self._count)}")

    def lots(self, name: str) -> list[int]:
        return [one.units for one in self.register.living(ORDINARY, self.holder(name))]

    def held_is_issued(self) -> bool:
        register = self.register
        living = [one.stock for one in register.securities.values() if one.retired is None]
        return all(
            sum(stock.units for stock in living if stock.stock_class == kind)
            == register.issued_units[kind]
            == register.held_units[kind]
            for kind in register.classes
        )
