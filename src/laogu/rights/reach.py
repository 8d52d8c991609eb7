"""Reach: which of a holder's lots one rule keeps, on which days, and how many units it leaves free.

Lots that a rule does not reach are counted and not gone through, so that saying what each of many
rules means takes as long as there are restrictions, and not as many times as there are lots.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from laogu.basics import Restriction, SecurityId
from laogu.register import IssuedStock
from laogu.rights.lots import restricted_over_days, restricted_units


class Reach(Struct, frozen=True):
    """Lots with what one rule lays on each, be it known from memory only.

    others: units of the lots that it does not reach; all of them are free of it.
    """

    lots: tuple[tuple[IssuedStock, tuple[Restriction, ...]], ...]
    others: int = 0

    @property
    def held(self) -> int:
        """How many units there are, kept or free."""
        return self.others + sum([stock.units for stock, _ in self.lots])

    def restrictions(self) -> Iterator[Restriction]:
        """Yield every restriction that the rule lays on a lot."""
        for _, found in self.lots:
            yield from found

    def free_on(self, day: date) -> int:
        """Return how many units the rule leaves free on a day."""
        kept = sum([restricted_units(stock, found, day) for stock, found in self.lots])
        return self.held - kept

    def locked_through(self, on: date, units: int) -> date | None:
        """Return the last day on which fewer than `units` are free; None: no such day is known.

        Where the lots together hold fewer, the day on which the last of them is locked.
        """
        wanted = min(units, self.held)
        freed: Counter[date] = Counter()
        for stock, found in self.lots:
            before = restricted_units(stock, found, on)
            for day, kept in restricted_over_days(stock, found, on):
                freed[day] += before - kept
                before = kept
        free = self.free_on(on)
        ends = {one.locked_through for one in self.restrictions()}
        free_on = {one + _DAY for one in ends if one is not None and on <= one}
        for day in sorted({*freed, *free_on}):
            free += freed[day]
            if day in free_on and free >= wanted:
                return day - _DAY
        return None


def reach(pairs: Iterable[tuple[IssuedStock, Restriction | None]], *, of: int) -> Reach:
    """Return what a rule reaches, by lots each with a restriction; of: units of all the lots."""
    stocks: dict[SecurityId, IssuedStock] = {}
    found: dict[SecurityId, list[Restriction]] = {}
    for stock, one in pairs:
        if one is not None:
            stocks[stock.security] = stock
            sure = replace(one, sure="T") if one.sure == "M" else one
            found.setdefault(stock.security, []).append(sure)
    lots = tuple([(stocks[security], tuple(under)) for security, under in found.items()])
    return Reach(lots, of - sum([stock.units for stock in stocks.values()]))


_DAY = timedelta(days=1)
