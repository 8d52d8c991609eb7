"""Claims on proceeds: how much of what a seller gets is set apart, and for whom.

Each claim is reckoned on its own part of what the seller gets after the fee; an older one is served
first, and together they take no more than there is.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from laogu.basics import Money, cost, in_proportion
from laogu.register.encumbrances.events import Encumbrance
from laogu.register.encumbrances.following import leaving
from laogu.register.encumbrances.state import Encumbrances, Standing
from laogu.register.stock import IssuedStock


class Claimed(Struct, frozen=True, kw_only=True, gc=False):
    """What a claim takes of a sale. units: how many of the shares sold lie under it."""

    encumbrance: Encumbrance
    units: int
    amount: Money


def claimed(
    encumbrances: Encumbrances,
    lots: Iterable[tuple[IssuedStock, int]],
    net: Money,
    *,
    decimals: int,
    on: date,
) -> tuple[Claimed, ...]:
    """Return what is claimed of the proceeds of a sale, the oldest claim first.

    lots: of one seller and class, with the units sold of each. net: what the seller gets, less the
    fee. decimals: of the class. What is known from memory only sets nothing apart.
    """
    sold = tuple(lots)
    total = sum(units for _, units in sold)
    found: list[Claimed] = []
    left = net
    for stands, units in _reached(encumbrances, sold, on):
        claim = stands.encumbrance.claim
        assert claim is not None, "a claim on proceeds says how much"
        base = in_proportion(net, Decimal(units), of=Decimal(total))
        if claim.above is not None:
            own = cost(claim.above, units, decimals=decimals)
            base = Money(max(base.minor - own.minor, 0), base.currency)
        amount = in_proportion(base, claim.part, of=Decimal(1)).minor
        if claim.at_most is not None:
            amount = min(amount, max(claim.at_most.minor - stands.held, 0))
        amount = min(amount, left.minor)
        if amount:
            taken = Money(amount, net.currency)
            found.append(Claimed(encumbrance=stands.encumbrance, units=units, amount=taken))
            left = left - taken
    return tuple(found)


def _reached(
    encumbrances: Encumbrances, sold: tuple[tuple[IssuedStock, int], ...], on: date
) -> Iterator[tuple[Standing, int]]:
    """Yield the claims in force that reach shares sold, the oldest first, with how many units."""
    units: dict[str, int] = {}
    standing: dict[str, Standing] = {}
    for stock, gone in sold:
        for stands in encumbrances.touching(stock):
            one = stands.encumbrance
            if one.kind != "claim_on_proceeds" or one.sure == "M" or not stands.binds_on(on):
                continue
            reached = leaving(stock.units, stands.units_on(stock), gone)
            if reached:
                units[one.encumbrance] = units.get(one.encumbrance, 0) + reached
                standing[one.encumbrance] = stands
    order = sorted(
        standing.values(), key=lambda stands: (stands.encumbrance.starts_on, stands.number)
    )
    for stands in order:
        yield stands, units[stands.encumbrance.encumbrance]
