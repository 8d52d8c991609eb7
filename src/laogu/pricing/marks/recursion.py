"""One step of the filter: what is known of a logarithm, as mean and variance, after a report.

A figure pulls the mean by how much surer it is; one that lies far off is believed less. A bid that
nobody took says only that the value lies above, an ask that it lies below; what is known then has
the mean and the variance of what that leaves.
"""

from collections.abc import Sequence
from math import erfc, exp, inf, log, pi, sqrt
from typing import Final, NamedTuple

FAR: Final = 2.5
"""Standard deviations beyond which a figure is believed less: Huber's bend."""


class Known(NamedTuple):
    """What is known after a report. gain: the weight of the report in the mean, between 0 and 1."""

    mean: float
    variance: float
    gain: float


def seen(
    mean: float, variance: float, *, missed: float, spread: float, far: float = FAR, off: float = 0
) -> Known:
    """Return what is known after a figure that missed the mean by so much.

    off: by how much more it was expected to lie above the mean, which tells only how far it is.
    """
    total = variance + spread**2
    away = abs(missed - off)
    if away > far * sqrt(total):
        total *= away / (far * sqrt(total))
    gain = variance / total
    return Known(mean + gain * missed, variance * (1 - gain), gain)


def above(mean: float, variance: float, *, bound: float, softness: float) -> Known:
    """Return what is known once the value is known to lie above a bound, as soft as that is."""
    total = sqrt(variance + softness**2)
    z = (mean - bound) / total
    steep = _steepness(z)
    gain = min(variance * steep * (steep + z) / total**2, 1.0)
    return Known(mean + variance * steep / total, variance * (1 - gain), gain)


def below(mean: float, variance: float, *, bound: float, softness: float) -> Known:
    """Return what is known once the value is known to lie below a bound: the mirror of above."""
    found = above(-mean, variance, bound=-bound, softness=softness)
    return Known(-found.mean, found.variance, found.gain)


def of_quote(bid: float, ask: float, *, at_once: float) -> tuple[float, float]:
    """Return logarithm and spread of a bid and an ask: anywhere between them is as likely."""
    half = log(ask / bid) / 2
    return log(bid) + half, sqrt(half**2 / 3 + at_once**2)


class Fused(NamedTuple):
    """Several logarithms of one thing as one. weights: of each; they sum to one."""

    log: float
    spread: float
    weights: tuple[float, ...]


def fused(
    logs: Sequence[float], spreads: Sequence[float], *, alike: Sequence[Sequence[float]] | float = 0
) -> Fused:
    """Return the sum of several reports with the least spread, by generalised least squares.

    alike: how far they hang together: the correlation of every two, or all of them as a matrix.
    """
    import numpy as np

    scale = np.array(spreads, dtype=float)
    one_number = isinstance(alike, (int, float))
    ties = np.full((len(scale), len(scale)), alike) if one_number else np.array(alike, dtype=float)
    np.fill_diagonal(ties, 1.0)
    inverse = np.linalg.solve(ties * np.outer(scale, scale), np.ones(len(scale)))
    weights = inverse / inverse.sum()
    return Fused(
        log=float(weights @ np.array(logs, dtype=float)),
        spread=float(inverse.sum() ** -0.5),
        weights=tuple(float(one) for one in weights),
    )


def _steepness(z: float) -> float:
    """Return the density of a standard normal over its distribution at z, however far below."""
    if z > -6:
        return exp(-(z**2) / 2) / sqrt(2 * pi) * 2 / erfc(-z / sqrt(2)) if z < inf else 0.0
    # Laplace's continued fraction of Mills' ratio: twenty terms are exact to rounding here.
    away = -z
    found = away
    for term in range(20, 0, -1):
        found = away + term / found
    return found
