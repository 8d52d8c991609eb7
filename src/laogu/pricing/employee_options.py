"""What an employee's option is worth to the company, by how employees exercise.

Source: Hull and White, How to value employee stock options, Financial Analysts Journal 60(1), 2004.
It vests after some years; from then on it is exercised as soon as the share stands at a multiple of
its price; who leaves before it vests loses it, and who leaves after exercises it if it is worth
anything. Theirs is a lattice; this is its limit, by reflection and two integrals.
"""

from math import exp, inf, log, sqrt
from typing import TYPE_CHECKING, Final

from msgspec import Struct

from laogu.pricing.checking import no_rate

if TYPE_CHECKING:
    import numpy as np

_POINTS: Final = 160
"""Of each of the two integrals: more change nothing in the tenth digit."""


class Grant(Struct, frozen=True, kw_only=True):
    """An option: strike, years until it vests and until it ends.

    exits: how often a year its holder leaves. multiple: of the strike at which it is exercised;
    infinite: only at its end.
    """

    strike: float
    vesting: float
    years: float
    exits: float
    multiple: float = inf


def hull_white(
    spot: float, grant: Grant, *, volatility: float, rate: float, dividend: float = 0.0
) -> float:
    """Return what a grant is worth to the company on the day of the grant."""
    import numpy as np
    from scipy.special import ndtr

    market = _Market(volatility, rate, dividend)
    level = grant.strike * grant.multiple
    wide, drift = volatility * sqrt(grant.vesting), market.drift * grant.vesting
    kept = exp(-(rate + grant.exits) * grant.vesting)
    if not wide:
        if spot >= level:
            return spot - grant.strike
        start = np.array([spot])
        return float(kept * _vested(start, grant, market)[0])
    nodes, weights = np.polynomial.legendre.leggauss(_POINTS)
    top = min((log(level / spot) - drift) / wide, 9.0) if level < inf else 9.0
    z = (top + 9.0) / 2 * nodes + (top - 9.0) / 2
    start = spot * np.exp(drift + wide * z)
    density = np.exp(-(z**2) / 2) / sqrt(2 * np.pi)
    below = (top + 9.0) / 2 * float(weights @ (density * _vested(start, grant, market)))
    forward = spot * exp((rate - dividend) * grant.vesting)
    above = forward * ndtr(wide - top) - grant.strike * ndtr(-top) if level < inf else 0.0
    return float(kept * (below + above))


class _Market(Struct, frozen=True):
    volatility: float
    rate: float
    dividend: float

    @property
    def drift(self) -> float:
        return self.rate - self.dividend - self.volatility**2 / 2


def _vested(spot: "np.ndarray", grant: Grant, market: _Market) -> "np.ndarray":
    """Return what is worth a vested option on shares below the level at which it is exercised."""
    import numpy as np
    from scipy.special import ndtr

    years, rate = grant.years - grant.vesting, market.rate + grant.exits
    level = grant.strike * grant.multiple
    nodes, weights = np.polynomial.legendre.leggauss(_POINTS)
    u = (nodes + 1) / 2
    # Most happens at once where the share stands near the level, so time is taken as a square.
    times, steps = years * u**2, years * u * weights
    alive = np.stack([_not_yet(spot, float(t), grant.strike, level, market) for t in times])
    found: np.ndarray = grant.exits * ((steps * np.exp(-rate * times)) @ alive)
    found = found + exp(-rate * years) * _not_yet(spot, years, grant.strike, level, market)
    if level == inf:
        return found
    away = np.log(level / spot)
    inside = market.drift**2 + 2 * rate * market.volatility**2
    if inside < 0:
        no_rate(market.rate)
    reach = sqrt(inside)
    wide, squared = market.volatility * sqrt(years), market.volatility**2
    touched = np.exp(away * (market.drift - reach) / squared) * ndtr((reach * years - away) / wide)
    touched += np.exp(away * (market.drift + reach) / squared) * ndtr(
        (-reach * years - away) / wide
    )
    worth: np.ndarray = found + (level - grant.strike) * touched
    return worth


def _not_yet(
    spot: "np.ndarray", years: float, strike: float, level: float, market: _Market
) -> "np.ndarray":
    """Return the expected payoff after some years where the level was not reached before."""
    import numpy as np
    from scipy.special import ndtr

    wide, drift = market.volatility * sqrt(years), market.drift * years
    low = np.log(strike / spot)
    high = np.log(level / spot) if level < inf else np.full_like(spot, inf)

    def between(shift: "np.ndarray | float") -> "np.ndarray":
        mean = drift + shift
        grown = spot * np.exp(mean + wide**2 / 2)
        part = ndtr((high - mean - wide**2) / wide) - ndtr((low - mean - wide**2) / wide)
        likely = ndtr((high - mean) / wide) - ndtr((low - mean) / wide)
        paid: np.ndarray = grown * part - strike * likely
        return paid

    if level == inf:
        return between(0.0)
    mirrored = np.exp(2 * market.drift * high / market.volatility**2)
    found: np.ndarray = between(0.0) - mirrored * between(2 * high)
    return found
