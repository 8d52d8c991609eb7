"""Exercise or forfeit: what a vested option is worth to one who leaves, and has ninety days.

The company's figure does not help somebody who must find the money now, pays tax on what cannot be
sold, and has most of what they own in one place. Here it is told in their terms: how much richer,
for certain, the best choice makes them.
"""

from functools import cache
from math import exp, log, sqrt
from typing import TYPE_CHECKING, Final

from msgspec import Struct

if TYPE_CHECKING:
    import numpy as np

_POINTS: Final = 128


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

    cost = leaver.cost(value, part)
    rest = leaver.wealth - cost
    if rest < 0 or (rest == 0 and leaver.aversion >= 1):
        return float("-inf")
    z, weights = _normal()
    wide = leaver.volatility * sqrt(leaver.years)
    shares = value * np.exp((leaver.drift - leaver.volatility**2 / 2) * leaver.years + wide * z)
    grown = exp(leaver.rate * leaver.years)
    end = rest * grown + part * leaver.options * shares
    return certain(end, weights, leaver.aversion) / grown - leaver.wealth


def gains(leaver: Leaver, values: "np.ndarray", parts: "np.ndarray") -> "np.ndarray":
    """Return `gain` of every value, down, and every part, across."""
    import numpy as np

    z, weights = _normal()
    wide = leaver.volatility * sqrt(leaver.years)
    grows = np.exp((leaver.drift - leaver.volatility**2 / 2) * leaver.years + wide * z)
    grown = exp(leaver.rate * leaver.years)
    each = leaver.strike + leaver.tax * np.maximum(values - leaver.strike, 0.0)
    rest = leaver.wealth - leaver.options * each[:, None] * parts
    is_paid = (rest > 0) | ((rest == 0) & (leaver.aversion < 1))
    held = leaver.options * values[:, None] * parts
    found = np.full(rest.shape, -np.inf)
    end = rest[is_paid][:, None] * grown + held[is_paid][:, None] * grows
    if leaver.aversion == 1:
        found[is_paid] = np.exp(np.log(end) @ weights)
    elif not leaver.aversion:
        found[is_paid] = end @ weights
    else:
        power = 1 - leaver.aversion
        found[is_paid] = ((end / leaver.wealth) ** power @ weights) ** (1 / power) * leaver.wealth
    return found / grown - leaver.wealth


def best(leaver: Leaver, value: float, *, steps: int = 200) -> tuple[float, float]:
    """Return the part of the options that is best exercised, and what that gains."""
    found = max((gain(leaver, value, at / steps), at) for at in range(steps + 1))
    return found[1] / steps, found[0]


def certain(end: "np.ndarray", weights: "np.ndarray", aversion: float) -> float:
    """Return the certain wealth that is as good as an uncertain one."""
    import numpy as np

    if aversion == 1:
        return exp(float(weights @ np.log(end)))
    if not aversion:
        return float(weights @ end)
    power = 1 - aversion
    scale = float(np.median(end))
    expected = float(weights @ (end / scale) ** power)
    return scale * exp(log(expected) / power)


@cache
def _normal() -> tuple["np.ndarray", "np.ndarray"]:
    """Return points and weights with which a normal expectation is taken."""
    import numpy as np

    nodes, weights = np.polynomial.hermite_e.hermegauss(_POINTS)
    return nodes, weights / weights.sum()
