"""Student's t and the normal, one figure at a time, and where a likelihood is reached.

SciPy has all of it, at half a second and fifty megabytes for whoever asks first, which is whoever
opens the first page. Columns of figures go to SciPy all the same.
"""

from collections.abc import Callable
from functools import cache
from math import erfc, exp, inf, lgamma, log, sqrt
from typing import Final

SAME: Final = 1e-13
"""Of a logarithm: what is nearer is the same."""

MOST_STEPS: Final = 100
"""Steps of a search; halving alone takes no more."""

_LEAST = 1e-300
_CLOSE = 1e-15
_MOST_TERMS = 500


def reached(
    likely: float,
    likelihood: Callable[[float], float],
    density: Callable[[float], float],
    *,
    low: float,
    high: float,
    start: float,
) -> float:
    """Return where a likelihood is reached, between `low` and `high`.

    By Newton's steps; where one leads out of where it must lie, that is halved instead.
    """
    at = start
    for _ in range(MOST_STEPS):
        missed, slope = likelihood(at) - likely, density(at)
        low, high = (at, high) if missed < 0 else (low, at)
        step = missed / slope if slope > 0 else inf
        if abs(step) < SAME or high - low < SAME:
            break
        then = at - step
        at = then if low < then < high else (low + high) / 2
    return at


def t_below(at: float, tails: float) -> float:
    """Return how likely a value of at most `at` is, with so many degrees of freedom, above 0.

    Method: the incomplete beta function (DLMF 8.17.2), of which t has one half on each side.
    """
    outside = at * at / (tails + at * at)
    beyond = _beta(tails / (tails + at * at), outside, tails / 2, 0.5) / 2
    return beyond if at < 0 else 1 - beyond


def normal_below(at: float) -> float:
    """Return how likely a standard normal value of at most `at` is."""
    return erfc(-at / sqrt(2)) / 2


def t_density(at: float, tails: float) -> float:
    """Return the density of t at a value."""
    half = (tails + 1) / 2
    return exp(-_log_beta(tails / 2, 0.5) - half * log(1 + at * at / tails)) / sqrt(tails)


def _beta(x: float, rest: float, a: float, b: float) -> float:
    """Return the regularised incomplete beta function at x; rest: 1 - x, which is known better."""
    if x > (a + 1) / (a + b + 2):
        return 1 - _beta(rest, x, b, a)
    if x <= 0:
        return 0.0
    return exp(a * log(x) + b * log(rest) - _log_beta(a, b)) / a / _fraction(x, a, b)


@cache
def _log_beta(a: float, b: float) -> float:
    return lgamma(a) + lgamma(b) - lgamma(a + b)


def _fraction(x: float, a: float, b: float) -> float:
    """Return the continued fraction of the incomplete beta function, by Lentz's method.

    DLMF 8.17.22: 1 + d1/(1 + d2/(1 + ...)).
    """
    found = ahead = 1.0
    behind = 0.0
    for step in range(1, _MOST_TERMS):
        half = step // 2
        if step % 2:
            term = -(a + half) * (a + b + half) * x / ((a + step - 1) * (a + step))
        else:
            term = half * (b - half) * x / ((a + step - 1) * (a + step))
        behind = 1 / (1 + term * behind or _LEAST)
        ahead = 1 + term / ahead or _LEAST
        change = ahead * behind
        found *= change
        if abs(change - 1) < _CLOSE:
            break
    return found
