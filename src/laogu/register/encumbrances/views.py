"""Questions about encumbrances that have an answer for a person."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from laogu.basics import EncumbranceId, HolderId, IssuerId, Restriction
from laogu.register.encumbrances.events import Encumbrance, Lifter
from laogu.register.encumbrances.state import Encumbrances, Standing
from laogu.register.stock import IssuedStock


class OnLot(Struct, frozen=True, gc=False):
    """An encumbrance that binds a lot, and on how many of its units it lies."""

    stands: Standing
    units: int

    @property
    def encumbrance(self) -> Encumbrance:
        """What was recorded."""
        return self.stands.encumbrance


def on_lot(encumbrances: Encumbrances, stock: IssuedStock, *, on: date) -> tuple[OnLot, ...]:
    """Return what binds a lot on a day, in the order it was recorded."""
    found = (
        OnLot(stands, stands.units_on(stock))
        for stands in encumbrances.touching(stock)
        if stands.binds_on(on)
    )
    return tuple(one for one in found if one.units)


class Encumbering(Restriction, frozen=True, kw_only=True, gc=False):
    """A restriction that follows from an encumbrance; it stands in no event of its own."""

    encumbrance: EncumbranceId
    lifted_by: Lifter


def restrictions_on(
    encumbrances: Encumbrances,
    stock: IssuedStock,
    *,
    on: date,
    but: frozenset[str] = frozenset(),
) -> Iterator[Encumbering]:
    """Yield what encumbrances keep from sale of a lot, as restrictions. but: those not counted."""
    for stands in encumbrances.touching(stock):
        one = stands.encumbrance
        if not one.hinders or one.encumbrance in but or not stands.binds_on(on):
            continue
        units = stands.units_on(stock)
        if units:
            yield Encumbering(
                kind=one.kind,  # type: ignore[arg-type]
                rule=one.rule,
                source=one.source,
                sure=one.sure,
                starts_on=one.starts_on,
                locked_through=one.through,
                units=None if units == stock.units else units,
                lifted_by=one.lifted_by,
                encumbrance=one.encumbrance,
            )


def held_for(
    encumbrances: Encumbrances, stock: IssuedStock, *, on: date
) -> tuple[tuple[Encumbrance, int], ...]:
    """Return for whom a lot is held by its holder, and how many units; together at most the lot."""
    left = stock.units
    found = []
    for one in on_lot(encumbrances, stock, on=on):
        units = min(one.units, left) if one.encumbrance.kind == "nominee" else 0
        if units:
            found.append((one.encumbrance, units))
            left -= units
    return tuple(found)


def of_issuer(encumbrances: Encumbrances, issuer: IssuerId) -> tuple[Standing, ...]:
    """Return every encumbrance of an issuer's shares, in the order they were recorded."""
    return tuple(encumbrances.standing[one] for one in encumbrances.of_issuer.on(issuer))


def of_holder(encumbrances: Encumbrances, holder: HolderId) -> tuple[Standing, ...]:
    """Return every encumbrance that was recorded on shares of a holder."""
    return tuple(encumbrances.standing[one] for one in encumbrances.of_holder.on(holder))


def in_favour_of(encumbrances: Encumbrances, holder: HolderId) -> tuple[Standing, ...]:
    """Return every encumbrance that is for a holder."""
    return tuple(encumbrances.standing[one] for one in encumbrances.in_favour.on(holder))


def has_nominees(encumbrances: Encumbrances, issuer: IssuerId, *, on: date) -> int:
    """Return how many arrangements are in force by which a holder stands there for somebody."""
    return sum(
        1
        for one in of_issuer(encumbrances, issuer)
        if one.encumbrance.kind == "nominee" and one.binds_on(on)
    )
