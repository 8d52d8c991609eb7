"""Who owns an issuer's shares in the end: nominees and vehicles looked through, on any day."""

from collections.abc import Callable, Iterator
from datetime import date
from fractions import Fraction
from typing import Literal

from msgspec import Struct

from laogu.basics import EncumbranceId, HolderId, IssuerId, StockClassId
from laogu.register.encumbrances import Encumbrance, held_for
from laogu.register.owners import Behind, End, Owners, chains, look_behind
from laogu.register.state import Register
from laogu.register.views import CapTableRow, cap_table

MOST_CHAINS = 20
"""Chains shown to one last holder; their parts are counted in full whatever is shown."""


class Link(Struct, frozen=True, gc=False):
    """One step towards a last holder. part: of what the holder has, that goes on to the next.

    by: whether the holder is a vehicle that the next owns a part of, or its nominee.
    """

    holder: HolderId
    part: Fraction
    by: Literal["interest", "nominee"]


class Chain(Struct, frozen=True, gc=False):
    """A way from the register to a last holder, with the units of each class that go along it."""

    links: tuple[Link, ...]
    units: dict[StockClassId, Fraction]


class LastHolder(Struct, frozen=True, kw_only=True, gc=False):
    """Who owns shares in the end.

    holder:   the last holder; where it is not known, the vehicle of which nobody knows the rest;
              None: a nominee holds for somebody who is no holder here, whom `nominee` names.
    is_known: whether anybody is known. is_cut: whether there are more chains than are shown.
    units, part: of each class, exact; of all units issued, from 0 to 1.
    """

    holder: HolderId | None
    nominee: Encumbrance | None
    is_known: bool
    units: dict[StockClassId, Fraction]
    part: Fraction
    chains: tuple[Chain, ...]
    is_cut: bool

    @property
    def total(self) -> Fraction:
        """Units of all classes together; meaningful where the classes share their decimals."""
        return sum(self.units.values(), Fraction(0))


class LookThrough(Struct, frozen=True, kw_only=True, gc=False):
    """Who owns an issuer's shares in the end on a day, the largest first, what is unknown last.

    on_register: how many stand on the register itself.
    """

    issuer: IssuerId
    as_of: date
    classes: tuple[StockClassId, ...]
    totals: dict[StockClassId, int]
    on_register: int
    owners: tuple[LastHolder, ...]


class _Start(Struct, frozen=True, gc=False):
    """Whose units they are before vehicles are looked through, and by which nominee they came."""

    holder: HolderId | None
    nominee: Encumbrance | None
    before: tuple[Link, ...]
    units: dict[StockClassId, Fraction]


class _Walk(Struct, frozen=True):
    """What looking through goes by: the interests, the day, and what was worked out so far."""

    owners: Owners
    on: date
    known: Behind


_Key = tuple[HolderId | EncumbranceId, bool]


def look_through(
    register: Register,
    issuer: IssuerId,
    *,
    as_of: date,
    sees: Callable[[Encumbrance], bool] = lambda _: True,
) -> LookThrough:
    """Return who owns an issuer's shares in the end on the day `as_of`.

    The units of all who are named, known and not, sum to what is issued of each class. sees: which
    nominees are looked through; any other stands there for itself.
    """
    table = cap_table(register, issuer, as_of=as_of)
    walk = _Walk(register.owners, as_of, Behind())
    found: dict[_Key, list[tuple[_Start, Fraction]]] = {}
    for row in table.rows:
        for start in _starts(register, row, as_of, sees):
            if start.holder is None:
                assert start.nominee is not None, "who is no holder here is named by a nominee"
                found.setdefault((start.nominee.encumbrance, True), []).append((start, Fraction(1)))
                continue
            behind = look_behind(walk.owners, start.holder, on=as_of, known=walk.known)
            for end, part in behind.items():
                found.setdefault((end.holder, end.is_known), []).append((start, part))
    issued = sum(table.totals.values())
    owners = [_last(walk, key, parts, issued) for key, parts in found.items()]
    owners.sort(key=lambda one: (not one.is_known, -one.total, one.holder or ""))
    return LookThrough(
        issuer=issuer,
        as_of=as_of,
        classes=table.classes,
        totals=table.totals,
        on_register=len(table.rows),
        owners=tuple(owners),
    )


def _starts(
    register: Register, row: CapTableRow, on: date, sees: Callable[[Encumbrance], bool]
) -> Iterator[_Start]:
    """Yield whose the units of a row are: the holder's own, and those it holds for others."""
    own = {one: Fraction(units) for one, units in row.units.items()}
    if register.encumbrances.of_holder.on(row.holder.holder):
        for stock in row.securities:
            for nominee, units in held_for(register.encumbrances, stock, on=on):
                if not sees(nominee):
                    continue
                own[stock.stock_class] -= units
                part = Fraction(units, row.total)
                link = Link(row.holder.holder, part, "nominee")
                units_of = {stock.stock_class: Fraction(units)}
                yield _Start(nominee.favours, nominee, (link,), units_of)
    rest = {one: units for one, units in own.items() if units}
    if rest:
        yield _Start(row.holder.holder, None, (), rest)


def _last(walk: _Walk, key: _Key, parts: list[tuple[_Start, Fraction]], issued: int) -> LastHolder:
    who, is_known = key
    units: dict[StockClassId, Fraction] = {}
    shown: list[Chain] = []
    for start, part in parts:
        for stock_class, count in start.units.items():
            units[stock_class] = units.get(stock_class, Fraction(0)) + count * part
        if len(shown) <= MOST_CHAINS:
            shown.extend(_chains(walk, start, key, most=MOST_CHAINS + 1 - len(shown)))
    first = parts[0][0]
    is_named = first.holder is None
    return LastHolder(
        holder=None if is_named else HolderId(who),
        nominee=first.nominee if is_named else None,
        is_known=is_known,
        units=units,
        part=sum(units.values(), Fraction(0)) / issued if issued else Fraction(0),
        chains=tuple(shown[:MOST_CHAINS]),
        is_cut=len(shown) > MOST_CHAINS,
    )


def _chains(walk: _Walk, start: _Start, key: _Key, *, most: int) -> Iterator[Chain]:
    if start.holder is None:
        yield Chain(start.before, start.units)
        return
    end = End(HolderId(key[0]), key[1])
    ways = chains(walk.owners, start.holder, end, on=walk.on, known=walk.known, most=most)
    for steps in ways:
        part = Fraction(1)
        for step in steps:
            part *= step.part
        links = tuple(Link(step.vehicle, step.part, "interest") for step in steps)
        units = {one: count * part for one, count in start.units.items()}
        yield Chain((*start.before, *links), units)
