"""What shares that come free may do to a price: the discount that ends, and the supply that begins.

Both are sensitivities and no forecast. Nobody knows how much of what comes free is sold; two ends
are told, a mild one and a bound.
"""

from fractions import Fraction
from typing import Final

from msgspec import Struct

from laogu.pricing.discounts import finnerty

PART_SOLD: Final = 0.25
ELASTICITY: Final = 3.0
"""Of the mild end: a quarter of what comes free is sold, and buyers take three per cent more for
every per cent that it costs less. Judgement."""


class Supply(Struct, frozen=True, kw_only=True):
    """What a release may do. discount: of one share until it is free; None: no volatility is known.

    of_float: how much of what was free before it comes to it; None: nothing was. mild, bound: by
    which part a price may fall: the bound is where all of it is sold and no new money comes.
    """

    discount: float | None
    of_float: float | None
    mild: float | None
    bound: float | None


def supply(units: Fraction, free: Fraction, *, days: int, volatility: float | None) -> Supply:
    """Return what may come of shares that come free after some days. free: what is, just before."""
    discount = None if volatility is None else finnerty(days / 365.25, volatility)
    if free <= 0:
        return Supply(discount=discount, of_float=None, mild=None, bound=None)
    of_float = float(units / free)
    return Supply(
        discount=discount,
        of_float=of_float,
        mild=1 - (1 + PART_SOLD * of_float) ** (-1 / ELASTICITY),
        bound=1 - 1 / (1 + of_float),
    )
