"""Bands about a value: two halves of a normal one of its logarithm, and what widens them."""

from math import exp, log, sqrt

from msgspec import Struct

from laogu.pricing.standard.shapes import Band

TAIL = 1.6449
"""Standard deviations from the middle to 5 and to 95 per cent."""

QUARTER = 0.6745
"""To 25 and to 75 per cent."""


class Spread(Struct, frozen=True):
    """Standard deviations of the logarithm, below and above a value."""

    below: float
    above: float

    def band(self, value: float) -> Band:
        """Return 5 to 95 per cent about a value."""
        return value * exp(-TAIL * self.below), value * exp(TAIL * self.above)

    def middle(self, value: float) -> Band:
        """Return 25 to 75 per cent about a value."""
        return value * exp(-QUARTER * self.below), value * exp(QUARTER * self.above)


def spread_of(value: float, band: Band) -> Spread:
    """Return the spread of a band about a value."""
    return Spread(log(value / band[0]) / TAIL, log(band[1] / value) / TAIL)


def around(value: float, band: Band, middle: Band, more: float) -> tuple[Band, Band]:
    """Return a band and the middle of it, widened by a further standard deviation."""
    wider = []
    for (low, high), reach in ((band, TAIL), (middle, QUARTER)):
        below = sqrt((log(value / low) / reach) ** 2 + more**2)
        above = sqrt((log(high / value) / reach) ** 2 + more**2)
        wider.append((value * exp(-reach * below), value * exp(reach * above)))
    return wider[0], wider[1]


def grid_spread(low: float, high: float) -> float:
    """Return what a parameter adds to the spread, that is as likely low, usual or high."""
    return abs(log(high / low)) / 2 * sqrt(2 / 3)
