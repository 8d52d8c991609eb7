"""Options of a fixed term: Black, Scholes and Merton. Rates are continuous, terms in years."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np


def call(
    spot: Any, strike: Any, *, years: Any, volatility: Any, rate: Any, dividend: Any = 0.0
) -> "np.ndarray":
    """Return what a call is worth; all may be arrays of shapes that fit.

    Where nothing is uncertain, that is what it is worth at its end, discounted.
    """
    import numpy as np
    from scipy.special import ndtr

    spot, strike = np.asarray(spot, dtype=float), np.asarray(strike, dtype=float)
    held = spot * np.exp(-np.asarray(dividend) * years)
    paid = strike * np.exp(-np.asarray(rate) * years)
    wide = np.asarray(volatility) * np.sqrt(years)
    with np.errstate(divide="ignore", invalid="ignore"):
        first = np.log(held / paid) / wide + wide / 2
        found = held * ndtr(first) - paid * ndtr(first - wide)
    is_plain = ~np.isfinite(found) | (wide <= 0) | (paid <= 0)
    worth: np.ndarray = np.where(is_plain, np.maximum(held - paid, 0.0), found)
    return worth


def put(
    spot: Any, strike: Any, *, years: Any, volatility: Any, rate: Any, dividend: Any = 0.0
) -> "np.ndarray":
    """Return what a put is worth, from what a call is."""
    import numpy as np

    value = call(spot, strike, years=years, volatility=volatility, rate=rate, dividend=dividend)
    paid = np.asarray(strike) * np.exp(-np.asarray(rate) * years)
    worth: np.ndarray = value - np.asarray(spot) * np.exp(-np.asarray(dividend) * years) + paid
    return worth
