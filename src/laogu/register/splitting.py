"""What a ratio makes of all lots of a class: every one is retired, and what comes of it begins."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from fractions import Fraction
from math import ceil

from msgspec.structs import replace

from laogu.basics import HolderId, Money, Restriction, SecurityId, StockClassId
from laogu.register.capital import Left
from laogu.register.events import StockClassRegistered, StockRetired
from laogu.register.rules import check_since
from laogu.register.state import Register
from laogu.register.stock import IssuedStock


def holders_lots(
    register: Register, stock_class: StockClassId
) -> dict[HolderId, list[IssuedStock]]:
    """Return every living lot of a class by its holder, oldest first, in the order of the ids."""
    found: dict[HolderId, list[IssuedStock]] = {}
    for holder in sorted(register.units_of.on(stock_class)):
        found[holder] = list(register.living(stock_class, holder))
    return found


def split_lots(
    register: Register,
    lots: Sequence[tuple[Left, Sequence[IssuedStock]]],
    *,
    on: date,
    make_id: Callable[[], SecurityId],
    into: StockClassRegistered | None = None,
) -> Iterator[StockRetired]:
    """Yield a retirement for every lot of a class whose units a ratio changed.

    A lot of which nothing whole is left ends; its cost goes on in the largest of its holder.
    into: the class that takes the place of this one; None: it stays.
    """
    for left, stocks in lots:
        costs = _costs_after(left, stocks)
        for stock in stocks:
            units = left.units[stock.security]
            made = replace(
                stock,
                security=make_id(),
                stock_class=into.stock_class if into else stock.stock_class,
                units=units,
                cost=costs[stock.security],
                restrictions=scaled(stock.restrictions, Fraction(units, stock.units), units),
                origin=None,
            )
            check_since(on, register.securities[stock.security].issued_on)
            yield StockRetired(
                effective_on=on,
                by="conversion" if into else "split",
                securities=(stock.security,),
                resulting=(made,) if units else (),
            )


def scaled(
    restrictions: Iterable[Restriction], by: Fraction, units: int
) -> tuple[Restriction, ...]:
    """Return restrictions on as large a part of a lot as before, rounded up."""
    return tuple(
        one if one.units is None else replace(one, units=min(units, ceil(one.units * by)))
        for one in restrictions
    )


def _costs_after(left: Left, stocks: Sequence[IssuedStock]) -> dict[SecurityId, Money | None]:
    """Return the cost of each lot after a ratio; that of lots that end goes to the largest."""
    costs = {one.security: one.cost for one in stocks}
    living = [one for one in stocks if left.units[one.security]]
    if not living:
        return costs
    largest = max(living, key=lambda one: one.units).security
    for one in stocks:
        before, more = costs[largest], one.cost
        if not left.units[one.security]:
            costs[largest] = None if before is None or more is None else before + more
    return costs
