"""Exercise or forfeit: what a vested option is worth to one who leaves, and has ninety days.

The company's figure does not help somebody who must find the money now, pays tax on what cannot be
sold, and has most of what they own in one place. Here it is told in their terms: how much richer,
for certain, the best choice makes them.
"""

from functools import cache
from math import exp, sqrt
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np

_POINTS: Final = 128
_MOST_LOST: Final = -0.5
"""Of the wealth: below it, what is left says more exactly how much that is than what is lost."""


class Leaver(Struct, frozen=True, kw_only=True):
    """Who leaves, and what they hold.

    wealth: beside the options. options: vested. tax: on the spread, at the exercise. years: until
    the share can be sold. volatility, drift: of the share, as they believe. rate: that cash earns.
    aversion: constant relative risk aversion; 0: indifferent to risk.
    """

    wealth: float
    options: float
    strike: float
    tax: float
    years: float
    volatility: float
    drift: float
    rate: float
    aversion: float = 2.0

    def cost(self, value: float, part: float = 1.0) -> float:
        """Return what must be paid to exercise a part of the options: price and tax."""
        each = self.strike + self.tax * max(value - self.strike, 0.0)
        return part * self.options * each


def gain(leaver: Leaver, value: float, part: float) -> float:
    """Return how much richer for certain, in today's money, exercising a part makes them.

    value: of one share today. Below zero: forfeiting is better. Minus infinity: they cannot pay.
    """
    import numpy as np

    return float(gains(leaver, np.array([value]), np.array([part]))[0, 0])


def gains(leaver: Leaver, values: "np.ndarray", parts: "np.ndarray") -> "np.ndarray":
    """Return `gain` of every value, down, and every part, across."""
    import numpy as np

    z, weights = _normal()
    wide = leaver.volatility * sqrt(leaver.years)
    grows = np.exp((leaver.drift - leaver.volatility**2 / 2) * leaver.years + wide * z)
    grown = exp(leaver.rate * leaver.years)
    each = leaver.strike + leaver.tax * np.maximum(values - leaver.strike, 0.0)
    cost = leaver.options * each[:, None] * parts
    rest = leaver.wealth - cost
    is_paid = (rest > 0) | ((rest == 0) & (leaver.aversion < 1))
    held = (leaver.options * values[:, None] * parts)[is_paid][:, None] * grows
    found = np.full(rest.shape, -np.inf)
    end = rest[is_paid][:, None] * grown + held
    more = held - cost[is_paid][:, None] * grown
    found[is_paid] = richer(more, end, weights, leaver.wealth * grown, leaver.aversion) / grown
    return found


def best(leaver: Leaver, value: float, *, steps: int = 200) -> tuple[float, float]:
    """Return the part of the options that is best exercised, and what that gains."""
    import numpy as np

    parts = np.arange(steps + 1) / steps
    found = gains(leaver, np.array([value]), parts)[0]
    at = steps - int(found[::-1].argmax())  # Of equal ones the largest part.
    return float(parts[at]), float(found[at])


def richer(
    more: "np.ndarray", end: "np.ndarray", weights: "np.ndarray", wealth: float, aversion: float
) -> "np.ndarray":
    """Return the certain gain that is as good as an uncertain one, for every row of outcomes.

    more: what each leaves beyond `wealth`. end: both together, for one that leaves next to nothing.
    However large the wealth, the gain keeps its digits: nothing is taken from a sum it was put to.
    """
    import numpy as np

    found: np.ndarray
    if not aversion:
        found = more @ weights
        return found
    part = more / wealth
    is_little = part < _MOST_LOST
    log_end = np.log1p(np.maximum(part, _MOST_LOST, out=part), out=part)
    log_end[is_little] = np.log(end[is_little] / wealth)
    power = 1 - aversion
    mean = np.log1p(np.expm1(power * log_end) @ weights) / power if power else log_end @ weights
    found = wealth * np.expm1(mean)
    return found


@cache
def _normal() -> tuple["np.ndarray", "np.ndarray"]:
    """Return points and weights with which a normal expectation is taken."""
    import numpy as np

    nodes, weights = np.polynomial.hermite_e.hermegauss(_POINTS)
    return nodes, weights / weights.sum()
