"""Who held what on a day, by what had been written at a moment."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date, datetime

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, SecurityId, StockClassId
from laogu.register.events import HolderRegistered
from laogu.register.state import Register
from laogu.register.stock import IssuedStock


class Lots:
    """The securities on which a table stands: looked up when somebody asks for them.

    A table of many holders is seldom read to its lots, and for an earlier day every security there
    ever was has to be looked at.
    """

    __slots__ = ("_as_of", "_by_holder", "_classes", "_is_now", "_known_at", "_register")

    def __init__(
        self,
        register: Register,
        classes: tuple[StockClassId, ...],
        *,
        as_of: date,
        known_at: datetime | None,
    ) -> None:
        self._register = register
        self._classes = classes
        self._as_of = as_of
        self._known_at = known_at
        self._is_now = all(_stands_now(register, one, as_of, known_at) for one in classes)
        self._by_holder: Mapping[HolderId, list[IssuedStock]] | None = None

    def of(self, holder: HolderId, classes: Mapping[StockClassId, int]) -> tuple[IssuedStock, ...]:
        """Return a holder's securities of the classes it has, class by class, oldest first."""
        if self._is_now:
            found: list[IssuedStock] = []
            securities = self._register.securities
            for stock_class in classes:
                lots = self._register.lots.on((stock_class, holder))
                # A list each, and no generator: there may be ten thousand holders.
                ordered = sorted(lots, key=lots.__getitem__)
                found += [securities[security].stock for security in ordered]
            return tuple(found)
        if self._by_holder is None:
            self._by_holder = self._stood()
        return tuple(self._by_holder.get(holder, ()))

    def _stood(self) -> Mapping[HolderId, list[IssuedStock]]:
        found: defaultdict[HolderId, list[IssuedStock]] = defaultdict(list)
        never = undone_by(self._register, self._known_at)
        as_of, known_at = self._as_of, self._known_at
        for stock_class in self._classes:
            every = map(
                self._register.securities.__getitem__, self._register.of_class.on(stock_class)
            )
            # One condition and no call: there may be hundreds of thousands.
            if known_at is None:
                stood = [
                    one.stock
                    for one in every
                    if one.issued_on <= as_of and (one.retired is None or one.retired.on > as_of)
                ]
            else:
                stood = [
                    one.stock
                    for one in every
                    if one.issued_on <= as_of
                    and one.issued_at <= known_at
                    and (one.retired is None or one.retired.on > as_of or one.retired.at > known_at)
                ]
            for stock in stood:
                if never and stock.security in never:
                    continue
                found[stock.holder].append(stock)
        return found


class CapTableRow(Struct, frozen=True, kw_only=True, gc=False):
    """One holder on one day: units of each class, and the securities they stand on."""

    holder: HolderRegistered
    units: Mapping[StockClassId, int]
    lots: Lots

    @property
    def total(self) -> int:
        """All units of all classes together; meaningful where the classes share their decimals."""
        return sum(self.units.values())

    @property
    def securities(self) -> tuple[IssuedStock, ...]:
        """The securities, class by class, oldest first."""
        return self.lots.of(self.holder.holder, self.units)


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
    """Return who held what of an issuer on the day `as_of`.

    As everything stands now, it takes steps with the holders; as it was known at a moment, with
    what was written since or until then, whichever is less; on an earlier day, with all changes.
    """
    classes = register.classes_of[issuer]
    found: dict[HolderId, dict[StockClassId, int]] = {}
    totals = {}
    for stock_class in classes:
        units_of = held(register, stock_class, as_of=as_of, known_at=known_at)
        totals[stock_class] = sum(units_of.values())
        for holder, units in units_of.items():
            row = found.get(holder)
            if row is None:
                found[holder] = {stock_class: units}
            else:
                row[stock_class] = units
    lots = Lots(register, classes, as_of=as_of, known_at=known_at)
    return CapTable(
        issuer=issuer,
        as_of=as_of,
        known_at=known_at,
        classes=classes,
        rows=tuple(
            [
                CapTableRow(holder=register.holders[holder], units=found[holder], lots=lots)
                for holder in _in_order(register, found)
            ]
        ),
        totals=totals,
    )


def undone_by(register: Register, known_at: datetime | None) -> frozenset[SecurityId]:
    """Return the securities of imports that had been undone at a moment: they never counted."""
    return frozenset(
        security
        for load in register.loads.values()
        if load.undone_at is not None and (known_at is None or load.undone_at <= known_at)
        for security in register.loaded(load)
    )


def held(
    register: Register,
    stock_class: StockClassId,
    *,
    as_of: date,
    known_at: datetime | None = None,
) -> Mapping[HolderId, int]:
    """Return how many units of a class each holder had on a day; nobody who had none."""
    now = register.units_of.on(stock_class)
    if _stands_now(register, stock_class, as_of, known_at):
        return now
    days, holders, units = register.changes.columns(stock_class)
    known = register.changes.known(stock_class, known_at)
    had: dict[HolderId, int]
    if _has_no_later_day(register, stock_class, as_of) and 2 * known >= len(days):
        had = dict(now)
        for holder, more in zip(holders[known:], units[known:], strict=True):
            had[holder] = had.get(holder, 0) - more
    else:
        had = {}
        for on, holder, more in zip(days[:known], holders, units, strict=False):
            if on <= as_of:
                had[holder] = had.get(holder, 0) + more
    return {holder: stood for holder, stood in had.items() if stood}


def _stands_now(
    register: Register, stock_class: StockClassId, as_of: date, known_at: datetime | None
) -> bool:
    return known_at is None and _has_no_later_day(register, stock_class, as_of)


def _has_no_later_day(register: Register, stock_class: StockClassId, as_of: date) -> bool:
    return register.changed_on.get(stock_class, as_of) <= as_of


def _in_order(
    register: Register, found: Mapping[HolderId, Mapping[StockClassId, int]]
) -> Iterator[HolderId]:
    """Yield the holders: the largest first, equal ones by their ids, unnamed ones at the end."""
    totals = {holder: sum(units.values()) for holder, units in found.items()}
    # Sorted twice, by one plain value each: for many holders much faster than once by pairs.
    ordered = sorted(sorted(totals), key=totals.__getitem__, reverse=True)
    unnamed = [one for one in ordered if register.holders[one].kind == "residual"]
    yield from (one for one in ordered if one not in unnamed) if unnamed else ordered
    yield from unnamed
