"""Releases: what keeps each lot from sale, and on which day how many units come free.

A restriction's last locked day is not free; the day after it is.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from msgspec import Struct

from laogu.agreements import Agreements, LockUp
from laogu.basics import IssuerId, Restriction
from laogu.register import IssuedStock
from laogu.rights.lock_up import is_silent, on_lot
from laogu.rights.lots import restricted_units


class Locked(Struct, frozen=True, kw_only=True):
    """One lot on a day, with everything that keeps it from sale now or later.

    units: how many are kept on the day. is_silent: a clause asks when the lot was acquired, and the
    register does not say; it is then kept, and until when is not known.
    """

    stock: IssuedStock
    units: int
    locks: tuple[Restriction, ...]
    is_silent: bool

    def binding(self, on: date) -> tuple[Restriction, ...]:
        """Return the restrictions in force on a day, the one that lasts longest first."""
        found = [one for one in self.locks if one.binds_on(on)]
        return tuple(sorted(found, key=lambda one: one.locked_through or date.max, reverse=True))


class Release(Struct, frozen=True, kw_only=True):
    """Units that come free at the same time.

    on:    the first free day; None: no such day is known.
    rules: what kept them until then. lots: of how many securities they are.
    """

    on: date | None
    units: int
    rules: tuple[str, ...]
    lots: int


def locked(
    agreements: Agreements, issuer: IssuerId, stocks: Iterable[IssuedStock], *, on: date
) -> tuple[Locked, ...]:
    """Return what keeps each lot from sale, by its own restrictions and the terms of a day."""
    terms = agreements.in_force(issuer, on)
    clauses = [clause for adopted in terms for clause in adopted.content.lock_up]
    return tuple(_locked(stock, clauses, on) for stock in stocks)


def releases(lots: Iterable[Locked], *, on: date) -> tuple[Release, ...]:
    """Return what comes free after a day, the earliest first; what has no day last."""
    found: dict[date | None, list[tuple[int, str]]] = {}
    for lot in lots:
        for day, units, rule in _releases_of(lot, on):
            found.setdefault(day, []).append((units, rule))
    days = sorted(found, key=lambda day: day or date.max)
    return tuple(
        Release(
            on=day,
            units=sum(units for units, _ in found[day]),
            rules=tuple(dict.fromkeys(rule for _, rule in found[day])),
            lots=len(found[day]),
        )
        for day in days
    )


def _locked(stock: IssuedStock, clauses: Iterable[LockUp], on: date) -> Locked:
    locks = list(stock.restrictions)
    silent = False
    for clause in clauses:
        silent = silent or is_silent(clause, stock)
        lock = on_lot(clause, stock)
        if lock is not None:
            locks.append(lock)
    units = restricted_units(stock, locks, on)
    return Locked(stock=stock, units=units, locks=tuple(locks), is_silent=silent)


def _releases_of(lot: Locked, on: date) -> Iterable[tuple[date | None, int, str]]:
    """Yield the days after `on` on which units of a lot come free, how many, and from what."""
    ends = {one.locked_through + _DAY for one in lot.locks if one.locked_through is not None}
    kept = lot.units
    for day in sorted(one for one in ends if one > on):
        left = restricted_units(lot.stock, lot.locks, day)
        if left < kept:
            ended = [one.rule for one in lot.locks if one.locked_through == day - _DAY]
            yield day, kept - left, ended[0]
        kept = left
    if kept:
        endless = [one.rule for one in lot.locks if one.locked_through is None]
        yield None, kept, endless[0] if endless else ""


_DAY = timedelta(days=1)
