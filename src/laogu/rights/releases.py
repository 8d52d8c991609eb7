"""Releases: what keeps each lot from sale, and on which day how many units come free.

A restriction's last locked day is not free; the day after it is.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from msgspec import Struct
from msgspec.structs import replace

from laogu.agreements import Agreements, LockUp
from laogu.basics import IssuerId, Restriction, StockClassId
from laogu.register import IssuedStock, Register, alike
from laogu.rights.lock_up import is_silent, on_lot
from laogu.rights.lots import restricted_over_days, restricted_units


class Locked(Struct, frozen=True, kw_only=True):
    """One lot on a day, with everything that keeps it from sale now or later.

    units: how many are kept on the day. lots: of how many lots that are alike this one stands.
    of_terms: those of its locks that clauses of the terms lay on it, and not the lot itself has.
    is_silent: a clause asks when the lot was acquired, and the
    register does not say; it is then kept, and until when is not known.
    """

    stock: IssuedStock
    units: int
    locks: tuple[Restriction, ...]
    is_silent: bool
    lots: int = 1

    @property
    def of_terms(self) -> tuple[Restriction, ...]:
        return self.locks[len(self.stock.restrictions) :]

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


class Regime(Struct, frozen=True, kw_only=True):
    """One lock-up: a rule with its last locked day, over all lots that it keeps.

    locked_through: None: no last day is known. units: how many it keeps; lots: of how many.
    frees: how many come free the day after; fewer than `units` where `after`, the rules that
    bind on, keep them.
    """

    rule: str
    locked_through: date | None
    units: int
    frees: int
    lots: int
    after: tuple[str, ...]


class Keeps(Struct, frozen=True, kw_only=True):
    """What one rule keeps of some lots on a day.

    units:   how many. until: the last locked day; None: nothing is kept, or no such day is known.
    ended:   the last day of all that it lays on them, if that is known.
    example: one of its restrictions, the one that lasts longest.
    """

    units: int
    until: date | None
    ended: date | None
    example: Restriction


def locked(
    agreements: Agreements, issuer: IssuerId, stocks: Iterable[IssuedStock], *, on: date
) -> tuple[Locked, ...]:
    """Return what keeps each lot from sale, by its own restrictions and the terms of a day."""
    terms = agreements.in_force(issuer, on)
    clauses = [clause for adopted in terms for clause in adopted.content.lock_up]
    return tuple(_locked(stock, clauses, on) for stock in stocks)


def locked_alike(
    agreements: Agreements, register: Register, stock_class: StockClassId, *, on: date
) -> tuple[Locked, ...]:
    """Return what keeps the lots of a class from sale, as it stands now: those alike as one.

    It does not walk the register, so that a list of companies costs no more as they grow.
    """
    kind = register.classes[stock_class]
    found = alike(register, stock_class)
    kept = locked(agreements, kind.issuer, [stock for stock, _ in found], on=on)
    return tuple(replace(one, lots=lots) for one, (_, lots) in zip(kept, found, strict=True))


def regimes(lots: Iterable[Locked]) -> tuple[Regime, ...]:
    """Return every lock-up with an end or without, the earliest first, and what it sets free."""
    found: dict[tuple[date | None, str], list[tuple[int, int, int, tuple[str, ...]]]] = {}
    for lot in lots:
        for lock in lot.locks:
            through = lock.locked_through
            under = lot.stock.units if lock.units is None else min(lock.units, lot.stock.units)
            frees = 0
            after: tuple[str, ...] = ()
            if through is not None:
                free_on = through + _DAY
                before = restricted_units(lot.stock, lot.locks, through)
                frees = before - restricted_units(lot.stock, lot.locks, free_on)
                after = tuple(one.rule for one in lot.binding(free_on))
            found.setdefault((through, lock.rule), []).append((under, frees, lot.lots, after))
    order = sorted(found, key=lambda one: (one[0] or date.max, one[1]))
    return tuple(_regime(through, rule, found[through, rule]) for through, rule in order)


def _regime(
    through: date | None, rule: str, parts: list[tuple[int, int, int, tuple[str, ...]]]
) -> Regime:
    return Regime(
        rule=rule,
        locked_through=through,
        units=sum(under for under, _, _, _ in parts),
        frees=sum(frees for _, frees, _, _ in parts),
        lots=sum(lots for _, _, lots, _ in parts),
        after=tuple(dict.fromkeys(one for _, _, _, after in parts for one in after)),
    )


def keeps(lots: Iterable[Locked], *, on: date) -> Mapping[str, Keeps]:
    """Return by rule what it keeps on a day: every rule with a restriction on a lot, in order."""
    units: Counter[str] = Counter()
    found: dict[str, set[Restriction]] = {}
    for lot in lots:
        under: Counter[str] = Counter()
        for one in lot.locks:
            found.setdefault(one.rule, set()).add(one)
            if one.binds_on(on):
                under[one.rule] += one.units or lot.stock.units
        for rule, kept in under.items():
            units[rule] += min(lot.units, kept)
    return {rule: _keeps(units[rule], found[rule], on) for rule in sorted(found)}


def _keeps(units: int, restrictions: Iterable[Restriction], on: date) -> Keeps:
    every = sorted(
        restrictions,
        key=lambda one: (one.locked_through or date.max, one.source, one.sure, one.waivable_by),
    )
    binding = [one.locked_through for one in every if one.binds_on(on)]
    known = [one for one in binding if one is not None]
    ends = [one.locked_through for one in every if one.locked_through is not None]
    return Keeps(
        units=units,
        until=max(known) if units and known and len(known) == len(binding) else None,
        ended=max(ends, default=None),
        example=every[-1],
    )


def releases(lots: Iterable[Locked], *, on: date) -> tuple[Release, ...]:
    """Return what comes free after a day, the earliest first; what has no day last."""
    found: dict[date | None, list[tuple[int, int, str]]] = {}
    for lot in lots:
        for day, units, rule in _releases_of(lot, on):
            found.setdefault(day, []).append((units, lot.lots, rule))
    days = sorted(found, key=lambda day: day or date.max)
    return tuple(
        Release(
            on=day,
            units=sum(units for units, _, _ in found[day]),
            rules=tuple(dict.fromkeys(rule for _, _, rule in found[day])),
            lots=sum(lots for _, lots, _ in found[day]),
        )
        for day in days
    )


def _locked(stock: IssuedStock, clauses: Iterable[LockUp], on: date) -> Locked:
    locks = list(stock.restrictions)
    silent = False
    for clause in clauses:
        silent = silent or is_silent(clause, stock, on=on)
        lock = on_lot(clause, stock)
        if lock is not None:
            locks.append(lock)
    units = restricted_units(stock, locks, on)
    return Locked(stock=stock, units=units, locks=tuple(locks), is_silent=silent)


def _releases_of(lot: Locked, on: date) -> Iterable[tuple[date | None, int, str]]:
    """Yield the days after `on` on which units of a lot come free, how many, and from what."""
    ended: dict[date, str] = {}
    for one in lot.locks:
        if one.locked_through is not None:
            ended.setdefault(one.locked_through + _DAY, one.rule)
    kept = lot.units
    for day, left in restricted_over_days(lot.stock, lot.locks, on):
        if day not in ended:
            # Something begins: what it keeps is told of on the day on which it ends.
            kept = left
            continue
        if left < kept:
            yield day, kept - left, ended[day]
        kept = left
    if kept:
        endless = [one.rule for one in lot.locks if one.locked_through is None]
        yield None, kept, endless[0] if endless else ""


_DAY = timedelta(days=1)
