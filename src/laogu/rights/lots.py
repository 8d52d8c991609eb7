"""Which of a holder's shares are free: held, less what is restricted, less what is promised."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from laogu.basics import HolderId, Restriction, SecurityId, StockClassId
from laogu.market import Market
from laogu.register import IssuedStock, Register


class LotFree(Struct, frozen=True, kw_only=True, gc=False):
    """One lot, and why not all of it can go.

    restricted: units that restrictions in force hold; promised: units that offers and trades hold;
    free: what is left, never below zero. binding: the restrictions that hold them.
    """

    stock: IssuedStock
    restricted: int
    promised: int
    free: int
    binding: tuple[Restriction, ...] = ()


def lots_free(
    register: Register,
    market: Market,
    *,
    stock_class: StockClassId,
    holder: HolderId,
    on: date,
    but: Iterable[tuple[SecurityId, int]] = (),
    clauses: Callable[[IssuedStock], Iterable[Restriction]] | None = None,
) -> tuple[LotFree, ...]:
    """Return the holder's lots of a class with what is free of each, oldest first.

    but:     promises that do not count: of the proposal itself, and those that are sealed.
    clauses: the restrictions that clauses of the terms put on a lot, beside its own.
    """
    own: Counter[SecurityId] = Counter()
    for security, units in but:
        own[security] += units
    committed = market.committed
    lots: list[LotFree] = []
    for stock in register.living(stock_class, holder):
        promised = committed.get(stock.security, 0)
        if own:
            promised -= own[stock.security]
        restrictions = stock.restrictions
        if clauses is not None:
            restrictions = (*restrictions, *clauses(stock))
        lots.append(lot_free(stock, restrictions, promised=promised, on=on))
    return tuple(lots)


def lot_free(
    stock: IssuedStock, restrictions: Sequence[Restriction], *, promised: int, on: date
) -> LotFree:
    """Return what is free of one lot on a day."""
    binding: tuple[Restriction, ...] = ()
    restricted = 0
    if restrictions:
        binding = tuple([one for one in restrictions if _holds(one, on)])
        restricted = restricted_units(stock, binding, on)
    return LotFree(
        stock=stock,
        restricted=restricted,
        promised=promised,
        free=max(stock.units - restricted - promised, 0),
        binding=binding,
    )


def restricted_units(stock: IssuedStock, restrictions: Iterable[Restriction], on: date) -> int:
    """Return how many units of a lot the restrictions hold on a day.

    A restriction on the whole lot holds all of it, however many there are. Quantities without named
    shares are taken as not overlapping, up to the lot. What is known from memory holds nothing.
    """
    held = 0
    for one in restrictions:
        if _holds(one, on):
            held += stock.units if one.units is None else one.units
    return min(held, stock.units)


def restricted_over_days(
    stock: IssuedStock, restrictions: Iterable[Restriction], on: date
) -> Iterator[tuple[date, int]]:
    """Yield the days after `on` on which one begins or ends, and how many units are held then.

    It is `restricted_units` of each such day, with every restriction looked at once for all.
    """
    held = 0
    changes: Counter[date] = Counter()
    for one in restrictions:
        first, last = one.starts_on or date.min, one.locked_through
        if one.sure == "M" or (last is not None and (last < on or last < first)):
            continue
        units = stock.units if one.units is None else one.units
        if first > on:
            changes[first] += units
        else:
            held += units
        if last is not None:
            changes[last + _DAY] -= units
    for day in sorted(changes):
        held += changes[day]
        yield day, min(held, stock.units)


def _holds(one: Restriction, on: date) -> bool:
    """Return whether a restriction keeps shares on a day; one known from memory keeps none."""
    return one.sure != "M" and one.binds_on(on)


_DAY = timedelta(days=1)
