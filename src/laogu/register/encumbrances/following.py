"""How encumbrances follow shares: what is free of one leaves first, and it stays with what stays.

Of a lot of 1,000 with 600 pledged, a sale of 300 takes none of the pledged ones. Where more leaves
than was free, a right in the shares themselves goes along; what binds the holder (whose nominee it
is, who claims what it sells for) ends for the shares that left it.
"""

from collections.abc import Sequence

from laogu.basics import SecurityId
from laogu.register.encumbrances.events import Encumbrance
from laogu.register.stock import IssuedStock


def leaving(held: int, encumbered: int, gone: int) -> int:
    """Return how many encumbered units are among `gone` units of a lot: the free ones go first."""
    return max(gone - (held - encumbered), 0)


def heirs_of(
    one: Encumbrance,
    holder: str,
    units: int,
    *,
    retired: Sequence[IssuedStock],
    resulting: Sequence[IssuedStock],
    balance: IssuedStock | None,
) -> dict[SecurityId, int]:
    """Return on which of the securities that came of a lot an encumbrance lies, and on how many.

    holder, units: of the lot it lay on, and on how many. retired: all that was retired together.
    Where a split or a conversion makes more or fewer units, the number follows, rounded up.
    """
    found: dict[SecurityId, int] = {}
    left = _lay(found, [balance] if balance is not None else [], units)
    own = [each for each in resulting if each.holder == holder]
    heirs = own or (resulting if one.hinders else [])
    gone = sum(each.units for each in retired) - (balance.units if balance is not None else 0)
    if heirs and left and gone:
        became = sum(each.units for each in resulting)
        _lay(found, heirs, -(-left * became // gone))
    if one.security is not None:
        return found
    # One over a whole holding covers what stays in it without being laid on every lot.
    covered = {
        each.security
        for each in (*own, *([balance] if balance is not None else []))
        if (each.stock_class, each.holder) == (one.stock_class, one.holder)
    }
    return {security: count for security, count in found.items() if security not in covered}


def _lay(found: dict[SecurityId, int], on: Sequence[IssuedStock], units: int) -> int:
    """Lay units on securities, the first ones first; return what none of them could take."""
    for each in on:
        taken = min(units, each.units)
        if taken:
            found[each.security] = taken
        units -= taken
    return units
