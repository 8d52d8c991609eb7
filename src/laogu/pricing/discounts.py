"""What a share is worth less while it cannot be sold: five published formulas, as fractions.

volatility: a year. years: of the restriction. rate and dividend: continuous. None of them is put on
a price that was itself paid for a share nobody could sell: it is in there already.
"""

from math import exp, expm1, log, log1p, pi, sqrt
from statistics import NormalDist

from laogu.pricing.black_scholes import put

_normal = NormalDist().cdf
_SMALL = 1e-4
"""Variance below which a series is exact to the last digit, and the formula itself is not."""


def finnerty(years: float, volatility: float, *, dividend: float = 0.0) -> float:
    """Return the discount of an average-price put, which is also China's rule for locked shares.

    Never above 32.28 per cent. Sources: Finnerty, An average-strike put option model of the
    marketability discount, 2012; Asset Management Association of China, guideline of September
    2017 on shares under lock-up (AAP).
    """
    variance = volatility**2 * years
    if variance < _SMALL:
        squared = variance / 3
    else:
        squared = variance + log(2) + _log_rest(variance) - 2 * _log_less_one(variance)
    return exp(-dividend * years) * _both(squared)


def ghaidarov(years: float, volatility: float, *, dividend: float = 0.0) -> float:
    """Return the discount of an average-strike put, which goes to one.

    Source: Ghaidarov, Analytical bound on the cost of illiquidity, 2009.
    """
    variance = volatility**2 * years
    if variance < _SMALL:
        squared = variance / 3
    else:
        squared = log(2) + _log_rest(variance) - 2 * log(variance)
    return exp(-dividend * years) * _both(squared)


def chaffe(years: float, volatility: float, *, rate: float, dividend: float = 0.0) -> float:
    """Return the discount of a protective put at today's price.

    Source: Chaffe, Option pricing as a proxy for discount for lack of marketability, 1993.
    """
    found = put(1.0, 1.0, years=years, volatility=volatility, rate=rate, dividend=dividend)
    return float(found)


def of_common_beside_preferred(
    years: float, *, common: float, preferred: float, rate: float, dividend: float = 0.0
) -> float:
    """Return by how much more common is discounted than preferred. common, preferred: volatilities.

    Source: Ghaidarov, the differential put.
    """
    of_common = chaffe(years, common, rate=rate, dividend=dividend)
    of_preferred = chaffe(years, preferred, rate=rate, dividend=dividend)
    return 1 - (1 - of_common) / (1 - of_preferred)


def longstaff(years: float, volatility: float) -> float:
    """Return the most that a right to sell can be worth, to one who would sell at the best price.

    Never above one, where the formula goes on. Source: Longstaff, How much can marketability affect
    security values? Journal of Finance 50(5), 1995.
    """
    variance = volatility**2 * years
    root = sqrt(variance)
    found = (2 + variance / 2) * _normal(root / 2) + root / sqrt(2 * pi) * exp(-variance / 8) - 1
    return min(found, 1.0)


def _both(squared: float) -> float:
    """Return 2·N(v/2) - 1, the probability between both ends."""
    return 2 * _normal(sqrt(max(squared, 0.0)) / 2) - 1


def _log_rest(x: float) -> float:
    """Return ln(e^x - x - 1), for large x as well."""
    return x + log1p(-(x + 1) * exp(-x)) if x > 1 else log(expm1(x) - x)


def _log_less_one(x: float) -> float:
    """Return ln(e^x - 1), for large x as well."""
    return x + log1p(-exp(-x)) if x > 1 else log(expm1(x))
