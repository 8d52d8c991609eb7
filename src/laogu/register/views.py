"""Questions to the register that have an answer for a person."""

from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, StockClassId
from laogu.register.events import HolderRegistered, IssuedStock
from laogu.register.state import Register, Security


class CapTableRow(Struct, frozen=True, kw_only=True):
    """One holder on one day: units of each class, and the securities they stand on."""

    holder: HolderRegistered
    units: dict[StockClassId, int]
    securities: tuple[IssuedStock, ...]

    @property
    def total(self) -> int:
        """All units of all classes together; meaningful where the classes share their decimals."""
        return sum(self.units.values())


class CapTable(Struct, frozen=True, kw_only=True):
    """Who held what on a day, by what had been written at a moment; largest holder first.

    known_at: None: by everything written by now.
    """

    issuer: IssuerId
    as_of: date
    known_at: datetime | None
    classes: tuple[StockClassId, ...]
    rows: tuple[CapTableRow, ...]
    totals: dict[StockClassId, int]


def cap_table(
    register: Register, issuer: IssuerId, *, as_of: date, known_at: datetime | None = None
) -> CapTable:
    """Return who held what of an issuer on the day `as_of`."""
    held: dict[HolderId, list[IssuedStock]] = {}
    totals = dict.fromkeys(register.classes_of[issuer], 0)
    for stock_class in totals:
        for lived in _stood(register, stock_class, as_of, known_at):
            held.setdefault(lived.stock.holder, []).append(lived.stock)
            totals[stock_class] += lived.stock.units
    rows = [_row(register, holder, stocks) for holder, stocks in held.items()]
    rows.sort(key=lambda row: (row.holder.kind == "residual", -row.total, row.holder.holder))
    return CapTable(
        issuer=issuer,
        as_of=as_of,
        known_at=known_at,
        classes=tuple(totals),
        rows=tuple(rows),
        totals=totals,
    )


def first_day(register: Register, issuer: IssuerId) -> date | None:
    """Return the first day on which anything of the issuer was issued; None: nothing was."""
    days = [
        register.securities[security].issued_on
        for stock_class in register.classes_of[issuer]
        for security in register.of_class.on(stock_class)
    ]
    return min(days, default=None)


def holdings(register: Register, holder: HolderId) -> tuple[Security, ...]:
    """Return the holder's living securities of every issuer, in the order they came."""
    lots = register.lots_of.on(holder)
    return tuple(register.securities[one] for one in sorted(lots, key=lots.__getitem__))


def others_holding(
    register: Register, stock_class: StockClassId, *, but: HolderId
) -> dict[HolderId, int]:
    """Return the units of every other holder of a class who is known by name, in id order."""
    unnamed = register.unnamed.on(register.classes[stock_class].issuer)
    return {
        holder: units
        for holder, units in sorted(register.units_of.on(stock_class).items())
        if holder != but and holder not in unnamed
    }


def _stood(
    register: Register, stock_class: StockClassId, as_of: date, known_at: datetime | None
) -> Iterator[Security]:
    for security in register.of_class.on(stock_class):
        lived = register.securities[security]
        if lived.stood(as_of=as_of, known_at=known_at):
            yield lived


def _row(register: Register, holder: HolderId, stocks: list[IssuedStock]) -> CapTableRow:
    units: dict[StockClassId, int] = {}
    for stock in stocks:
        units[stock.stock_class] = units.get(stock.stock_class, 0) + stock.units
    return CapTableRow(holder=register.holders[holder], units=units, securities=tuple(stocks))
