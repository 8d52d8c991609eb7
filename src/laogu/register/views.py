"""Questions to the register that have an answer for a person."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime

from msgspec import Struct

from laogu.basics import HolderId, IssuerId, SecurityId, StockClassId
from laogu.register.events import HolderRegistered
from laogu.register.state import Register, Security
from laogu.register.stock import IssuedStock


class CapTableRow(Struct, frozen=True, kw_only=True, gc=False):
    """One holder on one day: units of each class, and the securities they stand on.

    known: the securities, where they had to be looked at one by one; None: they live now, and are
    looked up when somebody asks, because a table of many holders is seldom read to its lots.
    """

    holder: HolderRegistered
    units: dict[StockClassId, int]
    register: Register
    known: tuple[IssuedStock, ...] | None = None

    @property
    def total(self) -> int:
        """All units of all classes together; meaningful where the classes share their decimals."""
        return sum(self.units.values())

    @property
    def securities(self) -> tuple[IssuedStock, ...]:
        """The securities, class by class, oldest first."""
        if self.known is not None:
            return self.known
        register, holder = self.register, self.holder.holder
        return tuple(
            stock for stock_class in self.units for stock in register.living(stock_class, holder)
        )


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

    As everything stands now, it takes steps with the holders; on an earlier day, or as it was known
    at a moment, with all securities there ever were.
    """
    classes = register.classes_of[issuer]
    held: dict[HolderId, dict[StockClassId, int]] = {}
    lots: dict[HolderId, list[IssuedStock]] | None = None
    if known_at is None and all(register.changed_on.get(one, as_of) <= as_of for one in classes):
        for stock_class in classes:
            for holder, units in register.units_of.on(stock_class).items():
                held.setdefault(holder, {})[stock_class] = units
    else:
        lots = {}
        for stock_class in classes:
            for holder, stocks in _stood(register, stock_class, as_of, known_at).items():
                held.setdefault(holder, {})[stock_class] = sum([one.units for one in stocks])
                lots.setdefault(holder, []).extend(stocks)
    return CapTable(
        issuer=issuer,
        as_of=as_of,
        known_at=known_at,
        classes=classes,
        rows=tuple(
            [
                CapTableRow(
                    holder=register.holders[holder],
                    units=held[holder],
                    register=register,
                    known=None if lots is None else tuple(lots[holder]),
                )
                for holder in _in_order(register, held)
            ]
        ),
        totals={
            one: sum([units[one] for units in held.values() if one in units]) for one in classes
        },
    )


def first_day(register: Register, issuer: IssuerId) -> date | None:
    """Return the first day on which anything of the issuer was issued; None: nothing was."""
    days = [
        register.securities[security].issued_on
        for stock_class in register.classes_of[issuer]
        for security in register.of_class.on(stock_class)
    ]
    return min(days, default=None)


def alike(register: Register, stock_class: StockClassId) -> tuple[tuple[IssuedStock, int], ...]:
    """Return all that lives of a class in as few lots as differ, each with how many it stands for.

    It takes steps with what differs, not with the register. A lot stands for one by one of the same
    size where its restrictions hold a part of it; else its units are those of all together.
    """
    issuer = register.classes[stock_class].issuer
    found: list[tuple[IssuedStock, int]] = []
    for (acquired_on, restrictions, size), (units, lots) in register.alike.on(stock_class).items():
        stock = IssuedStock(
            security=SecurityId(""),
            issuer=issuer,
            stock_class=stock_class,
            holder=HolderId(""),
            units=units if size is None else size,
            acquired_on=acquired_on,
            restrictions=restrictions,
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


def _stood(
    register: Register, stock_class: StockClassId, as_of: date, known_at: datetime | None
) -> dict[HolderId, list[IssuedStock]]:
    """Return the securities that lived on a day, by what was written at a moment, by holder."""
    found: defaultdict[HolderId, list[IssuedStock]] = defaultdict(list)
    securities = register.securities
    for security in register.of_class.on(stock_class):
        lived = securities[security]
        end = lived.retired
        # One condition and no call: there may be hundreds of thousands.
        if (
            lived.issued_on <= as_of
            and (known_at is None or lived.issued_at <= known_at)
            and (end is None or end.on > as_of or (known_at is not None and end.at > known_at))
        ):
            stock = lived.stock
            found[stock.holder].append(stock)
    return found


def _in_order(
    register: Register, held: dict[HolderId, dict[StockClassId, int]]
) -> Iterator[HolderId]:
    """Yield the holders: the largest first, equal ones by their ids, unnamed ones at the end."""
    totals = {holder: sum(units.values()) for holder, units in held.items()}
    # Sorted twice, by one plain value each: for many holders much faster than once by pairs.
    ordered = sorted(sorted(totals), key=totals.__getitem__, reverse=True)
    unnamed = [one for one in ordered if register.holders[one].kind == "residual"]
    yield from (one for one in ordered if one not in unnamed) if unnamed else ordered
    yield from unnamed
