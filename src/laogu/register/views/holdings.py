"""What a class or a holder has now."""

from datetime import date

from laogu.basics import HolderId, IssuerId, SecurityId, StockClassId
from laogu.register.lives import Security
from laogu.register.state import Register
from laogu.register.stock import IssuedStock


def first_day(register: Register, issuer: IssuerId) -> date | None:
    """Return the first day on which anything of the issuer was issued; None: nothing was."""
    firsts = [
        min(days)
        for days in (register.changes.days(one) for one in register.classes_of[issuer])
        if days
    ]
    return min(firsts, default=None)


def alike(register: Register, stock_class: StockClassId) -> tuple[tuple[IssuedStock, int], ...]:
    """Return all that lives of a class in as few lots as differ, each with how many it stands for.

    It takes steps with what differs, not with the register. A lot stands for one by one of the same
    size where its restrictions hold a part of it; else its units are those of all together.
    """
    issuer = register.classes[stock_class].issuer
    found: list[tuple[IssuedStock, int]] = []
    for key, (units, lots) in register.alike.on(stock_class).items():
        acquired_on, restrictions, waived, waived_through, size = key
        stock = IssuedStock(
            security=SecurityId(""),
            issuer=issuer,
            stock_class=stock_class,
            holder=HolderId(""),
            units=units if size is None else size,
            acquired_on=acquired_on,
            restrictions=restrictions,
            waived=waived,
            waived_through=waived_through,
        )
        found.extend([(stock, lots)] if size is None else [(stock, 1)] * lots)
    return tuple(found)


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
